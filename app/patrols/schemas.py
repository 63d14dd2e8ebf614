"""What a walk looks like on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PrivateAttr, StrictInt, StringConstraints, model_validator

from app.geo.track import MAX_FIXES
from app.patrols.rules import Outcome, Status
from app.patrols.stretch import Stretch, prepare

MOST_CHUNKS = 100_000


def _storable(text: str) -> str:
    return text.replace("\0", "")


Companion = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40), AfterValidator(_storable)]
Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000), AfterValidator(_storable)]
Column = Annotated[list[StrictInt], Field(min_length=1, max_length=MAX_FIXES)]


class Body(BaseModel):
    """A body in which an unknown field is an error."""

    model_config = ConfigDict(extra="forbid")


class PatrolStart(Body):
    """Body of `patrol.start`."""

    patrol_id: UUID
    companions: list[Companion] = Field(default_factory=list, max_length=10)


class WireTrack(Body):
    """Four columns of one length, each its first value and then differences: unix seconds, 1e-6 degree, 1e-6 degree, metres."""

    t: Column
    lat: Column
    lon: Column
    acc: Column


class PatrolFixes(Body):
    """Body of `patrol.fixes`; what is wrong with a track is said with its column and index."""

    patrol_id: UUID
    seq: int = Field(ge=0, lt=MOST_CHUNKS, strict=True)
    track: WireTrack
    _stretch: Stretch = PrivateAttr()

    @model_validator(mode="after")
    def _prepare(self) -> Self:
        track = self.track
        self._stretch = prepare({"t": track.t, "lat": track.lat, "lon": track.lon, "acc": track.acc})
        return self

    @property
    def stretch(self) -> Stretch:
        """The track, ready to be kept."""
        return self._stretch


class PatrolEnd(Body):
    """Body of `patrol.end`."""

    patrol_id: UUID
    outcome: Outcome
    note: Note | None = None


class PatrolOut(BaseModel):
    """A walk as its walker sees it."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    status: Status
    outcome: Outcome | None
    started_at: datetime
    ended_at: datetime | None
    distance_m: float
    fix_count: int
    companions: list[str]
    note: str | None
