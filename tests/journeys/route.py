"""Walks to emulate: along streets, with a phone's noise, a fix about every 20 m."""

from __future__ import annotations

import math
import random
from itertools import pairwise

from tests.support.chromium import Fix

METRES_PER_DEGREE = 111_320.0

# Corners of a walk around some blocks, in metres east and north of where it starts.
AROUND_THE_BLOCKS = ((0, 0), (14, 96), (118, 112), (131, 205), (262, 196), (280, 90), (395, 72), (410, 168), (520, 180))


def offset(lat: float, lon: float, east_m: float, north_m: float) -> tuple[float, float]:
    """The place that many metres away, good for a few kilometres."""
    return lat + north_m / METRES_PER_DEGREE, lon + east_m / (METRES_PER_DEGREE * math.cos(math.radians(lat)))


def walk_from(lat: float, lon: float, *, step_m: float = 20.0, noise_m: float = 1.2, seed: int = 7) -> list[Fix]:
    """The fixes of a walk around some blocks. No two are alike, so each can be recognised on the server."""
    chance = random.Random(seed)
    fixes: list[Fix] = []
    for (east, north), (next_east, next_north) in pairwise(AROUND_THE_BLOCKS):
        steps = max(1, round(math.hypot(next_east - east, next_north - north) / step_m))
        for step in range(steps):
            part = step / steps
            x = east + (next_east - east) * part + chance.gauss(0, noise_m)
            y = north + (next_north - north) * part + chance.gauss(0, noise_m)
            place = offset(lat, lon, x, y)
            fixes.append(Fix(round(place[0], 6), round(place[1], 6), chance.choice((5, 6, 8, 9, 12))))
    return fixes


def metres_between(a: Fix, b: Fix) -> float:
    """Good enough for a neighbourhood."""
    north = (a.lat - b.lat) * METRES_PER_DEGREE
    east = (a.lon - b.lon) * METRES_PER_DEGREE * math.cos(math.radians(a.lat))
    return math.hypot(north, east)
