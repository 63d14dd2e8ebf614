"""Where a person can be reached, and every attempt to do so."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, SmallInteger, Text, text
from sqlmodel import Field

from app.core.database import Table, UtcDateTime
from app.core.ids import new_id


class PushSubscription(Table, table=True):
    """A browser's own address for pushes: one per device, gone with the device."""

    __tablename__ = "push_subscriptions"
    __table_args__ = (Index("ix_push_subscriptions_neighbourhood_id_member_id", "neighbourhood_id", "member_id"),)

    device_id: UUID = Field(primary_key=True, foreign_key="devices.id", ondelete="CASCADE")
    neighbourhood_id: UUID = Field(foreign_key="neighbourhoods.id")
    member_id: UUID = Field(foreign_key="members.id", ondelete="CASCADE")
    endpoint: str = Field(sa_type=Text)
    endpoint_hash: bytes = Field(max_length=32, index=True)
    p256dh: bytes = Field(max_length=65)
    auth: bytes = Field(max_length=16)
    created_at: datetime = Field(sa_type=UtcDateTime)
    updated_at: datetime = Field(sa_type=UtcDateTime)
    last_ok_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    last_received_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    last_test_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    proof_asked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    silent_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Delivery(Table, table=True):
    """One push to one device. Claimed by a worker for some seconds, sent, then marked."""

    __tablename__ = "deliveries"
    __table_args__ = (
        Index("ix_deliveries_claim", "rank", "due_at", sqlite_where=text("status = 'queued'"), postgresql_where=text("status = 'queued'")),
        Index("ix_deliveries_neighbourhood_id_alert_id_member_id", "neighbourhood_id", "alert_id", "member_id"),
        Index("ix_deliveries_neighbourhood_id_device_id_status", "neighbourhood_id", "device_id", "status"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    neighbourhood_id: UUID = Field(foreign_key="neighbourhoods.id")
    device_id: UUID
    member_id: UUID = Field(foreign_key="members.id", ondelete="CASCADE")
    alert_id: UUID | None = None
    kind: str = Field(max_length=16)
    topic: str = Field(max_length=32)
    payload: str = Field(sa_type=Text)
    ttl_s: int
    urgency: str = Field(max_length=8)
    rank: int = Field(default=1, sa_type=SmallInteger, description="0 is a call and goes first")
    status: str = Field(max_length=12)
    created_at: datetime = Field(sa_type=UtcDateTime)
    due_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    attempts: int = 0
    claimed_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    sent_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    received_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    last_status: int | None = None
    last_error: str = Field(default="", max_length=300)


class WorkerBeat(Table, table=True):
    """A worker's sign of life; it belongs to the installation, not to a neighbourhood."""

    __tablename__ = "worker_beats"

    worker_id: UUID = Field(primary_key=True)
    started_at: datetime = Field(sa_type=UtcDateTime)
    beat_at: datetime = Field(sa_type=UtcDateTime, index=True)
