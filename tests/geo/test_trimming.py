"""Nothing within the radius of either end is left over."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.geo.distance import step
from app.geo.track import Track
from app.geo.trimming import kept_range, trimmed


def straight(count: int, spacing: int = 100) -> Track:
    """A walk north, one fix about every 11 m (100 microdegrees)."""
    return Track(
        [1_790_000_000 + 5 * i for i in range(count)], [37_752_000 + spacing * i for i in range(count)], [126_761_000] * count, [5] * count
    )


def test_both_ends_go() -> None:
    start, end = kept_range(straight(100), 55)
    assert (start, end) == (5, 95)
    assert len(trimmed(straight(100), 55)) == 90


def test_a_walk_around_the_block_keeps_nothing() -> None:
    assert len(trimmed(straight(8), 200)) == 0
    assert len(trimmed(Track([], [], [], []), 200)) == 0


def test_the_way_out_and_back_keeps_its_middle() -> None:
    out = straight(60)
    there_and_back = Track(*(column + column[::-1] for column in out.columns()))
    start, end = kept_range(there_and_back, 100)
    assert start == 120 - end > 0


STEPS = st.lists(st.tuples(st.integers(-300, 300), st.integers(-300, 300)), min_size=1, max_size=80)


@given(STEPS, st.floats(10, 300))
def test_no_kept_end_lies_near_the_true_end(steps: list[tuple[int, int]], radius_m: float) -> None:
    lat, lon = [37_752_000], [126_761_000]
    for north, east in steps:
        lat.append(lat[-1] + north)
        lon.append(lon[-1] + east)
    track = Track(list(range(1_790_000_000, 1_790_000_000 + len(lat))), lat, lon, [5] * len(lat))
    kept = trimmed(track, radius_m)
    if len(kept):
        assert step(lat[0], lon[0], kept.lat[0], kept.lon[0]) > radius_m
        assert step(lat[-1], lon[-1], kept.lat[-1], kept.lon[-1]) > radius_m
