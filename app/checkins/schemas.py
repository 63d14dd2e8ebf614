"""Check-ins on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints, model_validator

from app.checkins.rules import Context, Status, Urgency, categories, urgency_of
from app.people.schemas import Strict

MOST_NOTE = 1000
MOST_METRES = 1_000_000
MOST_PHOTOS = 10

Latitude = Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
Longitude = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]


def salvage(body: dict[str, Any]) -> dict[str, Any]:
    """The readable part of an urgent concern; anything else comes back as it is, to be judged strictly."""
    context = body.get("context")
    if (
        body.get("status") != "concern"
        or context not in tuple(Context)
        or urgency_of(Status.CONCERN, Context(context), _urgency(body)) is not Urgency.URGENT
    ):
        return body
    note = body.get("note")
    category = body.get("category")
    kept: dict[str, Any] = {
        "status": Status.CONCERN,
        "context": context,
        "urgency": Urgency.URGENT,
        "category": category if isinstance(category, str) and category in categories(Context(context)) else "other",
        "note": note.replace("\0", "").strip()[:MOST_NOTE] if isinstance(note, str) else "",
        "patrol_id": _readable_id(body.get("patrol_id")),
    }
    if _within(body.get("lat"), 90) and _within(body.get("lon"), 180):
        kept |= {"lat": body["lat"], "lon": body["lon"]}
        accuracy: Any = body.get("accuracy_m")
        kept["accuracy_m"] = accuracy if _within(accuracy, MOST_METRES) and accuracy >= 0 else None
    photos = body.get("photo_ids")
    found = [_readable_id(one) for one in photos] if isinstance(photos, list) else []
    kept["photo_ids"] = [one for one in found if one is not None][:MOST_PHOTOS]
    return kept


def _urgency(body: dict[str, Any]) -> Urgency | None:
    said = body.get("urgency")
    return Urgency(said) if said in tuple(Urgency) else None


def _within(value: object, most: float) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and -most <= value <= most


def _readable_id(value: object) -> UUID | None:
    try:
        return UUID(str(value))
    except ValueError:
        return None


class CheckInBody(Strict):
    """The body of a `check_in` item."""

    status: Status
    context: Context
    patrol_id: UUID | None = None
    category: str | None = None
    urgency: Urgency | None = None
    note: Annotated[str, StringConstraints(strip_whitespace=True, max_length=MOST_NOTE)] = ""
    lat: Latitude | None = None
    lon: Longitude | None = None
    accuracy_m: Annotated[float, Field(ge=0, le=MOST_METRES, allow_inf_nan=False)] | None = None
    photo_ids: list[UUID] = Field(default_factory=list, max_length=MOST_PHOTOS)
    same_as: UUID | None = Field(default=None, description="a report that says the same already; this one joins it")

    @model_validator(mode="before")
    @classmethod
    def _hear_the_call(cls, data: object) -> object:
        """An urgent concern is heard whatever is wrong with its details: those that cannot be read are left out."""
        return salvage(data) if isinstance(data, dict) else data

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        if (self.lat is None) != (self.lon is None):
            raise ValueError("lat and lon come together")
        if self.status is Status.CONCERN and self.category is not None and self.category not in categories(self.context):
            raise ValueError(f"category is one of {', '.join(sorted(categories(self.context)))}")
        if self.status is Status.SAFE and (self.category is not None or self.urgency is not None or self.same_as is not None):
            raise ValueError("a safe check-in has no category and no urgency, and is the same as no report")
        return self


class CancelBody(Strict):
    """The body of a `check_in.cancel` item."""

    check_in_id: UUID
    pin: str | None = Field(
        default=None, max_length=16, description="The member's cancel number, when an alert is taken back and they keep one."
    )


class CheckInOut(BaseModel):
    """A check-in as its member sees it."""

    id: UUID
    status: Status
    context: Context
    category: str | None
    urgency: Urgency | None
    note: str
    recorded_at: datetime
    received_at: datetime
    clock_flag: str | None
    late: bool
    patrol_id: UUID | None
    alert_id: UUID | None
    cancelled_at: datetime | None
    photo_ids: list[UUID]
    lat: float | None
    lon: float | None
    accuracy_m: float | None
