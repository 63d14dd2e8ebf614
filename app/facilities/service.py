"""The list of facilities and every look at one: the only writer of both. A broken one is reported in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, insert, or_, select, update
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core import broadcast
from app.core.database import table_of
from app.core.ids import new_id
from app.core.problems import Problem, forbidden, not_found
from app.facilities import rules
from app.facilities.models import Facility, FacilityCheck
from app.facilities.rules import Kind
from app.facilities.schemas import CheckOut, FacilityCheckBody, FacilityFields, FacilityIn, FacilityOut, FacilityPatch, PersonOut
from app.neighbourhoods import service as neighbourhoods
from app.patrols import notes
from app.patrols.checkpoints import Look
from app.people.auth import Actor
from app.people.models import Member
from app.reports import service as reports

CHANGED = "facilities.changed"

_facilities = table_of(Facility)


def facility_out(row: Facility, now: datetime) -> FacilityOut:
    """A facility for the wire."""
    next_due_at = rules.next_due(row.last_checked_at, row.created_at, row.every_days)
    fields = row.model_dump(exclude={"neighbourhood_id", "created_at", "removed_at"})
    return FacilityOut.model_validate({**fields, "next_due_at": next_due_at, "due": next_due_at <= now})


def standing(session: Session, neighbourhood_id: UUID, now: datetime, after: UUID | None, limit: int) -> list[FacilityOut]:
    """What is on the list now, in the order of entering."""
    query = select(Facility).where(col(Facility.neighbourhood_id) == neighbourhood_id, col(Facility.removed_at).is_(None))
    if after is not None:
        query = query.where(col(Facility.id) > after)
    return [facility_out(row, now) for row in session.execute(query.order_by(col(Facility.id)).limit(limit)).scalars()]


def add(session: Session, neighbourhood_id: UUID, body: FacilityIn, now: datetime) -> FacilityOut:
    """Enter a facility; the same id with the same words again is harmless."""
    refuse_far_away(session, neighbourhood_id, body.lat, body.lon)
    fields = body.model_dump(mode="json", exclude={"id"})
    if body.id is not None:
        known = session.get(Facility, (neighbourhood_id, body.id))
        if known is not None:
            if known.removed_at is not None or known.model_dump(include=set(fields)) != fields:
                raise Problem(
                    409, "conflict", ko="같은 번호의 시설이 이미 있어요.", en="Another facility with this id is on the list already."
                )
            return facility_out(known, now)
    row = Facility(neighbourhood_id=neighbourhood_id, id=body.id or new_id(), created_at=now, **fields)
    session.add(row)
    session.flush()
    broadcast.append(session, neighbourhood_id, CHANGED, row.id)
    return facility_out(row, now)


def change(session: Session, neighbourhood_id: UUID, facility_id: UUID, patch: FacilityPatch, now: datetime) -> FacilityOut:
    """Change what is known of a facility; its checks stay."""
    row = _standing(session, neighbourhood_id, facility_id)
    if (patch.lat is None) != (patch.lon is None):
        raise Problem(422, "half-a-place", ko="위도와 경도를 함께 적어 주세요.", en="Please give latitude and longitude together.")
    if patch.lat is not None and patch.lon is not None:
        refuse_far_away(session, neighbourhood_id, patch.lat, patch.lon)
    for name, value in patch.model_dump(mode="json", exclude_none=True).items():
        setattr(row, name, value)
    session.flush()
    broadcast.append(session, neighbourhood_id, CHANGED, row.id)
    return facility_out(row, now)


def remove(session: Session, neighbourhood_id: UUID, facility_id: UUID, now: datetime) -> None:
    """Take a facility off the list; its checks and reports stay."""
    row = _standing(session, neighbourhood_id, facility_id)
    row.removed_at = now
    session.flush()
    broadcast.append(session, neighbourhood_id, CHANGED, row.id)


def merge(session: Session, neighbourhood_id: UUID, rows: Iterable[FacilityFields], now: datetime) -> tuple[int, int, int]:
    """Bring a list in; (added, changed, unchanged). A facility is known again by its kind and number, or its label without one;
    of two lines about the same the later counts. Plain statements: ten thousand lines hold up nobody's check-in for long."""
    names = list(FacilityFields.model_fields)
    here = select(_facilities).where(_facilities.c.neighbourhood_id == neighbourhood_id, _facilities.c.removed_at.is_(None))
    known = {
        _known_by(row.kind, row.number, row.label): (row.id, {name: getattr(row, name) for name in names}) for row in session.execute(here)
    }
    said = {_known_by(row.kind.value, row.number, row.label): row.model_dump(mode="json") for row in rows}
    new = [
        {"id": new_id(), "neighbourhood_id": neighbourhood_id, "created_at": now, **fields}
        for key, fields in said.items()
        if key not in known
    ]
    other = {known[key][0]: fields for key, fields in said.items() if key in known and known[key][1] != fields}
    if new:
        session.execute(insert(_facilities), new)
    for facility_id, fields in other.items():
        this = (_facilities.c.neighbourhood_id == neighbourhood_id, _facilities.c.id == facility_id)
        session.execute(update(_facilities).where(*this).values(**fields))
    if new or other:
        broadcast.append(session, neighbourhood_id, CHANGED, neighbourhood_id)
    return len(new), len(other), len(said) - len(new) - len(other)


def check(
    session: Session,
    actor: Actor,
    check_id: UUID,
    body: FacilityCheckBody,
    checked_at: datetime,
    received_at: datetime,
) -> UUID | None:
    """Keep one look at a facility; returns the report that a broken one opened or joined.

    A look older than the newest one is kept without changing what is known, and reports nothing that works again since.
    """
    if not actor.tier.may_patrol:
        raise forbidden()
    this = select(Facility).where(col(Facility.neighbourhood_id) == actor.neighbourhood_id, col(Facility.id) == body.facility_id)
    row = session.execute(this.with_for_update()).scalar_one_or_none()
    if row is None:
        raise Problem(
            404,
            "facility-not-here",
            ko="이 시설은 우리 동네 목록에 없어요. 목록을 새로 받은 뒤 다시 점검해 주세요.",
            en="This facility is not on your neighbourhood's list. Please renew the list and check again.",
        )
    newer_says_works = row.last_working is True and row.last_checked_at is not None and row.last_checked_at > checked_at
    report_id = None
    if not body.working and not newer_says_works and row.removed_at is None:
        report_id = reports.report(session, _broken(actor, check_id, body, row, checked_at, received_at))
    elif body.working:
        reports.works_again(session, actor.neighbourhood_id, row.id, actor.member_id, checked_at, received_at)
    if row.last_checked_at is None or row.last_checked_at <= checked_at:
        row.last_checked_at, row.last_working = checked_at, body.working
    session.add(
        FacilityCheck(
            neighbourhood_id=actor.neighbourhood_id,
            id=check_id,
            facility_id=row.id,
            member_id=actor.member_id,
            patrol_id=body.patrol_id,
            working=body.working,
            note=body.note,
            photo_ids=[str(photo_id) for photo_id in body.photo_ids],
            report_id=report_id,
            checked_at=checked_at,
            received_at=received_at,
        )
    )
    session.flush()
    if body.patrol_id is not None:
        looks = looks_on_walk(session, actor.neighbourhood_id, body.patrol_id)
        notes.note_checkpoints(session, actor.neighbourhood_id, body.patrol_id, looks, received_at)
    broadcast.append(session, actor.neighbourhood_id, "facility.checked", row.id)
    return report_id


def checks_of(session: Session, neighbourhood_id: UUID, facility_id: UUID, after: UUID | None, limit: int) -> list[CheckOut]:
    """The looks at a facility, newest first, of one that was taken off the list too."""
    if session.get(Facility, (neighbourhood_id, facility_id)) is None:
        raise not_found()
    query = select(FacilityCheck, col(Member.name)).join(Member, col(Member.id) == col(FacilityCheck.member_id))
    query = query.where(col(FacilityCheck.neighbourhood_id) == neighbourhood_id, col(FacilityCheck.facility_id) == facility_id)
    if after is not None:
        last = session.get(FacilityCheck, (neighbourhood_id, after))
        if last is None:
            return []
        older = col(FacilityCheck.checked_at) < last.checked_at
        query = query.where(or_(older, and_(col(FacilityCheck.checked_at) == last.checked_at, col(FacilityCheck.id) < after)))
    newest = query.order_by(col(FacilityCheck.checked_at).desc(), col(FacilityCheck.id).desc()).limit(limit)
    return [_check_out(row, name) for row, name in session.execute(newest)]


def looks_on_walk(session: Session, neighbourhood_id: UUID, patrol_id: UUID) -> list[Look]:
    """What was looked at on a walk, when, and where it stands."""
    its = (col(FacilityCheck.neighbourhood_id) == neighbourhood_id, col(FacilityCheck.patrol_id) == patrol_id)
    same = and_(col(Facility.neighbourhood_id) == col(FacilityCheck.neighbourhood_id), col(Facility.id) == col(FacilityCheck.facility_id))
    query = select(col(Facility.id), col(FacilityCheck.checked_at), col(Facility.lat), col(Facility.lon))
    return [Look(*row) for row in session.execute(query.join_from(FacilityCheck, Facility, same).where(*its))]


def refuse_far_away(session: Session, neighbourhood_id: UUID, lat: float, lon: float) -> None:
    """A place far outside the neighbourhood is a slip of the pen."""
    home = neighbourhoods.neighbourhood_of(session, neighbourhood_id)
    if rules.far_away(lat, lon, home.centre_lat, home.centre_lon):
        raise Problem(
            422,
            "far-away",
            ko="우리 동네에서 20 km 넘게 떨어진 곳이에요. 위도와 경도가 바뀌지 않았는지 확인해 주세요.",
            en="That is more than 20 km from the neighbourhood. Please check that latitude and longitude are not the wrong way round.",
        )


def _standing(session: Session, neighbourhood_id: UUID, facility_id: UUID) -> Facility:
    this = select(Facility).where(col(Facility.neighbourhood_id) == neighbourhood_id, col(Facility.id) == facility_id)
    row = session.execute(this.with_for_update()).scalar_one_or_none()
    if row is None or row.removed_at is not None:
        raise not_found()
    return row


def _known_by(kind: str, number: str, label: str) -> tuple[str, str, str]:
    return (kind, number, "") if number else (kind, "", label)


def _broken(
    actor: Actor,
    check_id: UUID,
    body: FacilityCheckBody,
    row: Facility,
    checked_at: datetime,
    received_at: datetime,
) -> reports.Word:
    return reports.Word(
        id=check_id,
        neighbourhood_id=actor.neighbourhood_id,
        member_id=actor.member_id,
        category=rules.category_of(Kind(row.kind)),
        said_at=checked_at,
        received_at=received_at,
        lat=row.lat,
        lon=row.lon,
        note=body.note,
        photo_ids=body.photo_ids,
        patrol_id=body.patrol_id,
        facility_id=row.id,
        facility_label=row.label,
    )


def _check_out(row: FacilityCheck, name: str) -> CheckOut:
    fields: dict[str, Any] = row.model_dump(include={"id", "received_at", "working", "note", "photo_ids", "patrol_id", "report_id"})
    return CheckOut.model_validate({**fields, "at": row.checked_at, "by": PersonOut(id=row.member_id, name=name)})
