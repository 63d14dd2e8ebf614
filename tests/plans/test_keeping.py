"""Keeping promises: early, in time, late, by any check-in of the person, and what the receipt says of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from app.core import clock
from app.core.ids import new_id
from app.core.problems import Problem
from app.plans import service
from app.plans.schemas import PlanSetBody
from tests.plans.keeping import DAY, HOUR, MINUTE, Keeping

TODAY = date(2026, 11, 24)
NINE = datetime(2026, 11, 25, 0, 0, tzinfo=UTC)
"""Nine in the morning in Korea, on the day after the stories begin at noon."""


def test_a_plan_promises_the_next_of_its_times(keeping: Keeping) -> None:
    plan_id = keeping.promise("09:00", "21:00")
    mine = keeping.mine()
    assert mine is not None
    assert mine.next is not None
    assert (mine.next.plan_id, mine.next.day, mine.next.minute) == (plan_id, TODAY, 21 * 60)
    assert mine.next.due_at == NINE - 12 * HOUR
    assert mine.next.opens_at == NINE - 18 * HOUR
    assert (mine.open, mine.paused_until) == (None, None)
    assert [(step.rung.value, step.at - mine.next.due_at, step.taken) for step in mine.ladder] == [
        ("quiet", -60 * MINUTE, False),
        ("soon", -10 * MINUTE, False),
        ("due", 0 * MINUTE, False),
        ("again", 15 * MINUTE, False),
        ("people", 30 * MINUTE, False),
        ("desk", 60 * MINUTE, False),
        ("knock", 60 * MINUTE, False),
    ]


@pytest.mark.parametrize(
    ("after_due", "status"),
    [(-6 * HOUR, "kept_early"), (-MINUTE, "kept_early"), (0 * HOUR, "kept"), (30 * MINUTE, "kept"), (31 * MINUTE, "kept_late")],
)
def test_a_check_in_keeps_the_promise_that_is_open(keeping: Keeping, after_due: timedelta, status: str) -> None:
    keeping.promise("09:00")
    keeping.until(NINE + after_due, every=10 * MINUTE)
    answered = keeping.says()
    assert answered.promise is not None
    assert answered.next is not None
    assert (answered.promise.status, answered.promise.due_at, answered.next.due_at) == (status, NINE, NINE + DAY)
    assert keeping.came_to() == [status]
    again = keeping.says().promise
    assert again == answered.promise, "said again it is told that it is kept"
    assert len(keeping.decisions()) == 1


def test_what_is_said_before_the_window_keeps_nothing(keeping: Keeping) -> None:
    keeping.promise("09:00")
    keeping.until(NINE - 6 * HOUR - MINUTE, every=HOUR)
    answered = keeping.says()
    assert answered.promise is None
    assert answered.next is not None
    assert answered.next.due_at == NINE
    assert keeping.came_to() == []


def test_an_early_word_counts_only_after_the_promise_before_it(keeping: Keeping) -> None:
    keeping.promise("09:00", "11:00")
    keeping.until(NINE - HOUR)
    keeping.says()
    keeping.says()
    assert keeping.came_to() == ["kept_early"], "eleven o'clock opens at nine"
    keeping.until(NINE)
    keeping.says()
    assert keeping.came_to() == ["kept_early", "kept_early"]


def test_a_concern_answers_as_well(keeping: Keeping) -> None:
    keeping.promise("09:00")
    keeping.until(NINE + 5 * MINUTE)
    assert keeping.says(status="concern", context="home", category="unwell").promise is not None
    assert keeping.came_to() == ["kept"]


def test_without_a_plan_nothing_is_said_of_promises(keeping: Keeping) -> None:
    assert keeping.mine() is None
    answered = keeping.says()
    assert (answered.promise, answered.next) == (None, None)


def test_one_word_keeps_one_promise_of_each_plan(keeping: Keeping) -> None:
    keeping.promise("09:00")
    keeping.promise("09:30")
    keeping.until(NINE)
    answered = keeping.says()
    assert answered.promise is not None
    assert answered.promise.due_at == NINE
    assert keeping.came_to() == ["kept", "kept_early"]


def test_a_fourth_plan_is_refused_and_an_ended_one_counts_no_more(keeping: Keeping) -> None:
    first, *_ = [keeping.promise(f"{hour:02}:00") for hour in (8, 12, 18)]
    with pytest.raises(Problem, match="too-many-plans"):
        keeping.promise("20:00")
    keeping.promise("08:30", plan_id=first)
    keeping.end(first)
    keeping.end(first)
    keeping.promise("20:00")
    with pytest.raises(Problem, match="plan-ended"):
        keeping.promise("07:00", plan_id=first)


@pytest.mark.parametrize(
    ("terms", "flaw"),
    [
        ({"times": []}, "no-times"),
        ({"weekdays": []}, "no-days"),
        ({"times": [f"{hour:02}:00" for hour in range(7)]}, "too-many-times"),
        ({"times": ["09:00", "09:59"]}, "times-too-close"),
        ({"times": ["24:00"]}, "not-a-time"),
        ({"times": ["09:60"]}, "not-a-time"),
        ({"every_days": 15}, "not-a-step"),
        ({"weekdays": [7]}, "not-a-step"),
        ({"zone": "Asia/Pyeongchang"}, "no-such-zone"),
        ({"zone": "../etc/passwd"}, "no-such-zone"),
        ({"last_day": "2026-11-24"}, "never-due"),
        ({"first_day": "2026-12-01", "last_day": "2026-12-05", "weekdays": [6]}, "never-due"),
    ],
    ids=str,
)
def test_a_plan_that_can_never_be_kept_is_refused_with_the_reason(keeping: Keeping, terms: dict[str, object], flaw: str) -> None:
    body = PlanSetBody.model_validate({"plan_id": new_id(), "times": ["09:00"], **terms})
    with pytest.raises(Problem) as refused:
        keeping.write(lambda session: service.set_plan(session, keeping.actor(), body, clock.now()))
    assert refused.value.slug == f"plan-{flaw}"
    assert keeping.mine() is None


def test_what_is_due_stays_owed_when_the_plan_changes_or_ends(keeping: Keeping) -> None:
    plan_id = keeping.promise("09:00")
    keeping.until(NINE + 5 * MINUTE)
    keeping.promise("18:00", plan_id=plan_id)
    keeping.end(plan_id)
    mine = keeping.mine()
    assert mine is not None
    assert mine.open is not None
    assert (mine.open.due_at, mine.next) == (NINE, None)
    keeping.says()
    assert keeping.came_to() == ["kept"]
    assert keeping.mine() is None


def test_a_promise_that_is_changed_before_its_time_is_owed_no_more(keeping: Keeping) -> None:
    plan_id = keeping.promise("09:00")
    keeping.until(NINE - 5 * MINUTE)
    assert keeping.pushed() == ["plan_soon"]
    keeping.promise("12:00", plan_id=plan_id)
    assert keeping.pushed() == [], "what was not sent yet is not sent"
    keeping.until(NINE + 2 * HOUR)
    assert keeping.came_to() == []


def test_the_same_day_and_time_is_owed_once_across_zones(keeping: Keeping) -> None:
    plan_id = keeping.promise("09:00")
    keeping.until(NINE)
    keeping.says()
    keeping.promise("09:00", plan_id=plan_id, zone="Europe/London")
    mine = keeping.mine()
    assert mine is not None
    assert mine.next is not None
    assert mine.next.day == date(2026, 11, 26), "nine in London is the same day's nine, which was kept"
    keeping.until(NINE + 36 * HOUR, every=HOUR)
    assert [(row.day, row.minute) for row in keeping.decisions()] == [(date(2026, 11, 25), 540)]


def test_a_word_from_before_the_miss_that_comes_after_it_is_taken_as_it_was_said(keeping: Keeping) -> None:
    keeping.promise("09:00")
    keeping.until(NINE + 45 * MINUTE)
    answered = keeping.says(at=NINE - 2 * MINUTE)
    assert answered.promise is not None
    assert answered.promise.status == "kept_early"


def test_a_word_that_comes_after_a_newer_promise_was_due_changes_nothing_and_says_so(keeping: Keeping) -> None:
    keeping.promise("09:00")
    keeping.until(NINE + DAY + MINUTE, every=10 * MINUTE)
    assert keeping.came_to() == ["missed"]
    answered = keeping.says(at=NINE + 2 * MINUTE)
    assert answered.promise is not None
    assert (answered.promise.due_at, answered.promise.status) == (NINE, "missed")
    assert keeping.came_to() == ["missed"], "and today's is still open"
    keeping.says()
    assert keeping.came_to() == ["missed", "kept"]
    assert clock.now() == NINE + DAY + MINUTE
