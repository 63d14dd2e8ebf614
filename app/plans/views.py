"""My promises as I see them: the next, the open one with its steps, what became of the others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session
from sqlmodel import col

from app.plans import ladder_rules, rules
from app.plans.deciding import coming, current, is_paused, schedule_of, silence_of, standing_of, terms_of
from app.plans.models import Decision, Plan
from app.plans.rules import Terms
from app.plans.schedule_rules import Promise, local_day
from app.plans.schemas import MyPlan, PlanOut, PromiseAhead, PromiseDecided, PromiseOpen, RungOut


@dataclass(frozen=True)
class Place:
    """Where a page of the history ended."""

    due_at: datetime
    plan_id: UUID
    day: date
    minute: int


def decided_out(row: Decision) -> PromiseDecided:
    """What a promise came to, for the wire."""
    return PromiseDecided.model_validate(row, from_attributes=True)


def _ahead(plan: Plan, promise: Promise, terms: Terms) -> PromiseAhead:
    opens_at = rules.opens_at(schedule_of(plan), promise, terms.early)
    return PromiseAhead(plan_id=plan.id, day=promise.day, minute=promise.minute, due_at=promise.due_at, opens_at=opens_at)


def _next(session: Session, plan: Plan, now: datetime | None = None) -> Promise | None:
    """The plan's next promise that has to be kept; given `now`, one that is not due yet."""
    promise = current(plan)
    if promise is None:
        return None
    if not is_paused(plan, promise) and (now is None or promise.due_at > now):
        return promise
    owed = (one for one in coming(session, plan, promise) if not is_paused(plan, one) and (now is None or one.due_at > now))
    return next(owed, None)


def _soonest(promises: Iterable[tuple[Plan, Promise | None]]) -> tuple[Plan, Promise] | None:
    owed = [(plan, promise) for plan, promise in promises if promise is not None]
    return min(owed, key=lambda one: (one[1], one[0].id), default=None)


def next_of(session: Session, plans: Sequence[Plan], terms: Terms) -> PromiseAhead | None:
    """The soonest over several plans."""
    soonest = _soonest((plan, _next(session, plan)) for plan in plans)
    return _ahead(*soonest, terms) if soonest else None


def plans_of(session: Session, neighbourhood_id: UUID, member_id: UUID) -> list[Plan]:
    """The member's plans that are not ended, the oldest first, and those that ended with a promise still open."""
    mine = select(Plan).where(
        col(Plan.neighbourhood_id) == neighbourhood_id,
        col(Plan.member_id) == member_id,
        (col(Plan.ended_at).is_(None)) | (col(Plan.next_due_at).is_not(None)),
    )
    return list(session.execute(mine.order_by(col(Plan.created_at), col(Plan.id))).scalars())


def _paused_until(plan: Plan, now: datetime) -> date | None:
    return plan.paused_until if plan.paused_until is not None and local_day(now, plan.zone) <= plan.paused_until else None


def listed(session: Session, neighbourhood_id: UUID, member_id: UUID, now: datetime) -> list[PlanOut]:
    """My plans."""
    terms = terms_of(session, neighbourhood_id)
    shown = []
    for plan in plans_of(session, neighbourhood_id, member_id):
        if plan.ended_at is not None:
            continue
        schedule, promise = schedule_of(plan), _next(session, plan)
        shown.append(
            PlanOut(
                id=plan.id,
                times=[f"{minute // 60:02}:{minute % 60:02}" for minute in schedule.minutes],
                weekdays=sorted(schedule.weekdays) if schedule.weekdays is not None else None,
                every_days=plan.every_days,
                zone=plan.zone,
                first_day=plan.first_day,
                last_day=plan.last_day,
                grace_min=plan.grace_min,
                paused_until=_paused_until(plan, now),
                next=_ahead(plan, promise, terms) if promise else None,
            )
        )
    return shown


def _open(plans: Sequence[Plan], terms: Terms, now: datetime) -> tuple[Plan, Promise] | None:
    """The promise that a check-in would keep now; of several the one due first."""

    def opened(plan: Plan) -> Promise | None:
        promise = current(plan)
        if promise is None or is_paused(plan, promise) or now < rules.opens_at(schedule_of(plan), promise, terms.early):
            return None
        return promise

    return _soonest((plan, opened(plan)) for plan in plans)


def mine(session: Session, neighbourhood_id: UUID, member_id: UUID, now: datetime) -> MyPlan | None:
    """What the home screen shows; None without any plan."""
    plans = plans_of(session, neighbourhood_id, member_id)
    if not plans:
        return None
    terms = terms_of(session, neighbourhood_id)
    opened = _open(plans, terms, now)
    soonest = _soonest((plan, _next(session, plan, now)) for plan in plans)
    shown = opened or soonest
    return MyPlan(
        next=_ahead(*soonest, terms) if soonest else None,
        open=_open_out(*opened, now) if opened else None,
        paused_until=max((day for plan in plans if (day := _paused_until(plan, now)) is not None), default=None),
        ladder=_rungs(*shown, terms) if shown else [],
    )


def _open_out(plan: Plan, promise: Promise, now: datetime) -> PromiseOpen:
    status = rules.where(standing_of(plan, promise), now)
    return PromiseOpen(plan_id=plan.id, day=promise.day, minute=promise.minute, due_at=promise.due_at, status=status)


def _rungs(plan: Plan, promise: Promise, terms: Terms) -> list[RungOut]:
    """Each step with when it comes."""
    is_turn = promise == current(plan)
    standing = standing_of(plan, promise) if is_turn else ladder_rules.Standing(promise.due_at)
    silence = silence_of(plan) if is_turn else rules.Silence()
    ladder = terms.ladder(plan.grace_min)
    return [
        RungOut(rung=rung, at=rules.comes_at(rung, standing, ladder, silence), taken=rung in standing.taken) for rung in ladder_rules.RUNGS
    ]


def history(session: Session, neighbourhood_id: UUID, member_id: UUID, before: Place | None, limit: int) -> list[PromiseDecided]:
    """What became of my promises, newest first."""
    order = (col(Decision.due_at), col(Decision.plan_id), col(Decision.day), col(Decision.minute))
    mine = select(Decision).where(col(Decision.neighbourhood_id) == neighbourhood_id, col(Decision.member_id) == member_id)
    if before is not None:
        mine = mine.where(
            col(Decision.due_at) <= before.due_at, tuple_(*order) < (before.due_at, before.plan_id, before.day, before.minute)
        )
    newest_first = mine.order_by(*(column.desc() for column in order)).limit(limit)
    return [decided_out(row) for row in session.execute(newest_first).scalars()]
