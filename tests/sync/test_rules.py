"""Phones' clocks and repeats, over all the values there are."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from app.sync.rules import BELIEVABLE_OFFSET, EARLIEST, FUTURE_ALLOWED, NETWORK_DELAY, clock_offset, corrected, digest

ANY = st.datetimes(timezones=st.just(UTC))
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
SKEW = st.timedeltas(min_value=timedelta(days=-3 * 365), max_value=timedelta(days=3 * 365))
AGE = st.timedeltas(min_value=timedelta(), max_value=timedelta(days=60))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@given(ANY, st.timedeltas(min_value=-NETWORK_DELAY, max_value=NETWORK_DELAY))
def test_travel_time_is_no_offset(received_at: datetime, travel: timedelta) -> None:
    assume(datetime.min.replace(tzinfo=UTC) + NETWORK_DELAY < received_at < datetime.max.replace(tzinfo=UTC) - NETWORK_DELAY)
    assert clock_offset(received_at - travel, received_at) == timedelta()


@given(ANY, ANY)
def test_an_offset_is_the_difference_or_none_at_all(sent_at: datetime, received_at: datetime) -> None:
    offset = clock_offset(sent_at, received_at)
    assert offset in (timedelta(), received_at - sent_at)
    assert abs(offset) < BELIEVABLE_OFFSET


@given(SKEW, AGE)
def test_a_skewed_clock_is_corrected_to_the_second(skew: timedelta, age: timedelta) -> None:
    """Whatever the phone's clock shows, what was said `age` ago was said `age` ago."""
    moment = corrected(NOW - age + skew, clock_offset(NOW + skew, NOW), NOW)
    error = abs(moment.at - (NOW - age))
    assert error <= NETWORK_DELAY
    assert moment.flag == (None if abs(skew) <= NETWORK_DELAY else "clock_corrected")


@given(ANY, ANY)
def test_whatever_a_phone_says_the_moment_is_one_that_can_be(recorded_at: datetime, sent_at: datetime) -> None:
    moment = corrected(recorded_at, clock_offset(sent_at, NOW), NOW)
    assert EARLIEST <= moment.at <= NOW
    assert moment.flag in (None, "clock_corrected", "future_clamped", "unreadable")
    assert moment.at.utcoffset() is not None


@given(st.timedeltas(min_value=timedelta(microseconds=1), max_value=timedelta(days=365)))
def test_the_future_is_clamped_and_flagged_beyond_five_minutes(ahead: timedelta) -> None:
    moment = corrected(NOW + ahead, timedelta(), NOW)
    assert moment.at == NOW
    assert moment.flag == ("future_clamped" if ahead > FUTURE_ALLOWED else None)


def test_a_clock_never_set_counts_as_now_so_that_a_concern_is_not_late() -> None:
    moment = corrected(datetime(1970, 1, 1, 0, 3, tzinfo=UTC), timedelta(), NOW)
    assert (moment.at, moment.flag) == (NOW, "unreadable")


def test_the_edges_of_the_calendar_break_nothing() -> None:
    first, last = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
    for recorded_at in (first, last):
        for sent_at in (first, last, NOW):
            assert EARLIEST <= corrected(recorded_at, clock_offset(sent_at, NOW), NOW).at <= NOW


@given(JSON)
def test_the_same_item_has_the_same_digest_however_it_is_written(body: Any) -> None:
    spaced = json.loads(json.dumps(body, indent=3, ensure_ascii=False))
    if isinstance(body, dict):
        spaced = dict(reversed(spaced.items()))
    assert digest("check_in", "2026-11-23T12:00:00Z", body) == digest("check_in", "2026-11-23T12:00:00Z", spaced)


@given(JSON, JSON)
def test_another_item_has_another_digest(one: Any, other: Any) -> None:
    assume(json.dumps(one, sort_keys=True) != json.dumps(other, sort_keys=True))
    assert digest("check_in", "t", one) != digest("check_in", "t", other)
    assert digest("check_in", "t", one) != digest("check_in", "u", one) != digest("patrol.start", "u", one)
