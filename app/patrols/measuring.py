"""How far a walk went, and which fixes do not count: pure, and the same on the phone (`tests/geo/vectors/distance.json`).

Set aside, with a reason, and neither drawn nor measured nor counted as having been somewhere; the raw track keeps them:
`zero_place` within 0.001 degree of 0,0; `coarse` over 100 m; `too_old` before 2020 or more than ten minutes before the walk;
`future` more than five minutes ahead of us; `mock` said by the phone to be made up; `jump` a lone fix nobody could have reached.

A fix up to 40 m is good. Only good ones measure:
* Two good fixes next to each other are too far apart when more than 12 m/s and both accuracies together lie between them.
  If the fix after the second is within reach of the first again, the second is a lone outlier and set aside; so is one within
  reach of neither, and the last of a piece. Otherwise the walk goes on from there: the line breaks, one jump, no metres. A piece's
  first fix that is alone before such a break is set aside instead.
* Standing still adds nothing. An anchor waits where the last metres ended, with the mean of the fixes since. A fix leaves it when
  it is further from that mean than 8 m and than its own and the anchor's accuracy together, and the next good fix says so too.
  Then the way since the anchor counts, at most twice as long as the crow flies, and the fix is the new anchor.
* A gap of more than a minute starts anew.
* Between two pieces the crow's way counts from the last anchor to the next piece's first good fix: when it is far enough to leave an
  anchor, or when the piece before had moved its anchor within its last minute.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import compress, pairwise
from math import cos, hypot, radians
from operator import sub

from app.geo.distance import EARTH_RADIUS_M, step, steps

GAP_S = 60
"""Fixes further apart in time than this belong to different segments: nobody knows the way between them."""
PAUSE_S = 600
"""A gap longer than this is not time spent walking."""
GOOD_ACCURACY_M = 40
KEPT_ACCURACY_M = 100
ZERO_PLACE = 1_000
"""1e-6 degrees around 0,0 in which no place is meant."""
FASTEST_M_S = 12.0
STILL_M = 8.0
CONFIRMED_BY = 2
"""So many good fixes after it must say that somebody went away, too."""
MOST_BEND = 2.0
"""A way counts at most this many times the crow's."""

_METRES = EARTH_RADIUS_M * radians(1e-6)


class Aside(StrEnum):
    """Why a fix does not count."""

    TOO_OLD = "too_old"
    ZERO_PLACE = "zero_place"
    FUTURE = "future"
    JUMP = "jump"
    MOCK = "mock"
    COARSE = "coarse"


@dataclass(frozen=True, slots=True)
class Fix:
    """One place at one time: unix seconds, 1e-6 degrees, metres."""

    t: int
    lat: int
    lon: int
    acc: int = 0


@dataclass(frozen=True, slots=True)
class Ends:
    """What joins a piece to its neighbours: the first good fix, the last anchor, the time of the last good fix, and the first and last
    time of anything in it."""

    first_t: int
    last_t: int
    first: Fix | None = None
    anchor: Fix | None = None
    good_t: int = 0


@dataclass(frozen=True, slots=True)
class Measured:
    """How far a piece went, how long nothing was heard within it, how often its line broke, what does not count, and the last good fix."""

    distance_m: float
    paused_s: int
    jumps: int
    ends: Ends
    aside: dict[int, Aside]
    last: Fix | None = None


@dataclass(frozen=True, slots=True)
class Join:
    """What lies between two neighbouring pieces."""

    distance_m: float = 0.0
    paused_s: int = 0
    jumps: int = 0


def is_gap(before_t: int, after_t: int) -> bool:
    """Whether the line breaks between two fixes; a clock that jumps back by over a minute breaks it too."""
    return not -GAP_S <= after_t - before_t <= GAP_S


def too_far(before: Fix, after: Fix) -> bool:
    """Whether nobody on foot could have come from one fix to the next."""
    reach = FASTEST_M_S * max(1, abs(after.t - before.t)) + before.acc + after.acc
    return step(before.lat, before.lon, after.lat, after.lon) > reach


def measure(
    t: Sequence[int], lat: Sequence[int], lon: Sequence[int], acc: Sequence[int], aside: Mapping[int, Aside] | None = None
) -> Measured:
    """One piece of a track; `aside` names fixes that are known not to count. There is at least one fix."""
    out = dict(aside or {})
    if max(acc) > KEPT_ACCURACY_M or (min(lat) <= ZERO_PLACE and max(lat) >= -ZERO_PLACE):
        _set_aside(lat, lon, acc, out)
    gone = {i for i, reason in out.items() if reason in (Aside.TOO_OLD, Aside.FUTURE)}
    heard = [moment for i, moment in enumerate(t) if i not in gone] if gone else t
    paused = sum(after - before for before, after in pairwise(heard) if after - before > PAUSE_S) if heard else 0
    first_t, last_t = (min(heard), max(heard)) if heard else (min(t), max(t))
    if out or max(acc) > GOOD_ACCURACY_M:
        good = [metres <= GOOD_ACCURACY_M and i not in out for i, metres in enumerate(acc)]
        where = list(compress(range(len(t)), good))
        t, lat, lon, acc = (list(compress(column, good)) for column in (t, lat, lon, acc))
        if not t:
            return Measured(0.0, paused, 0, Ends(first_t, last_t), out)
    else:
        where = list(range(len(t)))
    way = steps(lat, lon)
    seconds = list(map(sub, t[1:], t))
    breaks: set[int] = set()
    if _any_too_far(seconds, acc, way):
        breaks, lone = _jumps([Fix(*row) for row in zip(t, lat, lon, acc, strict=True)], way)
        if lone:
            out |= {where[i]: Aside.JUMP for i in lone}
            kept = [i for i in range(len(t)) if i not in lone]
            moved = {old: new for new, old in enumerate(kept)}
            breaks = {moved[i] for i in breaks}
            t, lat, lon, acc = ([column[i] for i in kept] for column in (t, lat, lon, acc))
            way = steps(lat, lon)
            seconds = list(map(sub, t[1:], t))
    jumps = len(breaks)
    if seconds and (max(seconds) > GAP_S or min(seconds) < -GAP_S):
        breaks |= {i + 1 for i, between in enumerate(seconds) if not -GAP_S <= between <= GAP_S}
    metres, last = 0.0, 0
    starts = sorted({0, *breaks})
    for start, stop in zip(starts, [*starts[1:], len(t)], strict=True):
        length, last = _walked(lat, lon, acc, way, start, stop)
        metres += length
    ends = Ends(first_t, last_t, Fix(t[0], lat[0], lon[0], acc[0]), Fix(t[last], lat[last], lon[last], acc[last]), t[-1])
    return Measured(metres, paused, jumps, ends, out, Fix(t[-1], lat[-1], lon[-1], acc[-1]))


def join(before: Ends, after: Ends) -> Join:
    """Between the end of one piece and the start of the next."""
    silence = after.first_t - before.last_t
    paused = silence if silence > PAUSE_S else 0
    if before.anchor is None or after.first is None or is_gap(before.good_t, after.first.t):
        return Join(paused_s=paused)
    if too_far(before.anchor, after.first):
        return Join(paused_s=paused, jumps=1)
    metres = step(before.anchor.lat, before.anchor.lon, after.first.lat, after.first.lon)
    under_way = before.first is not None and before.anchor.t > before.first.t and before.good_t - before.anchor.t <= GAP_S
    moved = under_way or metres > max(STILL_M, before.anchor.acc + after.first.acc)
    return Join(metres if moved else 0.0, paused)


def _set_aside(lat: Sequence[int], lon: Sequence[int], acc: Sequence[int], out: dict[int, Aside]) -> None:
    for i, (north, east, metres) in enumerate(zip(lat, lon, acc, strict=True)):
        if -ZERO_PLACE <= north <= ZERO_PLACE and -ZERO_PLACE <= east <= ZERO_PLACE:
            out.setdefault(i, Aside.ZERO_PLACE)
        elif metres > KEPT_ACCURACY_M:
            out.setdefault(i, Aside.COARSE)


def _any_too_far(seconds: list[int], acc: Sequence[int], way: list[float]) -> bool:
    """Whether any two neighbours are further apart than somebody could walk: nearly never, and then nobody jumped at all."""
    if not way or max(way) <= FASTEST_M_S:
        return False
    return any(
        metres > FASTEST_M_S and 1.01 * metres > FASTEST_M_S * max(1, abs(between)) + before + after  # the flat formula's own error
        for metres, between, before, after in zip(way, seconds, acc, acc[1:], strict=False)
    )


def _jumps(fixes: list[Fix], way: list[float]) -> tuple[set[int], set[int]]:
    """(where the line breaks before a fix, lone outliers), by index."""
    breaks: set[int] = set()
    lone: set[int] = set()
    before = 0
    alone = True  # nothing but the piece's first fix so far
    for i in range(1, len(fixes)):
        if before == i - 1 and way[before] <= FASTEST_M_S:
            before, alone = i, False
            continue
        if is_gap(fixes[before].t, fixes[i].t) or not too_far(fixes[before], fixes[i]):
            before, alone = i, False
            continue
        following = fixes[i + 1] if i + 1 < len(fixes) else None
        goes_on = following is not None and too_far(fixes[before], following) and not too_far(fixes[i], following)
        if not goes_on:
            lone.add(i)
            continue
        if alone:
            lone.add(before)
        else:
            breaks.add(i)
        before, alone = i, False
    return breaks, lone


def _walked(lat: Sequence[int], lon: Sequence[int], acc: Sequence[int], way: list[float], start: int, stop: int) -> tuple[float, int]:
    """Metres of one unbroken piece of good fixes, and the index of its last anchor. Squares are compared, for they are cheaper."""
    wide = _METRES * cos(radians(lat[start] / 1e6))
    first_lat, first_lon = lat[start], lon[start]
    north = [(value - first_lat) * _METRES for value in lat[start:stop]]
    east = [(value - first_lon) * wide for value in lon[start:stop]]
    count, least = stop - start, STILL_M
    metres, anchor = 0.0, 0
    anchor_acc = acc[start]
    mean_north = mean_east = 0.0
    seen = 1
    for i in range(1, count):
        up, right = north[i] - mean_north, east[i] - mean_east
        far = acc[start + i] + anchor_acc
        far = max(far, least)  # type: ignore[assignment]  # metres either way
        away = up * up + right * right
        if away <= far * far:
            seen += 1
            mean_north += up / seen
            mean_east += right / seen
            continue
        if i + CONFIRMED_BY >= count and away <= 4 * far * far:
            continue
        for j in range(i + 1, min(i + 1 + CONFIRMED_BY, count)):
            up, right = north[j] - mean_north, east[j] - mean_east
            if up * up + right * right <= max(least, acc[start + j] + anchor_acc) ** 2:
                break
        else:
            crow = hypot(north[i] - north[anchor], east[i] - east[anchor])
            metres += min(sum(way[start + anchor : start + i]), MOST_BEND * crow)
            anchor, anchor_acc = i, acc[start + i]
            mean_north, mean_east, seen = north[i], east[i], 1
    return metres, start + anchor
