"""Facilities and checks on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from app.checkins.schemas import MOST_NOTE, MOST_PHOTOS, Latitude, Longitude
from app.facilities.rules import EVERY_DAYS, MOST_DAYS, Kind
from app.people.schemas import Strict

Label = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
Number = Annotated[str, StringConstraints(strip_whitespace=True, max_length=40)]
EveryDays = Annotated[int, Field(ge=1, le=MOST_DAYS)]


class FacilityCheckBody(Strict):
    """The body of a `facility.check` item."""

    facility_id: UUID
    working: bool = Field(strict=True)
    patrol_id: UUID | None = None
    note: Annotated[str, StringConstraints(strip_whitespace=True, max_length=MOST_NOTE)] = ""
    photo_ids: list[UUID] = Field(default_factory=list, max_length=MOST_PHOTOS)


class FacilityFields(Strict):
    """What is known of a facility: a row of a list, or a form."""

    kind: Kind
    label: Label
    number: Number = Field(default="", description="as painted on it")
    lat: Latitude
    lon: Longitude
    every_days: EveryDays = Field(default=EVERY_DAYS, description="how often it should be looked at")


class FacilityIn(FacilityFields):
    """A new facility; with an id of the caller's making the request may be repeated."""

    id: UUID | None = None


class FacilityPatch(Strict):
    """What may change about a facility; what is left out stays. A place is changed whole."""

    kind: Kind | None = None
    label: Label | None = None
    number: Number | None = None
    lat: Latitude | None = None
    lon: Longitude | None = None
    every_days: EveryDays | None = None


class FacilityOut(BaseModel):
    """A facility, when it is next due, and what the last look found."""

    id: UUID
    kind: Kind
    label: str
    number: str
    lat: float
    lon: float
    every_days: int
    last_checked_at: datetime | None
    last_working: bool | None
    next_due_at: datetime
    due: bool


class PersonOut(BaseModel):
    """Somebody by name."""

    id: UUID
    name: str


class CheckOut(BaseModel):
    """One look at a facility, for the desk."""

    id: UUID
    at: datetime
    received_at: datetime
    by: PersonOut
    working: bool
    note: str
    photo_ids: list[UUID]
    patrol_id: UUID | None
    report_id: UUID | None


class LineError(BaseModel):
    """What is wrong with one line of a list."""

    line: int
    ko: str
    en: str


class ImportOut(BaseModel):
    """What came of a list: the good lines are in, each bad one is told."""

    added: int
    changed: int
    unchanged: int
    refused: int = Field(description="how many lines were not taken; the first 200 are told")
    errors: list[LineError]


class SentOut(BaseModel):
    """What became of one thing that was sent on a walk."""

    kind: Literal["check_in", "report", "facility_check"]
    id: UUID
    at: datetime
    category: str | None
    state: Literal["kept", "taken_back", "received", "in_progress", "fixed", "not_ours", "working", "working_again"] = Field(
        description="a report's state; `kept` or `taken_back` for any other check-in; `working`, or `working_again` when somebody "
        "later found it so, for a check without a report"
    )
    answer: str
    report_id: UUID | None
    facility_id: UUID | None
    facility_label: str | None
    working: bool | None = Field(description="what a facility check said")
    urgent: bool = Field(description="a check-in that called for help")
    alert_id: UUID | None
