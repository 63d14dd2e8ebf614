"""The weekly proof that phones can be reached: one that is not heard of is asked without a sound, and found silent when it says nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, or_, select, update
from sqlalchemy.orm import Session
from sqlmodel import col

from app.neighbourhoods import service as neighbourhoods
from app.neighbourhoods.models import Neighbourhood
from app.neighbourhoods.quiet_rules import is_awake, minute_of_day
from app.notifications import service
from app.notifications.models import Delivery, PushSubscription
from app.notifications.proof_rules import asks_now, is_silent, proof_due_at
from app.notifications.rules import Kind, Status
from app.people.models import Member

AT_ONCE = 200

_asked, _received, _silent = col(PushSubscription.proof_asked_at), col(PushSubscription.last_received_at), col(PushSubscription.silent_at)


@dataclass(frozen=True)
class Terms:
    """What a neighbourhood's policy says of proofs."""

    neighbourhood_id: UUID
    minute: int
    every: timedelta
    answer: timedelta


def terms(session: Session, now: datetime) -> Iterator[Terms]:
    """Of each neighbourhood, the oldest first."""
    for row in session.execute(select(Neighbourhood).order_by(col(Neighbourhood.id))).scalars().all():
        policy = neighbourhoods.policy_of(session, row.id)
        every, answer = timedelta(seconds=policy.proof_every_s), timedelta(seconds=policy.proof_answer_s)
        yield Terms(row.id, minute_of_day(now, row.time_zone), every, answer)


def ask(session: Session, here: Terms, now: datetime, limit: int = AT_ONCE) -> int:
    """Ask up to `limit` phones that are due whether a push arrives; returns how many."""
    if not asks_now(here.minute, is_awake=True):
        return 0
    quiet = (col(Member.quiet_from_min), col(Member.quiet_until_min))
    columns = select(col(PushSubscription.device_id), col(PushSubscription.created_at), _received, _asked, _silent, *quiet)
    late = or_(_received.is_(None), _received <= now - here.every)
    owed = or_(_asked.is_(None), _asked <= now - here.every, and_(_silent.is_not(None), _asked <= now - here.answer))
    mine = (col(PushSubscription.neighbourhood_id) == here.neighbourhood_id, col(Member.active).is_(True), late, owed)
    joined = columns.join(Member, col(Member.id) == col(PushSubscription.member_id)).where(*mine)
    due = [row.device_id for row in session.execute(joined.order_by(col(PushSubscription.device_id))) if _is_due(row, here, now)][:limit]
    if due:
        session.execute(update(PushSubscription).where(col(PushSubscription.device_id).in_(due)).values(proof_asked_at=now))
        service.queue_devices(session, here.neighbourhood_id, due, Kind.PROOF, None, here.answer, now)
    return len(due)


def _is_due(row: Any, here: Terms, now: datetime) -> bool:
    if not asks_now(here.minute, is_awake=is_awake(here.minute, row.quiet_from_min, row.quiet_until_min)):
        return False
    due_at = proof_due_at(
        created_at=row.created_at,
        received_at=row.last_received_at,
        asked_at=row.proof_asked_at,
        is_silent=row.silent_at is not None,
        every=here.every,
        answer=here.answer,
    )
    return due_at <= now


def find_silent(session: Session, here: Terms, now: datetime) -> int:
    """Mark phones that did not answer; until they do, they rank behind those that ring. Returns how many are newly silent."""
    unanswered = (_silent.is_(None), _asked <= now - here.answer, or_(_received.is_(None), _received < _asked))
    columns = select(col(PushSubscription.device_id), _asked, _received, _went_out().label("went_out"))
    rows = session.execute(columns.where(col(PushSubscription.neighbourhood_id) == here.neighbourhood_id, *unanswered))
    silent = [
        row.device_id
        for row in rows
        if is_silent(asked_at=row.proof_asked_at, went_out=row.went_out, received_at=row.last_received_at, answer=here.answer, now=now)
    ]
    if silent:
        session.execute(update(PushSubscription).where(col(PushSubscription.device_id).in_(silent)).values(silent_at=now))
    return len(silent)


def _went_out() -> ColumnElement[bool]:
    return exists().where(
        col(Delivery.neighbourhood_id) == col(PushSubscription.neighbourhood_id),
        col(Delivery.device_id) == col(PushSubscription.device_id),
        col(Delivery.status) == Status.SENT.value,
        col(Delivery.kind) == Kind.PROOF.value,
        col(Delivery.created_at) >= _asked,
    )
