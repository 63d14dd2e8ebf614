"""When a facility is due, and which places are a slip of the pen."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.facilities.rules import Kind, category_of, changed_place, far_away, next_due

NOON = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
CENTRE = (37.7605, 126.7748)


@given(st.integers(1, 730), st.integers(0, 10_000))
def test_due_is_the_last_look_and_its_days(every: int, ago: int) -> None:
    checked = NOON - timedelta(hours=ago)
    assert next_due(checked, NOON - timedelta(days=9999), every) - checked == timedelta(days=every)


def test_never_looked_at_is_due_since_it_was_entered() -> None:
    assert next_due(None, NOON, 30) == NOON


def test_a_broken_lamp_is_a_light_out() -> None:
    assert [category_of(kind) for kind in Kind] == ["light_out"] + ["facility_broken"] * 5


@given(st.floats(-0.1, 0.1), st.floats(-0.1, 0.1))
def test_the_wrong_way_round_is_known_in_korea(north: float, east: float) -> None:
    lat, lon = CENTRE[0] + north, CENTRE[1] + east
    assert not far_away(lat, lon, *CENTRE)
    assert not changed_place(lat, lon, *CENTRE)
    assert changed_place(lon, lat, *CENTRE)


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_any_two_numbers_are_judged(lat: float, lon: float) -> None:
    if changed_place(lat, lon, *CENTRE):
        assert not far_away(lon, lat, *CENTRE)
