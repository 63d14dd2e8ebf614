"""Standing still adds nothing, outliers do not count, and pieces come to what the whole does: as the phone finds it too."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.geo.distance import path_length
from app.patrols import measuring
from app.patrols.measuring import Aside, Measured

BEGAN, LAT, LON = 1_790_000_000, 37_752_000, 126_761_000
VECTORS = Path(__file__).parents[1] / "geo" / "vectors" / "distance.json"
CASES: list[dict[str, Any]] = json.loads(VECTORS.read_text())["cases"]
STEPS = st.lists(
    st.tuples(st.integers(-30, 900), st.integers(-3_000, 3_000), st.integers(-3_000, 3_000), st.integers(0, 130)), min_size=1, max_size=40
)


def measured(rows: Sequence[Sequence[int]]) -> Measured:
    """A piece given as rows."""
    t, lat, lon, acc = (list(column) for column in zip(*rows, strict=True))
    return measuring.measure(t, lat, lon, acc)


def wander(steps: list[tuple[int, int, int, int]]) -> list[list[int]]:
    """A walk of any shape with gaps, jumps, poor fixes and a clock that may step back."""
    rows = [[BEGAN, LAT, LON, 5]]
    for seconds, north, east, metres in steps:
        rows.append([rows[-1][0] + seconds, rows[-1][1] + north, rows[-1][2] + east, metres])
    return rows


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_the_phone_finds_too(case: dict[str, Any]) -> None:
    metres, jumps, paused_s, at = 0.0, 0, 0, 0
    aside: dict[str, str] = {}
    pieces = []
    for count in case["pieces"]:
        piece = measured(case["fixes"][at : at + count])
        aside |= {str(at + i): reason.value for i, reason in piece.aside.items()}
        metres, jumps, paused_s, at = metres + piece.distance_m, jumps + piece.jumps, paused_s + piece.paused_s, at + count
        pieces.append(piece)
    for before, after in pairwise(pieces):
        join = measuring.join(before.ends, after.ends)
        metres, jumps, paused_s = metres + join.distance_m, jumps + join.jumps, paused_s + join.paused_s
    assert metres == pytest.approx(case["metres"], rel=0.005, abs=0.02)
    assert (jumps, paused_s, aside) == (case["jumps"], case["paused_s"], case["set_aside"])


@given(STEPS)
def test_no_walk_is_longer_than_its_good_fixes_laid_end_to_end(steps: list[tuple[int, int, int, int]]) -> None:
    rows = wander(steps)
    found = measured(rows)
    good = [row for i, row in enumerate(rows) if row[3] <= measuring.GOOD_ACCURACY_M and i not in found.aside]
    assert 0 <= found.distance_m <= path_length((lat / 1e6, lon / 1e6) for _, lat, lon, _ in good) * 1.002 + 0.01


@given(STEPS)
def test_what_is_set_aside_changes_nothing_else(steps: list[tuple[int, int, int, int]]) -> None:
    rows = wander(steps)
    found = measured(rows)
    left = [row for i, row in enumerate(rows) if i not in found.aside]
    if left and all(reason is not Aside.JUMP for reason in found.aside.values()):
        assert measured(left).distance_m == pytest.approx(found.distance_m)


@pytest.mark.parametrize("every_s", [1, 5, 15])
@pytest.mark.parametrize("accuracy_m", [5, 10, 20])
def test_an_hour_of_standing_still_is_no_walk(every_s: int, accuracy_m: int) -> None:
    rng = random.Random(every_s * 100 + accuracy_m)
    spread = accuracy_m / 1.5 / 0.1112  # 68 % of the fixes within the accuracy, in 1e-6 degrees
    rows = [
        [BEGAN + s, LAT + round(rng.gauss(0, spread)), LON + round(rng.gauss(0, spread / 0.79)), accuracy_m]
        for s in range(0, 3600, every_s)
    ]
    assert measured(rows).distance_m < 2 * accuracy_m


def test_a_straight_walk_is_as_long_as_it_is() -> None:
    rows = [[BEGAN + 5 * i, LAT + 45 * i, LON, 6] for i in range(600)]
    assert measured(rows).distance_m == pytest.approx(599 * 45 * 0.1112, rel=0.01)


def test_what_is_known_not_to_count_does_not() -> None:
    rows = [[BEGAN + 10 * i, LAT + 110 * i, LON, 6] for i in range(10)]
    t, lat, lon, acc = (list(column) for column in zip(*rows, strict=True))
    everything = measuring.measure(t, lat, lon, acc, dict.fromkeys(range(10), Aside.MOCK))
    assert (everything.distance_m, everything.ends.first, len(everything.aside)) == (0.0, None, 10)
    some = measuring.measure(t, lat, lon, acc, {0: Aside.FUTURE})
    assert some.ends.first_t == BEGAN + 10
