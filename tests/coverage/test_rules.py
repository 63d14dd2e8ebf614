"""The longer nobody came and the fewer came, the more is owed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.coverage import rules

BANDS = st.integers(0, 5)
SINCE = st.none() | st.integers(0, 60)


@given(BANDS, SINCE, st.integers(0, 40))
def test_debt_has_four_steps(band: int, since: int | None, visits: int) -> None:
    assert rules.debt(band, since, visits) in range(rules.MOST_DEBT + 1)


@given(BANDS, st.integers(0, 60), st.integers(0, 40), st.integers(0, 60), st.integers(0, 40))
def test_longer_ago_and_fewer_visits_never_owe_less(band: int, since: int, visits: int, longer: int, fewer: int) -> None:
    assert rules.debt(band, since + longer, visits) >= rules.debt(band, since, visits)
    assert rules.debt(band, since, visits) >= rules.debt(band, since, visits + fewer)
    assert rules.debt(band, None, visits) >= rules.debt(band, since, visits)


@pytest.mark.parametrize(
    ("since", "visits", "expected"), [(0, 1, 0), (1, 1, 0), (2, 1, 1), (6, 1, 1), (7, 1, 2), (14, 1, 3), (None, 0, 3), (7, 6, 1), (2, 6, 0)]
)
def test_the_steps(since: int | None, visits: int, expected: int) -> None:
    assert rules.debt(4, since, visits) == expected


def test_nobody_is_sent_out_in_the_small_hours() -> None:
    assert rules.debt(0, None, 0) == 0


def test_a_cell_is_judged_band_by_band() -> None:
    today = date(2026, 11, 23)
    last = [None, None, today, today - timedelta(days=3), today - timedelta(days=20), today - timedelta(days=8)]
    assert rules.cell_debt(last, [0, 0, 1, 1, 1, 4], today) == [0, 3, 0, 1, 3, 1]


@given(st.dates())
def test_a_week_begins_on_its_monday(today: date) -> None:
    monday = rules.week_began(today)
    assert monday.weekday() == 0
    assert timedelta() <= today - monday < timedelta(days=7)


@given(st.none() | st.integers(1, 60), st.integers(0, 30))
def test_a_quiet_place_tells_no_hour_and_owes_more_the_longer_nobody_came(ago: int | None, longer: int) -> None:
    monday = date(2026, 11, 23)
    last = None if ago is None else monday - timedelta(days=ago)
    owed = rules.quiet_debt(last, monday)
    assert owed[0] == 0
    assert len(set(owed[1:])) == 1
    if ago is not None:
        assert rules.quiet_debt(monday - timedelta(days=ago + longer), monday)[1] >= owed[1]


@pytest.mark.parametrize(("ago", "expected"), [(1, 0), (7, 0), (8, 1), (14, 1), (15, 2), (28, 2), (29, 3), (None, 3)])
def test_the_steps_of_a_quiet_place(ago: int | None, expected: int) -> None:
    monday = date(2026, 11, 23)
    assert rules.quiet_debt(None if ago is None else monday - timedelta(days=ago), monday)[3] == expected


@given(st.integers(0, 10**6))
def test_walks_are_rounded_down(walks: int) -> None:
    shown = rules.rounded_down(walks)
    assert shown <= walks < max(1, shown) * 2.5 or walks == 0
    assert rules.rounded_down(shown) == shown


def test_so_many_walks_are_shown_as() -> None:
    assert [rules.rounded_down(walks) for walks in (0, 1, 4, 5, 9, 10, 19, 20, 49, 50, 99, 100)] == [
        0, 1, 2, 5, 5, 10, 10, 20, 20, 50, 50, 100,
    ]  # fmt: skip


@given(st.datetimes())
def test_bands_hold_the_whole_day(moment: datetime) -> None:
    band = rules.band_of(moment)
    began = rules.began_at(moment.date(), band, UTC)
    assert began <= moment.replace(tzinfo=UTC) < began + timedelta(hours=4)
    assert rules.BANDS[band].startswith(f"{began:%H}")
