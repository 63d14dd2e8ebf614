"""Reports, who said each, and what happened to it since."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, ForeignKeyConstraint, Index, Text
from sqlmodel import Field

from app.core.database import Table, UtcDateTime


class Report(Table, table=True):
    """One thing that somebody, or several, reported. Its id is the first saying's (a check-in's or a facility check's)."""

    __tablename__ = "reports"
    __table_args__ = (
        Index("ix_reports_newest", "neighbourhood_id", "reported_at", "id"),
        Index("ix_reports_said", "neighbourhood_id", "said_at"),
        Index("ix_reports_facility", "neighbourhood_id", "facility_id", "said_at"),
    )

    neighbourhood_id: UUID = Field(primary_key=True, foreign_key="neighbourhoods.id")
    id: UUID = Field(primary_key=True)
    category: str = Field(max_length=24)
    state: str = Field(max_length=12)
    lat: float | None = None
    lon: float | None = None
    facility_id: UUID | None = None
    facility_label: str | None = Field(default=None, max_length=80)
    answer: str = Field(default="", sa_type=Text)
    reported_at: datetime = Field(sa_type=UtcDateTime, description="when it was first said, by the phone's corrected clock")
    said_at: datetime = Field(sa_type=UtcDateTime, description="when it was last said")
    state_at: datetime = Field(sa_type=UtcDateTime)
    last_seq: int = 0
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime, description="when the last who said it took it back")


class Saying(Table, table=True):
    """One person's word that belongs to a report. Its id is the check-in's or the facility check's."""

    __tablename__ = "report_sayings"
    __table_args__ = (
        ForeignKeyConstraint(["neighbourhood_id", "report_id"], ["reports.neighbourhood_id", "reports.id"], ondelete="CASCADE"),
        Index("ix_report_sayings_report", "neighbourhood_id", "report_id", "said_at"),
        Index("ix_report_sayings_mine", "neighbourhood_id", "member_id", "said_at"),
        Index("ix_report_sayings_walk", "neighbourhood_id", "patrol_id"),
    )

    neighbourhood_id: UUID = Field(primary_key=True)
    id: UUID = Field(primary_key=True)
    report_id: UUID
    member_id: UUID = Field(foreign_key="members.id", ondelete="CASCADE")
    by_check: bool = Field(default=False, description="said by a facility check, not by a check-in")
    patrol_id: UUID | None = None
    note: str = Field(default="", sa_type=Text)
    photo_ids: list[str] = Field(default_factory=list, sa_type=JSON)
    said_at: datetime = Field(sa_type=UtcDateTime)
    received_at: datetime = Field(sa_type=UtcDateTime)
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class ReportStep(Table, table=True):
    """One step of a report's story, in order."""

    __tablename__ = "report_timeline"
    __table_args__ = (
        ForeignKeyConstraint(["neighbourhood_id", "report_id"], ["reports.neighbourhood_id", "reports.id"], ondelete="CASCADE"),
    )

    neighbourhood_id: UUID = Field(primary_key=True)
    report_id: UUID = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    at: datetime = Field(sa_type=UtcDateTime)
    kind: str = Field(max_length=16, description="`opened`, `joined`, `taken_back`, `working_again` or `state`")
    actor_id: UUID | None = None
    state: str | None = Field(default=None, max_length=12)
    answer: str | None = Field(default=None, sa_type=Text)
