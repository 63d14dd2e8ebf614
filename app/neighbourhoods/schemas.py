"""Neighbourhoods and the members a coordinator looks after, on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from app.people.models import Tier
from app.people.schemas import HomeIn, Language, Name, Phone, Strict


class PointOut(BaseModel):
    """A place in WGS 84 degrees."""

    lat: float
    lon: float


class NeighbourhoodOut(BaseModel):
    """The neighbourhood somebody belongs to."""

    id: UUID
    name_ko: str
    name_en: str
    time_zone: str
    centre: PointOut
    boundary: dict[str, Any] = Field(description="GeoJSON Polygon")
    desk_phone: str | None


class MemberIn(Strict):
    """A new member, entered by a coordinator who met them."""

    id: UUID | None = None
    name: Name
    tier: Tier
    language: Language = "ko"
    verified: bool = False
    phone: Phone | None = None
    family_phone: Phone | None = None
    home: HomeIn | None = None


class MemberPatch(Strict):
    """What may change about a member; what is left out stays."""

    name: Name | None = None
    tier: Tier | None = None
    verified: bool | None = None
    active: bool | None = None
    phone: Phone | None = Field(default=None, description="empty takes it away")
    family_phone: Phone | None = Field(default=None, description="empty takes it away")


class MemberRow(BaseModel):
    """A member in the coordinator's list: no address, no phone number."""

    id: UUID
    name: str
    tier: Tier
    verified: bool
    active: bool
    duty_on: bool
    devices: int
    push: Literal["on", "off"]
    last_seen_at: datetime | None
    created_at: datetime


class CodeOut(BaseModel):
    """A code just made; shown once."""

    id: UUID
    code: str = Field(examples=["4821-903516"])
    link: str
    qr_svg: str
    expires_at: datetime


class CodeState(BaseModel):
    """What became of a code, without its digits."""

    id: UUID
    created_at: datetime
    expires_at: datetime
    state: Literal["open", "used", "expired", "locked"]
    device_name: str | None
