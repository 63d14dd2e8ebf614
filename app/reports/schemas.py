"""Reports on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from app.people.schemas import Strict
from app.reports.rules import State

Category = Literal[
    "person_in_need",
    "lost_person",
    "drunk_or_violent",
    "fire_or_gas",
    "light_out",
    "facility_broken",
    "road_hazard",
    "litter",
    "animal",
    "other",
    "please_check",
    "unwell",
    "fallen",
    "afraid",
]
StepKind = Literal["opened", "joined", "taken_back", "working_again", "state"]


class PlaceOut(BaseModel):
    """A place in WGS 84 degrees."""

    lat: float
    lon: float


class ReportOut(BaseModel):
    """A report as one of those who said it sees it: their own words and photos, and what became of it."""

    id: UUID
    category: Category
    state: State
    note: str
    answer: str
    place: PlaceOut | None
    reported_at: datetime = Field(description="when I said it")
    state_at: datetime
    also_reported: int = Field(description="how many others said the same")
    photo_ids: list[UUID]
    patrol_id: UUID | None
    facility_id: UUID | None
    facility_label: str | None
    check_in_id: UUID | None = Field(description="null when a facility check said it")


class RecentReport(BaseModel):
    """That something was reported, for walkers who may be about to report the same: not by whom, not in which words."""

    id: UUID
    category: Category
    lat: float
    lon: float
    state: State
    reported_at: datetime = Field(description="when it was last said; the seven days of a duplicate count from here")


class ReportPatch(Strict):
    """The coordinator's word on a report; the answer goes to everybody who said it."""

    state: State
    answer: Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000)] | None = Field(
        default=None, description="left out, the answer given before stays"
    )


class PersonOut(BaseModel):
    """Somebody by name."""

    id: UUID
    name: str


class SayingOut(BaseModel):
    """One person's word, for the desk."""

    id: UUID
    by: PersonOut
    said_at: datetime
    received_at: datetime
    note: str
    photo_ids: list[UUID]
    patrol_id: UUID | None
    check_in_id: UUID | None
    taken_back: bool


class StepOut(BaseModel):
    """One step of a report's story."""

    at: datetime
    kind: StepKind
    by: PersonOut | None
    state: State | None
    answer: str | None


class DeskReport(BaseModel):
    """A report in the desk's list: the first word that still stands, and how many said it."""

    id: UUID
    category: Category
    state: State
    place: PlaceOut | None = Field(description="null when nobody knows, and for what was said from home")
    reported_at: datetime
    said_at: datetime
    state_at: datetime
    answer: str
    facility_id: UUID | None
    facility_label: str | None
    reporter: PersonOut
    note: str
    photo_ids: list[UUID]
    also_reported: int


class DeskReportPage(DeskReport):
    """One report with everybody's words and its story."""

    sayings: list[SayingOut]
    timeline: list[StepOut]
