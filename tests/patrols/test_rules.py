"""The line breaks at gaps and loses nothing; what joins pieces survives packing."""

from __future__ import annotations

import itertools
import struct
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.geo.track import Track
from app.patrols import measuring, rules
from app.patrols.measuring import Ends, Fix
from app.patrols.rules import Status
from app.patrols.stretch import pack_aside, pack_ends, read_aside, read_ends
from tests.patrols.cast import NOW

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
        assert not any(measuring.is_gap(before, after) for before, after in itertools.pairwise(piece))
    for before, after in itertools.pairwise(pieces):
        assert measuring.is_gap(before[-1], after[0])


def test_no_fixes_have_no_segments() -> None:
    assert rules.segments([]) == []


@pytest.mark.parametrize(("seconds", "gap"), [(0, False), (60, False), (61, True), (-60, False), (-61, True)])
def test_a_gap_is_more_than_a_minute(seconds: int, gap: bool) -> None:
    assert measuring.is_gap(1000, 1000 + seconds) is gap


@given(STEPS)
def test_ends_survive_packing(steps: list[tuple[int, int, int, int]]) -> None:
    measured = measuring.measure(*wander(steps).columns())
    assert read_ends(pack_ends(measured.ends)) == measured.ends
    assert read_aside(pack_aside(measured.aside)) == measured.aside


def test_no_ends_are_packed_small_and_a_deleted_piece_has_none() -> None:
    assert read_ends(pack_ends(Ends(1_790_000_000, 1_790_000_500))) == Ends(1_790_000_000, 1_790_000_500)
    assert len(pack_ends(Ends(1, 2))) == 8
    assert read_ends(None) is None
    assert read_ends(pack_ends(Ends(0, 0))) is None


def test_ends_of_the_first_version_are_read() -> None:
    kept = struct.pack("<qiiqii", 1_790_000_000, 37_752_000, 126_761_000, 1_790_000_050, 37_752_400, 126_761_000)
    ends = read_ends(kept)
    assert ends is not None
    assert (ends.first, ends.anchor) == (Fix(1_790_000_000, 37_752_000, 126_761_000), Fix(1_790_000_050, 37_752_400, 126_761_000))
    assert (ends.first_t, ends.last_t, ends.good_t) == (1_790_000_000, 1_790_000_050, 1_790_000_050)


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
