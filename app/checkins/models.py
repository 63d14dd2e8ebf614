"""Check-ins, each with both of its times."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, Text
from sqlmodel import Field

from app.core.database import Table, UtcDateTime


class CheckIn(Table, table=True):
    """Said at `recorded_at` by the phone's corrected clock, arrived at `received_at` by ours."""

    __tablename__ = "check_ins"
    __table_args__ = (
        Index("ix_check_ins_mine", "neighbourhood_id", "member_id", "id"),
        Index("ix_check_ins_newest", "neighbourhood_id", "received_at"),
    )

    id: UUID = Field(primary_key=True)
    neighbourhood_id: UUID = Field(foreign_key="neighbourhoods.id")
    member_id: UUID = Field(foreign_key="members.id")
    status: str = Field(max_length=8)
    context: str = Field(max_length=8)
    patrol_id: UUID | None = None
    category: str | None = Field(default=None, max_length=24)
    urgency: str | None = Field(default=None, max_length=8)
    note: str = Field(default="", max_length=1000)
    lat: float | None = None
    lon: float | None = None
    accuracy_m: float | None = None
    photo_ids: str = Field(default="[]", sa_type=Text)
    recorded_at: datetime = Field(sa_type=UtcDateTime)
    received_at: datetime = Field(sa_type=UtcDateTime)
    clock_flag: str | None = Field(default=None, max_length=16)
    late: bool = False
    cancelled_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    alert_id: UUID | None = None
