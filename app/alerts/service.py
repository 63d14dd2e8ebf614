"""Raising, answering and closing alerts: the only writer of what becomes of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session
from sqlmodel import col

from app.alerts import forced, rules, visit_rules
from app.alerts.models import Alert, Response
from app.alerts.place_rules import Whereabouts, whereabouts
from app.alerts.responding import finish
from app.alerts.rules import AlertStatus, Place, ResponseStatus
from app.alerts.schemas import ResolveIn
from app.alerts.steps import LIVE, close, end_drills, locked, responses_of, take_step
from app.alerts.telling import note, tell_desk, tell_person
from app.core import broadcast
from app.core.problems import Problem, forbidden, not_found
from app.geo.cells import cell_of
from app.geo.distance import haversine
from app.neighbourhoods import service as neighbourhoods
from app.notifications.rules import Kind
from app.people import pins
from app.people import service as people
from app.people.models import ConsentKind, Home, Member, Tier
from app.people.pin_rules import Judged
from app.people.pins import NOTHING, Typed

COUNTED_FOR = timedelta(days=30)
"""How far back the desk sees that a person took alerts back."""


@dataclass(frozen=True)
class Concern:
    """What an urgent concern says: of whom, where, since when. `raised_by` is who raised it at the desk for somebody, without a check-in."""

    check_in_id: UUID | None
    person_id: UUID
    neighbourhood_id: UUID
    place: Place
    category: str
    note: str
    lat: float | None
    lon: float | None
    accuracy_m: float | None
    recorded_at: datetime
    raised_by: UUID | None = None
    drill: bool = False

    @property
    def is_reported(self) -> bool:
        """Seen by the desk of somebody who is no member: it stands for itself, whatever else its reporter raises."""
        return self.raised_by == self.person_id


def raise_alert(session: Session, concern: Concern, now: datetime) -> Alert:
    """Open an alert and tell the first wave in the same transaction; a repeat from the same kind of place merges into the open one.

    A concern that arrives later than the policy allows pages no volunteers: it goes to the desk with its age, and the
    person is asked how they are. One that comes right after the person raised and took back several goes to the desk alone.
    One from the home screen of a phone that is surely elsewhere is for the place where the phone is.
    """
    seen_at = _whereabouts(session, concern)
    if seen_at is Whereabouts.AWAY:
        concern = replace(concern, place=Place.PUBLIC)
    # The member's row serialises two concerns of one person: the second finds the first's alert. `key_share` leaves
    # room for the foreign key locks that both already hold from their check-ins; a full lock would deadlock on them.
    session.execute(select(col(Member.id)).where(col(Member.id) == concern.person_id).with_for_update(key_share=True))
    known = None if concern.is_reported or concern.drill else _open_one(session, concern)
    policy = neighbourhoods.policy_of(session, concern.neighbourhood_id)
    late = now - concern.recorded_at > timedelta(seconds=policy.late_after_s)
    quiet = (
        concern.raised_by is None and concern.check_in_id is not None and visit_rules.is_braked(_own_cancels(session, concern, now), now)
    )
    if known is not None and (late or quiet or not (known.late or known.quiet)):
        return _merge(session, known, concern, now, hurries=not (late or quiet))
    alert = Alert(
        neighbourhood_id=concern.neighbourhood_id,
        person_id=concern.person_id,
        check_in_id=concern.check_in_id,
        status=AlertStatus.OPEN,
        category=concern.category,
        place=concern.place,
        note=concern.note,
        cell=_cell(session, concern),
        lat=concern.lat,
        lon=concern.lon,
        accuracy_m=concern.accuracy_m,
        drill=concern.drill,
        late=late,
        quiet=quiet,
        raised_by=concern.raised_by,
        policy_version=neighbourhoods.neighbourhood_of(session, concern.neighbourhood_id).policy_version,
        desk_seen_at=now if concern.raised_by is not None else None,
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
        concern.raised_by or concern.person_id,
        category=concern.category,
        late_s=int((now - concern.recorded_at).total_seconds()) if late else 0,
        away=seen_at is Whereabouts.AWAY,
        drill=concern.drill,
    )
    nowhere = concern.lat is None and _home(session, concern) is None
    take_step(session, alert, now)
    if alert.desk_told_at is None and (nowhere or (concern.place is Place.HOME and not may_disclose(session, alert))):
        tell_desk(session, alert, now, "place_unknown" if nowhere else "address_withheld")
        take_step(session, alert, now)  # its deadlines follow from the desk's having been told
    if alert.desk_told_at is None and seen_at is Whereabouts.UNSURE:
        tell_desk(session, alert, now, "phone_elsewhere")
        take_step(session, alert, now)
    if not alert.drill:
        end_drills(session, alert.neighbourhood_id, now)
    if late:
        tell_person(session, alert, Kind.ASK, now)
        note(session, alert, now, "person_asked")
    return alert


def _home(session: Session, concern: Concern) -> Home | None:
    return people.home_of(session, concern.person_id) if concern.place is Place.HOME else None


def _whereabouts(session: Session, concern: Concern) -> Whereabouts:
    """Where the phone is by its own word, for somebody who calls by themselves; what the desk raises is where the desk says."""
    home = _home(session, concern)
    if home is None or concern.raised_by is not None or concern.lat is None or concern.lon is None:
        return Whereabouts.HOME
    return whereabouts(haversine(home.lat, home.lon, concern.lat, concern.lon), concern.accuracy_m)


def _cell(session: Session, concern: Concern) -> str:
    """Where neighbours are looked for: around the home that is kept, whatever the phone thinks; else where the phone is; else the middle."""
    if (home := _home(session, concern)) is not None:
        return home.cell
    if concern.lat is not None and concern.lon is not None:
        return cell_of(concern.lat, concern.lon)
    where = neighbourhoods.neighbourhood_of(session, concern.neighbourhood_id)
    return cell_of(where.centre_lat, where.centre_lon)


def _open_one(session: Session, concern: Concern) -> Alert | None:
    """The person's open alert of the same kind of place, which a repeat joins; locked."""
    mine = select(Alert).where(
        col(Alert.neighbourhood_id) == concern.neighbourhood_id,
        col(Alert.person_id) == concern.person_id,
        col(Alert.place) == concern.place,
        col(Alert.status).in_(LIVE),
        col(Alert.drill).is_(False),
        col(Alert.raised_by).is_distinct_from(concern.person_id),
    )
    return session.execute(mine.order_by(col(Alert.id).desc()).limit(1).with_for_update()).scalar_one_or_none()


def _own_cancels(session: Session, concern: Concern, now: datetime) -> list[datetime]:
    """When the person took alerts of their own back lately."""
    taken_back = select(col(Alert.closed_at)).where(
        col(Alert.neighbourhood_id) == concern.neighbourhood_id,
        col(Alert.person_id) == concern.person_id,
        col(Alert.status) == AlertStatus.CANCELLED,
        col(Alert.closed_at) > now - visit_rules.BRAKE_WINDOW,
        col(Alert.raised_by).is_(None),
        col(Alert.check_in_id).is_not(None),
        col(Alert.drill).is_(False),
        col(Alert.duress_at).is_(None),
    )
    return [at for at in session.execute(taken_back).scalars() if at is not None]


def taken_back(session: Session, neighbourhood_id: UUID, person_id: UUID, now: datetime) -> int:
    """How many alerts the person took back lately; for the desk only."""
    theirs = select(func.count()).where(
        col(Alert.neighbourhood_id) == neighbourhood_id,
        col(Alert.person_id) == person_id,
        col(Alert.status) == AlertStatus.CANCELLED,
        col(Alert.closed_at) > now - COUNTED_FOR,
        col(Alert.drill).is_(False),
        col(Alert.duress_at).is_(None),
    )
    return session.execute(theirs).scalar_one()


def _merge(session: Session, alert: Alert, concern: Concern, now: datetime, *, hurries: bool) -> Alert:
    """The same person calls again: the worse of the two words holds, the newest place does, and while nobody comes the next wave goes."""
    if concern.check_in_id is not None and alert.check_in_id == concern.check_in_id:
        return alert
    if concern.lat is not None:
        alert.lat, alert.lon, alert.accuracy_m = concern.lat, concern.lon, concern.accuracy_m
        alert.cell = _cell(session, concern)
    if concern.note:
        alert.note = concern.note if not alert.note else f"{alert.note}\n{concern.note}"[:1000]
    alert.category = rules.more_serious(alert.category, concern.category)
    note(session, alert, now, "repeated", concern.raised_by or concern.person_id, category=concern.category)
    responses = responses_of(session, alert.id)
    nobody_comes = not any(ResponseStatus(response.status) in rules.COMING for response in responses)
    told_at = max((response.notified_at for response in responses), default=None)
    again = told_at is None or now - told_at >= rules.CALLS_AGAIN  # not the same call tapped twice, or sent in one go later
    take_step(session, alert, now, next_wave=hurries and nobody_comes and again)
    return alert


def may_disclose(session: Session, alert: Alert) -> bool:
    """Whether the person agreed that somebody who comes sees their address; in a drill also that they take part in drills."""
    person = people.member_of(session, alert.neighbourhood_id, alert.person_id)
    return people.has_consent(session, person, ConsentKind.HOME_DISCLOSURE) and (person.drill_ok or not alert.drill)


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
    elif tier is Tier.COORDINATOR and alert.person_id != actor_id and forced.is_open(alert):
        forced.end(session, alert, actor_id, body.outcome, body.note, now)
    return alert


def cancel(
    session: Session,
    *,
    neighbourhood_id: UUID,
    actor_id: UUID,
    tier: Tier,
    alert_id: UUID,
    why: str,
    typed: Typed = NOTHING,
    now: datetime,
) -> Problem | None:
    """The person takes it back; everybody who was told gets the all-clear. Said twice, the first stands. What is wrong with the
    number they typed is returned: a try costs, and the alert goes on."""
    alert = locked(session, neighbourhood_id, alert_id)
    if alert.person_id != actor_id:
        told = session.get(Response, (alert.id, actor_id)) is not None
        raise forbidden() if told or tier.is_staff else not_found()
    return _take_back(session, alert, why, typed, now)


def cancel_own(
    session: Session, neighbourhood_id: UUID, alert_id: UUID, person_id: UUID, now: datetime, typed: Typed = NOTHING
) -> Problem | None:
    """The person took back a check-in that raised or joined this alert: nobody need come any more."""
    alert = locked(session, neighbourhood_id, alert_id)
    return _take_back(session, alert, "", typed, now) if alert.person_id == person_id else None


def _take_back(session: Session, alert: Alert, why: str, typed: Typed, now: datetime) -> Problem | None:
    if not AlertStatus(alert.status).is_live:
        return None
    judged = pins.judge(session, alert.person_id, typed, now)
    if isinstance(judged, Problem):
        return judged
    is_forced = judged is Judged.DURESS
    close(session, alert, AlertStatus.CANCELLED, now, actor_id=alert.person_id, closing_note=why, forced=is_forced)
    if is_forced:
        forced.begin(session, forced.in_earnest(session, alert, now) if alert.drill else alert, now)
    return None


def desk_saw(session: Session, neighbourhood_id: UUID, alert_id: UUID, actor_id: UUID, now: datetime) -> None:
    """The first look of the desk counts as seen, and the person is shown so."""
    alert = locked(session, neighbourhood_id, alert_id)
    forced.desk_saw(session, alert, actor_id, now)
    if alert.desk_seen_at is None and AlertStatus(alert.status).is_live:
        alert.desk_seen_at = now
        note(session, alert, now, "desk_saw", actor_id)


def forget_places(session: Session, now: datetime) -> int:
    """Forget where alerts were that closed longer ago than their neighbourhood keeps places; returns how many."""
    old = select(Alert).where(col(Alert.closed_at) < now - timedelta(hours=1), col(Alert.lat).is_not(None), ~forced.open_ones()).limit(500)
    forgotten = 0
    for alert in session.execute(old).scalars():
        kept = timedelta(seconds=neighbourhoods.policy_of(session, alert.neighbourhood_id).location_kept_s)
        if alert.closed_at is not None and now - alert.closed_at >= kept:
            session.execute(update(Alert).where(col(Alert.id) == alert.id).values(lat=None, lon=None, accuracy_m=None, note=""))
            broadcast.append(session, alert.neighbourhood_id, "alert.place_forgotten", alert.id)
            forgotten += 1
    return forgotten
