"""The lanes of the demonstration: a made-up grid of blocks, and strolls through it as a phone would have recorded them."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import hypot
from random import Random

from app.geo.track import Track

LANES_NORTH, LANES_EAST = 15, 11
_CORNER_CUT = 22
_SOUTH, _WEST = 37.75480, 126.77090
_BLOCK_NORTH, _BLOCK_EAST = 0.00082, 0.00098
_LEANS = 0.00012
"""Blocks of about ninety metres, each row a little further east than the one before it."""
_M_NORTH, _M_EAST = 111_200.0, 87_900.0
"""Metres to a degree around here."""
_CLOSED = 0.14
"""So many of the lanes between two corners are built over."""

Corner = tuple[int, int]
Place = tuple[float, float]

PLACES_TO_GO: tuple[Corner, ...] = ((7, 2), (5, 4), (14, 2), (9, 4), (6, 1), (8, 3))
"""The shelter, the market, the station, the school, the office, the corner shop: everybody comes by there."""
_TRIES = 12
FIX_EVERY_S = 12
TRIM_STEP_M = 50


@dataclass(frozen=True, slots=True)
class Stroll:
    """What is left of a walk when the phone has cut off its ends."""

    track: Track
    trimmed_m: int
    seconds: int


def corner_near(lat: float, lon: float) -> Corner:
    """The corner of the lanes next to a place."""
    return min(_lanes(), key=lambda corner: metres(place_of(corner), (lat, lon)))


@cache
def place_of(corner: Corner) -> Place:
    """Where a corner lies; no two blocks are quite alike."""
    north, east = corner
    crooked = Random(f"corner {north} {east}")
    return (
        _SOUTH + north * _BLOCK_NORTH + crooked.uniform(-0.00008, 0.00008),
        _WEST + east * _BLOCK_EAST + north * _LEANS + crooked.uniform(-0.0001, 0.0001),
    )


def stroll(chance: Random, home: Corner, at: int, minutes: int, pace: float, pause: tuple[float, int] | None = None) -> Stroll:
    """From home through a few places and back, from `at` on (unix seconds), about so long at `pace` metres a second. `pause` is a share of
    the way after which nothing is heard for so many seconds."""
    way = [place_of(corner) for corner in _round(chance, home, minutes * 60 * pace)]
    length = sum(metres(one, other) for one, other in pairwise(way))
    cut = [chance.randrange(1, 4) * TRIM_STEP_M for _ in range(2)]
    rows: list[tuple[int, int, int, int]] = []
    walked, seconds, waited = 0.0, 0, pause is None
    while walked < length:
        if walked >= cut[0] and length - walked >= cut[1]:
            lat, lon = _along(way, walked)
            off = chance.gauss(0, 2.5) / _M_NORTH, chance.gauss(0, 2.5) / _M_EAST
            rows.append((at + seconds, round((lat + off[0]) * 1e6), round((lon + off[1]) * 1e6), chance.randrange(4, 16)))
        if pause is not None and not waited and walked >= pause[0] * length:
            waited = True
            seconds += pause[1]
            walked += 60
        seconds += FIX_EVERY_S
        walked += pace * FIX_EVERY_S * chance.uniform(0.6, 1.25)
    return Stroll(Track(*(list(column) for column in zip(*rows, strict=True))), sum(cut), seconds)


def metres(one: Place, other: Place) -> float:
    """Metres between two places of the neighbourhood."""
    return hypot((one[0] - other[0]) * _M_NORTH, (one[1] - other[1]) * _M_EAST)


def _round(chance: Random, home: Corner, length: float) -> list[Corner]:
    """From place to place until it is time to go home."""
    way, left = [home], length
    for _ in range(_TRIES):
        goal = chance.choice(PLACES_TO_GO) if chance.random() < 0.6 else chance.choice(list(_lanes()))
        there = _shortest(way[-1], goal, chance)
        if _length(there) + _length(_shortest(goal, home, chance)) <= left:
            way += there[1:]
            left -= _length(there)
    return way + _shortest(way[-1], home, chance)[1:]


def _shortest(start: Corner, goal: Corner, chance: Random) -> list[Corner]:
    """A way with the fewest corners; which of them is left to chance."""
    came: dict[Corner, Corner] = {start: start}
    queue = deque([start])
    while queue and goal not in came:
        here = queue.popleft()
        ahead = list(_lanes()[here])
        chance.shuffle(ahead)
        for corner in ahead:
            if corner not in came:
                came[corner] = here
                queue.append(corner)
    way = [goal]
    while way[-1] != start:
        way.append(came[way[-1]])
    return way[::-1]


def _length(way: list[Corner]) -> float:
    return sum(metres(place_of(one), place_of(other)) for one, other in pairwise(way))


def _along(way: list[Place], walked: float) -> Place:
    for one, other in pairwise(way):
        leg = metres(one, other)
        if leg and walked <= leg:
            share = walked / leg
            return one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share
        walked -= leg
    return way[-1]


@cache
def _lanes() -> dict[Corner, tuple[Corner, ...]]:
    """Which corner leads to which, as far as they can be walked to from the shelter."""
    open_ = set(_open())
    found: dict[Corner, tuple[Corner, ...]] = {}
    queue = deque([PLACES_TO_GO[0]])
    while queue:
        here = queue.popleft()
        if here in found:
            continue
        north, east = here
        ahead = [(north + 1, east), (north - 1, east), (north, east + 1), (north, east - 1)]
        found[here] = tuple(corner for corner in ahead if (here, corner) in open_)
        queue.extend(found[here])
    return found


def _open() -> Iterator[tuple[Corner, Corner]]:
    chance = Random("lanes of Geumchon")
    for north in range(LANES_NORTH):
        for east in range(min(LANES_EAST, _CORNER_CUT - north)):
            for other in ((north + 1, east), (north, east + 1)):
                if other[0] < LANES_NORTH and other[1] < LANES_EAST and sum(other) < _CORNER_CUT and chance.random() >= _CLOSED:
                    yield (north, east), other
                    yield other, (north, east)
