"""What each reader may see of an alert, by their part in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.alerts import forced, places, rules, way_rules
from app.alerts.models import Alert, Response
from app.alerts.parting import are_parted, may_visit
from app.alerts.rules import AlertStatus, Place, ResponseStatus
from app.alerts.schemas import AlertOut, ComingOut, LocationOut, MyResponseOut, NearOut, ProgressOut
from app.alerts.service import may_disclose
from app.alerts.steps import LIVE, parts_of, responses_of, wave_plan
from app.alerts.visit_rules import Role
from app.core.problems import not_found
from app.geo.cells import boundary
from app.neighbourhoods import policies
from app.people import access_log, ties
from app.people import service as people
from app.people.models import Member, Tier
from app.people.names import first_name


@dataclass(frozen=True)
class Shown:
    """An alert for one reader; `discloses` says that it must be logged before it is handed over."""

    alert: AlertOut
    discloses: bool
    person_id: UUID


def show(session: Session, *, neighbourhood_id: UUID, actor_id: UUID, tier: Tier, alert_id: UUID, now: datetime) -> Shown:
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
    if not is_disclosed(session, alert, response):
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


def is_disclosed(session: Session, alert: Alert, response: Response | None) -> bool:
    """Accepted, and for this incident only; a home's address needs a verified responder and the person's consent."""
    if response is None or not AlertStatus(alert.status).is_live or ResponseStatus(response.status) not in rules.DISCLOSED:
        return False
    if are_parted(session, alert, response):
        return False
    return may_visit(session, alert, response.member_id) and (alert.place != Place.HOME or may_disclose(session, alert))


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
    # Enough others come, as far as somebody kept apart can see, whoever does.
    is_parted = response is not None and are_parted(session, alert, response)
    part = "person" if is_person else "responder" if response is not None else "staff"
    plan = wave_plan(policies.at_version(session, alert.neighbourhood_id, alert.policy_version), Place(alert.place))
    return AlertOut.model_validate(
        {
            "id": alert.id,
            "status": AlertStatus.ACKNOWLEDGED if is_parted and live else alert.status,
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
            "enough": is_parted or rules.has_enough(parts_of(responses), plan, now),
            "together": _together(session, responses, response) if live and coming else None,
            "second_asked": alert.alone_at is not None if live and coming else None,
            "progress": None if part == "responder" else _progress(session, alert, responses, now, is_person=is_person),
            "person_name": None,
            "note": None,
            "address": None,
            "entry_note": None,
            "location": None,
        }
    )


def _mine(response: Response | None) -> MyResponseOut | None:
    if response is None:
        return None
    asked = response.debrief_answer or ("asked" if response.debrief_asked_at is not None else None)
    return MyResponseOut.model_validate({**response.model_dump(), "debrief": asked})


def _progress(session: Session, alert: Alert, responses: list[Response], now: datetime, *, is_person: bool) -> ProgressOut:
    coming = [
        r for r in responses if ResponseStatus(r.status) in rules.COMING or (r.status == ResponseStatus.DONE and r.on_scene_at is not None)
    ]
    names = names_of(session, [r.member_id for r in coming])
    near = _near(session, alert, now) if is_person else {}
    looks = access_log.first_looks(session, alert.neighbourhood_id, alert.id, [r.member_id for r in coming])
    blocked = ties.blocked_by(session, alert.neighbourhood_id, alert.person_id) if is_person and coming else set()
    return ProgressOut(
        seen_by=sum(r.seen_at is not None for r in responses) + (alert.desk_seen_at is not None),
        coming=[
            ComingOut(
                name=names[r.member_id],
                status=ResponseStatus(r.status),
                since=r.on_scene_at or r.accepted_at or r.notified_at,
                role=Role(r.role) if r.role else None,
                looked_at=looks.get(r.member_id),
                near=near.get(r.member_id),
                who=ties.reference(alert.person_id, alert.id, r.member_id) if is_person else None,
                blocked=r.member_id in blocked,
            )
            for r in coming
        ],
        desk_told=alert.desk_told_at is not None,
    )


def _near(session: Session, alert: Alert, now: datetime) -> dict[UUID, NearOut]:
    """How near those on their way are, for the person."""
    shown = places.on_the_way(session, alert)
    target = places.target_of(session, alert) if shown else None
    if target is None:
        return {}
    found = {}
    for member_id, fix in shown.items():
        near = way_rules.near(fix, target)
        age_s = max(0, int((now - fix.at).total_seconds()))
        found[member_id] = NearOut.model_validate(
            {"distance_m": near.distance_m, "side": near.side, "minutes": near.minutes, "age_s": age_s}
        )
    return found


def who_came(session: Session, neighbourhood_id: UUID, person_id: UUID, alert_id: UUID, who: str) -> tuple[UUID, str]:
    """Who `who` stands for on the person's screen of their own alert, and the name shown there; also when they stepped back since."""
    alert = session.get(Alert, alert_id)
    if alert is None or alert.neighbourhood_id != neighbourhood_id or alert.person_id != person_id:
        raise not_found()
    shown = [r.member_id for r in responses_of(session, alert_id) if r.accepted_at is not None]
    for member_id, name in names_of(session, shown).items():
        if ties.reference(person_id, alert_id, member_id) == who:
            return member_id, name
    raise not_found()


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
    out_of_a_drill = and_(col(Alert.person_id) == actor_id, forced.out_of_a_drill())
    query = select(Alert).where(col(Alert.neighbourhood_id) == neighbourhood_id, ~out_of_a_drill)
    if not tier.is_staff:
        told = select(col(Response.alert_id)).where(col(Response.neighbourhood_id) == neighbourhood_id, col(Response.member_id) == actor_id)
        query = query.where(or_(col(Alert.person_id) == actor_id, col(Alert.id).in_(told)))
    if state != "all":
        query = query.where(col(Alert.status).in_(LIVE) if state == "open" else col(Alert.status).not_in(LIVE))
    if after is not None:
        query = query.where(col(Alert.id) < after)
    alerts = session.execute(query.order_by(col(Alert.id).desc()).limit(limit)).scalars()
    return [summary(session, alert, actor_id, session.get(Response, (alert.id, actor_id)), now) for alert in alerts]
