"""Promises to check in: each plan with the one promise that is its turn, what became of every promise, and whose people were asked."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index, text
from sqlmodel import Field

from app.core.database import Table, UtcDateTime


class Plan(Table, table=True):
    """When somebody promised to check in. The row carries the promise whose turn it is (`next_…`) and how far its ladder got."""

    __tablename__ = "plans"
    __table_args__ = (
        Index("ix_plans_neighbourhood_id_member_id", "neighbourhood_id", "member_id"),
        Index(
            "ix_plans_next_step_at",
            "next_step_at",
            sqlite_where=text("next_step_at IS NOT NULL"),
            postgresql_where=text("next_step_at IS NOT NULL"),
        ),
        Index(
            "ix_plans_at_the_desk",
            "neighbourhood_id",
            "desk_told_at",
            sqlite_where=text("desk_told_at IS NOT NULL"),
            postgresql_where=text("desk_told_at IS NOT NULL"),
        ),
    )

    id: UUID = Field(primary_key=True)
    neighbourhood_id: UUID = Field(foreign_key="neighbourhoods.id")
    member_id: UUID = Field(foreign_key="members.id", ondelete="CASCADE")
    minutes: str = Field(max_length=40, description="minutes after local midnight, with commas between")
    weekdays: str | None = Field(default=None, max_length=14, description="0 is Monday, with commas between; null counts days instead")
    every_days: int = 1
    zone: str = Field(max_length=40)
    first_day: date
    last_day: date | None = None
    grace_min: int
    created_at: datetime = Field(sa_type=UtcDateTime)
    from_at: datetime = Field(sa_type=UtcDateTime, description="what was due up to here is not owed by these terms")
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    paused_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    paused_until: date | None = Field(default=None, description="the last day of the pause")
    pause_reminded_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    next_due_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    next_day: date | None = None
    next_minute: int | None = None
    taken: str = Field(default="", max_length=60, description="rungs of this promise that are behind, with commas between")
    asked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    contact_at: datetime | None = Field(default=None, sa_type=UtcDateTime, description="when somebody first said they were in touch")
    late: bool = False
    people_told_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    desk_told_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    silent_since_at: datetime | None = Field(default=None, sa_type=UtcDateTime, description="the oldest promise of this silence")
    alert_id: UUID | None = None
    next_step_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Decision(Table, table=True):
    """What became of one promise: one row for each time of each local day of a plan, ever."""

    __tablename__ = "promises"
    __table_args__ = (Index("ix_promises_neighbourhood_id_member_id_due_at", "neighbourhood_id", "member_id", "due_at"),)

    plan_id: UUID = Field(primary_key=True, foreign_key="plans.id", ondelete="CASCADE")
    day: date = Field(primary_key=True)
    minute: int = Field(primary_key=True)
    neighbourhood_id: UUID = Field(foreign_key="neighbourhoods.id")
    member_id: UUID = Field(foreign_key="members.id", ondelete="CASCADE")
    status: str = Field(max_length=12)
    due_at: datetime = Field(sa_type=UtcDateTime)
    decided_at: datetime = Field(sa_type=UtcDateTime)
    late: bool = False
    alert_id: UUID | None = None
    check_in_id: UUID | None = None
    settled_by: UUID | None = None
    how: str | None = Field(default=None, max_length=16)
    note: str = Field(default="", max_length=300)


class PlanAsk(Table, table=True):
    """A buddy who was asked to look after somebody's promise, and what they said of it."""

    __tablename__ = "plan_asks"

    plan_id: UUID = Field(primary_key=True, foreign_key="plans.id", ondelete="CASCADE")
    day: date = Field(primary_key=True)
    minute: int = Field(primary_key=True)
    member_id: UUID = Field(primary_key=True, foreign_key="members.id", ondelete="CASCADE")
    neighbourhood_id: UUID = Field(foreign_key="neighbourhoods.id")
    told_at: datetime = Field(sa_type=UtcDateTime)
    how: str | None = Field(default=None, max_length=16)
    said_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
