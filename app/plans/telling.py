"""Asking the person, telling their people and the desk, and taking it all back when an answer comes. Nothing of it says who or why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.alerts import service as alerts
from app.alerts.rules import AlertStatus, Place
from app.alerts.schemas import ResolveIn
from app.alerts.steps import locked
from app.core import broadcast
from app.neighbourhoods import service as neighbourhoods
from app.notifications import about
from app.notifications import service as notifications
from app.notifications.rules import Kind
from app.people import pins
from app.people import service as people
from app.people.models import Member, Tier
from app.plans import rules, tokens
from app.plans.ladder_rules import Rung
from app.plans.models import Plan, PlanAsk
from app.plans.schedule_rules import Promise

ASKS = {Rung.SOON: Kind.PLAN_SOON, Rung.DUE: Kind.PLAN_DUE, Rung.AGAIN: Kind.PLAN_AGAIN}
ASKING_LIVES = timedelta(hours=2)
OTHERS_LIVE = timedelta(hours=6)
NOTICE_LIVES = timedelta(minutes=30)
KNOCK_NOTE = "안부 약속에 답이 없어요. / No answer to a promised check-in."


def promise_id(plan: Plan, promise: Promise) -> UUID:
    """What pushes to the person about this promise share, so that they replace each other."""
    return uuid5(plan.id, f"{promise.day.isoformat()}/{promise.minute}")


def _others_id(plan: Plan, who: str) -> UUID:
    return uuid5(plan.id, who)


def ask(session: Session, plan: Plan, promise: Promise, rung: Rung, key: bytes, now: datetime) -> None:
    """Ask the person on their phones; each push can be answered where it stands, for this promise alone."""
    expires_at = promise.due_at + rules.ANSWERS_FOR
    token = tokens.make(
        key,
        neighbourhood_id=plan.neighbourhood_id,
        member_id=plan.member_id,
        plan_id=plan.id,
        day=promise.day,
        minute=promise.minute,
        expires_at=max(expires_at, now + rules.ANSWERS_FOR),
    )
    notifications.queue(
        session,
        neighbourhood_id=plan.neighbourhood_id,
        member_ids=[plan.member_id],
        kind=ASKS[rung],
        alert_id=None,
        ttl=ASKING_LIVES,
        about=promise_id(plan, promise),
        opens_path="/",
        answer=token,
        now=now,
    )


def remind_of_pause(session: Session, plan: Plan, now: datetime) -> None:
    """Tonight the pause ends."""
    _push(session, plan, [plan.member_id], Kind.PLAN_RESUMES, OTHERS_LIVE, _others_id(plan, "pause"), "/settings/plan", now)


def tell_people(session: Session, plan: Plan, promise: Promise, now: datetime) -> None:
    """Ask the buddies who agreed to look after it; whoever was asked about this promise before is not asked again."""
    buddies, parted = people.ties_of(session, plan.neighbourhood_id, plan.member_id)
    active = select(col(Member.id)).where(col(Member.id).in_(buddies - parted), col(Member.active))
    asked = [
        member_id
        for member_id in sorted(session.execute(active).scalars())
        if session.get(PlanAsk, (plan.id, promise.day, promise.minute, member_id)) is None
    ]
    for member_id in asked:
        session.add(
            PlanAsk(
                plan_id=plan.id,
                day=promise.day,
                minute=promise.minute,
                member_id=member_id,
                neighbourhood_id=plan.neighbourhood_id,
                told_at=now,
            )
        )
    plan.people_told_at = plan.people_told_at or now
    plan.silent_since_at = plan.silent_since_at or promise.due_at
    session.flush()
    _push(session, plan, asked, Kind.PLAN_PEOPLE, OTHERS_LIVE, _others_id(plan, "people"), f"/plans/asked/{plan.id}", now)


def tell_desk(session: Session, plan: Plan, promise: Promise, now: datetime) -> None:
    """Put it on the desk's board and ring there."""
    plan.desk_told_at = plan.desk_told_at or now
    plan.silent_since_at = plan.silent_since_at or promise.due_at
    session.flush()
    desk = neighbourhoods.staff_of(session, plan.neighbourhood_id)
    _push(session, plan, desk, Kind.DESK, NOTICE_LIVES, _others_id(plan, "desk"), "/desk", now)


def knock(session: Session, plan: Plan, promise: Promise, now: datetime) -> UUID:
    """Ask neighbours to knock: an alert that goes its waves, or the one that is open for this person already. Its words say no more than
    that somebody should look in, since who is told does not come yet."""
    plan.silent_since_at = plan.silent_since_at or promise.due_at
    alert = alerts.raise_alert(
        session,
        alerts.Concern(
            check_in_id=None,
            person_id=plan.member_id,
            neighbourhood_id=plan.neighbourhood_id,
            place=Place.HOME,
            category="please_check",
            note=KNOCK_NOTE,
            lat=None,
            lon=None,
            accuracy_m=None,
            recorded_at=now,
        ),
        now,
    )
    plan.alert_id = alert.id
    session.flush()
    broadcast.append(session, plan.neighbourhood_id, "plan.knocking", plan.id)
    return alert.id


def unask(session: Session, plan: Plan, promise: Promise) -> None:
    """What was not sent yet to the person about this promise is not sent any more."""
    about.withdraw(session, plan.neighbourhood_id, promise_id(plan, promise), [plan.member_id])


def end_silence(
    session: Session,
    plan: Plan,
    promise: Promise,
    now: datetime,
    *,
    tells: bool = True,
    tells_desk: bool = True,
    closed_by: tuple[UUID, Tier] | None = None,
) -> None:
    """An answer came, or somebody saw to it: whoever was told hears that it is over, and the knock is called off by `closed_by`. Without
    `tells` nobody hears anything: the person called for help, which goes its own way."""
    unask(session, plan, promise)
    if plan.people_told_at is not None:
        asks = select(col(PlanAsk.member_id)).where(col(PlanAsk.plan_id) == plan.id, col(PlanAsk.told_at) >= plan.people_told_at)
        _over(session, plan, sorted(set(session.execute(asks).scalars())), "people", "/", tells, now)
    if plan.desk_told_at is not None:
        _over(session, plan, neighbourhoods.staff_of(session, plan.neighbourhood_id), "desk", "/desk", tells and tells_desk, now)
    if plan.alert_id is not None and closed_by is not None:
        _call_off(session, plan, plan.alert_id, closed_by, now)
    plan.people_told_at = plan.desk_told_at = plan.silent_since_at = plan.contact_at = plan.alert_id = None
    session.flush()
    broadcast.append(session, plan.neighbourhood_id, "plan.answered", plan.id)


def _over(session: Session, plan: Plan, member_ids: Sequence[UUID], who: str, opens_path: str, tells: bool, now: datetime) -> None:
    topic = _others_id(plan, who)
    untold = about.withdraw(session, plan.neighbourhood_id, topic, member_ids)
    if tells:
        heard = [member_id for member_id in member_ids if member_id not in untold]
        _push(session, plan, heard, Kind.PLAN_OVER, NOTICE_LIVES, topic, opens_path, now)


def _call_off(session: Session, plan: Plan, alert_id: UUID, closed_by: tuple[UUID, Tier], now: datetime) -> None:
    """Close the alert that the plan raised; never one that somebody raised in words, nor, where the person keeps a number for taking
    alerts back, by a tap without it."""
    alert = locked(session, plan.neighbourhood_id, alert_id)
    is_own = alert.check_in_id is None and alert.raised_by is None and not alert.drill
    actor_id, tier = closed_by
    if not is_own or not AlertStatus(alert.status).is_live or (actor_id == plan.member_id and pins.is_on(session, actor_id)):
        return
    alerts.resolve(
        session,
        neighbourhood_id=plan.neighbourhood_id,
        actor_id=actor_id,
        tier=tier,
        alert_id=alert_id,
        body=ResolveIn(outcome="safe"),
        now=now,
    )


def _push(
    session: Session, plan: Plan, member_ids: Sequence[UUID], kind: Kind, ttl: timedelta, topic: UUID, opens_path: str, now: datetime
) -> None:
    notifications.queue(
        session,
        neighbourhood_id=plan.neighbourhood_id,
        member_ids=member_ids,
        kind=kind,
        alert_id=None,
        ttl=ttl,
        about=topic,
        opens_path=opens_path,
        now=now,
    )
