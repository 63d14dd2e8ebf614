"""The rules of a place on the way, from values alone: which fix counts, who is moving, and what the person is told of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import atan2, ceil, cos, degrees, radians

from app.geo.distance import haversine

COARSE_M = 100.0
"""A fix less accurate than this says nothing about a walk of a few hundred metres."""
OLD_AFTER = timedelta(minutes=2)
LEAST_APART = timedelta(seconds=2)
"""A phone that sends more often is not listened to more often."""
CLOCK_DIFFERS = timedelta(seconds=5)
"""A difference below this between a phone's clock and ours is the time the fix travelled."""
TELL_EVERY = timedelta(seconds=10)
"""The desk's boards are told no more often than this that somebody has come nearer."""
FASTEST_M_S = 30.0
"""Nobody comes faster through a neighbourhood: what is faster is a jump of the GPS, or made up."""
DETOURS = 12
"""So many steps of a way are believed that lead no nearer, some 800 m: round a railway, over a bridge."""
ROUNDED_M = 50
"""The person is told distances in steps of this: how near, not from which house."""
DEGREE_M = 111_195.0
ON_FOOT_M_MIN = 70.0
LONGER_THAN_STRAIGHT = 1.3
"""Streets are about this much longer than the straight line."""
SIDES = ("n", "ne", "e", "se", "s", "sw", "w", "nw")


@dataclass(frozen=True)
class Fix:
    """Where a phone was; degrees, metres."""

    lat: float
    lon: float
    accuracy_m: float
    at: datetime

    def to(self, place: tuple[float, float]) -> float:
        """Metres to a place."""
        return haversine(self.lat, self.lon, *place)


@dataclass(frozen=True)
class Way:
    """How far somebody has come: since where the next step counts, how near they were at one, and steps that led no nearer."""

    since: Fix
    nearest_m: float | None
    detours: int = 0


def moment_of(recorded_at: datetime, sent_at: datetime | None, accuracy_m: float, now: datetime) -> datetime | None:
    """When a fix was taken by our clock, never later than `now`; None for one that is too old or too coarse to be worth keeping."""
    if accuracy_m > COARSE_M:
        return None
    try:
        at = recorded_at if sent_at is None or abs(now - sent_at) <= CLOCK_DIFFERS else recorded_at + (now - sent_at)
    except OverflowError:
        return None
    at = min(at, now)
    return at if now - at <= OLD_AFTER else None


def is_news(kept_at: datetime | None, at: datetime) -> bool:
    """Whether a fix replaces the one that is kept: only a newer one does, in whatever order they arrive."""
    return kept_at is None or at - kept_at >= LEAST_APART


def may_tell(told_at: datetime | None, now: datetime) -> bool:
    """Whether the boards hear of it now; the next fix is soon enough otherwise."""
    return told_at is None or now - told_at >= TELL_EVERY


def follow(way: Way | None, fix: Fix, target: tuple[float, float] | None, moved_m: float) -> tuple[Way, bool]:
    """The way after a fix, and whether its owner has moved on.

    A step counts when the fix lies `moved_m` further from the last one that counted than both may be wrong: a phone that lies
    still never does. It counts as often as it leads nearer to `target` than any before, and a few times when it does not (the
    long way round). A jump nobody can make is only a new place to go on from.
    """
    if way is None:
        return Way(fix, None if target is None else fix.to(target)), False
    wrong = way.since.accuracy_m + fix.accuracy_m
    far = fix.to((way.since.lat, way.since.lon))
    if far < moved_m + wrong:
        return way, False
    if far - wrong > FASTEST_M_S * max((fix.at - way.since.at).total_seconds(), 1.0):
        return replace(way, since=fix), False
    left = None if target is None else fix.to(target)
    if left is not None and way.nearest_m is not None and left <= way.nearest_m - moved_m:
        return Way(fix, left, way.detours), True
    return Way(fix, way.nearest_m, way.detours + 1), way.detours < DETOURS


@dataclass(frozen=True)
class Near:
    """What the person is told: about how far, from which side, how long on foot."""

    distance_m: int
    side: str
    minutes: int


def near(fix: Fix, target: tuple[float, float]) -> Near:
    """Rounded to 50 m and an eighth of the compass: the person sees them come, and cannot tell which door they came out of. Not
    even by calling again from one made-up place after another: where the phone is is rounded before anything is measured."""
    rough = _roughly(fix)
    metres = rough.to(target)
    north = rough.lat - target[0]
    east = (rough.lon - target[1]) * cos(radians(target[0]))
    side = SIDES[round(degrees(atan2(east, north)) / 45) % 8]
    rounded = max(ROUNDED_M, round(metres / ROUNDED_M) * ROUNDED_M)
    return Near(rounded, side, max(1, ceil(rounded * LONGER_THAN_STRAIGHT / ON_FOOT_M_MIN)))


def _roughly(fix: Fix) -> Fix:
    """The middle of the square of a grid over the whole country in which somebody is."""
    step = ROUNDED_M / DEGREE_M
    lat = round(fix.lat / step) * step
    wide = step / cos(radians(lat))
    return replace(fix, lat=lat, lon=round(fix.lon / wide) * wide)
