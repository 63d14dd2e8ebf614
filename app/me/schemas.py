"""My own page on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, Self
from uuid import UUID

from pydantic import BaseModel, Field, model_validator

from app.neighbourhoods.schemas import NeighbourhoodOut
from app.people.models import Tier
from app.people.schemas import ConsentOut, HomeOut, Language, Name, Phone, Strict
from app.plans.schemas import MyPlan


class PolicyOut(BaseModel):
    """The numbers a phone needs: in seconds, and around a promise in minutes, so that a plan can be shown before it is sent."""

    countdown_s: int
    gap_s: int
    plan_quiet_min: int
    plan_soon_min: int
    plan_grace_min: int
    plan_desk_after_min: int


class ThisDevice(BaseModel):
    """The device that asks."""

    id: UUID
    name: str
    push: Literal["on", "off"]


class OpenOut(BaseModel):
    """What waits for me."""

    my_alert_ids: list[UUID] = Field(description="My own calls for help. A drill of me is none: it never stands in the way of a real one.")
    asked_alert_ids: list[UUID] = Field(description="Alerts that ask me, drills last.")
    drill_alert_ids: list[UUID] = Field(description="The drills I am in, as the one who is played or as one who is asked.")
    active_patrol_id: UUID | None
    asked_plans: int = Field(description="Promises without an answer, of people whose buddy I agreed to be.")


class QuietHours(Strict):
    """When I am not asked: minutes after midnight on the neighbourhood's clocks, over midnight too. `but_buddies`: somebody
    whose buddy I am may wake me all the same."""

    from_min: int = Field(ge=0, lt=24 * 60)
    until_min: int = Field(ge=0, lt=24 * 60)
    but_buddies: bool = True

    @model_validator(mode="after")
    def _some_time(self) -> Self:
        if self.from_min == self.until_min:
            raise ValueError("quiet hours begin and end at different times; null is none at all")
        return self


class MeOut(BaseModel):
    """Who I am, my neighbourhood, my choices, what is open. `plan` is null until I promise to check in."""

    id: UUID
    name: str
    tier: Tier
    language: Language
    verified: bool
    duty_on: bool
    phone: str | None
    family_phone: str | None
    quiet_hours: QuietHours | None
    drill_ok: bool = Field(description="Whether I take part in drills.")
    home: HomeOut | None
    neighbourhood: NeighbourhoodOut
    policy: PolicyOut
    device: ThisDevice
    consents: list[ConsentOut]
    cancel_pin: Literal["on", "off"]
    buddy_asks: int = Field(description="How many neighbours wait for my answer whether they may call me first.")
    plan: MyPlan | None
    open: OpenOut


class MePatch(Strict):
    """What I may change about myself; what is left out stays. An empty phone takes it away, null takes quiet hours away."""

    name: Name | None = None
    language: Language | None = None
    duty_on: bool | None = None
    phone: Phone | None = None
    family_phone: Phone | None = None
    quiet_hours: QuietHours | None = None
    drill_ok: bool | None = None


class BlockIn(Strict):
    """Somebody as I was shown them: coming to my alert, on a walk with me, or in the list of who looked."""

    alert_id: UUID | None = None
    walk_id: UUID | None = None
    who: str | None = Field(default=None, max_length=24, description="With an alert or a walk: what stands for them there.")
    look: str | None = Field(default=None, pattern="^[0-9a-f]{64}$", description="The `look` of an entry of my access log.")

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        places = [self.alert_id is not None, self.walk_id is not None, self.look is not None]
        if sum(places) != 1 or (self.who is None) is (self.look is None):
            raise ValueError("an alert or a walk with `who`, or a `look`")
        return self


class TieOut(BaseModel):
    """Somebody I chose, by the name I knew them under. `who` is how I undo it."""

    who: str
    name: str
    since: datetime
    agreed: bool = Field(description="A buddy is called first only after they agreed; a block needs nobody's word.")


class BuddiesOut(BaseModel):
    """Whom I want called first, and who wants me."""

    mine: list[TieOut]
    of: list[TieOut]
