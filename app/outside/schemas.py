"""Channels on the wire; their addresses go in and never come out."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from app.outside.rules import LONGEST_URL, ChannelKind, SendStatus, Why
from app.outside.service import ChannelState
from app.people.schemas import Strict


class ChannelIn(Strict):
    """A channel to keep."""

    label: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
    url: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_URL)] = Field(
        description="As Apprise writes it: `ntfys://…`, `mailtos://…`, `twilio://…`, `httpsms://…`, `kakaotalk://…`."
    )


class SendOut(BaseModel):
    """The newest message a channel was owed."""

    why: Why
    status: SendStatus
    created_at: datetime
    sent_at: datetime | None
    attempts: int


class ChannelOut(BaseModel):
    """A channel, without what is secret about it."""

    id: UUID
    kind: ChannelKind
    label: str
    created_at: datetime
    last_test_at: datetime | None
    last_ok_at: datetime | None
    last_error: str = Field(description="What the last failed attempt said; empty since one succeeded.")
    newest: SendOut | None

    @classmethod
    def of(cls, state: ChannelState) -> Self:
        """What may be shown of it."""
        newest = SendOut.model_validate(state.newest, from_attributes=True) if state.newest is not None else None
        return cls.model_validate({**state.channel.model_dump(exclude={"sealed"}), "newest": newest})


class ChannelsOut(BaseModel):
    """All of a neighbourhood's channels."""

    items: list[ChannelOut]
