"""When a home may move."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.people.home_rules import MOVES_AFTER, may_move

SET_AT = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


@given(st.integers(0, 400 * 86_400))
def test_once_in_thirty_days(seconds: int) -> None:
    assert may_move(SET_AT, SET_AT + timedelta(seconds=seconds)) == (seconds >= 30 * 86_400)


def test_a_clock_that_went_back_moves_nobody() -> None:
    assert not may_move(SET_AT, SET_AT - MOVES_AFTER)
