"""Stories nobody thought of: whatever is set, edited, paused, said or slept through, each promise that was owed is decided once."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from app.core import clock
from app.core.clock import FrozenClock
from app.core.database import Database
from app.core.problems import Problem
from app.plans import schedule_rules
from app.plans.deciding import schedule_of
from app.plans.rules import Status
from app.plans.schedule_rules import Promise
from tests.plans.keeping import DAY, HOUR, MINUTE, Keeping
from tests.support.street import build

ZONES = ("Asia/Seoul", "Europe/London", "America/New_York", "Pacific/Apia", "Australia/Lord_Howe")
TIMES = (("09:00",), ("02:30",), ("08:00", "20:00"), ("00:00", "12:00"), ("23:30",), ("07:00", "13:00", "19:00"))
STARTS = (
    datetime(2026, 11, 24, 3, 0, tzinfo=UTC),
    datetime(2027, 3, 13, 5, 0, tzinfo=UTC),
    datetime(2026, 10, 31, 20, 0, tzinfo=UTC),
    datetime(2028, 2, 28, 12, 0, tzinfo=UTC),
)
Key = tuple[UUID, date, int]


class Owed:
    """What was owed, worked out beside the product: for each stretch of one set of terms, what fell due in it."""

    def __init__(self) -> None:
        self.keys: set[Key] = set()
        self.terms: dict[UUID, tuple[schedule_rules.Schedule, datetime]] = {}

    def until(self, now: datetime) -> None:
        """Everything that fell due since the last look."""
        for plan_id, (schedule, since) in list(self.terms.items()):
            self.keys |= {(plan_id, promise.day, promise.minute) for promise in schedule_rules.between(schedule, since, now)}
            self.terms[plan_id] = (schedule, now)

    def begin(self, plan_id: UUID, schedule: schedule_rules.Schedule, now: datetime) -> None:
        """These terms hold from now on."""
        self.terms[plan_id] = (schedule, now)


def story(keeping: Keeping, rng: random.Random, acts: int) -> Iterator[Owed]:
    """One act after the other; what is owed after each."""
    owed, plans = Owed(), list[UUID]()
    for _ in range(acts):
        act = rng.choices(("set", "edit", "end", "pause", "resume", "say", "say late", "work", "sleep"), (2, 2, 1, 2, 2, 5, 2, 8, 3))[0]
        owed.until(clock.now())
        with contextlib.suppress(Problem):  # refused, and nothing changed
            _act(keeping, rng, act, plans, owed)
        owed.until(clock.now())
        yield owed


def _act(keeping: Keeping, rng: random.Random, act: str, plans: list[UUID], owed: Owed) -> None:
    now = clock.now()
    if act in ("set", "edit"):
        known = rng.choice(plans) if plans and act == "edit" else None
        more = rng.choice(({"weekdays": [0, 2, 4]}, {"every_days": 2}, {}, {}))
        plan_id = keeping.promise(*rng.choice(TIMES), plan_id=known, zone=rng.choice(ZONES), grace_min=rng.choice((10, 30, 180)), **more)
        owed.begin(plan_id, schedule_of(keeping.plan(plan_id)), now)
        if known is None:
            plans.append(plan_id)
    elif act == "end" and plans:
        plan_id = rng.choice(plans)
        keeping.end(plan_id)
        owed.terms.pop(plan_id, None)
    elif act == "pause":
        keeping.pause(schedule_rules.local_day(now, "UTC") + timedelta(days=rng.randrange(1, 9)))
    elif act == "resume":
        keeping.resume()
    elif act == "say":
        keeping.says()
    elif act == "say late":
        keeping.says(at=now - rng.choice((5 * MINUTE, 3 * HOUR, DAY, 3 * DAY)))
    elif act == "work":
        keeping.until(now + rng.choice((HOUR, 6 * HOUR)), every=30 * MINUTE)
    elif act == "sleep":
        keeping.time.advance(rng.choice((20 * MINUTE, 5 * HOUR, 3 * DAY)))


def check(keeping: Keeping, owed: Owed, *, at_the_end: bool) -> None:
    """Each promise that was owed has one decision, but for the one whose turn it is; nothing else was decided but early."""
    rows = keeping.decisions()
    decided: list[Key] = [(row.plan_id, row.day, row.minute) for row in rows]
    assert len(decided) == len(set(decided)), "never two"
    early = {(row.plan_id, row.day, row.minute) for row in rows if row.decided_at < row.due_at}
    assert all(row.status == Status.KEPT_EARLY for row in rows if row.decided_at < row.due_at), "nothing is given up before its time"
    assert set(decided) - early <= owed.keys, "nothing that was not owed"
    if at_the_end:
        waiting = set()
        for plan_id in {key[0] for key in owed.keys}:
            plan = keeping.plan(plan_id)
            if plan.next_due_at is not None and plan.next_day is not None and plan.next_minute is not None:
                waiting.add((plan_id, plan.next_day, plan.next_minute))
                assert Promise(plan.next_due_at, plan.next_day, plan.next_minute) is not None
        assert owed.keys - set(decided) <= waiting, "none left out but the one whose turn it is"


@pytest.mark.parametrize("seed", range(12))
def test_each_promise_that_was_owed_is_decided_once(database: Database, seed: int) -> None:
    rng = random.Random(seed)
    with clock.frozen(STARTS[seed % len(STARTS)]) as time:
        assert isinstance(time, FrozenClock)
        keeping = Keeping.on(build(database), time)
        owed = Owed()
        for owed in story(keeping, rng, 40):
            check(keeping, owed, at_the_end=False)
        owed.until(clock.now())
        keeping.work()
        keeping.street.work()
        owed.until(clock.now())
        check(keeping, owed, at_the_end=True)
