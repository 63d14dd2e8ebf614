"""A check-in answers what somebody promised: from any of their devices, early, in time, late, or after we had stopped waiting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.people.models import Tier
from app.plans import rules, telling
from app.plans.deciding import Because, current, decide, following, give_up, has_any, is_paused, locked, look_again, schedule_of, terms_of
from app.plans.models import Decision, Plan
from app.plans.rules import Status, Terms
from app.plans.schemas import PromiseAhead, PromiseDecided
from app.plans.views import decided_out, next_of


@dataclass(frozen=True)
class Word:
    """A check-in as promises see it. `at` is when it was said. One that is a concern answers, too, but is no all-clear."""

    check_in_id: UUID
    at: datetime
    is_safe: bool


@dataclass(frozen=True)
class Answered:
    """The promise that a check-in was for (also one that was decided without it), and the next one."""

    promise: PromiseDecided | None = None
    next: PromiseAhead | None = None


NOTHING = Answered()


def answer(session: Session, neighbourhood_id: UUID, member_id: UUID, word: Word, now: datetime) -> Answered:
    """Settle whatever a check-in settles, in its transaction: one promise of each plan at the most. For members without a plan this is
    one look at an index."""
    if not has_any(session, neighbourhood_id, member_id):
        return NOTHING
    terms = terms_of(session, neighbourhood_id)
    plans = locked(session, neighbourhood_id, member_id)
    decided = [row for plan in plans if (row := _answer_one(session, plan, word, terms, now)) is not None]
    first = min(decided, key=lambda row: (row.due_at, row.plan_id), default=None)
    return Answered(decided_out(first) if first else None, next_of(session, plans, terms))


def _answer_one(session: Session, plan: Plan, word: Word, terms: Terms, now: datetime) -> Decision | None:
    """What the word came to for this plan. Promises that were due before the one it is for are decided without it."""
    while (promise := current(plan)) is not None and promise.due_at <= word.at:
        newer = following(session, plan, promise)
        if not is_paused(plan, promise) and (newer is None or newer.due_at > word.at):
            break
        if is_paused(plan, promise):
            decide(session, plan, Status.PAUSED, now)
        else:
            give_up(session, plan, now)
    row = None
    if promise is not None and not is_paused(plan, promise):
        opens_at = rules.opens_at(schedule_of(plan), promise, terms.early)
        if word.at >= opens_at:
            status = rules.status_at(promise.due_at, timedelta(minutes=plan.grace_min), word.at)
            row = decide(session, plan, status, now, Because(check_in_id=word.check_in_id))
            closed_by = (plan.member_id, Tier.RESIDENT) if word.is_safe else None
            telling.end_silence(session, plan, promise, now, tells=word.is_safe, closed_by=closed_by)
    look_again(session, plan, terms, now)
    return row or _decided_before(session, plan, word, terms)


def _decided_before(session: Session, plan: Plan, word: Word, terms: Terms) -> Decision | None:
    """The promise that the word is for, but was decided before it came: kept already, or given up. The decision stands, and is told."""
    newest_first = (
        select(Decision)
        .where(col(Decision.plan_id) == plan.id, col(Decision.due_at) <= word.at + terms.early)
        .order_by(col(Decision.due_at).desc())
        .limit(2)
    )
    for row in session.execute(newest_first).scalars():
        if row.due_at - terms.early <= word.at <= max(row.due_at, row.decided_at):
            return row
    return None


def answered_by(session: Session, member_id: UUID, check_in_id: UUID) -> Answered:
    """The same once more, for a check-in that is sent again."""
    theirs = select(Plan).where(col(Plan.member_id) == member_id)
    plans = list(session.execute(theirs).scalars())
    if not plans:
        return NOTHING
    kept = select(Decision).where(col(Decision.plan_id).in_([plan.id for plan in plans]), col(Decision.check_in_id) == check_in_id)
    row = session.execute(kept.order_by(col(Decision.due_at)).limit(1)).scalar_one_or_none()
    return Answered(decided_out(row) if row else None, next_of(session, plans, terms_of(session, plans[0].neighbourhood_id)))
