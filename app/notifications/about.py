"""Taking back pushes about a thing that is no alert: they are found by the tag that they share on each phone."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session
from sqlmodel import col

from app.notifications.models import Delivery, PushSubscription
from app.notifications.rules import Status, topic_for


def withdraw(session: Session, neighbourhood_id: UUID, about: UUID, member_ids: Collection[UUID]) -> set[UUID]:
    """What is still queued about this for these members is not sent any more. Returns those for whose phones nothing about it ever left,
    nor may be on its way: they hear of it by no push."""
    if not member_ids:
        return set()
    devices = select(col(PushSubscription.device_id)).where(
        col(PushSubscription.neighbourhood_id) == neighbourhood_id, col(PushSubscription.member_id).in_(set(member_ids))
    )
    topics = [topic_for(about, device_id) for device_id in session.execute(devices).scalars()]
    here = (
        col(Delivery.neighbourhood_id) == neighbourhood_id,
        col(Delivery.member_id).in_(set(member_ids)),
        col(Delivery.topic).in_(topics),
    )
    queued = update(Delivery).where(*here, col(Delivery.status) == Status.QUEUED.value).values(status=Status.WITHDRAWN.value)
    session.execute(queued, execution_options={"synchronize_session": False})
    left = select(col(Delivery.member_id), col(Delivery.status), col(Delivery.claimed_until), col(Delivery.attempts)).where(*here)
    may_know = {
        row.member_id
        for row in session.execute(left)
        if row.status != Status.WITHDRAWN.value or row.claimed_until is not None or row.attempts
    }
    return set(member_ids) - may_know
