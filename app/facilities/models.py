"""Facilities and every look at one."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, ForeignKeyConstraint, Index, Text
from sqlmodel import Field

from app.core.database import Table, UtcDateTime


class Facility(Table, table=True):
    """Something of the neighbourhood's that should work. What the last look found is kept beside it."""

    __tablename__ = "facilities"
    __table_args__ = (Index("ix_facilities_number", "neighbourhood_id", "kind", "number"),)

    neighbourhood_id: UUID = Field(primary_key=True, foreign_key="neighbourhoods.id")
    id: UUID = Field(primary_key=True)
    kind: str = Field(max_length=8)
    label: str = Field(max_length=80)
    number: str = Field(default="", max_length=40)
    lat: float
    lon: float
    every_days: int
    last_checked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    last_working: bool | None = None
    created_at: datetime = Field(sa_type=UtcDateTime)
    removed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class FacilityCheck(Table, table=True):
    """One look at a facility. Its id is the sync item's; `report_id` is the report that a broken one opened or joined."""

    __tablename__ = "facility_checks"
    __table_args__ = (
        ForeignKeyConstraint(["neighbourhood_id", "facility_id"], ["facilities.neighbourhood_id", "facilities.id"], ondelete="CASCADE"),
        Index("ix_facility_checks_facility", "neighbourhood_id", "facility_id", "checked_at"),
        Index("ix_facility_checks_mine", "neighbourhood_id", "member_id", "checked_at"),
        Index("ix_facility_checks_walk", "neighbourhood_id", "patrol_id"),
    )

    neighbourhood_id: UUID = Field(primary_key=True)
    id: UUID = Field(primary_key=True)
    facility_id: UUID
    member_id: UUID = Field(foreign_key="members.id", ondelete="CASCADE")
    patrol_id: UUID | None = None
    working: bool
    note: str = Field(default="", sa_type=Text)
    photo_ids: list[str] = Field(default_factory=list, sa_type=JSON)
    report_id: UUID | None = None
    checked_at: datetime = Field(sa_type=UtcDateTime)
    received_at: datetime = Field(sa_type=UtcDateTime)
