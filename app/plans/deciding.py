"""Whose turn it is among a plan's promises, and what each came to: the only place where a promise is decided, once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core import broadcast
from app.core.database import table_of
from app.core.prepared import Prepared
from app.core.problems import not_found
from app.neighbourhoods import service as neighbourhoods
from app.plans import ladder_rules, rules
from app.plans.ladder_rules import Rung, Standing
from app.plans.models import Decision, Plan
from app.plans.rules import Status
from app.plans.schedule_rules import Promise, Schedule, after

LOOKS_AT_ALERT_EVERY = timedelta(seconds=15)

_plans = table_of(Plan)
_any = Prepared(  # every check-in asks
    select(_plans.c.id)
    .where(
        _plans.c.neighbourhood_id == bindparam("here"),
        _plans.c.member_id == bindparam("of_member"),
        _plans.c.next_step_at.is_not(None),
    )
    .limit(1)
)


def has_any(session: Session, neighbourhood_id: UUID, member_id: UUID) -> bool:
    """Whether anything is promised or open; one look at an index."""
    return _any.first(session, {"here": neighbourhood_id, "of_member": member_id}) is not None


def terms_of(session: Session, neighbourhood_id: UUID) -> rules.Terms:
    """The policy's numbers for promises."""
    policy = neighbourhoods.policy_of(session, neighbourhood_id)
    return rules.Terms(policy.plan_quiet_min, policy.plan_soon_min, policy.plan_desk_after_min, timedelta(hours=policy.plan_early_h))


def schedule_of(plan: Plan) -> Schedule:
    """The plan's days and times, for the rules."""
    return Schedule(
        tuple(int(minute) for minute in plan.minutes.split(",")),
        plan.zone,
        plan.first_day,
        plan.last_day,
        frozenset(int(day) for day in plan.weekdays.split(",")) if plan.weekdays is not None else None,
        plan.every_days,
    )


def current(plan: Plan) -> Promise | None:
    """The promise whose turn it is: the first that is not decided."""
    if plan.next_due_at is None or plan.next_day is None or plan.next_minute is None:
        return None
    return Promise(plan.next_due_at, plan.next_day, plan.next_minute)


def pause_of(plan: Plan) -> rules.Pause | None:
    """The plan's pause, over or not."""
    if plan.paused_at is None or plan.paused_until is None:
        return None
    return rules.Pause(plan.paused_at, plan.paused_until)


def is_paused(plan: Plan, promise: Promise) -> bool:
    """Whether this promise falls into the plan's pause."""
    pause = pause_of(plan)
    return pause is not None and pause.covers(promise)


def taken_of(plan: Plan) -> frozenset[Rung]:
    """The rungs that are behind."""
    return frozenset(Rung(rung) for rung in plan.taken.split(",") if rung)


def standing_of(plan: Plan, promise: Promise) -> Standing:
    """How far the promise whose turn it is got."""
    return Standing(promise.due_at, taken_of(plan), plan.asked_at)


def silence_of(plan: Plan) -> rules.Silence:
    """What is known of the silence before the promise whose turn it is."""
    told = {Rung.PEOPLE: plan.people_told_at, Rung.DESK: plan.desk_told_at, Rung.KNOCK: plan.alert_id}
    return rules.Silence(plan.silent_since_at, frozenset(rung for rung, by in told.items() if by is None), plan.contact_at)


def locked(session: Session, neighbourhood_id: UUID, member_id: UUID) -> list[Plan]:
    """All of a member's plans that promise something or are open, locked until the commit, in one order everywhere."""
    theirs = select(Plan).where(
        col(Plan.neighbourhood_id) == neighbourhood_id,
        col(Plan.member_id) == member_id,
        (col(Plan.next_step_at).is_not(None)) | (col(Plan.ended_at).is_(None)),
    )
    ordered = theirs.order_by(col(Plan.id)).with_for_update().execution_options(populate_existing=True)
    return list(session.execute(ordered).scalars())


def locked_one(session: Session, neighbourhood_id: UUID, plan_id: UUID) -> Plan:
    """One plan of the neighbourhood, locked until the commit; raises what says that there is none."""
    plan = session.get(Plan, plan_id, with_for_update=True, populate_existing=True)
    if plan is None or plan.neighbourhood_id != neighbourhood_id:
        raise not_found()
    return plan


def coming(session: Session, plan: Plan, cursor: Promise | datetime) -> Iterator[Promise]:
    """The plan's promises after `cursor` that are owed by its terms and were not decided before; none once it ended."""
    if plan.ended_at is not None:
        return
    moment = cursor.due_at if isinstance(cursor, Promise) else cursor
    for promise in after(schedule_of(plan), cursor if moment >= plan.from_at else plan.from_at):
        if session.get(Decision, (plan.id, promise.day, promise.minute)) is None:
            yield promise


def following(session: Session, plan: Plan, promise: Promise) -> Promise | None:
    """The next one after `promise` that has to be kept."""
    return next((one for one in coming(session, plan, promise) if not is_paused(plan, one)), None)


def turn_to(plan: Plan, promise: Promise | None) -> None:
    """It is this promise's turn now, and nothing was done about it yet."""
    plan.next_due_at = promise.due_at if promise else None
    plan.next_day = promise.day if promise else None
    plan.next_minute = promise.minute if promise else None
    plan.taken, plan.asked_at, plan.late = "", None, False


@dataclass(frozen=True)
class Because:
    """What a decision rests on."""

    check_in_id: UUID | None = None
    settled_by: UUID | None = None
    how: str | None = None
    note: str = ""


def decide(session: Session, plan: Plan, status: Status, now: datetime, because: Because | None = None) -> Decision:
    """Write down what the promise came to whose turn it is, and turn to the next. The plan's row is locked."""
    promise = current(plan)
    if promise is None:
        raise ValueError("there is no promise to decide")
    row = _write_down(session, plan, promise, status, now, because or Because())
    turn_to(plan, next(coming(session, plan, promise), None))
    broadcast.append(session, plan.neighbourhood_id, "plan.decided", plan.id)
    return row


def _write_down(session: Session, plan: Plan, promise: Promise, status: Status, now: datetime, why: Because) -> Decision:
    was_paused = status is Status.PAUSED
    row = Decision(
        plan_id=plan.id,
        day=promise.day,
        minute=promise.minute,
        neighbourhood_id=plan.neighbourhood_id,
        member_id=plan.member_id,
        status=status.value,
        due_at=promise.due_at,
        decided_at=now,
        late=status is Status.ASLEEP or (plan.late and not was_paused),
        alert_id=None if was_paused else plan.alert_id,
        check_in_id=why.check_in_id,
        settled_by=why.settled_by,
        how=why.how,
        note=why.note,
    )
    session.add(row)
    session.flush()
    return row


def catch_up(session: Session, plan: Plan, now: datetime) -> None:
    """Decide in silence what nobody can answer any more: promises of a pause, and all but the newest of those that are due."""
    while (promise := current(plan)) is not None and promise.due_at <= now:
        if is_paused(plan, promise):
            decide(session, plan, Status.PAUSED, now)
            continue
        newer = following(session, plan, promise)
        if newer is None or newer.due_at > now:
            _write_down_paused(session, plan, promise, now)
            return
        give_up(session, plan, now)


def give_up(session: Session, plan: Plan, now: datetime) -> None:
    """A newer promise is due: this one is over without an answer. The silence lasts since the oldest that was asked about."""
    promise, status = current(plan), rules.unanswered(plan.asked_at)
    if status is Status.MISSED and promise is not None:
        plan.silent_since_at = plan.silent_since_at or promise.due_at
    decide(session, plan, status, now)


def _write_down_paused(session: Session, plan: Plan, promise: Promise, now: datetime) -> None:
    """Those of a pause that was begun while `promise` waited for an answer: it still waits, and they are not owed."""
    for one in coming(session, plan, promise):
        if one.due_at > now or not is_paused(plan, one):
            return
        _write_down(session, plan, one, Status.PAUSED, now, Because())


def look_again(session: Session, plan: Plan, terms: rules.Terms, now: datetime) -> None:
    """Write when a worker has to look at this plan next; never, when nothing is promised and nobody is told."""
    plan.next_step_at = min(_moments(session, plan, terms, now), default=None)
    session.flush()


def _moments(session: Session, plan: Plan, terms: rules.Terms, now: datetime) -> Iterator[datetime]:
    promise, pause = current(plan), pause_of(plan)
    if plan.alert_id is not None:
        yield now + LOOKS_AT_ALERT_EVERY
    if promise is None:
        return
    if pause is not None and plan.pause_reminded_at is None and (reminds_at := rules.reminds_at(pause, plan.zone)) is not None:
        yield reminds_at
    if is_paused(plan, promise):
        yield promise.due_at
        return
    standing, ladder, silence = standing_of(plan, promise), terms.ladder(plan.grace_min), silence_of(plan)
    for rung in ladder_rules.RUNGS:
        if rung not in standing.taken:
            yield rules.comes_at(rung, standing, ladder, silence)
    if promise.due_at <= now and (newer := following(session, plan, promise)) is not None:
        yield newer.due_at


def decision_on(session: Session, plan_id: UUID, day: date, minute: int) -> Decision | None:
    """What a promise came to, when it is decided."""
    return session.get(Decision, (plan_id, day, minute))
