"""An alert that was taken back under force: over for everybody but the desk, which is told at once and again until somebody acts."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.alerts import rules
from app.alerts.models import Alert
from app.alerts.rules import AlertStatus, Place
from app.alerts.telling import NOTICE_LIVES, note, push
from app.geo.cells import cell_of
from app.neighbourhoods import policies
from app.neighbourhoods import service as neighbourhoods
from app.notifications.rules import Kind
from app.outside import service as outside
from app.outside.rules import Why
from app.people import service as people

OUTSIDE_AFTER = timedelta(minutes=1)
"""How long the desk has to look before the channels outside the app are told."""
TOLD_AFTER = timedelta(days=30)
"""How long after the desk's looks into it the person is told of them, when it is over: whoever forced them may still read along."""


def is_open(alert: Alert) -> bool:
    """Whether the desk still has to end it. `status` says cancelled, to whoever asks; that only the desk knows better is the point."""
    return alert.duress_at is not None and alert.outcome is None


def open_ones() -> ColumnElement[bool]:
    """The same as a condition."""
    return and_(col(Alert.duress_at).is_not(None), col(Alert.outcome).is_(None))


def out_of_a_drill() -> ColumnElement[bool]:
    """Those that `in_earnest` opened: for the person there never was one, whoever reads along on their phone."""
    return and_(col(Alert.duress_at).is_not(None), col(Alert.check_in_id).is_(None), col(Alert.raised_by).is_(None))


def is_open_to(alert: Alert, reader_id: UUID | None) -> bool:
    """Whether this reader at the desk sees it open: not who was forced, since whoever forced them may hold their phone."""
    return is_open(alert) and alert.person_id != reader_id


def waits(session: Session, neighbourhood_id: UUID, reader_id: UUID) -> bool:
    """Whether this reader at the desk sees one open."""
    theirs = select(col(Alert.id)).where(col(Alert.neighbourhood_id) == neighbourhood_id, open_ones(), col(Alert.person_id) != reader_id)
    return session.execute(theirs.limit(1)).first() is not None


def looks_over_to(alert: Alert, reader_id: UUID | None) -> bool:
    """Whether nothing may tell this reader at the desk that it was by force."""
    return alert.duress_at is not None and alert.person_id == reader_id


def begin(session: Session, alert: Alert, now: datetime) -> None:
    """It was just closed as cancelled, and by force; the alert is locked."""
    alert.duress_at = now
    alert.outside_told_at, alert.outside_count = None, 0
    note(session, alert, now, "duress")
    again = watch_forced(session, alert, now)
    if again is not None:
        alert.next_step_at = min(alert.next_step_at or again, again)


def in_earnest(session: Session, drill: Alert, now: datetime) -> Alert:
    """Whoever types the number for being forced while a drill of them is on means it: a real alert, as if it had been taken back just
    now. Neighbours hear nothing of it; the drill is over for everybody in it. Where they are is not where the drill was: the desk sees
    their home, as for any other."""
    home = people.home_of(session, drill.person_id)
    where = neighbourhoods.neighbourhood_of(session, drill.neighbourhood_id)
    real = Alert(
        neighbourhood_id=drill.neighbourhood_id,
        person_id=drill.person_id,
        status=AlertStatus.CANCELLED,
        category="other",
        place=Place.HOME if home else Place.PUBLIC,
        cell=home.cell if home else cell_of(where.centre_lat, where.centre_lon),
        policy_version=where.policy_version,
        opened_at=now,
        recorded_at=now,
        closed_at=now,
    )
    session.add(real)
    session.flush()
    note(session, real, now, "opened", drill.person_id, category=real.category, in_drill=True)
    return real


def watch_forced(session: Session, alert: Alert, now: datetime) -> datetime | None:
    """Tell the desk if it is time to, and the channels outside the app when nobody there looks; returns when it is time again."""
    if alert.duress_at is None or not is_open(alert):
        return None
    policy = policies.at_version(session, alert.neighbourhood_id, alert.policy_version)
    if now >= alert.duress_at + timedelta(seconds=policy.expire_after_s):
        return None  # it stays on the board
    unseen, seen = timedelta(seconds=policy.duress_remind_s), timedelta(seconds=policy.remind_desk_s)

    def desk_at(since: datetime) -> datetime:
        return rules.forced_desk_at(since=since, told_at=alert.duress_told_at, seen_at=alert.duress_seen_at, unseen=unseen, seen=seen)

    if now >= desk_at(alert.duress_at):
        alert.duress_told_at = now
        desk = [member_id for member_id in neighbourhoods.staff_of(session, alert.neighbourhood_id) if member_id != alert.person_id]
        push(session, alert, desk, Kind.DESK, NOTICE_LIVES, now)
        note(session, alert, now, "duress_told")
    moments = [max(desk_at(alert.duress_at), now + timedelta(seconds=1))]
    outside_at = (
        alert.outside_told_at + timedelta(seconds=policy.outside_again_s) if alert.outside_told_at else alert.duress_at + OUTSIDE_AFTER
    )
    if alert.duress_seen_at is None and alert.outside_count < policy.outside_most:
        if now >= outside_at:
            alert.outside_told_at, alert.outside_count = now, alert.outside_count + 1
            channels = outside.queue(session, alert.neighbourhood_id, why=Why.DURESS, alert_id=alert.id, now=now)
            note(session, alert, now, "outside_told", channels=channels)
            outside_at = now + timedelta(seconds=policy.outside_again_s)
        moments.append(outside_at)
    return min(moments)


def desk_saw(session: Session, alert: Alert, actor_id: UUID, now: datetime) -> None:
    """Somebody at the desk looked; the alert is locked. A look from the phone of who was forced is none."""
    if is_open_to(alert, actor_id) and alert.duress_seen_at is None:
        alert.duress_seen_at = now
        note(session, alert, now, "duress_seen", actor_id)


def end(session: Session, alert: Alert, actor_id: UUID, outcome: str, words: str, now: datetime) -> None:
    """The desk ends it: nobody else hears of that, for them it is over already. The alert is locked."""
    alert.outcome = outcome
    alert.closing_note = f"{alert.closing_note}\n{words}".strip()[:1000]
    note(session, alert, now, "duress_ended", actor_id, outcome=outcome)


def withheld(session: Session, neighbourhood_id: UUID, person_id: UUID, now: datetime) -> list[tuple[UUID, datetime]]:
    """The person's alerts whose looks by the desk are not told yet, and since when."""
    theirs = select(col(Alert.id), col(Alert.duress_at)).where(
        col(Alert.neighbourhood_id) == neighbourhood_id,
        col(Alert.person_id) == person_id,
        or_(open_ones(), col(Alert.duress_at) > now - TOLD_AFTER),
    )
    return [(row.id, row.duress_at) for row in session.execute(theirs) if row.duress_at is not None]
