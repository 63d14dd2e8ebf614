"""What is wrong with an alert, from values alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.alerts.audit_rules import FAILING_FOR, Finding, Seen, findings, is_mended

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
moments = st.integers(-7200, 3600).map(lambda s: NOW + timedelta(seconds=s))
seens = st.builds(
    Seen,
    is_live=st.booleans(),
    drill=st.booleans(),
    opened_at=moments,
    next_step_at=st.none() | moments,
    desk_told_at=st.none() | moments,
    told=st.integers(0, 5),
    call_waits_since=st.none() | moments,
    calls=st.lists(st.sampled_from(["queued", "sent", "received", "failed", "gone", "withdrawn"]), max_size=3),
)
HEALTHY = Seen(True, False, NOW - timedelta(minutes=5), NOW + timedelta(minutes=1), None, 3, None, ["sent", "failed"])


def _ago(**since: float) -> datetime:
    return NOW - timedelta(**since)


def test_an_alert_that_goes_its_way_has_no_finding() -> None:
    assert findings(HEALTHY, NOW) == []


def test_each_thing_that_can_be_wrong_is_found() -> None:
    assert findings(replace(HEALTHY, next_step_at=None), NOW) == [Finding.NO_NEXT_STEP]
    assert findings(replace(HEALTHY, next_step_at=_ago(seconds=31)), NOW) == [Finding.STEP_OVERDUE]
    assert findings(replace(HEALTHY, told=0, calls=[]), NOW) == [Finding.NOBODY_TOLD]
    assert findings(replace(HEALTHY, call_waits_since=_ago(seconds=31)), NOW) == [Finding.CALL_WAITS]
    assert findings(replace(HEALTHY, calls=["failed", "gone"]), NOW) == [Finding.CALLS_FAILED]


def test_an_ended_alert_is_looked_at_for_who_is_still_on_scene() -> None:
    ended = replace(HEALTHY, is_live=False, told=0, call_waits_since=_ago(hours=1))
    assert findings(replace(ended, next_step_at=None), NOW) == []
    assert findings(replace(ended, next_step_at=_ago(minutes=1)), NOW) == [Finding.STEP_OVERDUE]


@given(seens)
def test_the_desk_once_told_nobody_is_unheard(seen: Seen) -> None:
    told = findings(replace(seen, desk_told_at=NOW), NOW)
    assert Finding.NOBODY_TOLD not in told
    assert Finding.CALLS_FAILED not in told


@given(seens)
def test_a_drill_is_found_only_when_it_stands_still(seen: Seen) -> None:
    assert set(findings(replace(seen, drill=True), NOW)) <= {Finding.NO_NEXT_STEP, Finding.STEP_OVERDUE}


@given(seens, st.integers(0, 29))
def test_what_is_younger_than_half_a_minute_is_nothing(seen: Seen, seconds: int) -> None:
    young = replace(
        seen,
        opened_at=_ago(seconds=seconds),
        next_step_at=_ago(seconds=seconds),
        call_waits_since=_ago(seconds=seconds) if seen.call_waits_since else None,
    )
    assert findings(young, NOW) == []


@given(st.sampled_from(Finding), st.booleans(), st.integers(0, 300))
def test_what_is_not_found_any_more_is_mended_and_a_failing_step_after_its_last_failure(kind: Finding, found: bool, ago: int) -> None:
    mended = is_mended(kind, found, _ago(seconds=ago), NOW)
    assert mended == (timedelta(seconds=ago) > FAILING_FOR if kind is Finding.STEP_FAILED else not found)
