"""The reminder an hour before: once for everybody who joined, late only while it still helps."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from app.core import clock
from app.core.clock import FrozenClock
from app.people.models import Tier
from app.together import jobs
from app.together.models import Meeting, Part
from tests.together.stage import Stage

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


class Killed(Exception):
    """The worker died before its commit."""


def test_an_hour_before_everybody_who_joined_is_reminded_once(stage: Stage, time: FrozenClock) -> None:
    leader, joined, declined, asked = (stage.person(name) for name in ("이준호", "최은지", "정민수", "강태우"))
    desk = stage.person("조현정", Tier.COORDINATOR)
    walk_id = stage.propose(leader)
    stage.join(walk_id, joined, declined)
    stage.says(declined, walk_id, "decline")
    stage.invites(desk, walk_id, asked)
    time.advance(23 * HOUR - MINUTE)
    assert stage.remind() == 0
    time.advance(MINUTE)
    assert stage.remind() == 1
    for step in (MINUTE, -2 * HOUR, 3 * HOUR, 48 * HOUR):  # the clock jumps both ways
        time.advance(step)
        assert stage.remind() == 0
    assert set(stage.pushed("together_soon")) == {leader.member_id, joined.member_id}
    assert len(stage.pushed("together_soon")) == 2


@pytest.mark.parametrize(("late_by", "reminded"), [(50 * MINUTE, 1), (59 * MINUTE, 1), (60 * MINUTE, 0), (5 * HOUR, 0), (72 * HOUR, 0)])
def test_a_worker_that_was_down_reminds_late_only_while_it_helps(
    stage: Stage, time: FrozenClock, late_by: timedelta, reminded: int
) -> None:
    leader = stage.person("이준호")
    stage.propose(leader)
    time.advance(23 * HOUR + late_by)
    stage.remind()
    assert len(stage.pushed("together_soon")) == reminded
    assert stage.remind() == 0


def test_a_worker_killed_in_the_middle_leaves_it_to_the_next(stage: Stage, time: FrozenClock) -> None:
    stage.propose(stage.person("이준호"))
    time.advance(23 * HOUR)

    def dies(session: Session) -> None:
        jobs.remind(session, clock.now())
        raise Killed

    for _ in range(3):
        with pytest.raises(Killed):
            stage.database.write_sync(dies)
    assert stage.pushed("together_soon") == []
    assert stage.remind() == 1
    assert len(stage.pushed("together_soon")) == 1


def test_workers_at_the_same_moment_remind_once(stage: Stage, time: FrozenClock) -> None:
    leader = stage.person("이준호")
    for minutes in range(5):
        stage.propose(leader, 2 * HOUR + minutes * MINUTE)
    time.advance(HOUR + 5 * MINUTE)
    with ThreadPoolExecutor(4) as crowd:
        done = list(crowd.map(lambda _: stage.remind(), range(8)))
    assert sum(done) == 5
    assert len(stage.pushed("together_soon")) == 5


def test_called_off_or_proposed_within_the_hour_there_is_nothing_to_remind_of(stage: Stage, time: FrozenClock) -> None:
    leader, walker = stage.person("이준호"), stage.person("최은지")
    soon, off = stage.propose(leader, 40 * MINUTE), stage.propose(leader, 3 * HOUR)
    stage.join(soon, walker)
    stage.join(off, walker)
    stage.cancels(leader, off)
    time.advance(2 * HOUR)
    assert stage.remind() == 0
    assert stage.pushed("together_soon") == []


def test_who_was_met_already_is_not_reminded_late(stage: Stage, time: FrozenClock) -> None:
    leader, walker = stage.person("이준호"), stage.person("최은지")
    walk_id = stage.propose(leader)
    stage.join(walk_id, walker)
    time.advance(24 * HOUR - 20 * MINUTE)
    stage.meet(walk_id, leader)
    stage.remind()
    assert stage.pushed("together_soon") == [walker.member_id]


def test_half_a_year_later_the_walk_and_who_met_on_it_are_gone(stage: Stage, time: FrozenClock) -> None:
    leader, walker = stage.person("이준호"), stage.person("최은지")
    stage.walked(leader, walker)
    time.advance(timedelta(days=179))
    assert stage.database.write_sync(lambda session: jobs.sweep(session, clock.now())) == 0
    assert stage.companions(leader) == {"은지": 1}
    time.advance(timedelta(days=2))
    assert stage.database.write_sync(lambda session: jobs.sweep(session, clock.now())) == 1
    assert (stage.rows(Part), stage.rows(Meeting), stage.listed(leader, "past")) == ([], [], [])
