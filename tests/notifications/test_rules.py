"""When a push is tried again, what an answer means, and how it is named."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.notifications.rules import (
    LONGEST_RETRY,
    LONGEST_RETRY_AFTER,
    Outcome,
    Status,
    is_topic,
    next_attempt_at,
    no_answer,
    outcome_of,
    parse_retry_after,
    topic_for,
)

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


@given(st.uuids(), st.uuids())
def test_a_topic_suits_every_push_service(subject: UUID, device: UUID) -> None:
    topic = topic_for(subject, device)
    assert is_topic(topic)
    assert len(topic) == 24
    assert topic == topic_for(subject, device)


@given(st.uuids(), st.uuids(), st.uuids())
def test_two_devices_share_no_topic(subject: UUID, one: UUID, other: UUID) -> None:
    assert (topic_for(subject, one) == topic_for(subject, other)) == (one == other)


@pytest.mark.parametrize(
    ("text", "fits"), [("", False), ("ab", True), ("a" * 33, False), ("a" * 29, False), ("a" * 5, False), ("a b", False)]
)
def test_which_topics_fit(text: str, fits: bool) -> None:
    assert is_topic(text) is fits


@pytest.mark.parametrize(
    ("code", "status"),
    [
        (200, Status.SENT),
        (201, Status.SENT),
        (202, Status.SENT),
        (204, Status.SENT),
        (301, Status.FAILED),
        (307, Status.FAILED),
        (400, Status.FAILED),
        (401, Status.FAILED),
        (403, Status.FAILED),
        (404, Status.GONE),
        (410, Status.GONE),
        (408, Status.QUEUED),
        (413, Status.FAILED),
        (425, Status.QUEUED),
        (429, Status.QUEUED),
        (500, Status.QUEUED),
        (502, Status.QUEUED),
        (503, Status.QUEUED),
        (599, Status.QUEUED),
    ],
)
def test_what_an_answer_means(code: int, status: Status) -> None:
    assert outcome_of(code).status is status


@given(st.integers(100, 999))
def test_only_404_and_410_end_a_subscription(code: int) -> None:
    assert (outcome_of(code).status is Status.GONE) == (code in (404, 410))


@pytest.mark.parametrize(
    ("value", "wait"),
    [
        (None, None),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("３", None),
        ("0", timedelta(0)),
        (" 120 ", timedelta(seconds=120)),
        (format_datetime(NOW + timedelta(seconds=90), usegmt=True), timedelta(seconds=90)),
        (format_datetime(NOW - timedelta(hours=1), usegmt=True), timedelta(0)),
        ("Mon, 99 Nov 2026 10:00:00 GMT", None),
    ],
)
def test_retry_after_is_read_as_seconds_or_a_date(value: str | None, wait: timedelta | None) -> None:
    assert parse_retry_after(value, NOW) == wait


@given(st.text(max_size=40))
def test_no_retry_after_breaks_the_reader(value: str) -> None:
    wait = parse_retry_after(value, NOW)
    assert wait is None or wait >= timedelta(0)


@given(st.integers(1, 10_000), st.floats(0, 1, exclude_max=True))
def test_waiting_grows_and_is_capped(attempts: int, chance: float) -> None:
    far = NOW + timedelta(days=1)
    again = next_attempt_at(no_answer("x"), attempts, NOW, far, chance)
    assert again is not None
    whole = min(timedelta(seconds=2 ** min(attempts - 1, 10)), LONGEST_RETRY)
    assert whole / 2 <= again - NOW <= whole


def test_a_push_service_may_ask_for_up_to_five_minutes() -> None:
    far = NOW + timedelta(days=1)
    asked = Outcome(Status.QUEUED, 429, "", timedelta(seconds=40))
    assert next_attempt_at(asked, 1, NOW, far, 0.9) == NOW + timedelta(seconds=40)
    endless = Outcome(Status.QUEUED, 429, "", timedelta(days=365))
    assert next_attempt_at(endless, 1, NOW, far, 0.0) == NOW + LONGEST_RETRY_AFTER


def test_nothing_is_tried_again_when_it_would_come_too_late() -> None:
    assert next_attempt_at(no_answer("x"), 1, NOW, NOW + timedelta(seconds=0.4), 0.0) is None
    asked = Outcome(Status.QUEUED, 429, "", timedelta(seconds=90))
    assert next_attempt_at(asked, 1, NOW, NOW + timedelta(seconds=60), 0.0) is None
