"""What became of each thing sent on a walk: check-ins, reports and facility checks in one list. Writes nothing."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.checkins.models import CheckIn
from app.checkins.rules import Urgency
from app.facilities.models import Facility, FacilityCheck
from app.facilities.schemas import SentOut
from app.patrols import reading as patrols
from app.people.auth import Actor
from app.reports import reading as reports
from app.reports.schemas import ReportOut

MOST_SENT = 500


def of_walk(session: Session, actor: Actor, patrol_id: UUID) -> list[SentOut]:
    """Everything of one of my own walks, in the order it was said; somebody else's walk is not found."""
    patrols.owned(session, actor, patrol_id)
    mine = (col(CheckIn.neighbourhood_id) == actor.neighbourhood_id, col(CheckIn.member_id) == actor.member_id)
    said = select(CheckIn).where(*mine, col(CheckIn.patrol_id) == patrol_id).order_by(col(CheckIn.recorded_at)).limit(MOST_SENT)
    check_ins = list(session.execute(said).scalars())
    its = (col(FacilityCheck.neighbourhood_id) == actor.neighbourhood_id, col(FacilityCheck.patrol_id) == patrol_id)
    looked = select(FacilityCheck, col(Facility.label)).join(
        Facility,
        (col(Facility.neighbourhood_id) == col(FacilityCheck.neighbourhood_id)) & (col(Facility.id) == col(FacilityCheck.facility_id)),
    )
    checks = [(row[0], row[1]) for row in session.execute(looked.where(*its).order_by(col(FacilityCheck.checked_at)).limit(MOST_SENT))]
    known = reports.of_sayings(session, actor.neighbourhood_id, [row.id for row in check_ins] + [row.id for row, _ in checks])
    items = [_check_in(row, known.get(row.id)) for row in check_ins] + [_check(row, label, known.get(row.id)) for row, label in checks]
    return sorted(items, key=lambda item: (item.at, item.id))


def _check_in(row: CheckIn, report: ReportOut | None) -> SentOut:
    state = "taken_back" if row.cancelled_at is not None else report.state if report else "kept"
    return SentOut.model_validate(
        {
            "kind": "report" if row.urgency == Urgency.REPORT else "check_in",
            "id": row.id,
            "at": row.recorded_at,
            "category": row.category,
            "state": state,
            "answer": report.answer if report else "",
            "report_id": report.id if report else None,
            "facility_id": None,
            "facility_label": None,
            "working": None,
            "urgent": row.urgency == Urgency.URGENT,
            "alert_id": row.alert_id,
        }
    )


def _check(row: FacilityCheck, label: str, report: ReportOut | None) -> SentOut:
    return SentOut.model_validate(
        {
            "kind": "facility_check",
            "id": row.id,
            "at": row.checked_at,
            "category": report.category if report else None,
            "state": report.state if report else "working" if row.working else "working_again",
            "answer": report.answer if report else "",
            "report_id": report.id if report else None,
            "facility_id": row.facility_id,
            "facility_label": label,
            "working": row.working,
            "urgent": False,
            "alert_id": None,
        }
    )
