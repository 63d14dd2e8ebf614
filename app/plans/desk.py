"""The desk's part: who did not answer, what buddies say of it, settling it, and sending neighbours to knock at once."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.alerts import service as alerts
from app.core.problems import not_found
from app.notifications.models import PushSubscription
from app.people import access_log
from app.people.auth import Actor
from app.people.models import Member
from app.plans import problems, telling
from app.plans.climbing import stand
from app.plans.deciding import Because, catch_up, current, decide, decision_on, locked_one, look_again, standing_of, terms_of
from app.plans.ladder_rules import Rung, Standing
from app.plans.looking_after import said_about
from app.plans.models import Plan
from app.plans.rules import Status
from app.plans.schedule_rules import Promise
from app.plans.schemas import MissedOut, SettleIn, WhichPromise

SETTLED = "promise_settled"
MOST_SHOWN = 200


def missed(session: Session, neighbourhood_id: UUID) -> list[MissedOut]:
    """Whoever the desk was told of and who is still silent, the longest silence first; at most 200."""
    rings = exists().where(
        col(PushSubscription.neighbourhood_id) == col(Plan.neighbourhood_id),
        col(PushSubscription.member_id) == col(Plan.member_id),
        col(PushSubscription.silent_at).is_(None),
    )
    silent: Any = (
        select(Plan, col(Member.name).label("name"), rings)
        .join(Member, col(Member.id) == col(Plan.member_id))
        .where(col(Plan.neighbourhood_id) == neighbourhood_id, col(Plan.desk_told_at).is_not(None))
        .order_by(col(Plan.desk_told_at), col(Plan.id))
        .limit(MOST_SHOWN)
    )
    rows = session.execute(silent).all()
    said = said_about(session, [plan for plan, _name, _rings in rows])
    return [
        MissedOut(
            plan_id=plan.id,
            member_id=plan.member_id,
            name=name,
            day=promise.day,
            minute=promise.minute,
            due_at=promise.due_at,
            since=plan.silent_since_at or promise.due_at,
            late=plan.late,
            contact=next(iter(said[plan.id]), None),
            reason_why="no_answer" if can_ring else "phone_unreachable",
            alert_id=plan.alert_id,
        )
        for plan, name, can_ring in rows
        if (promise := current(plan)) is not None
    ]


def settle(session: Session, actor: Actor, plan_id: UUID, body: SettleIn, now: datetime) -> None:
    """The desk knows that somebody is well: the promise is settled, everybody who was told hears it, and the person can read who said
    so. The same said again changes nothing; one that was decided otherwise says that it is over."""
    plan = locked_one(session, actor.neighbourhood_id, plan_id)
    known = decision_on(session, plan.id, body.day, body.minute)
    if known is not None and known.status == Status.SETTLED.value:
        return
    promise = _due(session, plan, body.day, body.minute, now)
    decide(session, plan, Status.SETTLED, now, Because(settled_by=actor.member_id, how=body.how.value, note=body.note))
    telling.end_silence(session, plan, promise, now, closed_by=(actor.member_id, actor.tier))
    look_again(session, plan, terms_of(session, plan.neighbourhood_id), now)
    access_log.record(
        session,
        neighbourhood_id=plan.neighbourhood_id,
        actor_id=actor.member_id,
        subject_id=plan.member_id,
        what=SETTLED,
        reason=body.note,
        now=now,
    )


def knock_now(session: Session, actor: Actor, plan_id: UUID, which: WhichPromise, now: datetime) -> UUID:
    """Ask neighbours to knock at once instead of at their time; returns the alert. Said twice, the first stands."""
    plan = locked_one(session, actor.neighbourhood_id, plan_id)
    promise = _due(session, plan, which.day, which.minute, now)
    standing = standing_of(plan, promise)
    if plan.alert_id is not None and Rung.KNOCK in standing.taken:
        return plan.alert_id
    climbed = {Rung.KNOCK} if plan.desk_told_at is not None else {Rung.DESK, Rung.KNOCK}  # the desk knows already
    stand(plan, Standing(standing.due_at, standing.taken | climbed, standing.asked_at))
    plan.desk_told_at = plan.desk_told_at or now
    alert_id = telling.knock(session, plan, promise, now)
    alerts.desk_saw(session, plan.neighbourhood_id, alert_id, actor.member_id, now)
    look_again(session, plan, terms_of(session, plan.neighbourhood_id), now)
    return alert_id


def _due(session: Session, plan: Plan, day: date, minute: int, now: datetime) -> Promise:
    """The promise whose turn it is, when it is this one and due."""
    catch_up(session, plan, now)
    promise = current(plan)
    if promise is None or (promise.day, promise.minute) != (day, minute):
        raise problems.is_over() if decision_on(session, plan.id, day, minute) is not None else not_found()
    if promise.due_at > now:
        raise problems.not_yet()
    return promise
