"""Calls to look out for somebody, who was told, and what was seen. The words go when the call ends."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field

from app.core.database import Table, UtcDateTime
from app.core.ids import new_id


class MissingPerson(Table, table=True):
    """A call to look out. It has no picture and no name of its own, and forgets its words when it ends, at `expires_at` at the latest."""

    __tablename__ = "missing_people"
    __table_args__ = (Index("ix_missing_people_open", "neighbourhood_id", "closed_at", "expires_at"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    neighbourhood_id: UUID = Field(foreign_key="neighbourhoods.id")
    raised_by: UUID | None = None
    words: str = Field(max_length=300)
    seen_near: str = Field(default="", max_length=120)
    last_seen_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    opened_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    closed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    closed_by: UUID | None = None
    outcome: str | None = Field(default=None, max_length=16)
    told_count: int = 0


class MissingTold(Table, table=True):
    """A walker who was asked to look out, by a push or by reading it in the app while out walking."""

    __tablename__ = "missing_told"
    __table_args__ = (Index("ix_missing_told_neighbourhood_id_member_id", "neighbourhood_id", "member_id"),)

    missing_id: UUID = Field(primary_key=True, foreign_key="missing_people.id", ondelete="CASCADE")
    member_id: UUID = Field(primary_key=True, foreign_key="members.id", ondelete="CASCADE")
    neighbourhood_id: UUID
    told_at: datetime = Field(sa_type=UtcDateTime)
    seen_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class MissingSighting(Table, table=True):
    """What a walker saw, and where, for the desk."""

    __tablename__ = "missing_sightings"
    __table_args__ = (Index("ix_missing_sightings_missing", "neighbourhood_id", "missing_id", "seen_at"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    neighbourhood_id: UUID
    missing_id: UUID = Field(foreign_key="missing_people.id", ondelete="CASCADE")
    member_id: UUID = Field(foreign_key="members.id", ondelete="CASCADE")
    cell: str | None = Field(default=None, max_length=16)
    lat: float | None = None
    lon: float | None = None
    accuracy_m: float | None = None
    note: str = Field(default="", max_length=300)
    seen_at: datetime = Field(sa_type=UtcDateTime)
    received_at: datetime = Field(sa_type=UtcDateTime)
