"""My own page on the wire."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from pydantic import BaseModel

from app.neighbourhoods.schemas import NeighbourhoodOut
from app.people.models import Tier
from app.people.schemas import ConsentOut, HomeOut, Language, Name, Phone, Strict


class PolicyOut(BaseModel):
    """The numbers a phone needs, in seconds."""

    countdown_s: int
    gap_s: int


class ThisDevice(BaseModel):
    """The device that asks."""

    id: UUID
    name: str
    push: Literal["on", "off"]


class OpenOut(BaseModel):
    """What waits for me."""

    my_alert_ids: list[UUID]
    asked_alert_ids: list[UUID]
    active_patrol_id: UUID | None


class MeOut(BaseModel):
    """Who I am, my neighbourhood, my choices, what is open. `plan` is null until I promise to check in."""

    id: UUID
    name: str
    tier: Tier
    language: Language
    verified: bool
    duty_on: bool
    family_phone: str | None
    home: HomeOut | None
    neighbourhood: NeighbourhoodOut
    policy: PolicyOut
    device: ThisDevice
    consents: list[ConsentOut]
    plan: None = None
    open: OpenOut


class MePatch(Strict):
    """What I may change about myself; what is left out stays. An empty family phone takes it away."""

    name: Name | None = None
    language: Language | None = None
    duty_on: bool | None = None
    family_phone: Phone | None = None
