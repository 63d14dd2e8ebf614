"""What a walk is: when it is over, where its line breaks, how far it went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import compress, pairwise
from operator import sub

from app.geo.distance import step, steps

GAP_S = 60
"""Fixes further apart in time than this belong to different segments: nobody knows the way between them."""
GOOD_ACCURACY_M = 40
"""A fix worse than this is kept and shown as it is, but does not lengthen the walk."""
COUNTS_FROM_M = 100.0
SILENT_AFTER = timedelta(hours=6)
TRACK_KEPT = timedelta(days=30)
PLACE_FRESH = timedelta(minutes=30)
"""A fix older than this says nothing about where somebody is now."""
MOST_FIXES = 200_000
"""Two days of a fix a second; no walk is longer."""


class Status(StrEnum):
    """A walk is under way, was ended by its walker, or went silent."""

    ACTIVE = "active"
    COMPLETED = "completed"
    ABANDONED = "abandoned"


class Outcome(StrEnum):
    """What the walker said at the end."""

    NOTHING_TO_REPORT = "nothing_to_report"
    REPORTED = "reported"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True, slots=True)
class Fix:
    """One place at one time: unix seconds and 1e-6 degrees."""

    t: int
    lat: int
    lon: int


@dataclass(frozen=True, slots=True)
class Measured:
    """How far a stretch went, and the first and last fix good enough to join it to its neighbours (None: there is none)."""

    distance_m: float
    first: Fix | None
    last: Fix | None


def is_gap(before_t: int, after_t: int) -> bool:
    """Whether the line breaks between two fixes; a clock that jumps back by over a minute breaks it too."""
    return not -GAP_S <= after_t - before_t <= GAP_S


def segments(t: Sequence[int]) -> list[slice]:
    """The unbroken pieces of a track, in order; together they hold every fix once."""
    cuts = [0, *(i for i in range(1, len(t)) if is_gap(t[i - 1], t[i])), len(t)]
    return [slice(start, stop) for start, stop in pairwise(cuts) if start < stop]


def measure(t: Sequence[int], lat: Sequence[int], lon: Sequence[int], acc: Sequence[int]) -> Measured:
    """Metres along the fixes with good accuracy, never across a gap between them."""
    if max(acc) > GOOD_ACCURACY_M:
        good = [metres <= GOOD_ACCURACY_M for metres in acc]
        t, lat, lon = list(compress(t, good)), list(compress(lat, good)), list(compress(lon, good))
        if not t:
            return Measured(0.0, None, None)
    metres_each = steps(lat, lon)
    seconds = list(map(sub, t[1:], t))
    if seconds and (max(seconds) > GAP_S or min(seconds) < -GAP_S):
        metres_each = list(compress(metres_each, [-GAP_S <= between <= GAP_S for between in seconds]))
    return Measured(sum(metres_each), Fix(t[0], lat[0], lon[0]), Fix(t[-1], lat[-1], lon[-1]))


def join_m(before: Fix | None, after: Fix | None) -> float:
    """Metres from the end of one stretch to the start of the next; 0 across a gap."""
    if before is None or after is None or is_gap(before.t, after.t):
        return 0.0
    return step(before.lat, before.lon, after.lat, after.lon)


def counts(distance_m: float) -> bool:
    """Whether a walk is long enough for statistics and thanks."""
    return distance_m >= COUNTS_FROM_M


def is_silent(last_sign_at: datetime, now: datetime) -> bool:
    """Whether a walk without an end is taken as abandoned."""
    return now - last_sign_at >= SILENT_AFTER


def after_sign(status: Status, sign_at: datetime, now: datetime) -> Status:
    """The status once something of the walk arrived that was recorded at `sign_at`: abandoned was only our guess, an end is
    the walker's word."""
    if status is Status.ABANDONED and not is_silent(sign_at, now):
        return Status.ACTIVE
    return status


def tells_place(status: Status, fix_at: datetime, now: datetime) -> bool:
    """Whether a fix may be used to ask somebody nearby: only of a walk under way, and only while it is fresh."""
    return status is Status.ACTIVE and now - fix_at <= PLACE_FRESH
