"""What a walk looks like on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PrivateAttr, StrictInt, StringConstraints, model_validator

from app.geo.track import MAX_FIXES
from app.patrols.credit import MOST_MIN, MOST_TRIMMED_M, CreditState, Why
from app.patrols.measuring import Aside
from app.patrols.rules import Outcome, Source, Status
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
    dog_ids: list[UUID] = Field(default_factory=list, max_length=10)


class PatrolShare(Body):
    """Body of `patrol.share`: whether the desk may see where the walker is."""

    patrol_id: UUID
    on: bool = Field(strict=True)


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
    trimmed_m: int = Field(default=0, ge=0, le=MOST_TRIMMED_M, strict=True, description="metres the phone cut off both ends before sending")


class DogName(BaseModel):
    """A dog that came along."""

    id: UUID
    name: str


class AsideOut(BaseModel):
    """How many fixes do not count, and why."""

    reason: Aside
    count: int


class CreditOut(BaseModel):
    """How far the volunteer minutes of a walk are; they count once they are `confirmed`."""

    state: CreditState
    minutes: int | None
    why: Why


class ConfirmIn(Body):
    """A coordinator's word on a walk; 0 minutes say that it does not count."""

    minutes: int = Field(ge=0, le=MOST_MIN)
    note: Annotated[str, StringConstraints(strip_whitespace=True, max_length=300), AfterValidator(_storable)] = ""


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
    dogs: list[DogName] = []
    shared: bool = False
    set_aside: list[AsideOut] = []
    jumps: int = 0
    hours: CreditOut = CreditOut(state=CreditState.COUNTING, minutes=None, why=Why.UNDER_WAY)
    cells: int = 0
    source: Source = Source.APP
