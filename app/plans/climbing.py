"""Taking a plan's next step: what its ladder asks for now, once, however late or often a worker looks."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.alerts.models import Alert
from app.alerts.rules import AlertStatus
from app.core import broadcast
from app.people.models import Member
from app.plans import ladder_rules, rules, telling
from app.plans.deciding import catch_up, current, decide, is_paused, look_again, pause_of, silence_of, standing_of, terms_of
from app.plans.ladder_rules import Rung
from app.plans.models import Plan
from app.plans.rules import Status, Terms
from app.plans.schedule_rules import Promise, local_day


def take_step(session: Session, plan: Plan, key: bytes, now: datetime) -> None:
    """Do everything that is due for a plan and write its next moment. The row is locked."""
    terms = terms_of(session, plan.neighbourhood_id)
    member = session.get(Member, plan.member_id)
    if member is None or not member.active:
        _leave(session, plan, now)
        return
    _see_to_alert(session, plan, now)
    catch_up(session, plan, now)
    _remind(session, plan, now)
    promise = current(plan)
    if promise is not None and not is_paused(plan, promise):
        _climb(session, plan, promise, terms, key, now)
    look_again(session, plan, terms, now)


def _climb(session: Session, plan: Plan, promise: Promise, terms: Terms, key: bytes, now: datetime) -> None:
    standing = standing_of(plan, promise)
    acts = rules.act(standing, terms.ladder(plan.grace_min), silence_of(plan), now)
    if acts.then == standing:
        return
    stand(plan, acts.then)
    plan.late = plan.late or acts.late
    for rung in acts.rungs:
        if rung in telling.ASKS:
            telling.ask(session, plan, promise, rung, key, now)
        elif rung is Rung.PEOPLE:
            telling.tell_people(session, plan, promise, now)
        elif rung is Rung.DESK:
            telling.tell_desk(session, plan, promise, now)
        elif rung is Rung.KNOCK:
            telling.knock(session, plan, promise, now)
    broadcast.append(session, plan.neighbourhood_id, "plan.step", plan.id)


def stand(plan: Plan, standing: ladder_rules.Standing) -> None:
    """Write down how far the promise got."""
    plan.taken = ",".join(rung for rung in ladder_rules.RUNGS if rung in standing.taken)
    plan.asked_at = standing.asked_at


def _see_to_alert(session: Session, plan: Plan, now: datetime) -> None:
    """The knock is over: whoever closed it saw to the promise. One that ran out leaves it missed."""
    alert = session.get(Alert, plan.alert_id) if plan.alert_id is not None else None
    promise = current(plan)
    if alert is None or AlertStatus(alert.status).is_live or promise is None:
        return
    status = {AlertStatus.CANCELLED: Status.KEPT_LATE, AlertStatus.EXPIRED: Status.MISSED}.get(AlertStatus(alert.status), Status.SETTLED)
    if promise.due_at <= now:
        decide(session, plan, status, now)
    forced = alert.duress_at is not None  # for the desk it goes on
    telling.end_silence(session, plan, promise, now, tells=status is not Status.MISSED, tells_desk=not forced)


def _remind(session: Session, plan: Plan, now: datetime) -> None:
    """On the last evening of a pause, once for all plans of the member; never after that day."""
    pause = pause_of(plan)
    at = rules.reminds_at(pause, plan.zone) if pause is not None and plan.ended_at is None else None
    if pause is None or plan.pause_reminded_at is not None or at is None or at > now:
        return
    plan.pause_reminded_at = now
    first = select(col(Plan.id)).where(
        col(Plan.neighbourhood_id) == plan.neighbourhood_id, col(Plan.member_id) == plan.member_id, col(Plan.ended_at).is_(None)
    )
    if local_day(now, plan.zone) == pause.until and session.execute(first.order_by(col(Plan.id)).limit(1)).scalar_one() == plan.id:
        telling.remind_of_pause(session, plan, now)


def _leave(session: Session, plan: Plan, now: datetime) -> None:
    """Whoever left promises nothing any more."""
    plan.ended_at = plan.ended_at or now
    promise = current(plan)
    if promise is not None:
        if promise.due_at <= now:
            decide(session, plan, rules.unanswered(plan.asked_at), now)
        telling.end_silence(session, plan, promise, now)
    plan.next_due_at = plan.next_day = plan.next_minute = plan.next_step_at = None
    session.flush()
