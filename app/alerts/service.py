"""Raising, answering and closing alerts: the only writer of what becomes of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session
from sqlmodel import col

from app.alerts import rules, visit_rules
from app.alerts.models import Alert, Response
from app.alerts.responding import finish
from app.alerts.rules import AlertStatus, Place, ResponseStatus
from app.alerts.schemas import ResolveIn
from app.alerts.steps import LIVE, close, locked, take_step
from app.alerts.telling import note, tell_desk, tell_person
from app.core import broadcast
from app.core.problems import forbidden, not_found
from app.geo.cells import cell_of
from app.neighbourhoods import service as neighbourhoods
from app.notifications.rules import Kind
from app.people import service as people
from app.people.models import ConsentKind, Member, Tier

COUNTED_FOR = timedelta(days=30)
"""How far back the desk sees that a person took alerts back."""


@dataclass(frozen=True)
class Concern:
    """What an urgent concern says: of whom, where, since when."""

    check_in_id: UUID
    person_id: UUID
    neighbourhood_id: UUID
    place: Place
    category: str
    note: str
    lat: float | None
    lon: float | None
    accuracy_m: float | None
    recorded_at: datetime


def raise_alert(session: Session, concern: Concern, now: datetime) -> Alert:
    """Open an alert and tell the first wave in the same transaction; a repeat from the same kind of place merges into the open one.

    A concern that arrives later than the policy allows pages no volunteers: it goes to the desk with its age, and the
    person is asked how they are. One that comes right after the person raised and took back several goes to the desk alone.
    """
    # The member's row serialises two concerns of one person: the second finds the first's alert. `key_share` leaves
    # room for the foreign key locks that both already hold from their check-ins; a full lock would deadlock on them.
    session.execute(select(col(Member.id)).where(col(Member.id) == concern.person_id).with_for_update(key_share=True))
    mine = select(Alert).where(
        col(Alert.neighbourhood_id) == concern.neighbourhood_id,
        col(Alert.person_id) == concern.person_id,
        col(Alert.place) == concern.place,
        col(Alert.status).in_(LIVE),
    )
    known = session.execute(mine.order_by(col(Alert.id).desc()).limit(1).with_for_update()).scalar_one_or_none()
    policy = neighbourhoods.policy_of(session, concern.neighbourhood_id)
    late = now - concern.recorded_at > timedelta(seconds=policy.late_after_s)
    quiet = visit_rules.is_braked(_own_cancels(session, concern, now), now)
    if known is not None and (late or quiet or not (known.late or known.quiet)):
        return _merge(session, known, concern, now)
    home = people.home_of(session, concern.person_id) if concern.place is Place.HOME else None
    where = neighbourhoods.neighbourhood_of(session, concern.neighbourhood_id)
    cell = (
        home.cell
        if home
        else cell_of(concern.lat, concern.lon)
        if concern.lat is not None and concern.lon is not None
        else cell_of(where.centre_lat, where.centre_lon)
    )
    alert = Alert(
        neighbourhood_id=concern.neighbourhood_id,
        person_id=concern.person_id,
        check_in_id=concern.check_in_id,
        status=AlertStatus.OPEN,
        category=concern.category,
        place=concern.place,
        note=concern.note,
        cell=cell,
        lat=concern.lat,
        lon=concern.lon,
        accuracy_m=concern.accuracy_m,
        late=late,
        quiet=quiet,
        opened_at=now,
        recorded_at=concern.recorded_at,
        next_step_at=now,
    )
    session.add(alert)
    session.flush()
    note(
        session,
        alert,
        now,
        "opened",
        concern.person_id,
        category=concern.category,
        late_s=int((now - concern.recorded_at).total_seconds()) if late else 0,
    )
    nowhere = home is None and concern.lat is None
    take_step(session, alert, now)
    if alert.desk_told_at is None and (nowhere or (concern.place is Place.HOME and not may_disclose(session, alert))):
        tell_desk(session, alert, now, "place_unknown" if nowhere else "address_withheld")
    if late:
        tell_person(session, alert, Kind.ASK, now)
        note(session, alert, now, "person_asked")
    return alert


def _own_cancels(session: Session, concern: Concern, now: datetime) -> list[datetime]:
    """When the person took alerts back lately."""
    taken_back = select(col(Alert.closed_at)).where(
        col(Alert.neighbourhood_id) == concern.neighbourhood_id,
        col(Alert.person_id) == concern.person_id,
        col(Alert.status) == AlertStatus.CANCELLED,
        col(Alert.closed_at) > now - visit_rules.BRAKE_WINDOW,
    )
    return [at for at in session.execute(taken_back).scalars() if at is not None]


def taken_back(session: Session, neighbourhood_id: UUID, person_id: UUID, now: datetime) -> int:
    """How many alerts the person took back lately; for the desk only."""
    theirs = select(func.count()).where(
        col(Alert.neighbourhood_id) == neighbourhood_id,
        col(Alert.person_id) == person_id,
        col(Alert.status) == AlertStatus.CANCELLED,
        col(Alert.closed_at) > now - COUNTED_FOR,
    )
    return session.execute(theirs).scalar_one()


def _merge(session: Session, alert: Alert, concern: Concern, now: datetime) -> Alert:
    if alert.check_in_id == concern.check_in_id:
        return alert
    if concern.lat is not None:
        alert.lat, alert.lon, alert.accuracy_m = concern.lat, concern.lon, concern.accuracy_m
    if concern.note:
        alert.note = concern.note if not alert.note else f"{alert.note}\n{concern.note}"[:1000]
    note(session, alert, now, "repeated", concern.person_id, category=concern.category)
    return alert


def may_disclose(session: Session, alert: Alert) -> bool:
    """Whether the person agreed that somebody who comes sees their address."""
    person = people.member_of(session, alert.neighbourhood_id, alert.person_id)
    return people.has_consent(session, person, ConsentKind.HOME_DISCLOSURE)


def resolve(
    session: Session, *, neighbourhood_id: UUID, actor_id: UUID, tier: Tier, alert_id: UUID, body: ResolveIn, now: datetime
) -> Alert:
    """Close an alert: only the person, a coordinator, or a responder who was on scene. Said twice, the first stands."""
    alert = locked(session, neighbourhood_id, alert_id)
    response = session.get(Response, (alert.id, actor_id))
    on_scene = response is not None and response.on_scene_at is not None and ResponseStatus(response.status) in rules.MAY_CLOSE
    if not (alert.person_id == actor_id or tier is Tier.COORDINATOR or on_scene):
        raise forbidden() if response is not None or tier.is_staff else not_found()
    if AlertStatus(alert.status).is_live:
        if response is not None and on_scene and response.status == ResponseStatus.ON_SCENE:
            finish(session, alert, response, now)
        close(session, alert, AlertStatus.RESOLVED, now, actor_id=actor_id, outcome=body.outcome, closing_note=body.note)
    return alert


def cancel(session: Session, *, neighbourhood_id: UUID, actor_id: UUID, tier: Tier, alert_id: UUID, why: str, now: datetime) -> Alert:
    """The person takes it back; everybody who was told gets the all-clear. Said twice, the first stands."""
    alert = locked(session, neighbourhood_id, alert_id)
    if alert.person_id != actor_id:
        told = session.get(Response, (alert.id, actor_id)) is not None
        raise forbidden() if told or tier.is_staff else not_found()
    if AlertStatus(alert.status).is_live:
        close(session, alert, AlertStatus.CANCELLED, now, actor_id=actor_id, closing_note=why)
    return alert


def cancel_own(session: Session, neighbourhood_id: UUID, alert_id: UUID, person_id: UUID, now: datetime) -> None:
    """The person took back a check-in that raised or joined this alert: nobody need come any more."""
    alert = locked(session, neighbourhood_id, alert_id)
    if AlertStatus(alert.status).is_live:
        close(session, alert, AlertStatus.CANCELLED, now, actor_id=person_id)


def desk_saw(session: Session, neighbourhood_id: UUID, alert_id: UUID, actor_id: UUID, now: datetime) -> None:
    """The first look of the desk counts as seen, and the person is shown so."""
    alert = locked(session, neighbourhood_id, alert_id)
    if alert.desk_seen_at is None and AlertStatus(alert.status).is_live:
        alert.desk_seen_at = now
        note(session, alert, now, "desk_saw", actor_id)


def forget_places(session: Session, now: datetime) -> int:
    """Forget where alerts were that closed longer ago than their neighbourhood keeps places; returns how many."""
    old = select(Alert).where(col(Alert.closed_at) < now - timedelta(hours=1), col(Alert.lat).is_not(None)).limit(500)
    forgotten = 0
    for alert in session.execute(old).scalars():
        kept = timedelta(seconds=neighbourhoods.policy_of(session, alert.neighbourhood_id).location_kept_s)
        if alert.closed_at is not None and now - alert.closed_at >= kept:
            session.execute(update(Alert).where(col(Alert.id) == alert.id).values(lat=None, lon=None, accuracy_m=None, note=""))
            broadcast.append(session, alert.neighbourhood_id, "alert.place_forgotten", alert.id)
            forgotten += 1
    return forgotten
