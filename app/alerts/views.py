"""What each reader may see of an alert, by their part in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.alerts import rules
from app.alerts.models import Alert, Response
from app.alerts.rules import AlertStatus, Place, ResponseStatus
from app.alerts.schemas import AlertOut, ComingOut, LocationOut, MyResponseOut, ProgressOut
from app.alerts.service import may_disclose
from app.alerts.steps import LIVE, parts_of, responses_of, wave_plan
from app.alerts.visit_rules import Role
from app.core.problems import not_found
from app.geo.cells import boundary
from app.neighbourhoods import service as neighbourhoods
from app.people import access_log
from app.people import service as people
from app.people.models import Member, Tier
from app.people.names import first_name


@dataclass(frozen=True)
class Shown:
    """An alert for one reader; `discloses` says that it must be logged before it is handed over."""

    alert: AlertOut
    discloses: bool
    person_id: UUID


def show(session: Session, *, neighbourhood_id: UUID, actor_id: UUID, tier: Tier, verified: bool, alert_id: UUID, now: datetime) -> Shown:
    """One alert for one reader; whoever hands out one that discloses calls `log_view` first."""
    alert = session.get(Alert, alert_id)
    if alert is None or alert.neighbourhood_id != neighbourhood_id:
        raise not_found()
    response = session.get(Response, (alert.id, actor_id))
    if alert.person_id != actor_id and response is None and not tier.is_staff:
        raise not_found()
    out = summary(session, alert, actor_id, response, now)
    if alert.person_id == actor_id:
        return Shown(_with_place(session, alert, out, with_address=False), False, alert.person_id)
    if not _disclosed(session, alert, response, tier, verified):
        return Shown(out, False, alert.person_id)
    return Shown(_with_place(session, alert, out, with_address=alert.place == Place.HOME), True, alert.person_id)


def log_view(session: Session, shown: Shown, neighbourhood_id: UUID, actor_id: UUID, now: datetime) -> None:
    """Write the view into the access log, which the person can read."""
    alert = shown.alert
    access_log.record_view(
        session,
        neighbourhood_id=neighbourhood_id,
        actor_id=actor_id,
        subject_id=shown.person_id,
        what=f"alert_{alert.place}",
        alert_id=alert.id,
        now=now,
    )


def _disclosed(session: Session, alert: Alert, response: Response | None, tier: Tier, verified: bool) -> bool:
    """Accepted, and for this incident only; a home's address needs a verified responder and the person's consent."""
    if response is None or not AlertStatus(alert.status).is_live or ResponseStatus(response.status) not in rules.DISCLOSED:
        return False
    _buddies, blocked = people.ties_of(session, alert.neighbourhood_id, alert.person_id)
    if response.member_id in blocked:
        return False
    if alert.place == Place.HOME:
        return verified and tier is Tier.RESPONDER and may_disclose(session, alert)
    return True


def _with_place(session: Session, alert: Alert, out: AlertOut, *, with_address: bool) -> AlertOut:
    home = people.home_of(session, alert.person_id) if alert.place == Place.HOME else None
    person = people.member_of(session, alert.neighbourhood_id, alert.person_id)
    lat, lon, accuracy = (home.lat, home.lon, None) if home else (alert.lat, alert.lon, alert.accuracy_m)
    return out.model_copy(
        update={
            "person_name": person.name,
            "note": alert.note,
            "address": home.address if home and with_address else None,
            "entry_note": home.entry_note if home and with_address else None,
            "location": LocationOut(lat=lat, lon=lon, accuracy_m=accuracy) if lat is not None and lon is not None else None,
        }
    )


def summary(session: Session, alert: Alert, actor_id: UUID, response: Response | None, now: datetime) -> AlertOut:
    """What anybody with a part in it may see: need, cell and age; progress only for the person and staff."""
    responses = responses_of(session, alert.id)
    live = AlertStatus(alert.status).is_live
    coming = response is not None and ResponseStatus(response.status) in rules.COMING
    is_person = alert.person_id == actor_id
    part = "person" if is_person else "responder" if response is not None else "staff"
    plan = wave_plan(neighbourhoods.policy_of(session, alert.neighbourhood_id), Place(alert.place))
    return AlertOut.model_validate(
        {
            "id": alert.id,
            "status": alert.status,
            "opened_at": alert.opened_at,
            "closed_at": alert.closed_at,
            "age_s": max(0, int((now - alert.recorded_at).total_seconds())),
            "cell": alert.cell,
            "cell_boundary": boundary(alert.cell),
            "place": alert.place,
            "category": alert.category,
            "drill": alert.drill,
            "late": alert.late,
            "part": part,
            "check_in_id": alert.check_in_id if part != "responder" else None,
            "my_response": _mine(response),
            "enough": rules.has_enough(parts_of(responses), plan, now),
            "together": _together(session, responses, response) if live and coming else None,
            "second_asked": alert.alone_at is not None if live and coming else None,
            "progress": None if part == "responder" else _progress(session, alert, responses),
            "person_name": None,
            "note": None,
            "address": None,
            "entry_note": None,
            "location": None,
        }
    )


def _mine(response: Response | None) -> MyResponseOut | None:
    return None if response is None else MyResponseOut.model_validate(response, from_attributes=True)


def _progress(session: Session, alert: Alert, responses: list[Response]) -> ProgressOut:
    coming = [
        r for r in responses if ResponseStatus(r.status) in rules.COMING or (r.status == ResponseStatus.DONE and r.on_scene_at is not None)
    ]
    names = names_of(session, [r.member_id for r in coming])
    return ProgressOut(
        seen_by=sum(r.seen_at is not None for r in responses) + (alert.desk_seen_at is not None),
        coming=[
            ComingOut(
                name=names[r.member_id],
                status=ResponseStatus(r.status),
                since=r.on_scene_at or r.accepted_at or r.notified_at,
                role=Role(r.role) if r.role else None,
            )
            for r in coming
        ],
        desk_told=alert.desk_told_at is not None,
    )


def _together(session: Session, responses: list[Response], mine: Response | None) -> list[str]:
    """What the others who come are called."""
    others = [r for r in responses if r is not mine and ResponseStatus(r.status) in rules.COMING]
    others.sort(key=lambda r: (r.accepted_at or r.notified_at, r.member_id))
    names = names_of(session, [r.member_id for r in others])
    return [first_name(names[r.member_id]) for r in others]


def names_of(session: Session, member_ids: list[UUID]) -> dict[UUID, str]:
    """Names by id, for readers who may see them."""
    if not member_ids:
        return {}
    rows = session.execute(select(col(Member.id), col(Member.name)).where(col(Member.id).in_(member_ids)))
    return {row.id: row.name for row in rows}


def mine(
    session: Session, *, neighbourhood_id: UUID, actor_id: UUID, tier: Tier, state: str, after: UUID | None, limit: int, now: datetime
) -> list[AlertOut]:
    """Alerts about me or that I was told of (all of the neighbourhood for staff), newest first; never with an address."""
    query = select(Alert).where(col(Alert.neighbourhood_id) == neighbourhood_id)
    if not tier.is_staff:
        told = select(col(Response.alert_id)).where(col(Response.neighbourhood_id) == neighbourhood_id, col(Response.member_id) == actor_id)
        query = query.where(or_(col(Alert.person_id) == actor_id, col(Alert.id).in_(told)))
    if state != "all":
        query = query.where(col(Alert.status).in_(LIVE) if state == "open" else col(Alert.status).not_in(LIVE))
    if after is not None:
        query = query.where(col(Alert.id) < after)
    alerts = session.execute(query.order_by(col(Alert.id).desc()).limit(limit)).scalars()
    return [summary(session, alert, actor_id, session.get(Response, (alert.id, actor_id)), now) for alert in alerts]
