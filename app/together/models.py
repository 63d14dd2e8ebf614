"""Walks that neighbours take together, each person's part, who met whom, and the addresses of calendars."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field

from app.core.database import Table, UtcDateTime


class SharedWalk(Table, table=True):
    """A walk somebody proposed. `remind_at` is the queue of reminders: empty once the reminder is owed, or helps nobody."""

    __tablename__ = "shared_walks"
    __table_args__ = (
        Index("ix_shared_walks_time", "neighbourhood_id", "starts_at"),
        Index("ix_shared_walks_proposer", "neighbourhood_id", "proposed_by"),
        Index("ix_shared_walks_remind", "remind_at"),
    )

    id: UUID = Field(primary_key=True)
    neighbourhood_id: UUID = Field(foreign_key="neighbourhoods.id")
    proposed_by: UUID = Field(foreign_key="members.id", ondelete="CASCADE")
    starts_at: datetime = Field(sa_type=UtcDateTime)
    ends_at: datetime = Field(sa_type=UtcDateTime)
    meeting_place: str = Field(max_length=80)
    lat: float | None = None
    lon: float | None = None
    pace: str = Field(max_length=8)
    dogs: bool
    note: str = Field(default="", max_length=300)
    most: int | None = None
    code: str = Field(max_length=4, description="said aloud at the meeting place")
    created_at: datetime = Field(sa_type=UtcDateTime)
    changed_at: datetime = Field(sa_type=UtcDateTime)
    sequence: int = Field(default=0, description="how often it changed, for calendars")
    remind_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    cancelled_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    cancel_note: str = Field(default="", max_length=300)


class Part(Table, table=True):
    """One member's part in a walk. `withheld`: the desk invited them, but they hear nothing of it, because of a block."""

    __tablename__ = "shared_walk_parts"
    __table_args__ = (Index("ix_shared_walk_parts_member", "neighbourhood_id", "member_id", "walk_id"),)

    walk_id: UUID = Field(primary_key=True, foreign_key="shared_walks.id", ondelete="CASCADE")
    member_id: UUID = Field(primary_key=True, foreign_key="members.id", ondelete="CASCADE")
    neighbourhood_id: UUID = Field(foreign_key="neighbourhoods.id")
    state: str | None = Field(default=None, max_length=8)
    withheld: bool = False
    said_at: datetime = Field(sa_type=UtcDateTime)
    met_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    met_by: str | None = Field(default=None, max_length=8)
    wrong_codes: int = 0
    last_wrong_code: str | None = Field(default=None, max_length=4)


class Meeting(Table, table=True):
    """Two people who both agreed to `company` were at the same walk; `one_id` is the smaller id. Gone as soon as one of them withdraws."""

    __tablename__ = "meetings"
    __table_args__ = (
        Index("ix_meetings_one", "neighbourhood_id", "one_id"),
        Index("ix_meetings_other", "neighbourhood_id", "other_id"),
    )

    walk_id: UUID = Field(primary_key=True, foreign_key="shared_walks.id", ondelete="CASCADE")
    one_id: UUID = Field(primary_key=True, foreign_key="members.id", ondelete="CASCADE")
    other_id: UUID = Field(primary_key=True, foreign_key="members.id", ondelete="CASCADE")
    neighbourhood_id: UUID = Field(foreign_key="neighbourhoods.id")
    met_at: datetime = Field(sa_type=UtcDateTime)


class CalendarFeed(Table, table=True):
    """The one secret address of a member's calendar: what the address is made from, and what it is found by; never itself."""

    __tablename__ = "calendar_feeds"

    member_id: UUID = Field(primary_key=True, foreign_key="members.id", ondelete="CASCADE")
    neighbourhood_id: UUID = Field(foreign_key="neighbourhoods.id")
    seed: bytes = Field(max_length=16)
    token_hash: bytes = Field(max_length=32, unique=True)
    created_at: datetime = Field(sa_type=UtcDateTime)
