"""Walks and the pieces of their tracks."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, Column, ForeignKeyConstraint, Index, LargeBinary
from sqlmodel import Field

from app.core.database import Table, UtcDateTime
from app.patrols.rules import Source, Status


class Patrol(Table, table=True):
    """One walk. Times are the phone's, corrected by its clock offset; `clock_offset_s` is what was added."""

    __tablename__ = "patrols"
    __table_args__ = (
        Index("ix_patrols_mine", "neighbourhood_id", "member_id", "started_at", "id"),
        Index("ix_patrols_silence", "neighbourhood_id", "status", "last_sign_at"),
        Index("ix_patrols_track_expiry", "neighbourhood_id", "track_expires_at"),
        Index("ix_patrols_uncovered", "neighbourhood_id", "uncovered_at"),
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
    dog_ids: list[str] = Field(default_factory=list, sa_type=JSON)
    source: str = Field(default=Source.APP, max_length=12, description="what recorded it")
    shared: bool = Field(default=False, description="the walker lets the desk see where they are")
    shared_said_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    fix_count: int = 0
    distance_m: float = 0.0
    jumps: int = 0
    set_aside: dict[str, int] = Field(default_factory=dict, sa_type=JSON, description="fixes that do not count, by reason")
    paused_s: int = Field(default=0, description="gaps of over ten minutes between its fixes")
    first_fix_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    last_fix_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    last_cell: str | None = Field(default=None, max_length=16)
    last_sign_at: datetime = Field(sa_type=UtcDateTime, description="the newest moment anything of it was recorded")
    clock_offset_s: int = 0
    track_expires_at: datetime | None = Field(
        default=None, sa_type=UtcDateTime, description="when the raw track is deleted; empty when there is none"
    )
    uncovered_at: datetime | None = Field(
        default=None, sa_type=UtcDateTime, description="when its new fixes are to be counted into the coverage; empty when they are"
    )
    cells: int = Field(default=0, description="different cells it came through")
    trimmed_m: int = Field(default=0, description="what the phone cut off both ends; nobody but the walker sees it, and no file holds it")
    checkpoints: int = Field(default=0, description="different facilities that were checked on it")
    checked_m: float = Field(default=0.0, description="from the first of them to the last, as far as somebody could walk it")
    checked_s: int = Field(default=0, description="the time of that, without gaps of over ten minutes")
    arrived_at: datetime | None = Field(default=None, sa_type=UtcDateTime, description="when the newest piece of it reached us")
    confirmed_min: int | None = Field(default=None, description="minutes that a coordinator confirmed")
    confirmed_by: UUID | None = None
    confirmed_note: str | None = Field(default=None, max_length=300)


class TrackChunk(Table, table=True):
    """One piece of a track as the phone sent it. Once the track is deleted only the digest stays, so that a repeat is still known.

    `aside` names the fixes in it that do not count. `data` is empty, not missing, when nothing of the piece could be kept.
    """

    __tablename__ = "track_chunks"
    __table_args__ = (
        ForeignKeyConstraint(["neighbourhood_id", "patrol_id"], ["patrols.neighbourhood_id", "patrols.id"], ondelete="CASCADE"),
    )

    neighbourhood_id: UUID = Field(primary_key=True)
    patrol_id: UUID = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    count: int
    ends: bytes | None = Field(default=None, max_length=40)
    digest: bytes = Field(max_length=16)
    aside: bytes | None = Field(default=None, sa_column=Column(LargeBinary, nullable=True))
    data: bytes | None = Field(default=None, sa_column=Column(LargeBinary, nullable=True))
