"""Promises on the wire."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, Field, StringConstraints

from app.people.schemas import Strict
from app.plans.ladder_rules import Rung
from app.plans.rules import How, Open, SettledHow, Status

Day = Annotated[date, Field(ge=date(2020, 1, 1), le=date(2199, 12, 31))]
Clock = Annotated[str, StringConstraints(pattern=r"^\d{2}:\d{2}$")]
GRACE_LEAST, GRACE_MOST = 10, 180


class PlanSetBody(Strict):
    """The body of a `plan.set` item: a new plan, or other terms for one of mine. What is due already stays owed."""

    plan_id: UUID
    times: list[Clock] = Field(max_length=24, description="Times of the wall clock, as 09:00.")
    weekdays: list[int] | None = Field(default=None, max_length=7, description="0 is Monday; null counts days instead.")
    every_days: int = 1
    first_day: Day | None = Field(default=None, description="By default today; an edit keeps it.")
    last_day: Day | None = None
    zone: Annotated[str, StringConstraints(max_length=40)] | None = Field(
        default=None, description="By default the neighbourhood's; an edit keeps it."
    )
    grace_min: int | None = Field(default=None, ge=GRACE_LEAST, le=GRACE_MOST, description="By default the policy's; an edit keeps it.")


class PlanEndBody(Strict):
    """The body of a `plan.end` item. Said twice, the first stands."""

    plan_id: UUID


class PlanPauseBody(Strict):
    """The body of a `plan.pause` item: all my plans rest up to and including this day. It replaces a pause before."""

    until: Day


class PlanResumeBody(Strict):
    """The body of a `plan.resume` item: the pause ends now."""


class PlanContactBody(Strict):
    """The body of a `plan.contact` item: a buddy was in touch. It is not the person's own word."""

    plan_id: UUID
    day: Day
    minute: int = Field(ge=0, lt=24 * 60)
    how: How


class PromiseAhead(BaseModel):
    """A promise that comes; a check-in counts for it from `opens_at` on."""

    plan_id: UUID
    day: date
    minute: int = Field(description="Minutes after midnight on the wall clock of the plan's zone.")
    due_at: datetime
    opens_at: datetime


class PromiseOpen(BaseModel):
    """The promise that a check-in would keep now."""

    plan_id: UUID
    day: date
    minute: int
    due_at: datetime
    status: Open


class PromiseDecided(BaseModel):
    """What a promise came to."""

    plan_id: UUID
    day: date
    minute: int
    due_at: datetime
    status: Status
    decided_at: datetime
    late: bool = Field(description="We were late with it ourselves.")


class RungOut(BaseModel):
    """A step around a promise: when it comes unless I answer, and whether it was taken."""

    rung: Rung
    at: datetime
    taken: bool


class PlanOut(BaseModel):
    """A plan of mine."""

    id: UUID
    times: list[str]
    weekdays: list[int] | None
    every_days: int
    zone: str
    first_day: date
    last_day: date | None
    grace_min: int
    paused_until: date | None = Field(description="The last day of the pause that is on.")
    next: PromiseAhead | None


class MyPlan(BaseModel):
    """What the home screen shows of my promises."""

    next: PromiseAhead | None
    open: PromiseOpen | None
    paused_until: date | None
    ladder: list[RungOut] = Field(description="Of the open promise, else of the next.")


class SaidOut(BaseModel):
    """A buddy's word that they were in touch; `by` is null where the reader is not to know who."""

    by: str | None
    how: How
    at: datetime


class AskedOut(BaseModel):
    """A promise of somebody whose buddy I am, to which no answer came."""

    plan_id: UUID
    day: date
    minute: int
    name: str
    due_at: datetime
    taken: list[Rung]
    said: list[SaidOut]


class MissedOut(BaseModel):
    """Somebody the desk should see to: no answer came to a promise."""

    plan_id: UUID
    member_id: UUID
    name: str
    day: date
    minute: int
    due_at: datetime
    since: datetime = Field(description="The oldest promise of this silence.")
    late: bool = Field(description="We were late with it ourselves.")
    contact: SaidOut | None = Field(description="The newest word of a buddy.")
    reason_why: Literal["no_answer", "phone_unreachable"]
    alert_id: UUID | None = Field(description="The alert in which neighbours are asked to knock.")


class SettleIn(Strict):
    """The desk knows that somebody is well."""

    day: Day
    minute: int = Field(ge=0, lt=24 * 60)
    how: SettledHow
    note: Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)] = ""


class WhichPromise(Strict):
    """One promise of a plan."""

    day: Day
    minute: int = Field(ge=0, lt=24 * 60)


class KnockingOut(BaseModel):
    """The alert in which neighbours are asked to knock."""

    alert_id: UUID


class AnswerIn(Strict):
    """An answer from the notification itself."""

    token: Annotated[str, StringConstraints(max_length=200)]
    recorded_at: AwareDatetime


class AnswerOut(BaseModel):
    """`duplicate`: the promise was kept before."""

    status: Literal["applied", "duplicate"]
