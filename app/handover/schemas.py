"""The hand-over card on the wire."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, Field

from app.alerts.rules import Place
from app.facilities.rules import Kind


class NearbyOut(BaseModel):
    """Something with a number on it that the control room can find."""

    kind: Kind
    label: str
    number: str
    distance_m: int


class HandOverOut(BaseModel):
    """What 112 and 119 ask: where, what, since when."""

    alert_id: UUID
    drill: bool = Field(description="Nobody is called: the script says that it is a drill.")
    place: Place
    category: str
    opened_at: datetime
    age_s: int
    address: str | None = Field(description="The road name address, when the person keeps one and agreed that who comes sees it.")
    entry_note: str | None
    lat: float | None
    lon: float | None
    accuracy_m: float | None = Field(description="How far off the place may be; null for a home.")
    national_point: str | None = Field(
        examples=["다사 3612 7367"], description="국가지점번호, to 10 m; null where the grid does not reach."
    )
    nearest: list[NearbyOut] = Field(description="A lamp, an emergency bell, an AED within 150 m, nearest first.")
