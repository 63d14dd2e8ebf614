"""Every promise of every local day falls due exactly once, whatever the clocks of its zone do."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.plans.schedule_rules import Flaw, Promise, Schedule, after, between, due_at, exists, flaws, local_day, next_after, of_day, zone_of

NIGHTLY = os.environ.get("MODU_NIGHTLY") == "1"
CASES = 200_000 if NIGHTLY else 2_000
FIRST, LAST = date(2019, 1, 1), date(2040, 12, 31)
ZONES = sorted(available_timezones())

days = st.dates(FIRST, LAST)
zones = st.sampled_from(ZONES)


def _far_enough(minutes: list[int]) -> tuple[int, ...]:
    """As many of these as lie an hour apart, round the clock."""
    kept: list[int] = []
    for minute in sorted(minutes):
        if all(60 <= abs(minute - other) <= 1440 - 60 for other in kept):
            kept.append(minute)
    return tuple(kept)


times = st.lists(st.integers(0, 1439), min_size=1, max_size=6).map(_far_enough)


@st.composite
def schedules(draw: st.DrawFn) -> Schedule:
    """Any schedule that can be kept."""
    first = draw(days)
    last = draw(st.none() | st.integers(30, 400).map(lambda more: first + timedelta(days=more)))
    weekly = draw(st.none() | st.frozensets(st.integers(0, 6), min_size=1))
    return Schedule(draw(times), draw(zones), first, last, weekly, 1 if weekly else draw(st.integers(1, 14)))


def transitions(zone: str, day: date) -> bool:
    """Whether clocks change around this day."""
    here = zone_of(zone)
    moments = [datetime(day.year, day.month, day.day, 12, tzinfo=here) + timedelta(days=more) for more in (-1, 1)]
    return moments[0].utcoffset() != moments[1].utcoffset()


@settings(max_examples=CASES)
@given(schedule=schedules(), start=st.integers(-3, 400), span=st.integers(1, 12))
def test_each_promise_of_each_local_day_falls_due_exactly_once(schedule: Schedule, start: int, span: int) -> None:
    begin = datetime.combine(schedule.first_day + timedelta(days=start), datetime.min.time(), UTC) + timedelta(hours=7)
    end = begin + timedelta(days=span)
    due = between(schedule, begin, end)
    assert due == sorted(due)
    keys = [(promise.day, promise.minute) for promise in due]
    assert len(set(keys)) == len(keys), "never twice"
    first = local_day(begin, schedule.zone) - timedelta(days=1)
    owed = [promise for more in range(span + 4) for promise in of_day(schedule, first + timedelta(days=more))]
    assert due == sorted(promise for promise in owed if begin < promise.due_at <= end), "and none is left out"
    for promise in due:
        wall = promise.due_at.astimezone(zone_of(schedule.zone))
        shown = (wall.date() - promise.day).days * 1440 + wall.hour * 60 + wall.minute - promise.minute
        assert 0 <= shown <= 24 * 60, "at its time, or as much later as the clocks were put forward"
        assert shown == 0 or transitions(schedule.zone, promise.day)


@settings(max_examples=CASES // 10)
@given(schedule=schedules(), start=st.integers(-3, 400), cuts=st.lists(st.integers(0, 10 * 1440), max_size=8))
def test_however_often_somebody_looks_nothing_is_missed_and_nothing_comes_twice(schedule: Schedule, start: int, cuts: list[int]) -> None:
    begin = datetime.combine(schedule.first_day + timedelta(days=start), datetime.min.time(), UTC)
    moments = sorted(begin + timedelta(minutes=cut) for cut in [0, *cuts, 10 * 1440])
    pieces = [promise for one, other in pairwise(moments) for promise in between(schedule, one, other)]
    assert pieces == between(schedule, moments[0], moments[-1])
    step, walked = next_after(schedule, moments[0]), list[Promise]()
    while step is not None and step.due_at <= moments[-1]:
        walked.append(step)
        step = next_after(schedule, step)
    assert walked == pieces


def test_no_zone_has_two_moments_for_one_promise_nor_none() -> None:
    for zone in ZONES:
        schedule = Schedule((30, 150, 1410), zone, date(2026, 3, 1))
        due = between(schedule, datetime(2026, 3, 1, 20, tzinfo=UTC), datetime(2026, 4, 12, 20, tzinfo=UTC))
        assert len({(promise.day, promise.minute) for promise in due}) == len(due), zone
        assert len(due) in range(3 * 42 - 1, 3 * 42 + 2), zone


@pytest.mark.parametrize(
    ("zone", "day", "minute", "utc"),
    [
        ("Asia/Seoul", date(2026, 11, 30), 540, "2026-11-30T00:00"),
        ("Europe/Berlin", date(2026, 3, 29), 150, "2026-03-29T01:30"),  # 02:30 does not come: 03:30 on the wall
        ("Europe/Berlin", date(2026, 10, 25), 150, "2026-10-25T00:30"),  # 02:30 comes twice: the first
        ("America/Nuuk", date(2026, 3, 28), 1410, "2026-03-29T01:30"),  # 23:30 does not come: 00:30 on the wall, still Saturday's promise
        ("Africa/Cairo", date(2026, 4, 24), 15, "2026-04-23T22:15"),  # midnight does not come
        ("Pacific/Apia", date(2011, 12, 29), 540, "2011-12-29T19:00"),
        ("Australia/Lord_Howe", date(2026, 10, 4), 135, "2026-10-03T15:45"),  # half an hour forward
    ],
)
def test_clocks_put_forward_and_back(zone: str, day: date, minute: int, utc: str) -> None:
    assert due_at(day, minute, zone) == datetime.fromisoformat(utc).replace(tzinfo=UTC)


def test_a_day_that_a_zone_leaves_out_owes_nothing() -> None:
    assert not exists(date(2011, 12, 30), "Pacific/Apia")
    daily = Schedule((540, 1260), "Pacific/Apia", date(2011, 12, 1))
    due = between(daily, datetime(2011, 12, 29, tzinfo=UTC), datetime(2012, 1, 1, tzinfo=UTC))
    assert [(promise.day.day, promise.minute) for promise in due] == [(28, 1260), (29, 540), (29, 1260), (31, 540), (31, 1260), (1, 540)]
    assert due == sorted(due)


@pytest.mark.parametrize(
    ("schedule", "flaw"),
    [
        (Schedule((), "Asia/Seoul", FIRST), Flaw.NO_TIMES),
        (Schedule((540,), "Asia/Seoul", FIRST, weekdays=frozenset()), Flaw.NO_DAYS),
        (Schedule((540, 570), "Asia/Seoul", FIRST), Flaw.TIMES_TOO_CLOSE),
        (Schedule((10, 1430), "Asia/Seoul", FIRST), Flaw.TIMES_TOO_CLOSE),
        (Schedule((540, 540), "Asia/Seoul", FIRST), Flaw.TIMES_TOO_CLOSE),
        (Schedule((1440,), "Asia/Seoul", FIRST), Flaw.NOT_A_TIME),
        (Schedule(tuple(range(0, 420, 60)), "Asia/Seoul", FIRST), Flaw.TOO_MANY_TIMES),
        (Schedule((540,), "Asia/Paju", FIRST), Flaw.NO_SUCH_ZONE),
        (Schedule((540,), "../etc/passwd", FIRST), Flaw.NO_SUCH_ZONE),
        (Schedule((540,), "Asia/Seoul", FIRST, every_days=0), Flaw.NOT_A_STEP),
        (Schedule((540,), "Asia/Seoul", FIRST, weekdays=frozenset({7})), Flaw.NOT_A_STEP),
        (Schedule((540,), "Asia/Seoul", FIRST, FIRST), Flaw.NEVER_DUE),
        (Schedule((540,), "Asia/Seoul", date(2026, 12, 1), date(2026, 12, 5), frozenset({6})), Flaw.NEVER_DUE),
    ],
)
def test_a_schedule_that_cannot_be_kept_is_told_why(schedule: Schedule, flaw: Flaw) -> None:
    assert flaws(schedule, datetime(2026, 11, 30, tzinfo=UTC)) == [flaw]


@given(schedule=schedules())
def test_a_schedule_that_can_be_kept_has_no_flaw(schedule: Schedule) -> None:
    before = datetime.combine(schedule.first_day, datetime.min.time(), UTC) - timedelta(days=2)
    assert flaws(schedule, before) == []
    assert next_after(schedule, before) is not None


def test_looking_ends_where_nothing_is_due_any_more() -> None:
    over = Schedule((540,), "Asia/Seoul", FIRST, FIRST)
    assert list(after(over, datetime(2030, 1, 1, tzinfo=UTC))) == []
