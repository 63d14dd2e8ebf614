"""How far a walk went: against a line cleaned by Douglas and Peucker, and standing still, where every metre is noise."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import pairwise
from math import cos, exp, radians, sqrt

from shapely.geometry import LineString  # type: ignore[import-untyped]  # ships no types

from app.geo.track import Track
from app.patrols.measuring import is_gap, join, measure
from app.patrols.stretch import counted
from bench.figures import Figure
from bench.phone import CHUNK
from bench.walks import BEGAN, METRES_PER_MICRODEGREE

TOLERANCE_M = 3.0
NEAR = (0.75, 1.05)
STILL_M = 60.0
WIDE = METRES_PER_MICRODEGREE * cos(radians(37.75))


def distances(walks: Sequence[Track], name: str) -> list[Figure]:
    """Whole walks as the phone sends them, in pieces; the peer's line is made of the same fixes, without what was set aside."""
    ours = [_measured(walk) for walk in walks]
    cleaned = [_cleaned(walk) for walk in walks]
    plain = sum(_plain(walk) for walk in walks)
    ratio = sum(ours) / sum(cleaned)
    steady = [(mine, theirs) for walk, mine, theirs in zip(walks, ours, cleaned, strict=True) if theirs / (walk.t[-1] - walk.t[0]) >= 1.0]
    figures = [
        Figure(
            f"distance, all of {len(walks)} {name}",
            f"{sum(ours) / 1000:,.1f} km",
            f"Douglas-Peucker 3 m {sum(cleaned) / 1000:,.1f}, plain {plain / 1000:,.1f} km",
            f"{ratio:.2f}",
        )
    ]
    if steady:
        share = sum(mine for mine, _ in steady) / sum(theirs for _, theirs in steady)
        figures.append(
            Figure(
                f"  the same, {len(steady)} that kept walking (1 m/s)",
                f"{sum(mine for mine, _ in steady) / 1000:,.1f} km",
                f"Douglas-Peucker {sum(theirs for _, theirs in steady) / 1000:,.1f} km",
                f"{share:.2f}",
                f"{NEAR[0]:g} to {NEAR[1]:g}",
                NEAR[0] <= share <= NEAR[1],
            )
        )
    return figures


def still(seeds: int = 10) -> list[Figure]:
    """An hour on one spot with an accuracy of 8 m, a fix every five seconds: errors that come anew, and errors that linger."""
    figures = []
    for name, lingering_s in (("errors that come anew", 0.0), ("errors that linger a minute", 60.0)):
        tracks = [_still(seed, lingering_s) for seed in range(seeds)]
        ours = sum(map(_measured, tracks)) / seeds
        plain = sum(map(_plain, tracks)) / seeds
        figures.append(
            Figure(
                f"an hour standing still, {name}",
                f"{ours:.0f} m",
                f"plain sum {plain:,.0f} m",
                f"{ours / plain:.3f}",
                f"<= {STILL_M:g} m",
                ours <= STILL_M,
            )
        )
    return figures


def assumed(walks: Sequence[Track], accuracy_m: int = 8) -> list[Track]:
    """Recorded walks that carry no accuracy, with a usual one."""
    return [Track(walk.t, walk.lat, walk.lon, [accuracy_m] * len(walk)) for walk in walks]


def _measured(walk: Track) -> float:
    pieces = []
    for start in range(0, len(walk), CHUNK):
        t, lat, lon, acc = (column[start : start + CHUNK] for column in walk.columns())
        pieces.append(measure(t, lat, lon, acc))
    joins = sum(join(before.ends, after.ends).distance_m for before, after in pairwise(pieces))
    return sum(piece.distance_m for piece in pieces) + joins


def _cleaned(walk: Track) -> float:
    whole = counted(walk, measure(*walk.columns()).aside)
    metres, line = 0.0, [(0.0, 0.0)]
    for i in range(1, len(whole)):
        place = ((whole.lon[i] - whole.lon[0]) * WIDE, (whole.lat[i] - whole.lat[0]) * METRES_PER_MICRODEGREE)
        seconds = whole.t[i] - whole.t[i - 1]
        leap = sqrt((place[0] - line[-1][0]) ** 2 + (place[1] - line[-1][1]) ** 2)
        if is_gap(whole.t[i - 1], whole.t[i]) or leap > 12 * max(1, seconds) + whole.acc[i] + whole.acc[i - 1]:
            metres += LineString(line).simplify(TOLERANCE_M).length if len(line) > 1 else 0.0
            line = []
        line.append(place)
    return metres + (LineString(line).simplify(TOLERANCE_M).length if len(line) > 1 else 0.0)


def _plain(walk: Track) -> float:
    places = [(lat * METRES_PER_MICRODEGREE, lon * WIDE) for lat, lon in zip(walk.lat, walk.lon, strict=True)]
    return sum(sqrt((a - c) ** 2 + (b - d) ** 2) for (a, b), (c, d) in pairwise(places))


def _still(seed: int, lingering_s: float, seconds: int = 3_600, every_s: int = 5, accuracy_m: int = 8) -> Track:
    rng = random.Random(seed)
    spread = accuracy_m / 1.515  # 68 % of the places within the accuracy
    kept = exp(-every_s / lingering_s) if lingering_s else 0.0
    north = east = 0.0
    rows = []
    for t in range(BEGAN, BEGAN + seconds, every_s):
        north, east = (kept * error + sqrt(1 - kept * kept) * rng.gauss(0, spread) for error in (north, east))
        rows.append((t, 37_752_000 + round(north / METRES_PER_MICRODEGREE), 126_761_000 + round(east / WIDE), accuracy_m))
    return Track.of(*zip(*rows, strict=True))
