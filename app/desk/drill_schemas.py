"""Drills at the desk on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, Field

from app.alerts.rules import AlertStatus, Place
from app.people.models import Tier


class PlayedOut(BaseModel):
    """Somebody in the drill group who can be played."""

    id: UUID
    name: str
    tier: Tier
    lends_home: bool = Field(description="Whether a drill may lead to their door.")


class DrillOut(BaseModel):
    """One drill in numbers; seconds are counted from its opening, null when nobody got so far."""

    id: UUID
    opened_at: datetime
    closed_at: datetime | None
    status: AlertStatus
    place: Place
    category: str
    told: int
    answered: int = Field(description="How many of those told have a phone that said it got the call, or looked themselves.")
    first_seen_s: int | None
    first_accepted_s: int | None
    first_on_scene_s: int | None


class DrillsOut(BaseModel):
    """Who takes part in drills, what keeps one from starting now, and what earlier ones came to, newest first."""

    group: list[PlayedOut]
    may_be_asked: int = Field(description="How many of the group are on duty and could be told.")
    hindered_by: Literal["drill", "real_call"] | None
    drills: list[DrillOut]
