"""Alerts on the wire: each reader gets what their part allows, and nothing else."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, Field, StringConstraints

from app.alerts.rules import AlertStatus, Place, ResponseStatus
from app.alerts.visit_rules import Role
from app.people.schemas import Strict

Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000)]


class RespondBody(Strict):
    """The body of an `alert.respond` item."""

    alert_id: UUID
    action: Literal["seen", "accept", "decline", "on_scene", "done", "fine", "on_my_way"]
    note: Note = ""


class DebriefBody(Strict):
    """The body of an `alert.debrief` item: how I am after a visit, when I was asked."""

    alert_id: UUID
    answer: Literal["fine", "lingers", "talk"]


class MyPlaceIn(Strict):
    """Where I am on my way. `sent_at` is the phone's clock when it sent this, by which a wrong clock is put right."""

    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)
    accuracy_m: float = Field(ge=0, le=100_000)
    recorded_at: AwareDatetime
    sent_at: AwareDatetime | None = None


class ResolveIn(Strict):
    """How it ended."""

    outcome: Literal["safe", "handed_over", "nobody_found", "other"]
    note: Note = ""


class CancelIn(Strict):
    """The person took it back."""

    note: Note = ""
    pin: str | None = Field(default=None, max_length=16, description="My cancel number, when I keep one.")


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
    asked_at: datetime | None = Field(description="When I was asked whether I am on my way; `on_my_way` answers it.")
    check_at: datetime | None = Field(description="When I am asked whether I am fine; `fine` and `on_my_way` put it off.")
    check_asked_at: datetime | None
    debrief: Literal["asked", "answered", "talk", "talked"] | None = Field(
        default=None, description="Whether I was asked how I am after the visit, and that I answered; never what."
    )


class NearOut(BaseModel):
    """About how near somebody on their way is; too roughly to tell where they live."""

    distance_m: int = Field(description="In a straight line, in steps of 50 m.")
    side: Literal["n", "ne", "e", "se", "s", "sw", "w", "nw"] = Field(description="From which side they come.")
    minutes: int = Field(description="About how long on foot.")
    age_s: int = Field(description="How old this is.")


class ComingOut(BaseModel):
    """Somebody who is coming, told to the person and to staff."""

    name: str
    status: ResponseStatus
    since: datetime
    role: Role | None
    looked_at: datetime | None = Field(description="When they first saw the address or place.")
    near: NearOut | None = Field(description="While they are on their way and show it; told to the person only.")
    who: str | None = Field(description="Stands for them when the person does not want them called again; for the person alone.")
    blocked: bool = Field(description="The person does not want them called again; only the person is told so.")


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
