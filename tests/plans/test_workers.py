"""Workers that sleep, die, come in pairs or meet a damaged plan: each promise is decided once all the same."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from app.core import clock
from app.plans import jobs
from app.plans.climbing import take_step
from app.plans.models import Plan
from tests.plans.keeping import DAY, HOUR, KEY, MINUTE, Keeping
from tests.plans.test_keeping import NINE
from tests.plans.test_silence import missed


def test_three_days_down_and_only_the_newest_climbs(keeping: Keeping) -> None:
    keeping.promise("09:00")
    keeping.time.advance(NINE + 2 * DAY + 2 * HOUR - clock.now())
    keeping.work()
    assert [(row.status, row.late) for row in keeping.decisions()] == [("asleep", True), ("asleep", True)]
    assert keeping.pushed() == ["plan_again"], "of everything that was slept through only the last is said"
    assert keeping.pushed(keeping.buddies[0]) == [], "nobody hears of a silence before the person was asked"
    assert [shown.late for shown in missed(keeping)] == [True]
    assert missed(keeping)[0].alert_id is None
    keeping.until(clock.now() + 15 * MINUTE)
    assert keeping.pushed(keeping.buddies[0]) == ["plan_people"]
    keeping.until(clock.now() + 15 * MINUTE)
    assert missed(keeping)[0].alert_id is not None
    keeping.says()
    assert [row.late for row in keeping.decisions()] == [True] * 3


def test_down_for_three_days_while_a_phone_kept_what_was_said(keeping: Keeping) -> None:
    keeping.promise("09:00")
    keeping.time.advance(NINE + 2 * DAY + 2 * HOUR - clock.now())
    for day in range(3):
        keeping.says(at=NINE + day * DAY - 5 * MINUTE)
    assert keeping.came_to() == ["kept_early"] * 3
    keeping.work()
    assert keeping.pushed() == []


def test_two_workers_take_each_step_once(keeping: Keeping) -> None:
    keeping.promise("09:00")
    keeping.until(NINE - MINUTE)
    keeping.time.advance(MINUTE)
    database = keeping.street.database
    futures = [database._writer.submit(lambda session: jobs.step(session, KEY, clock.now())) for _ in range(8)]
    assert sum(future.result() for future in futures) == 1
    assert keeping.pushed() == ["plan_soon", "plan_due"]


def test_a_worker_that_dies_in_between_left_nothing_behind(keeping: Keeping) -> None:
    plan_id = keeping.promise("09:00")
    keeping.until(NINE + 29 * MINUTE)
    keeping.time.advance(MINUTE)

    def dies(session: object) -> None:
        plan = session.get_one(Plan, plan_id)  # type: ignore[attr-defined]  # a session
        take_step(session, plan, KEY, clock.now())  # type: ignore[arg-type]  # a session
        raise ConnectionError("killed")

    with pytest.raises(ConnectionError):
        keeping.write(dies)
    assert keeping.pushed(keeping.buddies[0]) == []
    keeping.work()
    assert keeping.pushed(keeping.buddies[0]) == ["plan_people"]
    keeping.work()
    assert keeping.pushed(keeping.buddies[0]) == ["plan_people"]


def test_a_plan_whose_step_fails_holds_up_no_other(keeping: Keeping, monkeypatch: pytest.MonkeyPatch) -> None:
    damaged = keeping.promise("09:00")
    sound = keeping.promise("09:00")
    keeping.until(NINE - 2 * HOUR, every=HOUR)
    keeping.write(lambda session: setattr(session.get_one(Plan, damaged), "minutes", "?"))
    keeping.time.advance(3 * HOUR)
    keeping.street.database.write_sync(lambda session: jobs.step(session, KEY, clock.now()))
    assert keeping.plan(damaged).next_step_at == clock.now() + jobs.TRIED_AGAIN_AFTER
    assert "due" in keeping.plan(sound).taken


def test_whoever_left_promises_nothing(keeping: Keeping) -> None:
    plan_id = keeping.promise("09:00")
    keeping.street.change(keeping.street.resident, active=False)
    keeping.until(NINE + 2 * HOUR)
    assert (keeping.pushed(), missed(keeping)) == ([], [])
    assert keeping.plan(plan_id).next_step_at is None


def test_days_that_a_clock_changes(keeping: Keeping) -> None:
    """New York puts its clock forward on 14 March 2027 at two: half past two is due at half past three."""
    keeping.promise("02:30", zone="America/New_York", first_day="2027-03-13", last_day="2027-03-15")
    keeping.until(datetime(2027, 3, 13, 0, 0, tzinfo=UTC), every=DAY)
    keeping.until(datetime(2027, 3, 16, 12, 0, tzinfo=UTC), every=10 * MINUTE)
    assert [row.due_at.isoformat() for row in keeping.decisions()][:2] == ["2027-03-13T07:30:00+00:00", "2027-03-14T07:30:00+00:00"]
