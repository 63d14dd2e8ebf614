"""Alerts, the people told, and the timeline of every step."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, Text, text
from sqlmodel import Field

from app.core.database import Table, UtcDateTime
from app.core.ids import new_id


class Alert(Table, table=True):
    """Somebody needs somebody. The deadline of its next step is a column: the database is the queue."""

    __tablename__ = "alerts"
    __table_args__ = (
        Index("ix_alerts_board", "neighbourhood_id", "status", "opened_at"),
        Index("ix_alerts_person", "neighbourhood_id", "person_id", "id"),
        Index("ix_alerts_next_step", "next_step_at"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    neighbourhood_id: UUID = Field(foreign_key="neighbourhoods.id")
    person_id: UUID = Field(foreign_key="members.id")
    check_in_id: UUID | None = Field(default=None, index=True)
    status: str = Field(max_length=16)
    category: str = Field(max_length=24)
    place: str = Field(max_length=8)
    note: str = Field(default="", max_length=1000)
    cell: str = Field(max_length=16)
    lat: float | None = None
    lon: float | None = None
    accuracy_m: float | None = None
    drill: bool = False
    late: bool = False
    quiet: bool = False
    opened_at: datetime = Field(sa_type=UtcDateTime)
    recorded_at: datetime = Field(sa_type=UtcDateTime)
    closed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    outcome: str | None = Field(default=None, max_length=16)
    closing_note: str = Field(default="", max_length=1000)
    wave: int = 0
    desk_told_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    desk_seen_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    next_step_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    alone_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    second_missing_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    duress_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    duress_told_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    duress_seen_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    outside_told_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    outside_count: int = 0
    about_alert_id: UUID | None = None
    raised_by: UUID | None = None
    policy_version: int | None = None
    last_seq: int = 0


class Response(Table, table=True):
    """One person's part in an alert."""

    __tablename__ = "responses"
    __table_args__ = (
        Index("ix_responses_member", "neighbourhood_id", "member_id", "alert_id"),
        Index(
            "ix_responses_talk",
            "neighbourhood_id",
            "debrief_asked_at",
            sqlite_where=text("debrief_answer = 'talk'"),
            postgresql_where=text("debrief_answer = 'talk'"),
        ),
    )

    alert_id: UUID = Field(primary_key=True, foreign_key="alerts.id", ondelete="CASCADE")
    member_id: UUID = Field(primary_key=True, foreign_key="members.id")
    neighbourhood_id: UUID
    status: str = Field(max_length=12)
    wave: int
    notified_at: datetime = Field(sa_type=UtcDateTime)
    seen_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    accepted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    asked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    on_scene_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    done_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    note: str = Field(default="", max_length=1000)
    role: str | None = Field(default=None, max_length=8)
    check_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    check_asked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    silent_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    moved_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    said_moving: int = 0
    debrief_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    debrief_asked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    debrief_answer: str | None = Field(default=None, max_length=12)


class TimelineEntry(Table, table=True):
    """One step of an alert; written once, never changed."""

    __tablename__ = "alert_timeline"

    alert_id: UUID = Field(primary_key=True, foreign_key="alerts.id", ondelete="CASCADE")
    seq: int = Field(primary_key=True)
    neighbourhood_id: UUID
    at: datetime = Field(sa_type=UtcDateTime)
    kind: str = Field(max_length=24)
    actor_id: UUID | None = None
    data: str = Field(default="{}", sa_type=Text)


class ResponderPlace(Table, table=True):
    """Where somebody on their way is right now: one row, overwritten; gone when they arrive or the phone that sends it signs out.

    `from_*` is where their last step towards the place was counted from, `nearest_m` how near they have been at one.
    """

    __tablename__ = "responder_places"
    __table_args__ = (Index("ix_responder_places_member", "neighbourhood_id", "member_id"),)

    alert_id: UUID = Field(primary_key=True, foreign_key="alerts.id", ondelete="CASCADE")
    member_id: UUID = Field(primary_key=True, foreign_key="members.id", ondelete="CASCADE")
    neighbourhood_id: UUID
    device_id: UUID = Field(foreign_key="devices.id", ondelete="CASCADE")
    lat: float
    lon: float
    accuracy_m: float
    recorded_at: datetime = Field(sa_type=UtcDateTime)
    from_lat: float
    from_lon: float
    from_accuracy_m: float
    from_at: datetime = Field(sa_type=UtcDateTime)
    nearest_m: float | None = None
    detours: int = 0
    told_at: datetime = Field(sa_type=UtcDateTime)


class AuditFinding(Table, table=True):
    """An alert that does not go its way, found by the auditor, and when it was mended."""

    __tablename__ = "audit_findings"
    __table_args__ = (Index("ix_audit_findings_open", "neighbourhood_id", "mended_at", "found_at"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    neighbourhood_id: UUID = Field(foreign_key="neighbourhoods.id")
    kind: str = Field(max_length=24)
    subject_id: UUID
    found_at: datetime = Field(sa_type=UtcDateTime)
    last_at: datetime = Field(sa_type=UtcDateTime)
    mended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    told_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
