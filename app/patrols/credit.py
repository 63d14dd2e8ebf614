"""Which walks are volunteer time, and how many minutes: pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from app.patrols.measuring import PAUSE_S
from app.patrols.rules import COUNTS_FROM_M, Source, Status

MOST_MIN = 240
"""No walk counts for more than four hours."""
LEAST = timedelta(minutes=5)
"""A walk shorter than this that went nowhere is not worth asking a coordinator about."""
CHECKPOINTS = 3
"""So many different facilities checked on a walk prove it without GPS."""


class CreditState(StrEnum):
    """How far the minutes of a walk are."""

    COUNTING = "counting"
    CONFIRMED = "confirmed"
    NEEDS_CONFIRMATION = "needs_confirmation"
    NOT_COUNTED = "not_counted"


class Why(StrEnum):
    """What made it so."""

    UNDER_WAY = "under_way"
    DISTANCE = "distance"
    CHECKPOINTS = "checkpoints"
    COORDINATOR = "coordinator"
    IMPORTED = "imported"
    NO_TRACK = "no_track"
    TOO_SHORT = "too_short"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a walk."""

    status: Status
    source: Source
    started_at: datetime
    ended_at: datetime | None
    first_fix_at: datetime | None
    last_fix_at: datetime | None
    paused_s: int
    distance_m: float
    checkpoints: int
    confirmed_min: int | None


@dataclass(frozen=True, slots=True)
class Credit:
    """`minutes` count when confirmed, and are only an offer before."""

    state: CreditState
    minutes: int | None
    why: Why


def credit_of(walk: Facts) -> Credit:
    """The minutes of one walk: from its start to its end without gaps of over ten minutes, four hours at most. They are confirmed by
    a hundred metres, by three different facilities checked on it, or by a coordinator's word; a file that somebody brought needs
    that word."""
    if walk.status is Status.ACTIVE or walk.ended_at is None:
        return Credit(CreditState.COUNTING, None, Why.UNDER_WAY)
    if walk.confirmed_min is not None:
        state = CreditState.CONFIRMED if walk.confirmed_min else CreditState.NOT_COUNTED
        return Credit(state, min(walk.confirmed_min, MOST_MIN), Why.COORDINATOR)
    whole = max(timedelta(), walk.ended_at - walk.started_at)
    if walk.source is not Source.GPX and walk.distance_m >= COUNTS_FROM_M:
        return Credit(CreditState.CONFIRMED, _minutes(whole - _unheard(walk)), Why.DISTANCE)
    if walk.checkpoints >= CHECKPOINTS:
        return Credit(CreditState.CONFIRMED, _minutes(whole), Why.CHECKPOINTS)
    return _unproven(walk, whole)


def _unproven(walk: Facts, whole: timedelta) -> Credit:
    if walk.source is Source.GPX:
        return Credit(CreditState.NEEDS_CONFIRMATION, _minutes(whole - _unheard(walk)), Why.IMPORTED)
    if whole < LEAST:
        return Credit(CreditState.NOT_COUNTED, 0, Why.TOO_SHORT)
    return Credit(CreditState.NEEDS_CONFIRMATION, _minutes(whole), Why.NO_TRACK)


def _unheard(walk: Facts) -> timedelta:
    """The gaps of over ten minutes: between fixes, before the first and after the last."""
    unheard = timedelta(seconds=walk.paused_s)
    if walk.first_fix_at is None or walk.last_fix_at is None or walk.ended_at is None:
        return unheard
    for silence in (walk.first_fix_at - walk.started_at, walk.ended_at - walk.last_fix_at):
        if silence.total_seconds() > PAUSE_S:
            unheard += silence
    return unheard


def _minutes(time: timedelta) -> int:
    return max(0, min(MOST_MIN, int(time.total_seconds()) // 60))
