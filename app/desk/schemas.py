"""The board on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from app.alerts.audit_rules import Finding
from app.alerts.rules import AlertStatus, Place, ResponseStatus
from app.alerts.schemas import LocationOut
from app.alerts.visit_rules import Role
from app.checkins.rules import Context, Status, Urgency
from app.plans.schemas import MissedOut


class ToldOut(BaseModel):
    """Somebody who was told, how far the push got, and what they said."""

    name: str
    status: ResponseStatus
    wave: int
    delivery: Literal["queued", "sent", "received", "failed", "gone", "withdrawn", "none"]
    at: datetime
    role: Role | None
    silent_at: datetime | None = Field(description="Since when they did not answer whether they are fine.")


class BoardAlert(BaseModel):
    """An alert for the desk."""

    id: UUID
    status: AlertStatus
    category: str
    place: Place
    drill: bool
    late: bool
    cell: str
    cell_boundary: list[tuple[float, float]]
    opened_at: datetime
    closed_at: datetime | None
    duress_at: datetime | None = Field(description="When it was taken back with the number for being forced. Only the desk knows.")
    age_s: int
    person_name: str
    outcome: str | None
    wave: int
    waves: int
    next_step_at: datetime | None
    desk_told_at: datetime | None
    told: list[ToldOut]
    quiet: bool = Field(description="Told to the desk alone: raised and taken back again and again.")
    second_missing_at: datetime | None = Field(description="When the desk heard that nobody joins the one who goes to a home.")


class BoardFinding(BaseModel):
    """An alert that does not go its way, found by the auditor."""

    kind: Finding
    alert_id: UUID
    found_at: datetime


class TimelineOut(BaseModel):
    """One step of an alert."""

    at: datetime
    kind: str
    actor_name: str | None
    data: dict[str, Any]


class CriesOut(BaseModel):
    """A person's own alerts of the last 90 days; drills and what they were forced to take back stay out."""

    raised: int
    taken_back: int = Field(description="Taken back so soon that it counts as a false alarm.")
    nobody_found: int


class OnTheWay(BaseModel):
    """Where somebody on their way is, as long as they show it."""

    name: str
    lat: float
    lon: float
    accuracy_m: float
    age_s: int


class TalkOut(BaseModel):
    """Somebody who would like to talk after a visit. What they were asked about else is nobody's business."""

    alert_id: UUID
    member_id: UUID
    name: str
    phone: str | None
    asked_at: datetime


class DeskAlert(BoardAlert):
    """An alert opened at the desk; looking at it is logged and counts as seen."""

    note: str
    closing_note: str
    address: str | None
    entry_note: str | None
    location: LocationOut | None
    check_in_id: UUID | None
    timeline: list[TimelineOut]
    taken_back: int = Field(description="Alerts this person took back within 30 days, this one included.")
    cries: CriesOut
    on_the_way: list[OnTheWay] = Field(default=[], description="Looking at these is logged, and those who come see it.")


class BoardWalk(BaseModel):
    """A walk under way. `place` only while its walker shares it or comes to an alert, `cell` then and while there is an alert."""

    id: UUID
    name: str
    started_at: datetime
    last_fix_at: datetime | None
    cell: str | None
    cell_boundary: list[tuple[float, float]] | None
    place: LocationOut | None
    shared: bool
    distance_m: float
    fix_count: int
    companions: list[str]


class BoardCheckIn(BaseModel):
    """A check-in for the desk."""

    id: UUID
    name: str
    status: Status
    context: Context
    category: str | None
    urgency: Urgency | None
    note: str
    recorded_at: datetime
    received_at: datetime
    late: bool
    clock_flag: str | None
    photo_ids: list[UUID]
    alert_id: UUID | None
    cancelled_at: datetime | None


class BoardNeighbourhood(BaseModel):
    """Which neighbourhood the board is of."""

    id: UUID
    name_ko: str
    name_en: str
    boundary: dict[str, Any]


class Board(BaseModel):
    """One picture of the neighbourhood. `event_id` is where the stream goes on."""

    now: datetime
    event_id: int
    neighbourhood: BoardNeighbourhood
    worker: Literal["ok", "late", "dead"]
    findings: list[BoardFinding]
    talks: list[TalkOut] = Field(description="For coordinators only.")
    missed: list[MissedOut] = Field(description="People who did not answer, the longest silence first.")
    alerts: list[BoardAlert]
    patrols: list[BoardWalk]
    check_ins: list[BoardCheckIn]
    closed_alerts: list[BoardAlert]
