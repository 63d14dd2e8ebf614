"""Channels outside the app, and every attempt to tell one."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, text
from sqlmodel import Field

from app.core.database import Table, UtcDateTime
from app.core.ids import new_id


class OutsideChannel(Table, table=True):
    """A number or address the desk is told at when nobody answers; its secret is sealed with the installation's key."""

    __tablename__ = "outside_channels"
    __table_args__ = (Index("ix_outside_channels_neighbourhood_id_id", "neighbourhood_id", "id"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    neighbourhood_id: UUID = Field(foreign_key="neighbourhoods.id")
    kind: str = Field(max_length=12)
    label: str = Field(max_length=60)
    sealed: bytes
    active: bool = True
    created_by: UUID | None = None
    created_at: datetime = Field(sa_type=UtcDateTime)
    last_test_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    last_ok_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    last_error: str = Field(default="", max_length=200)


class OutsideSend(Table, table=True):
    """One message to one channel. Claimed for some seconds, sent, then marked, as deliveries are."""

    __tablename__ = "outside_sends"
    __table_args__ = (
        Index("ix_outside_sends_claim", "due_at", sqlite_where=text("status = 'queued'"), postgresql_where=text("status = 'queued'")),
        Index("ix_outside_sends_channel", "neighbourhood_id", "channel_id", "id"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    neighbourhood_id: UUID = Field(foreign_key="neighbourhoods.id")
    channel_id: UUID = Field(foreign_key="outside_channels.id", ondelete="CASCADE")
    alert_id: UUID | None = None
    why: str = Field(max_length=16)
    status: str = Field(max_length=12)
    created_at: datetime = Field(sa_type=UtcDateTime)
    due_at: datetime = Field(sa_type=UtcDateTime)
    claimed_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    attempts: int = 0
    sent_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    last_error: str = Field(default="", max_length=200)
