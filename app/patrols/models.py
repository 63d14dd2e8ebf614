"""Walks and the pieces of their tracks."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, Column, ForeignKeyConstraint, Index, LargeBinary
from sqlmodel import Field

from app.core.database import Table, UtcDateTime
from app.patrols.rules import Status


class Patrol(Table, table=True):
    """One walk. Times are the phone's, corrected by its clock offset; `clock_offset_s` is what was added."""

    __tablename__ = "patrols"
    __table_args__ = (
        Index("ix_patrols_mine", "neighbourhood_id", "member_id", "started_at", "id"),
        Index("ix_patrols_silence", "neighbourhood_id", "status", "last_sign_at"),
        Index("ix_patrols_track_expiry", "neighbourhood_id", "track_expires_at"),
    )

    neighbourhood_id: UUID = Field(primary_key=True, foreign_key="neighbourhoods.id")
    id: UUID = Field(primary_key=True, description="made on the phone")
    member_id: UUID = Field(foreign_key="members.id", ondelete="CASCADE")
    status: str = Field(default=Status.ACTIVE, max_length=12)
    outcome: str | None = Field(default=None, max_length=20)
    started_at: datetime = Field(sa_type=UtcDateTime, description="of the first sign of it, until the start itself arrives")
    start_received: bool = False
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    note: str | None = Field(default=None, max_length=1000)
    companions: list[str] = Field(default_factory=list, sa_type=JSON)
    fix_count: int = 0
    distance_m: float = 0.0
    last_fix_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    last_cell: str | None = Field(default=None, max_length=16)
    last_sign_at: datetime = Field(sa_type=UtcDateTime, description="the newest moment anything of it was recorded")
    clock_offset_s: int = 0
    track_expires_at: datetime | None = Field(
        default=None, sa_type=UtcDateTime, description="when the raw track is deleted; empty when there is none"
    )


class TrackChunk(Table, table=True):
    """One piece of a track as the phone sent it. Once the track is deleted only the digest stays, so that a repeat is still known."""

    __tablename__ = "track_chunks"
    __table_args__ = (
        ForeignKeyConstraint(["neighbourhood_id", "patrol_id"], ["patrols.neighbourhood_id", "patrols.id"], ondelete="CASCADE"),
    )

    neighbourhood_id: UUID = Field(primary_key=True)
    patrol_id: UUID = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    count: int
    ends: bytes | None = Field(default=None, max_length=32)
    digest: bytes = Field(max_length=16)
    data: bytes | None = Field(default=None, sa_column=Column(LargeBinary, nullable=True))
