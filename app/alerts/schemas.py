"""Alerts on the wire: each reader gets what their part allows, and nothing else."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from app.alerts.rules import AlertStatus, Place, ResponseStatus
from app.alerts.visit_rules import Role
from app.people.schemas import Strict

Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000)]


class RespondBody(Strict):
    """The body of an `alert.respond` item."""

    alert_id: UUID
    action: Literal["seen", "accept", "decline", "on_scene", "done", "fine"]
    note: Note = ""


class ResolveIn(Strict):
    """How it ended."""

    outcome: Literal["safe", "handed_over", "nobody_found", "other"]
    note: Note = ""


class CancelIn(Strict):
    """The person took it back."""

    note: Note = ""


class LocationOut(BaseModel):
    """A place in WGS 84 degrees; the accuracy is in metres."""

    lat: float
    lon: float
    accuracy_m: float | None


class MyResponseOut(BaseModel):
    """My part in it."""

    status: ResponseStatus
    notified_at: datetime
    seen_at: datetime | None
    accepted_at: datetime | None
    on_scene_at: datetime | None
    done_at: datetime | None
    role: Role | None
    check_at: datetime | None = Field(description="When I am asked whether I am fine; `fine` puts it off.")
    check_asked_at: datetime | None


class ComingOut(BaseModel):
    """Somebody who is coming, told to the person and to staff."""

    name: str
    status: ResponseStatus
    since: datetime
    role: Role | None


class ProgressOut(BaseModel):
    """What has happened so far, told to the person and to staff only."""

    seen_by: int
    coming: list[ComingOut]
    desk_told: bool


class AlertOut(BaseModel):
    """An alert by my part in it. The last five fields are null unless I am the person, or accepted, verified and it is still open."""

    id: UUID
    status: AlertStatus
    opened_at: datetime
    closed_at: datetime | None
    age_s: int
    cell: str
    cell_boundary: list[tuple[float, float]] = Field(description="(lat, lon) of the hexagon's corners")
    place: Place
    category: str
    drill: bool
    late: bool
    part: Literal["person", "responder", "staff"]
    check_in_id: UUID | None
    my_response: MyResponseOut | None
    enough: bool
    together: list[str] | None = Field(description="First names of the others who come; null until I come too.")
    second_asked: bool | None = Field(description="I am the only one for a home, and a second neighbour is asked; null until I come.")
    progress: ProgressOut | None
    person_name: str | None
    note: str | None
    address: str | None
    entry_note: str | None
    location: LocationOut | None
