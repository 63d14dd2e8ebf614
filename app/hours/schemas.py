"""Hours on the wire. Months are written as 2026-11, days as 2026-11-23."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel

from app.patrols.credit import Why
from app.patrols.rules import Source


class DayOut(BaseModel):
    """A day with a walk."""

    day: date
    minutes: int
    walks: int


class MonthOut(BaseModel):
    """A month at a glance."""

    month: str
    confirmed_min: int
    walks: int


class HoursOut(BaseModel):
    """My month, and the twelve up to it. Only confirmed minutes count; pending ones wait for a coordinator."""

    month: str
    confirmed_min: int
    pending_min: int
    needs_confirmation: int
    walks: int
    distance_m: float
    cells: int
    reports: int
    checks: int
    days: list[DayOut]
    weeks_in_a_row: int
    months: list[MonthOut]


class Named(BaseModel):
    """A member by name."""

    id: UUID
    name: str


class MemberHours(BaseModel):
    """A member's month for the desk."""

    member: Named
    confirmed_min: int
    pending_min: int
    needs_confirmation: int
    walks: int
    distance_m: float


class DeskHours(BaseModel):
    """Everybody who walked in a month, the longest first."""

    month: str
    items: list[MemberHours]


class WaitingWalk(BaseModel):
    """A walk that waits for a coordinator's word; `offered_min` is what it would come to."""

    patrol_id: UUID
    member: Named
    started_at: datetime
    ended_at: datetime
    distance_m: float
    note: str
    offered_min: int
    why: Why
    source: Source
    companions: list[str]
    checkpoints: int


class CertificateOut(BaseModel):
    """What a certificate with this number says."""

    number: str
    name: str
    first_month: str
    last_month: str
    minutes: int
    issued_at: datetime
