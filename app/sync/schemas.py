"""The batch and its receipts."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from app.core.problems import ProblemDocument
from app.plans.schemas import PromiseAhead, PromiseDecided

MOST_ITEMS = 500
MOST_BYTES = 1024 * 1024
KINDS = (
    "patrol.start",
    "patrol.share",
    "patrol.fixes",
    "patrol.end",
    "check_in",
    "check_in.cancel",
    "alert.respond",
    "facility.check",
    "missing.sighting",
    "together.propose",
    "together.respond",
    "together.check_in",
    "plan.set",
    "plan.end",
    "plan.pause",
    "plan.resume",
    "plan.contact",
)


class Envelope(BaseModel):
    """What surrounds the items; each item is judged on its own."""

    model_config = ConfigDict(extra="forbid")

    device_id: UUID
    sent_at: AwareDatetime
    items: list[Any]


class Item(BaseModel):
    """One act, with the id the phone gave it."""

    model_config = ConfigDict(extra="forbid")

    id: UUID
    kind: Literal[
        "patrol.start",
        "patrol.share",
        "patrol.fixes",
        "patrol.end",
        "check_in",
        "check_in.cancel",
        "alert.respond",
        "alert.debrief",
        "facility.check",
        "missing.sighting",
        "together.propose",
        "together.respond",
        "together.check_in",
        "plan.set",
        "plan.end",
        "plan.pause",
        "plan.resume",
        "plan.contact",
    ]
    recorded_at: AwareDatetime
    body: dict[str, Any]


class SyncRequest(BaseModel):
    """A phone's batch, as described to clients (the route itself judges item by item)."""

    device_id: UUID
    sent_at: datetime
    items: Annotated[list[Item], Field(max_length=MOST_ITEMS)]


class Receipt(BaseModel):
    """What became of one item. Only `applied` and `duplicate` let the phone forget it."""

    id: str | None
    status: Literal["applied", "duplicate", "conflict", "rejected", "retry"]
    problem: ProblemDocument | None = None
    check_in_id: UUID | None = None
    alert_id: UUID | None = None
    promise: PromiseDecided | None = Field(default=None, description="Of a check-in: the promise it was for, and what that came to.")
    next_promise: PromiseAhead | None = Field(default=None, description="Of a check-in: what is promised next.")


class SyncAnswer(BaseModel):
    """One receipt per item, in the order they were sent."""

    server_time: datetime
    results: list[Receipt]
