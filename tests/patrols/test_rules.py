"""The line breaks at gaps, loses nothing, and never lengthens the walk across one."""

from __future__ import annotations

import itertools
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.geo.distance import haversine
from app.geo.track import Track
from app.patrols import rules
from app.patrols.rules import Status
from app.patrols.stretch import pack_ends, read_ends
from tests.patrols.cast import NOW
from tests.patrols.walks import part, track

STEPS = st.lists(
    st.tuples(st.integers(-30, 200), st.integers(-500, 500), st.integers(-500, 500), st.integers(0, 90)),
    min_size=1,
    max_size=40,
)


def wander(steps: list[tuple[int, int, int, int]]) -> Track:
    """A walk of any shape with gaps, poor fixes and a clock that may step back."""
    t, lat, lon, acc = [1_790_000_000], [37_752_000], [126_761_000], [5]
    for seconds, north, east, metres in steps:
        t.append(t[-1] + seconds)
        lat.append(lat[-1] + north)
        lon.append(lon[-1] + east)
        acc.append(metres)
    return Track(t, lat, lon, acc)


@given(STEPS)
def test_segments_hold_every_fix_once_and_no_gap(steps: list[tuple[int, int, int, int]]) -> None:
    t = wander(steps).t
    pieces = [t[piece] for piece in rules.segments(t)]
    assert [moment for piece in pieces for moment in piece] == t
    for piece in pieces:
        assert not any(rules.is_gap(before, after) for before, after in itertools.pairwise(piece))
    for before, after in itertools.pairwise(pieces):
        assert rules.is_gap(before[-1], after[0])


def test_no_fixes_have_no_segments() -> None:
    assert rules.segments([]) == []


@pytest.mark.parametrize(("seconds", "gap"), [(0, False), (60, False), (61, True), (-60, False), (-61, True)])
def test_a_gap_is_more_than_a_minute(seconds: int, gap: bool) -> None:
    assert rules.is_gap(1000, 1000 + seconds) is gap


@given(STEPS)
def test_distance_is_the_sum_over_good_fixes_without_gaps(steps: list[tuple[int, int, int, int]]) -> None:
    walk = wander(steps)
    good = [row for row in zip(*walk.columns(), strict=True) if row[3] <= rules.GOOD_ACCURACY_M]
    expected = sum(
        haversine(one[1] / 1e6, one[2] / 1e6, other[1] / 1e6, other[2] / 1e6)
        for one, other in itertools.pairwise(good)
        if abs(other[0] - one[0]) <= rules.GAP_S
    )
    assert rules.measure(*walk.columns()).distance_m == pytest.approx(expected, rel=1e-3, abs=0.01)


@given(STEPS, st.integers(1, 12))
def test_pieces_joined_are_as_long_as_the_whole(steps: list[tuple[int, int, int, int]], size: int) -> None:
    walk = wander([(seconds, north, east, 5) for seconds, north, east, _ in steps])
    pieces = [rules.measure(*part(walk, start, start + size).columns()) for start in range(0, len(walk), size)]
    joins = sum(rules.join_m(before.last, after.first) for before, after in itertools.pairwise(pieces))
    assert sum(piece.distance_m for piece in pieces) + joins == pytest.approx(rules.measure(*walk.columns()).distance_m, rel=1e-3)


def test_poor_fixes_do_not_lengthen_the_walk() -> None:
    straight = track(20)
    jumpy = Track(
        straight.t, [lat + 4_000 * (i % 2) for i, lat in enumerate(straight.lat)], straight.lon, [8 + 40 * (i % 2) for i in range(20)]
    )
    assert rules.measure(*jumpy.columns()).distance_m == pytest.approx(rules.measure(*part(straight, 0, 19).columns()).distance_m)
    assert rules.measure(*track(5, acc=41).columns()) == rules.Measured(0.0, None, None)


@given(STEPS)
def test_ends_survive_packing(steps: list[tuple[int, int, int, int]]) -> None:
    measured = rules.measure(*wander(steps).columns())
    assert read_ends(pack_ends(measured)) == (measured.first, measured.last)


def test_no_ends_are_packed_as_nothing() -> None:
    assert pack_ends(rules.Measured(0.0, None, None)) is None
    assert read_ends(None) == (None, None)


def test_a_walk_counts_from_a_hundred_metres() -> None:
    assert not rules.counts(99.9)
    assert rules.counts(100.0)


def test_silence_and_its_end() -> None:
    six_hours = timedelta(hours=6)
    assert rules.is_silent(NOW - six_hours, NOW)
    assert not rules.is_silent(NOW - six_hours + timedelta(seconds=1), NOW)
    assert rules.after_sign(Status.ABANDONED, NOW - timedelta(hours=1), NOW) is Status.ACTIVE
    assert rules.after_sign(Status.ABANDONED, NOW - timedelta(days=1), NOW) is Status.ABANDONED
    assert rules.after_sign(Status.COMPLETED, NOW, NOW) is Status.COMPLETED


def test_only_a_fresh_fix_of_a_walk_under_way_tells_a_place() -> None:
    half_an_hour = timedelta(minutes=30)
    assert rules.tells_place(Status.ACTIVE, NOW - half_an_hour, NOW)
    assert not rules.tells_place(Status.ACTIVE, NOW - half_an_hour - timedelta(seconds=1), NOW)
    assert not rules.tells_place(Status.COMPLETED, NOW, NOW)
