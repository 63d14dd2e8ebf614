"""Pauses: nothing is owed, somebody hears the evening before it begins again, and going on owes only what comes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.core import clock
from app.core.problems import Problem
from app.people.models import Tier
from app.plans import service
from app.plans.schemas import PlanPauseBody
from tests.plans.keeping import DAY, HOUR, MINUTE, Keeping
from tests.plans.test_keeping import NINE, TODAY

SIX_IN_THE_EVENING = NINE + 9 * HOUR


def test_nothing_is_owed_and_the_evening_before_it_begins_again_is_told(keeping: Keeping) -> None:
    keeping.promise("09:00")
    keeping.promise("20:00")
    keeping.pause(TODAY + 2 * DAY)
    mine = keeping.mine()
    assert mine is not None
    assert mine.next is not None
    assert (mine.paused_until, mine.open, mine.next.due_at) == (TODAY + 2 * DAY, None, NINE + 2 * DAY)
    keeping.until(SIX_IN_THE_EVENING + DAY - MINUTE, every=HOUR)
    assert keeping.pushed() == []
    keeping.until(SIX_IN_THE_EVENING + DAY)
    assert keeping.pushed() == ["plan_resumes"], "once, for all plans"
    keeping.until(NINE + 2 * DAY - 5 * MINUTE, every=10 * MINUTE)
    assert keeping.pushed() == ["plan_resumes", "plan_soon"]
    assert set(keeping.came_to()) == {"paused"}
    assert len(keeping.decisions()) == 2 + 3, "two mornings and three evenings"


def test_going_on_owes_what_comes_and_nothing_that_was_due_meanwhile(keeping: Keeping) -> None:
    keeping.promise("09:00")
    keeping.pause(TODAY + 10 * DAY)
    keeping.time.advance(NINE + HOUR - clock.now())  # no worker meanwhile
    keeping.resume()
    keeping.resume()
    assert keeping.came_to() == ["paused"]
    mine = keeping.mine()
    assert mine is not None
    assert mine.next is not None
    assert (mine.paused_until, mine.next.due_at) == (None, NINE + DAY)
    keeping.until(NINE + DAY)
    assert "plan_due" in keeping.pushed()


def test_a_pause_does_not_silence_what_is_due(keeping: Keeping) -> None:
    keeping.promise("09:00")
    keeping.until(NINE + 10 * MINUTE)
    keeping.pause(TODAY + 5 * DAY)
    keeping.until(NINE + 35 * MINUTE)
    assert keeping.pushed(keeping.buddies[0]) == ["plan_people"]
    keeping.says()
    keeping.until(NINE + 2 * DAY, every=HOUR)
    assert keeping.came_to() == ["kept", "paused", "paused"] or keeping.came_to() == ["kept_late", "paused", "paused"]


def test_a_check_in_during_a_pause_settles_nothing(keeping: Keeping) -> None:
    keeping.promise("09:00")
    keeping.pause(TODAY + 3 * DAY)
    keeping.until(NINE, every=HOUR)
    assert keeping.says().promise is None or keeping.came_to() == ["paused"]
    assert keeping.came_to() == ["paused"]


def test_a_new_pause_replaces_the_one_before(keeping: Keeping) -> None:
    keeping.promise("09:00")
    keeping.pause(TODAY + 10 * DAY)
    keeping.pause(TODAY + DAY)
    keeping.until(NINE + DAY, every=HOUR)
    assert keeping.came_to() == ["paused"]
    assert "plan_due" in keeping.pushed()


def test_a_plan_made_during_a_pause_rests_as_well(keeping: Keeping) -> None:
    keeping.promise("09:00")
    keeping.pause(TODAY + 3 * DAY)
    keeping.promise("10:00")
    keeping.until(NINE + DAY + 2 * HOUR, every=HOUR)
    assert set(keeping.came_to()) == {"paused"}


@pytest.mark.parametrize("days", [-1, 15, 400])
def test_a_pause_has_an_end_within_two_weeks(keeping: Keeping, days: int) -> None:
    keeping.promise("09:00")
    with pytest.raises(Problem, match="pause-too-long"):
        keeping.pause(TODAY + timedelta(days=days))
    keeping.pause(TODAY + timedelta(days=14))


def test_there_must_be_something_to_pause(keeping: Keeping) -> None:
    body = PlanPauseBody(until=date(2026, 11, 25))
    with pytest.raises(Problem, match="no-plan"):
        keeping.write(lambda session: service.pause(session, keeping.actor(keeping.desk, Tier.COORDINATOR), body, clock.now()))


def test_a_pause_that_begins_on_its_last_evening_reminds_nobody(keeping: Keeping) -> None:
    keeping.promise("09:00")
    keeping.until(SIX_IN_THE_EVENING - DAY + HOUR, every=HOUR)
    keeping.pause(TODAY)
    keeping.until(NINE - HOUR, every=HOUR)
    assert keeping.pushed() == []
