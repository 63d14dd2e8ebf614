"""Check-ins on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints, model_validator

from app.checkins.rules import Context, Status, Urgency, categories
from app.people.schemas import Strict

Latitude = Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
Longitude = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]


class CheckInBody(Strict):
    """The body of a `check_in` item."""

    status: Status
    context: Context
    patrol_id: UUID | None = None
    category: str | None = None
    urgency: Urgency | None = None
    note: Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000)] = ""
    lat: Latitude | None = None
    lon: Longitude | None = None
    accuracy_m: Annotated[float, Field(ge=0, le=1_000_000, allow_inf_nan=False)] | None = None
    photo_ids: list[UUID] = Field(default_factory=list, max_length=10)

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        if (self.lat is None) != (self.lon is None):
            raise ValueError("lat and lon come together")
        if self.status is Status.CONCERN and self.category is not None and self.category not in categories(self.context):
            raise ValueError(f"category is one of {', '.join(sorted(categories(self.context)))}")
        if self.status is Status.SAFE and (self.category is not None or self.urgency is not None):
            raise ValueError("a safe check-in has no category and no urgency")
        return self


class CancelBody(Strict):
    """The body of a `check_in.cancel` item."""

    check_in_id: UUID


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
