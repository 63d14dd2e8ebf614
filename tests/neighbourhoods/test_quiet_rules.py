"""Quiet hours, from values alone."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from app.neighbourhoods.quiet_rules import is_awake, minute_of_day

minutes = st.integers(0, 24 * 60 - 1)


def test_a_night_over_midnight() -> None:
    night = (22 * 60, 6 * 60)
    awake = [hour for hour in range(24) if is_awake(hour * 60, *night)]
    assert awake == list(range(6, 22))


@given(minutes, minutes, minutes)
def test_every_minute_is_quiet_in_one_of_two_halves_of_a_day(minute: int, start: int, end: int) -> None:
    if start == end:
        assert is_awake(minute, start, end), "the same minute twice is no quiet at all"
    else:
        assert is_awake(minute, start, end) != is_awake(minute, end, start)
        assert not is_awake(start, start, end)
        assert is_awake(end, start, end)


@given(minutes, minutes)
def test_half_an_answer_is_none(minute: int, said: int) -> None:
    assert is_awake(minute, None, None)
    assert is_awake(minute, said, None)
    assert is_awake(minute, None, said)


def test_the_minute_is_that_of_the_clocks_on_the_walls() -> None:
    assert minute_of_day(datetime(2026, 11, 24, 15, 5, tzinfo=UTC), "Asia/Seoul") == 5
