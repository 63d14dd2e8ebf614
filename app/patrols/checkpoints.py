"""What facilities that were looked at say of a walk without GPS: pure. `app/hours/rules.py` tells the whole rule in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from app.geo.distance import haversine
from app.patrols.measuring import PAUSE_S

SEEN_FROM_M = 30.0
"""A lamp can be looked at from so far away."""
FASTEST_M_S = 2.5
"""Nobody looks at lamps while running."""


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a facility: when, and where the facility stands in degrees."""

    facility_id: UUID
    at: datetime
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Checked:
    """Different facilities, and what of them could be walked: how many, how far one after the other, and for how long."""

    places: int
    distance_m: float
    seconds: int


def weigh(looks: Iterable[Look]) -> Checked:
    """Only the first look at each facility counts, and only when its place could be reached on foot: since the one before it, and all
    the way since the first. The time runs from the first of them to the last without gaps of more than ten minutes.
    """
    seen: set[UUID] = set()
    first = last = None
    metres, heard = 0.0, timedelta()
    for look in sorted(looks, key=lambda each: (each.at, each.facility_id)):
        if look.facility_id in seen:
            continue
        seen.add(look.facility_id)
        if first is None or last is None:
            first = last = look
            continue
        leg, since = haversine(last.lat, last.lon, look.lat, look.lon), look.at - last.at
        if leg > _reach(since) or metres + leg > _reach(look.at - first.at):
            continue
        metres += leg
        heard += since if since.total_seconds() <= PAUSE_S else timedelta()
        last = look
    return Checked(len(seen), metres, int(heard.total_seconds()))


def _reach(time: timedelta) -> float:
    return SEEN_FROM_M + FASTEST_M_S * time.total_seconds()
