"""What a walk is: when it is over, where its line breaks, what it may say about where somebody is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from app.patrols.measuring import is_gap

COUNTS_FROM_M = 100.0
SILENT_AFTER = timedelta(hours=6)
TRACK_KEPT = timedelta(days=30)
COVERED_AFTER = timedelta(minutes=2)
"""Fixes are counted into the coverage so long after the first of them arrived."""
PLACE_FRESH = timedelta(minutes=30)
"""A fix older than this says nothing about where somebody is now."""
BEFORE_THE_START = timedelta(minutes=10)
"""A fix older than its walk by more than this is set aside."""
AHEAD = timedelta(minutes=5)
"""A fix further in the future than this is set aside."""
MOST_FIXES = 200_000
"""Two days of a fix a second; no walk is longer."""


class Status(StrEnum):
    """A walk is under way, was ended by its walker, or went silent."""

    ACTIVE = "active"
    COMPLETED = "completed"
    ABANDONED = "abandoned"


class Source(StrEnum):
    """What recorded a walk."""

    APP = "app"
    OWNTRACKS = "owntracks"
    OSMAND = "osmand"
    GPX = "gpx"


class Outcome(StrEnum):
    """What the walker said at the end."""

    NOTHING_TO_REPORT = "nothing_to_report"
    REPORTED = "reported"
    INTERRUPTED = "interrupted"


def segments(t: Sequence[int]) -> list[slice]:
    """The unbroken pieces of a track, in order; together they hold every fix once."""
    cuts = [0, *(i for i in range(1, len(t)) if is_gap(t[i - 1], t[i])), len(t)]
    return [slice(start, stop) for start, stop in pairwise(cuts) if start < stop]


def added(known: Mapping[str, int], more: Mapping[str, int]) -> dict[str, int]:
    """Counts by reason, put together."""
    return {reason: known.get(reason, 0) + more.get(reason, 0) for reason in sorted({*known, *more})}


def moment(unix_seconds: int) -> datetime:
    """A fix's time."""
    return datetime.fromtimestamp(unix_seconds, UTC)


def newest(known: datetime | None, other: datetime) -> datetime:
    """The later of two moments, of which the first may be unknown."""
    return other if known is None else max(known, other)


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
