"""Recorders as their walker sees them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from app.interop.rules import App, Reason
from app.patrols.schemas import PatrolOut


def _storable(text: str) -> str:
    text.encode()  # half a surrogate pair cannot be kept
    if not text.isprintable():
        raise ValueError("a name is one line of plain text")
    return text


Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40), AfterValidator(_storable)]


class RecorderIn(BaseModel):
    """A recorder to be made."""

    model_config = ConfigDict(extra="forbid")

    name: Name = Field(description="What the walker calls it, such as the phone it runs on.")
    app: App


class SetAside(BaseModel):
    """How many positions were not kept for one reason."""

    reason: Reason
    count: int


class RecorderOut(BaseModel):
    """A recorder, without its token."""

    id: UUID
    name: str
    app: App
    created_at: datetime
    last_seen_at: datetime | None = Field(description="When something last came from it; null until it speaks for the first time.")
    set_aside: list[SetAside]


class RecorderMade(RecorderOut):
    """A recorder just made, with all that its set-up needs. The token is in the open only here."""

    token: str
    url: str = Field(description="The address to enter in the app; for OsmAnd and Traccar it or the token is the key.")
    link: str | None = Field(description="Opens the app and sets it up by itself, where the app can do that.")
    qr_svg: str = Field(description="The link, or else the address, as an SVG picture.")
    steps_ko: list[str]
    steps_en: list[str]


class RecorderList(BaseModel):
    """My recorders."""

    items: list[RecorderOut]
    next_cursor: str | None = None


class WalksMade(BaseModel):
    """The walks that a file held, oldest first; those that were here before are among them."""

    items: list[PatrolOut]


class Heard(BaseModel):
    """What became of the positions in one request."""

    kept: int
    set_aside: list[SetAside]
