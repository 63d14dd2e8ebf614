"""Who came through which cell when, kept for five weeks."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field

from app.core.database import Table


class Visit(Table, table=True):
    """Somebody walked through a cell (H3, resolution 10) on a local day within four hours of it; once, however often."""

    __tablename__ = "coverage_visits"
    __table_args__ = (Index("ix_coverage_visits_member", "neighbourhood_id", "member_id"),)

    neighbourhood_id: UUID = Field(primary_key=True, foreign_key="neighbourhoods.id")
    day: date = Field(primary_key=True)
    cell: str = Field(primary_key=True, max_length=16)
    band: int = Field(primary_key=True)
    member_id: UUID = Field(primary_key=True, foreign_key="members.id", ondelete="CASCADE")
