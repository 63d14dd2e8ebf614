"""When a phone is asked whether it still answers, and when its silence counts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.notifications.proof_rules import asks_now, is_silent, proof_due_at

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
EVERY, ANSWER = timedelta(days=7), timedelta(days=1)
moments = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)).map(lambda moment: moment.replace(tzinfo=UTC))  # noqa: DTZ001  # made aware here
waits = st.timedeltas(timedelta(hours=1), timedelta(days=30))


@pytest.mark.parametrize(("minute", "asked"), [(0, False), (599, False), (600, True), (1079, True), (1080, False), (1439, False)])
def test_only_by_day(minute: int, asked: bool) -> None:
    assert asks_now(minute, is_awake=True) is asked
    assert not asks_now(minute, is_awake=False)


@given(moments, st.none() | moments, st.none() | moments, waits, waits)
def test_who_was_heard_of_lately_is_never_asked(
    created: datetime, received: datetime | None, asked: datetime | None, every: timedelta, answer: timedelta
) -> None:
    due = proof_due_at(created_at=created, received_at=received, asked_at=asked, is_silent=False, every=every, answer=answer)
    assert due - (received or created) >= every
    assert asked is None or due - asked >= every


@given(moments, moments, st.none() | moments, waits, waits)
def test_a_silent_phone_is_asked_again_after_each_wait(
    created: datetime, asked: datetime, received: datetime | None, every: timedelta, answer: timedelta
) -> None:
    due = proof_due_at(created_at=created, received_at=received, asked_at=asked, is_silent=True, every=every, answer=answer)
    assert due == asked + answer


@given(st.none() | moments, st.booleans(), st.none() | moments, waits, moments)
def test_silence_needs_a_question_that_left_and_time_to_answer(
    asked: datetime | None, went_out: bool, received: datetime | None, answer: timedelta, now: datetime
) -> None:
    silent = is_silent(asked_at=asked, went_out=went_out, received_at=received, answer=answer, now=now)
    if silent:
        assert asked is not None
        assert went_out
        assert now >= asked + answer
        assert received is None or received < asked
    if asked is not None and went_out and received is None and now >= asked + answer:
        assert silent


def test_an_answer_at_any_time_ends_it() -> None:
    assert is_silent(asked_at=NOW - ANSWER, went_out=True, received_at=None, answer=ANSWER, now=NOW)
    assert not is_silent(asked_at=NOW - ANSWER, went_out=True, received_at=NOW, answer=ANSWER, now=NOW)
