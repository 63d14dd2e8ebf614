"""Promising, changing, pausing and ending: what a member says about their own plans. What is due already stays owed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core import broadcast
from app.core.problems import not_found
from app.neighbourhoods import service as neighbourhoods
from app.people.auth import Actor
from app.people.models import Member
from app.plans import problems, rules, telling
from app.plans.deciding import catch_up, coming, current, locked, locked_one, look_again, terms_of, turn_to
from app.plans.models import Plan
from app.plans.schedule_rules import Flaw, Schedule, flaws, is_zone, local_day
from app.plans.schemas import PlanEndBody, PlanPauseBody, PlanSetBody

NO_TIME = -1


def set_plan(session: Session, actor: Actor, body: PlanSetBody, now: datetime) -> None:
    """Make a plan, or give one of mine other terms. They hold from now on; a promise that is due already stays owed as it was."""
    plans = locked(session, actor.neighbourhood_id, actor.member_id)
    session.execute(select(col(Member.id)).where(col(Member.id) == actor.member_id).with_for_update(key_share=True))
    plan = session.get(Plan, body.plan_id, with_for_update=True, populate_existing=True)
    if plan is not None and (plan.neighbourhood_id, plan.member_id) != (actor.neighbourhood_id, actor.member_id):
        raise not_found()
    if plan is not None and plan.ended_at is not None:
        raise problems.ended()
    schedule = _schedule(session, actor, body, plan, now)
    if plan is None:
        fresh = locked(session, actor.neighbourhood_id, actor.member_id)
        if sum(one.ended_at is None for one in fresh) >= rules.MOST_PLANS:
            raise problems.too_many()
        plan = _new(session, actor, body, schedule, now, next((one for one in plans if one.paused_until is not None), None))
    else:
        catch_up(session, plan, now)
        _write(plan, schedule)
        plan.grace_min = body.grace_min or plan.grace_min
    plan.from_at = now
    _turn(session, plan, now)
    broadcast.append(session, plan.neighbourhood_id, "plan.set", plan.id)


def _schedule(session: Session, actor: Actor, body: PlanSetBody, plan: Plan | None, now: datetime) -> Schedule:
    zone = body.zone or (plan.zone if plan else neighbourhoods.time_zone_of(session, actor.neighbourhood_id))
    if not is_zone(zone):  # before today is asked of it
        raise problems.flawed(Flaw.NO_SUCH_ZONE)
    schedule = Schedule(
        tuple(sorted({_minute(time) for time in body.times})),
        zone,
        body.first_day or (plan.first_day if plan else local_day(now, zone)),
        body.last_day,
        frozenset(body.weekdays) if body.weekdays is not None else None,
        body.every_days,
    )
    if found := flaws(schedule, now):
        raise problems.flawed(found[0])
    return schedule


def _minute(time: str) -> int:
    hour, minute = int(time[:2]), int(time[3:])
    return hour * 60 + minute if minute < 60 else NO_TIME


def _new(session: Session, actor: Actor, body: PlanSetBody, schedule: Schedule, now: datetime, paused: Plan | None) -> Plan:
    plan = Plan(
        id=body.plan_id,
        neighbourhood_id=actor.neighbourhood_id,
        member_id=actor.member_id,
        minutes="",
        zone=schedule.zone,
        first_day=schedule.first_day,
        grace_min=body.grace_min or neighbourhoods.policy_of(session, actor.neighbourhood_id).plan_grace_min,
        created_at=now,
        from_at=now,
    )
    if paused is not None:  # "all my plans": also one that is made meanwhile
        plan.paused_at, plan.paused_until, plan.pause_reminded_at = now, paused.paused_until, paused.pause_reminded_at
    _write(plan, schedule)
    session.add(plan)
    session.flush()
    return plan


def _write(plan: Plan, schedule: Schedule) -> None:
    plan.minutes = ",".join(str(minute) for minute in schedule.minutes)
    plan.weekdays = ",".join(str(day) for day in sorted(schedule.weekdays)) if schedule.weekdays is not None else None
    plan.zone, plan.every_days = schedule.zone, schedule.every_days
    plan.first_day, plan.last_day = schedule.first_day, schedule.last_day


def _turn(session: Session, plan: Plan, now: datetime) -> None:
    """Turn to what is owed next by the plan's terms, unless something is due already."""
    promise = current(plan)
    if promise is None or promise.due_at > now:
        owed = next(coming(session, plan, now), None)
        if owed != promise:
            if promise is not None:
                telling.unask(session, plan, promise)
            turn_to(plan, owed)
    look_again(session, plan, terms_of(session, plan.neighbourhood_id), now)


def end(session: Session, actor: Actor, body: PlanEndBody, now: datetime) -> None:
    """Promise nothing more. What is due already stays owed: whoever holds the phone cannot make a silence unheard."""
    plan = locked_one(session, actor.neighbourhood_id, body.plan_id)
    if plan.member_id != actor.member_id:
        raise not_found()
    if plan.ended_at is not None:
        return
    catch_up(session, plan, now)
    plan.ended_at = now
    _turn(session, plan, now)
    broadcast.append(session, plan.neighbourhood_id, "plan.ended", plan.id)


def pause(session: Session, actor: Actor, body: PlanPauseBody, now: datetime) -> None:
    """Let all my plans rest up to and including a day. It replaces a pause before; what is due already stays owed."""
    plans = [plan for plan in locked(session, actor.neighbourhood_id, actor.member_id) if plan.ended_at is None]
    if not plans:
        raise problems.nothing_to_pause()
    if not all(rules.pause_is_short_enough(body.until, now, plan.zone) for plan in plans):
        raise problems.pause_too_long()
    terms = terms_of(session, actor.neighbourhood_id)
    for plan in plans:
        catch_up(session, plan, now)
        is_on = plan.paused_until is not None and local_day(now, plan.zone) <= plan.paused_until
        plan.paused_at = plan.paused_at if is_on else now
        plan.paused_until, plan.pause_reminded_at = body.until, None
        promise = current(plan)
        if promise is not None and promise.due_at > now:
            telling.unask(session, plan, promise)
            turn_to(plan, promise)
        look_again(session, plan, terms, now)
        broadcast.append(session, plan.neighbourhood_id, "plan.paused", plan.id)


def resume(session: Session, actor: Actor, now: datetime) -> None:
    """End the pause now: what was due in it is not owed, what comes is. Without a pause nothing changes."""
    for plan in locked(session, actor.neighbourhood_id, actor.member_id):
        if plan.ended_at is not None or plan.paused_until is None:
            continue
        catch_up(session, plan, now)
        plan.paused_at = plan.paused_until = plan.pause_reminded_at = None
        plan.from_at = now
        _turn(session, plan, now)
        broadcast.append(session, plan.neighbourhood_id, "plan.resumed", plan.id)
