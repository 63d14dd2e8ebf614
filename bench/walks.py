"""Walks to measure with: made up from a seed, or recorded ones from a file."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from math import cos, radians, sin
from pathlib import Path

from app.geo.track import Track

BEGAN = 1_790_000_000
METRES_PER_MICRODEGREE = 0.1112
FIXES = 540
"""A walk of 45 minutes with a fix every five seconds."""


def made_up(count: int, seed: int = 20260707, fixes: int = FIXES) -> list[Track]:
    """Walks along streets: straight stretches, corners, pauses at lamps, the wander of a real receiver and the odd gap."""
    rng = random.Random(seed)
    return [_walk(rng, fixes) for _ in range(count)]


def _walk(rng: random.Random, fixes: int) -> Track:
    t, lat, lon, acc = (
        [BEGAN + rng.randrange(10**6)],
        [37_752_000 + rng.randrange(-9_000, 9_000)],
        [126_761_000 + rng.randrange(-9_000, 9_000)],
        [8],
    )
    heading, north_error, east_error, accuracy = rng.uniform(0, 360), 0.0, 0.0, 8.0
    north, east = float(lat[0]), float(lon[0])
    for _ in range(fixes - 1):
        seconds = 90 if rng.random() < 0.003 else rng.choice((4, 5, 5, 5, 5, 6))
        speed = 0.0 if rng.random() < 0.08 else rng.gauss(1.25, 0.2)
        heading += rng.choice((-90, 90)) if rng.random() < 0.03 else rng.gauss(0, 6)
        metres = max(0.0, speed) * seconds
        north += metres * cos(radians(heading)) / METRES_PER_MICRODEGREE
        east += metres * sin(radians(heading)) / (METRES_PER_MICRODEGREE * cos(radians(37.752)))
        north_error, east_error = 0.95 * north_error + rng.gauss(0, 6), 0.95 * east_error + rng.gauss(0, 6)
        accuracy = _next_accuracy(rng, accuracy)
        t.append(t[-1] + seconds)
        lat.append(round(north + north_error))
        lon.append(round(east + east_error))
        acc.append(round(accuracy))
    return Track.of(t, lat, lon, acc)


def _next_accuracy(rng: random.Random, accuracy: float) -> float:
    """A receiver's accuracy stays for a while and then moves a little."""
    return max(3.0, min(60.0, accuracy + rng.gauss(0, 2))) if rng.random() < 0.15 else accuracy


def recorded(path: Path) -> list[Track]:
    """Recorded walks: a line of JSON each, `{"points": [[unix_seconds, lat, lon], …]}`. Their clocks are moved to our years;
    they carry no accuracy, so one is made up."""
    rng = random.Random(20260707)
    return [_recorded(rng, points) for points in _lines(path)]


def _recorded(rng: random.Random, points: list[tuple[int, float, float]]) -> Track:
    shift = BEGAN - points[0][0]
    acc = [8.0]
    while len(acc) < len(points):
        acc.append(_next_accuracy(rng, acc[-1]))
    return Track.of(
        [t + shift for t, _, _ in points],
        [round(lat * 1e6) for _, lat, _ in points],
        [round(lon * 1e6) for _, _, lon in points],
        [round(metres) for metres in acc],
    )


def _lines(path: Path) -> Iterator[list[tuple[int, float, float]]]:
    with gzip.open(path, "rt") if path.suffix == ".gz" else path.open() as lines:
        for line in lines:
            yield json.loads(line)["points"]
