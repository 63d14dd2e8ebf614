"""Recorders, and which walks came from each."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, ForeignKeyConstraint, Index
from sqlmodel import Field

from app.core.database import Table, UtcDateTime


class Recorder(Table, table=True):
    """Another app that may add to its walker's own walks, and do nothing else. Deleting the row ends it at once."""

    __tablename__ = "recorders"
    __table_args__ = (Index("ix_recorders_mine", "neighbourhood_id", "member_id"),)

    neighbourhood_id: UUID = Field(primary_key=True, foreign_key="neighbourhoods.id")
    id: UUID = Field(primary_key=True)
    member_id: UUID = Field(foreign_key="members.id", ondelete="CASCADE")
    name: str = Field(max_length=40)
    app: str = Field(max_length=12)
    token_hash: bytes = Field(max_length=32, unique=True, description="keyed; the token itself is shown once and never kept")
    created_at: datetime = Field(sa_type=UtcDateTime)
    last_seen_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    set_aside: dict[str, int] = Field(default_factory=dict, sa_type=JSON, description="how many positions were not kept, by reason")


class RecorderWalk(Table, table=True):
    """A walk that this recorder's positions belong to, from its first to its last of them."""

    __tablename__ = "recorder_walks"
    __table_args__ = (
        ForeignKeyConstraint(["neighbourhood_id", "recorder_id"], ["recorders.neighbourhood_id", "recorders.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["neighbourhood_id", "patrol_id"], ["patrols.neighbourhood_id", "patrols.id"], ondelete="CASCADE"),
        Index("ix_recorder_walks_open", "neighbourhood_id", "closed", "received_at"),
    )

    neighbourhood_id: UUID = Field(primary_key=True)
    recorder_id: UUID = Field(primary_key=True)
    patrol_id: UUID = Field(primary_key=True)
    first_at: datetime = Field(sa_type=UtcDateTime)
    last_at: datetime = Field(sa_type=UtcDateTime)
    received_at: datetime = Field(sa_type=UtcDateTime, description="when the newest of them came")
    closed: bool = False
