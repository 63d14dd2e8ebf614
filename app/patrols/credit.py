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
"""So many different facilities checked on a walk prove it without GPS, when they lie on a way of a hundred metres."""
AROUND_CHECKS = timedelta(minutes=10)
"""The way to the first facility and home from the last one."""
CHECKS_FRESH = timedelta(hours=48)
"""Checks that arrive later than this after the walk are for a coordinator to believe."""
TRACK_FRESH = timedelta(days=7)
"""So is a track that arrives later than this."""
MOST_TRIMMED_M = 400
"""Two ends of at most 200 m; no phone cuts off more."""
TRIMMED_M_S = 2.0
"""The cut ends were walked no faster than this."""


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
    LATE = "late"
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
    trimmed_m: int
    checkpoints: int
    checked_m: float
    checked_s: int
    arrived_at: datetime | None
    confirmed_min: int | None


@dataclass(frozen=True, slots=True)
class Credit:
    """`minutes` count when confirmed, and are only an offer before."""

    state: CreditState
    minutes: int | None
    why: Why


def credit_of(walk: Facts) -> Credit:
    """The minutes of one walk, and whether they need a coordinator's word; `app/hours/rules.py` tells the rule in words."""
    if walk.status is Status.ACTIVE or walk.ended_at is None:
        return Credit(CreditState.COUNTING, None, Why.UNDER_WAY)
    if walk.confirmed_min is not None:
        state = CreditState.CONFIRMED if walk.confirmed_min else CreditState.NOT_COUNTED
        return Credit(state, min(walk.confirmed_min, MOST_MIN), Why.COORDINATOR)
    whole = max(timedelta(), walk.ended_at - walk.started_at)
    late = timedelta() if walk.arrived_at is None else walk.arrived_at - walk.ended_at
    if walk.source is not Source.GPX and whole_way_m(walk) >= COUNTS_FROM_M:
        minutes = _minutes(whole - _unheard(walk))
        in_time = late <= TRACK_FRESH
        return Credit(_state(in_time), minutes, Why.DISTANCE if in_time else Why.LATE)
    proved = walk.checked_m >= COUNTS_FROM_M and late <= CHECKS_FRESH
    if walk.checkpoints >= CHECKPOINTS and (proved or whole >= LEAST):
        return Credit(_state(proved), _minutes(min(whole, timedelta(seconds=walk.checked_s) + AROUND_CHECKS)), Why.CHECKPOINTS)
    return _unproven(walk, whole)


def _state(proved: bool) -> CreditState:
    return CreditState.CONFIRMED if proved else CreditState.NEEDS_CONFIRMATION


def whole_way_m(walk: Facts) -> float:
    """Metres, with those the phone says it cut off both ends. That is believed of a walk of which a fix has come, and no further than
    somebody walks in the time before the first fix and after the last."""
    if walk.first_fix_at is None or walk.last_fix_at is None or walk.ended_at is None:
        return walk.distance_m
    silent = sum(max(0.0, s.total_seconds()) for s in (walk.first_fix_at - walk.started_at, walk.ended_at - walk.last_fix_at))
    return walk.distance_m + min(walk.trimmed_m, MOST_TRIMMED_M, TRIMMED_M_S * silent)


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
