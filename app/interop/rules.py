"""Which positions of another app become part of a walk, and of which walk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from math import isfinite

NEW_WALK_AFTER = timedelta(minutes=30)
"""A silence longer than this ends a walk; what comes after it begins another."""
LONGEST_WALK = timedelta(hours=12)
"""An app that is never switched off would otherwise record one walk for ever."""
WORST_ACCURACY_M = 100.0
UNKNOWN_ACCURACY_M = 10
"""What is noted for a position that does not say how good it is: good enough to count, never shown as exact."""
FUTURE_S = 300
OLDEST = 1_577_836_800.0
"""2020-01-01: the track codec's first moment. A phone that lost its clock says 1970, 1980 or 2000."""
NEAR_ZERO_DEGREES = 0.001


class App(StrEnum):
    """The apps whose set-up is known."""

    OWNTRACKS = "owntracks"
    OSMAND = "osmand"
    TRACCAR = "traccar"

    @property
    def source(self) -> str:
        """What the walk says it came from; Traccar speaks OsmAnd's language."""
        return "owntracks" if self is App.OWNTRACKS else "osmand"


class Reason(StrEnum):
    """Why a position was set aside."""

    TOO_OLD = "too_old"
    ZERO_PLACE = "zero_place"
    FUTURE = "future"
    MOCK = "mock"
    COARSE = "coarse"
    UNREADABLE = "unreadable"
    ENCRYPTED = "encrypted"
    WITHOUT_CONSENT = "without_consent"


OF_A_WALK = frozenset({Reason.TOO_OLD, Reason.ZERO_PLACE, Reason.FUTURE, Reason.MOCK, Reason.COARSE})
"""The reasons that a walk itself shows; the others are counted at the recorder alone."""


@dataclass(frozen=True, slots=True)
class Position:
    """One position as another app said it: unix seconds, degrees, metres (None: not said)."""

    t: float
    lat: float
    lon: float
    accuracy_m: float | None = None
    mock: bool = False


@dataclass(frozen=True, slots=True)
class Fix:
    """One position that is kept: unix seconds, 1e-6 degrees, metres."""

    t: int
    lat: int
    lon: int
    acc: int


def judge(position: Position, now_s: float) -> Fix | Reason:
    """The fix to keep, or why there is none. Never raises, whatever the numbers are."""
    accuracy = position.accuracy_m
    if accuracy is None or not isfinite(accuracy) or accuracy <= 0:
        accuracy = UNKNOWN_ACCURACY_M
    reason = _wrong(position, accuracy, now_s)
    if reason is not None:
        return reason
    return Fix(int(position.t), round(position.lat * 1e6), round(position.lon * 1e6), round(accuracy))


def _wrong(position: Position, accuracy_m: float, now_s: float) -> Reason | None:
    t, lat, lon = position.t, position.lat, position.lon
    reasons = (
        (Reason.UNREADABLE, not (isfinite(t) and isfinite(lat) and isfinite(lon)) or abs(lat) > 90 or abs(lon) > 180),
        (Reason.ZERO_PLACE, abs(lat) <= NEAR_ZERO_DEGREES and abs(lon) <= NEAR_ZERO_DEGREES),
        (Reason.TOO_OLD, t < OLDEST),
        (Reason.FUTURE, t > now_s + FUTURE_S),
        (Reason.MOCK, position.mock),
        (Reason.COARSE, accuracy_m > WORST_ACCURACY_M),
    )
    return next((reason for reason, applies in reasons if applies), None)


def in_order(fixes: Iterable[Fix]) -> list[Fix]:
    """By time, each second once: of two positions of one second the first that came stays."""
    by_second: dict[int, Fix] = {}
    for fix in fixes:
        by_second.setdefault(fix.t, fix)
    return [by_second[t] for t in sorted(by_second)]


def apart(fixes: list[Fix], silence: timedelta = NEW_WALK_AFTER, longest: timedelta = LONGEST_WALK) -> list[list[Fix]]:
    """Fixes in order, cut where one walk ends and the next begins."""
    walks: list[list[Fix]] = []
    for fix in fixes:
        if walks and fix.t - walks[-1][-1].t <= silence.total_seconds() and fix.t - walks[-1][0].t < longest.total_seconds():
            walks[-1].append(fix)
        else:
            walks.append([fix])
    return walks
