"""One row per dog; what a coordinator recorded of its temperament stands beside it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, Index
from sqlmodel import Field

from app.core.database import Table, UtcDateTime


class Dog(Table, table=True):
    """A member's dog. Of one that was taken away only the name stays, for the walks it was on."""

    __tablename__ = "dogs"
    __table_args__ = (Index("ix_dogs_mine", "neighbourhood_id", "member_id", "id"),)

    neighbourhood_id: UUID = Field(primary_key=True, foreign_key="neighbourhoods.id")
    id: UUID = Field(primary_key=True, description="made on the phone")
    member_id: UUID = Field(foreign_key="members.id", ondelete="CASCADE")
    name: str = Field(max_length=40)
    photo_id: UUID | None = None
    registration_no: str | None = Field(default=None, max_length=15)
    temperament: str | None = Field(default=None, max_length=12)
    tested_on: date | None = Field(default=None, sa_type=Date)
    temperament_note: str = Field(default="", max_length=300)
    recorded_by: UUID | None = Field(default=None, description="the coordinator who recorded the test")
    created_at: datetime = Field(sa_type=UtcDateTime)
    deleted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
