"""The longer nobody came and the fewer came, the more is owed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

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


ZONES = st.sampled_from(
    [ZoneInfo(name) for name in ("Asia/Seoul", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "America/Santiago")]
)


@given(st.integers(1_700_000_000, 1_900_000_000), ZONES)
def test_a_quarter_of_an_hour_lies_within_one_band(second: int, zone: ZoneInfo) -> None:
    then = datetime.fromtimestamp(second, zone)
    assert rules.local(second, zone) == (then.date(), then.hour // 4) == rules.local(second // 900 * 900, zone)


def test_the_hour_that_comes_twice_is_one_and_the_same() -> None:
    zone = ZoneInfo("America/New_York")
    first = int(datetime(2026, 11, 1, 5, 30, tzinfo=UTC).timestamp())
    assert rules.local(first, zone) == rules.local(first + 3600, zone) == (date(2026, 11, 1), 0)


@given(st.integers(1_700_000_000, 1_900_000_000), ZONES)
def test_what_walkers_are_told_of_is_kept_long_enough(second: int, zone: ZoneInfo) -> None:
    now = datetime.fromtimestamp(second, UTC)
    today = now.astimezone(zone).date()
    assert rules.oldest_kept(now, zone) <= rules.week_began(today) - rules.WINDOW


@given(st.dates())
def test_a_week_begins_on_its_monday(today: date) -> None:
    monday = rules.week_began(today)
    assert monday.weekday() == 0
    assert timedelta() <= today - monday < timedelta(days=7)


PEOPLE = st.lists(st.sets(st.integers(0, 9)), min_size=6, max_size=6)
"""Who came through a cell, by band."""


def told(cell: list[set[int]], around: set[int]) -> list[int]:
    people = set().union(*cell)
    return rules.told(len(people | around), len(people), [len(here) for here in cell])


@given(PEOPLE, st.sets(st.integers(0, 9)))
def test_fewer_than_five_people_tell_nothing(cell: list[set[int]], around: set[int]) -> None:
    owed = told(cell, around)
    if len(set().union(*cell)) < rules.ENOUGH_WALKERS:
        assert len(set(owed[1:])) == 1, "no hour"
        assert owed == told([set()] * 6, around | set().union(*cell)), "nor which cell of the group"
    if len(around.union(*cell)) < rules.ENOUGH_WALKERS:
        assert owed == told([set()] * 6, set()), "nor whether anybody came at all"
    for band, here in enumerate(cell[1:], start=1):
        if len(here) < rules.ENOUGH_WALKERS:
            assert owed[band] > 0


@given(PEOPLE, st.sets(st.integers(0, 9)), st.integers(0, 5), st.integers(0, 9))
def test_more_people_never_owe_more(cell: list[set[int]], around: set[int], band: int, somebody: int) -> None:
    more = [here | {somebody} if index == band else here for index, here in enumerate(cell)]
    assert all(after <= before for after, before in zip(told(more, around), told(cell, around), strict=True))
    assert told(cell, around)[0] == 0, "nobody is sent out in the small hours"


@given(st.integers(0, 10**6))
def test_walks_are_rounded_down(walks: int) -> None:
    shown = rules.rounded_down(walks)
    assert shown <= walks < 2.5 * shown or (shown == 0 and walks < rules.ENOUGH_WALKERS)
    assert rules.rounded_down(shown) == shown


def test_so_many_walks_are_shown_as() -> None:
    walks = (0, 1, 4, 5, 9, 10, 19, 20, 49, 50, 99, 100, 199, 200)
    assert [rules.rounded_down(each) for each in walks] == [0, 0, 0, 5, 5, 10, 10, 20, 20, 50, 50, 100, 100, 200]


@given(st.datetimes())
def test_bands_hold_the_whole_day(moment: datetime) -> None:
    band = rules.band_of(moment)
    began = rules.began_at(moment.date(), band, UTC)
    assert began <= moment.replace(tzinfo=UTC) < began + timedelta(hours=4)
    assert rules.BANDS[band].startswith(f"{began:%H}")
