"""An answer from the notification itself: a signed word becomes a check-in, for its one promise, once."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from app.checkins.rules import Context, Status
from app.checkins.schemas import CheckInBody
from app.checkins.service import Said, record
from app.core.ids import new_id
from app.people.models import Member
from app.plans import rules, tokens
from app.plans.deciding import current, decision_on, is_paused, locked, schedule_of, terms_of
from app.plans.models import Plan


class Outcome(StrEnum):
    """What a word came to."""

    APPLIED = "applied"
    DUPLICATE = "duplicate"
    OVER = "over"
    FORGED = "forged"


def answer(session: Session, key: bytes, token: str, recorded_at: datetime, now: datetime) -> Outcome:
    """Record a safe check-in of whoever the word was given to, when it is true and its promise still waits; said again it is a duplicate.
    The word keeps no other promise, and says nothing else."""
    claim = tokens.read(token)
    if claim is None:
        return Outcome.FORGED
    plan = session.get(Plan, claim.plan_id)
    if plan is None or not claim.is_signed(key, plan.neighbourhood_id, plan.member_id):
        return Outcome.FORGED
    locked(session, plan.neighbourhood_id, plan.member_id)  # as every check-in does, in the same order
    known = decision_on(session, plan.id, claim.day, claim.minute)
    if known is not None:
        return Outcome.DUPLICATE if rules.Status(known.status).is_kept else Outcome.OVER
    promise, member = current(plan), session.get(Member, plan.member_id)
    if (
        now > claim.expires_at
        or member is None
        or not member.active
        or promise is None
        or (promise.day, promise.minute) != (claim.day, claim.minute)
        or is_paused(plan, promise)
    ):
        return Outcome.OVER
    opens_at = rules.opens_at(schedule_of(plan), promise, terms_of(session, plan.neighbourhood_id).early)
    at = recorded_at if opens_at <= recorded_at <= now else now
    record(
        session,
        neighbourhood_id=plan.neighbourhood_id,
        member_id=plan.member_id,
        check_in_id=new_id(),
        body=CheckInBody(status=Status.SAFE, context=Context.HOME),
        patrol_id=None,
        said=Said(at, now),
    )
    decided = decision_on(session, plan.id, claim.day, claim.minute)
    return Outcome.APPLIED if decided is not None and rules.Status(decided.status).is_kept else Outcome.OVER
