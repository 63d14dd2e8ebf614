"""When two reports are about the same thing, who may know of one, and where it can go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from app.geo.distance import haversine

SAME_WITHIN_M = 50.0
SAME_WITHIN = timedelta(days=7)

SHARED = frozenset({"light_out", "facility_broken", "road_hazard", "litter", "animal"})
"""About things, not about people: other walkers may see that these were reported. Everything else is between its reporters and the desk."""


class State(StrEnum):
    """Where a report stands. A coordinator may put any of them right again."""

    RECEIVED = "received"
    IN_PROGRESS = "in_progress"
    FIXED = "fixed"
    NOT_OURS = "not_ours"

    @property
    def is_open(self) -> bool:
        """Somebody still has to do something."""
        return self in (State.RECEIVED, State.IN_PROGRESS)


@dataclass(frozen=True)
class Sighting:
    """What was seen, where (degrees; None when nobody knows) and when."""

    category: str
    lat: float | None
    lon: float | None
    at: datetime


def same_thing(one: Sighting, other: Sighting) -> bool:
    """Whether two sightings are probably of one thing: the same shared category, at most 50 m and 7 days apart."""
    return one.category == other.category and one.category in SHARED and _near(one, other) is True and abs(one.at - other.at) <= SAME_WITHIN


def joins(said: Sighting, known: Sighting, state: State, state_at: datetime) -> bool:
    """Whether somebody who says "the same" is taken at their word: a thing of the same category, not further off than the rule
    allows (where both places are known) and still to be done, or done only after they saw it."""
    return (
        said.category == known.category
        and known.category in SHARED
        and _near(said, known) is not False
        and abs(said.at - known.at) <= SAME_WITHIN
        and (state.is_open or said.at <= state_at)
    )


def _near(one: Sighting, other: Sighting) -> bool | None:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    return haversine(one.lat, one.lon, other.lat, other.lon) <= SAME_WITHIN_M
