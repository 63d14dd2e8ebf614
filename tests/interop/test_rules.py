"""Which positions are kept, and where one walk ends and the next begins."""

from __future__ import annotations

from itertools import pairwise
from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.geo.track import RANGES
from app.interop.rules import LONGEST_WALK, NEW_WALK_AFTER, UNKNOWN_ACCURACY_M, Fix, Position, Reason, apart, in_order, judge

NOW = 1_795_000_000.0
any_float = st.floats()
fixes = st.lists(st.builds(Fix, st.integers(1_700_000_000, 1_700_300_000), st.just(1), st.just(1), st.just(1)), max_size=60)


@pytest.mark.parametrize(
    ("position", "reason"),
    [
        (Position(NOW, 91, 0), Reason.UNREADABLE),
        (Position(nan, 37, 127), Reason.UNREADABLE),
        (Position(NOW, inf, 127), Reason.UNREADABLE),
        (Position(NOW, 0.0005, -0.0005), Reason.ZERO_PLACE),
        (Position(946_684_800, 37, 127), Reason.TOO_OLD),
        (Position(NOW + 301, 37, 127), Reason.FUTURE),
        (Position(NOW, 37, 127, 5, mock=True), Reason.MOCK),
        (Position(NOW, 37, 127, 101), Reason.COARSE),
    ],
)
def test_what_is_set_aside(position: Position, reason: Reason) -> None:
    assert judge(position, NOW) is reason


def test_what_is_kept() -> None:
    assert judge(Position(NOW + 299.9, 37.7605004, 126.7748, 7.6), NOW) == Fix(int(NOW) + 299, 37_760_500, 126_774_800, 8)
    assert judge(Position(NOW, 37, 127, 100), NOW) == Fix(int(NOW), 37_000_000, 127_000_000, 100)


@pytest.mark.parametrize("accuracy", [None, 0, -1, nan, inf])
def test_an_accuracy_that_says_nothing_is_unknown(accuracy: float | None) -> None:
    fix = judge(Position(NOW, 37, 127, accuracy), NOW)
    assert isinstance(fix, Fix)
    assert fix.acc == UNKNOWN_ACCURACY_M


@given(any_float, any_float, any_float, st.none() | any_float, st.booleans())
def test_every_position_is_kept_within_the_codecs_ranges_or_has_a_reason(
    t: float, lat: float, lon: float, accuracy: float | None, mock: bool
) -> None:
    fix = judge(Position(t, lat, lon, accuracy, mock), NOW)
    if isinstance(fix, Fix):
        for name in ("t", "lat", "lon", "acc"):
            low, high = RANGES[name]
            assert low <= getattr(fix, name) <= high


@given(fixes)
def test_cut_apart_every_second_is_in_one_walk(found: list[Fix]) -> None:
    ordered = in_order(found)
    walks = apart(ordered)
    assert [fix for walk in walks for fix in walk] == ordered
    assert {fix.t for fix in ordered} == {fix.t for fix in found}
    for walk in walks:
        assert walk[-1].t - walk[0].t <= (LONGEST_WALK + NEW_WALK_AFTER).total_seconds()
        assert all(after.t - before.t <= NEW_WALK_AFTER.total_seconds() for before, after in pairwise(walk))
    assert all(
        after[0].t - before[-1].t > NEW_WALK_AFTER.total_seconds() or after[0].t - before[0].t >= LONGEST_WALK.total_seconds()
        for before, after in pairwise(walks)
    )
