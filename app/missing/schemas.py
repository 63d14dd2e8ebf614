"""Calls to look out, and sightings, on the wire. There is no field for a picture anywhere, nor for a name."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, Field, StringConstraints, model_validator

from app.missing.rules import LEAST_LIFE, MOST_LIFE, Outcome, State
from app.people.schemas import Strict

MOST_WORDS = 300
MOST_PLACE = 120
MOST_NOTE = 300

Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=MOST_NOTE)]


class MissingIn(Strict):
    """What is read by everybody who is out walking. Who they are must be told in words; no picture exists here."""

    words: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MOST_WORDS)]
    seen_near: Annotated[str, StringConstraints(strip_whitespace=True, max_length=MOST_PLACE)] = ""
    last_seen_at: AwareDatetime | None = None
    for_s: int | None = Field(
        default=None,
        ge=int(LEAST_LIFE.total_seconds()),
        le=int(MOST_LIFE.total_seconds()),
        description="How long; null is as long as the neighbourhood's policy says.",
    )


class ExtendIn(Strict):
    """A later end. Twelve hours after the opening is the latest; the same wish again changes nothing."""

    until: AwareDatetime


class CloseIn(Strict):
    """What became of it."""

    outcome: Literal["found_safe", "found_needs_help", "handed_to_police", "not_found", "mistaken"]


class SightingBody(Strict):
    """The body of a `missing.sighting` item. Its id on the phone is the sighting's."""

    missing_id: UUID
    note: Line = ""
    lat: float | None = Field(default=None, ge=-90, le=90, allow_inf_nan=False)
    lon: float | None = Field(default=None, ge=-180, le=180, allow_inf_nan=False)
    accuracy_m: float | None = Field(default=None, ge=0, le=1_000_000, allow_inf_nan=False)
    seen_at: AwareDatetime | None = Field(default=None, description="By the phone's clock; null is when it was recorded.")

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        if (self.lat is None) != (self.lon is None):
            raise ValueError("lat and lon come together")
        return self


class MissingOut(BaseModel):
    """A call as a walker reads it: words only while it is open, and nothing of what others saw."""

    id: UUID
    state: State
    words: str | None
    seen_near: str | None
    last_seen_at: datetime | None
    opened_at: datetime
    expires_at: datetime
    seen: bool = Field(description="Whether I opened it.")
    my_sightings: int


class DeskMissing(BaseModel):
    """A call at the desk. Its words are empty from its end on; the numbers stay."""

    id: UUID
    open: bool
    words: str
    seen_near: str
    last_seen_at: datetime | None
    opened_at: datetime
    expires_at: datetime
    latest_end: datetime
    closed_at: datetime | None
    outcome: Outcome | None
    raised_by: str | None
    closed_by: str | None
    told: int
    seen: int
    sightings: int
    after_close: int = Field(description="Of the sightings, those that arrived after its end.")
    last_sighting_at: datetime | None


class PlaceOut(BaseModel):
    """Where somebody stood when they saw them."""

    lat: float
    lon: float
    accuracy_m: float | None


class SightingOut(BaseModel):
    """What a walker saw. `place` only when it was asked for, which is logged; `forgotten` when it is over its time."""

    id: UUID
    by: str
    note: str
    seen_at: datetime
    received_at: datetime
    after_close: bool
    has_place: bool
    place: PlaceOut | None
