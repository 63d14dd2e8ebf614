"""Ringing somebody's phones to see whether they answer, and what is known of how well they can be reached."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import Session
from sqlmodel import col

from app.notifications import service
from app.notifications.models import Delivery, PushSubscription
from app.notifications.rules import Kind
from app.people import access_log
from app.people import service as people
from app.people.models import Device

RING_TTL = timedelta(minutes=2)
RINGS_PER_WINDOW = 3
WINDOW = timedelta(minutes=1)
MOST_SHOWN = 50
PROVES = (Kind.TEST.value, Kind.PROOF.value)


@dataclass(frozen=True)
class Ring:
    """A push that only asks whether it arrives, and the phone's own answer."""

    id: UUID
    at: datetime
    device_name: str | None
    kind: str
    status: str
    sent_at: datetime | None
    received_at: datetime | None


@dataclass(frozen=True)
class Phone:
    """A device that takes pushes, and when it last showed that it does."""

    device_id: UUID
    name: str
    last_received_at: datetime | None
    last_test_at: datetime | None
    silent_at: datetime | None


def wait_s(session: Session, neighbourhood_id: UUID, member_id: UUID, now: datetime) -> int:
    """How many seconds to wait before this member's phones may be rung again; 0 when they may be now (three times a minute)."""
    mine = (*_of_member(neighbourhood_id, member_id), col(Delivery.kind) == Kind.TEST.value, col(Delivery.created_at) > now - WINDOW)
    moments = select(col(Delivery.created_at)).where(*mine).distinct().order_by(col(Delivery.created_at).desc()).limit(RINGS_PER_WINDOW)
    recent = list(session.execute(moments).scalars())
    if len(recent) < RINGS_PER_WINDOW:
        return 0
    return int((recent[-1] + WINDOW - now).total_seconds()) + 1


def ring(session: Session, neighbourhood_id: UUID, member_id: UUID, *, actor_id: UUID, now: datetime) -> int:
    """Send a test to all phones of a member, which is logged and which they can read; returns how many phones that is."""
    people.member_of(session, neighbourhood_id, member_id)
    devices = [phone.device_id for phone in phones(session, neighbourhood_id, member_id)]
    rang = service.queue_devices(session, neighbourhood_id, devices, Kind.TEST, None, RING_TTL, now)
    if rang:
        session.execute(update(PushSubscription).where(col(PushSubscription.device_id).in_(devices)).values(last_test_at=now))
        access_log.record(session, neighbourhood_id=neighbourhood_id, actor_id=actor_id, subject_id=member_id, what="ring", now=now)
    return rang


def rings(session: Session, neighbourhood_id: UUID, member_id: UUID) -> list[Ring]:
    """The newest tests and proofs of a member's phones, newest first, and which of them were answered."""
    people.member_of(session, neighbourhood_id, member_id)
    columns = select(
        col(Delivery.id),
        col(Delivery.created_at),
        col(Device.name),
        col(Delivery.kind),
        col(Delivery.status),
        col(Delivery.sent_at),
        col(Delivery.received_at),
    ).outerjoin(Device, col(Device.id) == col(Delivery.device_id))
    mine = columns.where(*_of_member(neighbourhood_id, member_id), col(Delivery.kind).in_(PROVES))
    return [Ring(*row) for row in session.execute(mine.order_by(col(Delivery.id).desc()).limit(MOST_SHOWN))]


def phones(session: Session, neighbourhood_id: UUID, member_id: UUID) -> list[Phone]:
    """The member's devices that take pushes, by name."""
    columns = select(
        col(PushSubscription.device_id),
        col(Device.name),
        col(PushSubscription.last_received_at),
        col(PushSubscription.last_test_at),
        col(PushSubscription.silent_at),
    ).join(Device, col(Device.id) == col(PushSubscription.device_id))
    mine = columns.where(col(PushSubscription.neighbourhood_id) == neighbourhood_id, col(PushSubscription.member_id) == member_id)
    return [Phone(*row) for row in session.execute(mine.order_by(func.lower(col(Device.name)), col(Device.id)))]


def _of_member(neighbourhood_id: UUID, member_id: UUID) -> tuple[ColumnElement[bool], ...]:
    here = col(Delivery.neighbourhood_id) == neighbourhood_id
    return (here, col(Delivery.alert_id).is_(None), col(Delivery.member_id) == member_id)
