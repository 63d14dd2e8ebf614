"""Walking together on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, Field, StringConstraints, model_validator

from app.core.web import Page
from app.people.schemas import Strict
from app.together.rules import Action, Pace, PartState, State

MOST_INVITED = 100

Latitude = Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
Longitude = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)]


class ProposeBody(Strict):
    """The body of a `together.propose` item."""

    walk_id: UUID
    starts_at: AwareDatetime
    duration_min: int = Field(ge=10, le=180)
    meeting_place: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
    lat: Latitude | None = None
    lon: Longitude | None = None
    pace: Pace
    dogs: bool
    note: Note = ""
    most: int | None = Field(default=None, ge=2, le=30)
    again_with: list[UUID] = Field(default_factory=list, max_length=30)

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        if (self.lat is None) != (self.lon is None):
            raise ValueError("lat and lon come together")
        return self


class WalkAnswerBody(Strict):
    """The body of a `together.respond` item."""

    walk_id: UUID
    action: Action


class ArriveBody(Strict):
    """The body of a `together.check_in` item: a code, or a position, which is looked at and not kept."""

    walk_id: UUID
    code: Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[0-9]{4}$")] | None = None
    lat: Latitude | None = None
    lon: Longitude | None = None
    accuracy_m: Annotated[float, Field(ge=0, le=1_000_000, allow_inf_nan=False)] | None = None

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        if (self.lat is None) != (self.lon is None):
            raise ValueError("lat and lon come together")
        if self.code is None and self.lat is None:
            raise ValueError("a code or a position is needed")
        return self


class ProposerOut(BaseModel):
    """Who proposed a walk, as far as this reader may know."""

    who: Literal["me", "coordinator", "neighbour"]
    name: str | None = Field(
        description="A neighbour's first name, for those who come, are invited or lead, when the neighbour agreed to `company`; a "
        "coordinator's name, for the desk; my own."
    )


class SharedWalkOut(BaseModel):
    """A walk as this reader may see it."""

    id: UUID
    starts_at: datetime
    ends_at: datetime
    duration_min: int
    meeting_place: str
    lat: float | None
    lon: float | None
    pace: Pace
    dogs: bool
    note: str
    most: int | None
    state: State
    cancel_note: str
    proposed_by: ProposerOut
    mine: PartState | None
    proposed_by_me: bool
    joined: int = Field(description="How many are coming, or were there; invited people are not counted.")
    names: list[str] = Field(
        description="First names of the others who come and agreed to `company`, for those who come, the proposer and the coordinator; "
        "once it is over, of those who were there, for those who were there."
    )
    who: list[str] = Field(description="For each of `names` what stands for them when I do not want them called.")
    code: str | None = Field(description="For the proposer and the coordinator, from 30 min before to 90 min after the start.")
    code_tries_left: int
    i_may_edit: bool


class CancelIn(Strict):
    """Why it is called off; everybody who joined may read it."""

    note: Note = ""


class InvitationsIn(Strict):
    """Whom the coordinator would like to come."""

    member_ids: list[UUID] = Field(min_length=1, max_length=MOST_INVITED)


class ArrivalIn(Strict):
    """Somebody whom the coordinator saw at the meeting place."""

    member_id: UUID


class CompanionOut(BaseModel):
    """Somebody I walked with; both of us agreed that this is kept."""

    member_id: UUID
    name: str
    times: int
    last_at: datetime


class PersonOut(BaseModel):
    """Somebody's part in a walk, for the coordinator."""

    member_id: UUID
    name: str
    state: PartState
    met_at: datetime | None


class DeskWalkOut(SharedWalkOut):
    """A walk at the desk. `people` is for coordinators; officers see how many."""

    people: list[PersonOut]
    invited: int
    near_home: bool | None = Field(
        description="For the coordinator: the meeting place is within 30 m of some member's home; ask the proposer."
    )


class GroupOut(BaseModel):
    """People who keep walking together, as a number."""

    people: int
    times: int


class DeskTogetherOut(Page[DeskWalkOut]):
    """Walks for the desk, and how many people keep meeting."""

    groups: list[GroupOut]


class CalendarOut(BaseModel):
    """The secret address of my calendar; whoever has it can read it until it is renewed or ended."""

    url: str
    webcal_url: str
    created_at: datetime
