"""No minute counts twice, no day counts for more than eight hours, and a missed week is a pause."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.hours import rules
from app.hours.rules import Timed

BEGAN = datetime(2026, 11, 2, tzinfo=UTC)
TODAY = date(2026, 11, 25)  # a Wednesday


def timed(start_min: int, length_min: int, minutes: int | None = None) -> Timed:
    started_at = BEGAN + timedelta(minutes=start_min)
    credit = min(240, length_min) if minutes is None else minutes
    return Timed(started_at.date(), started_at, started_at + timedelta(minutes=length_min), credit)


WALKS = st.lists(st.builds(timed, st.integers(0, 4 * 1440), st.integers(0, 600)), max_size=12)


@given(WALKS)
def test_no_minute_counts_twice_and_no_day_for_more_than_eight_hours(walks: list[Timed]) -> None:
    counted = rules.counted(walks)
    covered = {minute for walk in walks for minute in range(_minute(walk.started_at), _minute(walk.ended_at))}
    assert sum(counted) <= len(covered)
    for day in {walk.day for walk in walks}:
        assert sum(minutes for walk, minutes in zip(walks, counted, strict=True) if walk.day == day) <= rules.MOST_A_DAY_MIN
    assert all(0 <= minutes <= walk.minutes for walk, minutes in zip(walks, counted, strict=True))


def _minute(moment: datetime) -> int:
    return int((moment - BEGAN).total_seconds()) // 60


@given(WALKS, st.randoms())
def test_the_order_they_come_in_does_not_matter(walks: list[Timed], random: object) -> None:
    assert sum(rules.counted(walks)) == sum(rules.counted(list(reversed(walks))))


@given(WALKS)
def test_walks_apart_count_whole_until_the_day_is_full(walks: list[Timed]) -> None:
    alone = [timed(1440 * index, 60) for index in range(len(walks))]
    assert rules.counted(alone) == [60] * len(walks)


def test_overlapping_walks_count_once() -> None:
    assert rules.counted([timed(0, 60), timed(30, 60)]) == [60, 30]
    assert rules.counted([timed(0, 60), timed(10, 20)]) == [60, 0]
    assert rules.counted([timed(0, 240), timed(240, 240), timed(480, 240)]) == [240, 240, 0]


def _weeks(*ago: int) -> list[date]:
    return [TODAY - timedelta(weeks=weeks) for weeks in ago]


@pytest.mark.parametrize(
    ("walked", "expected"),
    [
        ([], 0),
        ([0], 1),
        ([1], 1),
        ([0, 1, 2], 3),
        ([1, 2, 3], 3),
        ([0, 2, 3], 3),
        ([0, 2, 4, 6], 4),
        ([0, 3, 4], 1),
        ([2, 3], 2),
        ([3, 4], 0),
    ],
)
def test_a_missed_week_is_a_pause(walked: list[int], expected: int) -> None:
    assert rules.weeks_in_a_row(_weeks(*walked), TODAY) == expected


@given(st.sets(st.integers(0, 400)))
def test_one_walk_more_never_shortens_the_row(days_ago: set[int]) -> None:
    days = [TODAY - timedelta(days=ago) for ago in days_ago]
    assert rules.weeks_in_a_row([*days, TODAY], TODAY) >= rules.weeks_in_a_row(days, TODAY)
    assert rules.weeks_in_a_row(days, TODAY) <= len({rules.monday(day) for day in days})


@given(st.dates(date(2020, 1, 1), date(2099, 1, 1)), st.integers(-30, 30))
def test_months_go_on_and_back(day: date, months: int) -> None:
    first = day.replace(day=1)
    assert rules.later(rules.later(first, months), -months) == first
    assert rules.month_of(rules.month_name(first)) == first


@pytest.mark.parametrize("text", ["2026-13", "2026-00", "26-01", "2026-1", "2026-01-01", "", "1999-01"])
def test_no_month(text: str) -> None:
    assert rules.month_of(text) is None


@pytest.mark.parametrize("zone", ["Asia/Seoul", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"])
@given(day=st.dates(date(2025, 1, 1), date(2030, 1, 1)))
def test_a_local_day_is_as_long_as_it_is_there(zone: str, day: date) -> None:
    here = ZoneInfo(zone)
    length = rules.begins_at(day + timedelta(days=1), here).astimezone(UTC) - rules.begins_at(day, here).astimezone(UTC)
    assert timedelta(hours=23) <= length <= timedelta(hours=25)
    assert rules.begins_at(day, here).astimezone(UTC).astimezone(here).date() == day
