"""Neighbourhoods, and where their members can be matched."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, Text, text
from sqlmodel import Field

from app.core.database import Table, UtcDateTime
from app.core.ids import new_id


class Neighbourhood(Table, table=True):
    """A coordinated area. Its id leads every index: the shard key later."""

    __tablename__ = "neighbourhoods"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    name_ko: str = Field(max_length=60)
    name_en: str = Field(max_length=60)
    time_zone: str = Field(default="Asia/Seoul", max_length=40)
    boundary: str = Field(sa_type=Text, description="GeoJSON Polygon")
    centre_lat: float
    centre_lon: float
    desk_phone: str | None = Field(default=None, max_length=20)
    policy: str = Field(default="{}", sa_type=Text, description="what differs from the default policy, JSON")
    policy_version: int = 1
    created_at: datetime = Field(sa_type=UtcDateTime)


class PolicyVersion(Table, table=True):
    """A policy as it was in force: an alert keeps the one it was opened under."""

    __tablename__ = "policy_versions"

    neighbourhood_id: UUID = Field(primary_key=True, foreign_key="neighbourhoods.id")
    version: int = Field(primary_key=True)
    policy: str = Field(sa_type=Text, description="what differs from the default policy, JSON")
    changed_by: UUID | None = None
    changed_at: datetime = Field(sa_type=UtcDateTime)
    reason: str = Field(default="", max_length=300)


_READ = (
    "member_id",
    "fix_at",
    "resting_until",
    "tier",
    "verified",
    "on_duty",
    "drill_ok",
    "quiet_from_min",
    "quiet_until_min",
    "quiet_but_buddies",
)


class Presence(Table, table=True):
    """Where an on-duty member can be matched: only cells, and only while they may be asked."""

    __tablename__ = "presence"
    __table_args__ = (
        Index(  # holds all that choosing reads of who is at home, and nobody whom it never asks there
            "ix_presence_home",
            "neighbourhood_id",
            "home_cell",
            *_READ,
            sqlite_where=text("on_duty = 1 AND verified = 1 AND tier = 'responder'"),
            postgresql_where=text("on_duty AND verified AND tier = 'responder'"),
        ),
        Index("ix_presence_walking", "neighbourhood_id", "walking_cell", "member_id"),
    )

    member_id: UUID = Field(primary_key=True, foreign_key="members.id", ondelete="CASCADE")
    neighbourhood_id: UUID = Field(foreign_key="neighbourhoods.id")
    tier: str = Field(max_length=16)
    verified: bool
    on_duty: bool
    home_cell: str | None = Field(default=None, max_length=16)
    walking_cell: str | None = Field(default=None, max_length=16)
    fix_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    resting_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    drill_ok: bool = False
    quiet_from_min: int | None = None
    quiet_until_min: int | None = None
    quiet_but_buddies: bool = True
