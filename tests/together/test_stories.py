"""Whole walks together: proposed, joined, met, called off, over."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest

from app.core import clock
from app.core.clock import FrozenClock
from app.core.ids import new_id
from app.core.problems import Problem
from app.people.models import ConsentKind, ConsentState, Tier
from app.together.models import Meeting, Part
from app.together.rules import PartState, State
from tests.together.stage import FAR, NEAR, Stage

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def test_a_walker_proposes_a_resident_joins_both_meet_and_may_walk_again(stage: Stage, time: FrozenClock) -> None:
    leader, resident = stage.person("이준호"), stage.person("김순자", Tier.RESIDENT)
    walk_id = stage.propose(leader)
    assert stage.listed(resident) == [walk_id]
    stage.join(walk_id, resident)
    seen = stage.shown(resident, walk_id)
    assert (seen.joined, seen.mine, seen.names, seen.code) == (2, PartState.JOINED, ["준호"], None)
    time.advance(timedelta(hours=23, minutes=29))
    assert stage.shown(leader, walk_id).code is None, "not yet near the time"
    time.advance(1 * MINUTE)
    code = stage.shown(leader, walk_id).code
    assert code is not None
    assert stage.shown(resident, walk_id).code is None, "the code is heard at the meeting place, not read at home"
    stage.meet(walk_id, leader, resident)
    assert stage.shown(resident, walk_id).mine is PartState.MET
    assert stage.companions(leader) == {"순자": 1}
    assert stage.companions(resident) == {"준호": 1}
    time.advance(2 * HOUR)
    assert stage.shown(resident, walk_id).state is State.OVER
    assert (stage.listed(resident), stage.listed(resident, "past")) == ([], [walk_id])
    again = stage.propose(leader, again_with=[resident.member_id])
    assert stage.shown(resident, again).mine is PartState.INVITED
    assert stage.pushed("together_invite") == [resident.member_id]


def test_residents_do_not_propose(stage: Stage) -> None:
    with pytest.raises(Problem, match="not-allowed"):
        stage.propose(stage.person("김순자", Tier.RESIDENT))


def test_a_coordinator_proposes_for_others_and_is_not_counted(stage: Stage) -> None:
    desk, resident = stage.person("조현정", Tier.COORDINATOR), stage.person("김순자", Tier.RESIDENT)
    walk_id = stage.propose(desk)
    seen = stage.shown(resident, walk_id)
    assert seen.joined == 0
    assert (seen.proposed_by.who, seen.proposed_by.name) == ("coordinator", None), "the desk speaks for the neighbourhood"
    officer = stage.person("임재현", Tier.OFFICER)
    assert [stage.shown(one, walk_id).proposed_by.name for one in (desk, officer)] == ["조현정", "조현정"]
    stage.join(walk_id, desk, resident)
    assert stage.says(desk, walk_id, "leave") == "ok"


def test_joining_and_leaving_said_twice_is_once_and_in_any_order(stage: Stage) -> None:
    leader, walker = stage.person("이준호"), stage.person("최은지")
    walk_id = stage.propose(leader)
    for action, count in (("leave", 1), ("join", 2), ("join", 2), ("leave", 1), ("leave", 1), ("join", 2), ("decline", 1), ("decline", 1)):
        assert stage.says(walker, walk_id, action) == "ok"
        assert stage.shown(leader, walk_id).joined == count
    assert stage.shown(walker, walk_id).mine is PartState.LEFT
    assert stage.says(leader, walk_id, "leave") == "walk-own"


def test_the_same_proposal_twice_is_one_and_another_under_its_id_is_a_conflict(stage: Stage) -> None:
    leader, other = stage.person("이준호"), stage.person("최은지")
    walk_id = stage.propose(leader)
    assert stage.propose(leader, walk_id=walk_id) == walk_id
    assert stage.listed(other) == [walk_id]
    with pytest.raises(Problem, match="conflict"):
        stage.propose(leader, walk_id=walk_id, duration_min=30)
    with pytest.raises(Problem, match="conflict"):
        stage.propose(other, walk_id=walk_id)


@pytest.mark.parametrize(
    ("starts_in", "place", "why"),
    [
        (-MINUTE, {}, "walk-past"),
        (timedelta(days=3 * 365), {}, "walk-too-far-ahead"),
        (HOUR, {"lat": 0.0, "lon": 0.0}, "walk-elsewhere"),
        (HOUR, {"lat": 37.5665, "lon": 126.9780}, "walk-elsewhere"),
    ],
)
def test_a_proposal_that_cannot_be_is_refused_with_the_reason(
    stage: Stage, starts_in: timedelta, place: dict[str, float], why: str
) -> None:
    with pytest.raises(Problem, match=why):
        stage.propose(stage.person("이준호"), starts_in, **place)


def test_five_walks_open_at_a_time_but_not_for_the_desk(stage: Stage, time: FrozenClock) -> None:
    leader, desk = stage.person("이준호"), stage.person("조현정", Tier.COORDINATOR)
    for number in range(5):
        stage.propose(leader, HOUR * (number + 1))
    with pytest.raises(Problem, match="walk-too-many"):
        stage.propose(leader)
    time.advance(61 * MINUTE)
    stage.propose(leader)
    for _ in range(6):
        stage.propose(desk)


def test_proposing_and_calling_off_again_and_again_ends_for_the_day(stage: Stage, time: FrozenClock) -> None:
    leader = stage.person("이준호")
    for _ in range(10):
        stage.cancels(leader, stage.propose(leader))
    with pytest.raises(Problem, match="walk-too-many"):
        stage.propose(leader)
    time.advance(25 * HOUR)
    stage.propose(leader)


def test_whoever_said_it_in_time_without_network_is_heard_late(stage: Stage, time: FrozenClock) -> None:
    """Joined and arrived in flight mode, delivered in the evening."""
    leader, offline = stage.person("이준호"), stage.person("최은지")
    walk_id = stage.propose(leader)
    said = clock.now() + HOUR
    starts = clock.now() + 24 * HOUR
    time.advance(24 * HOUR)
    stage.meet(walk_id, leader)
    time.advance(10 * HOUR)
    assert stage.says(offline, walk_id, "join") == "walk-over"
    assert stage.says(offline, walk_id, "join", at=said) == "ok"
    assert stage.arrives(offline, walk_id, at=starts, code=stage.code(walk_id)) == "ok"
    assert stage.companions(offline) == {"준호": 1}
    time.advance(24 * HOUR)
    assert stage.says(stage.person("강태우"), walk_id, "join", at=said) == "walk-over", "a day later nobody can confirm it"


def test_too_late_to_join_is_told_why(stage: Stage, time: FrozenClock) -> None:
    leader, late = stage.person("이준호"), stage.person("최은지")
    walk_id, cancelled = stage.propose(leader), stage.propose(leader, most=2)
    stage.cancels(leader, cancelled)
    assert stage.says(late, cancelled, "join") == "walk-cancelled"
    assert stage.arrives(late, cancelled, code="0000") == "walk-cancelled"
    time.advance(24 * HOUR)
    assert stage.says(late, walk_id, "join") == "walk-started"
    time.advance(HOUR)
    assert stage.says(late, walk_id, "join") == "walk-over"
    assert stage.says(late, new_id(), "join") == "not-found"


def test_two_at_once_for_the_last_place(stage: Stage) -> None:
    leader = stage.person("이준호")
    rivals = [stage.person(name) for name in ("최은지", "박영희", "정민수", "강태우")]
    walk_id = stage.propose(leader, most=2)
    with ThreadPoolExecutor(len(rivals)) as crowd:
        said = list(crowd.map(lambda who: stage.says(who, walk_id, "join"), rivals))
    assert sorted(said) == ["ok", "walk-full", "walk-full", "walk-full"]
    seen = stage.shown(leader, walk_id)
    assert (seen.joined, seen.state) == (2, State.FULL)
    winner = rivals[said.index("ok")]
    assert stage.says(winner, walk_id, "leave") == "ok"
    assert stage.says(rivals[said.index("walk-full")], walk_id, "join") == "ok", "a place that becomes free is free"


def test_the_window_for_arriving(stage: Stage, time: FrozenClock) -> None:
    leader, walker = stage.person("이준호"), stage.person("최은지")
    walk_id = stage.propose(leader)
    stage.join(walk_id, walker)
    code = stage.code(walk_id)
    time.advance(24 * HOUR - 31 * MINUTE)
    assert stage.arrives(walker, walk_id, code=code) == "walk-too-early"
    time.advance(31 * MINUTE + 91 * MINUTE)
    assert stage.arrives(walker, walk_id, code=code) == "walk-too-late"
    time.advance(-MINUTE)
    assert stage.arrives(walker, walk_id, code=code) == "ok"
    assert stage.arrives(walker, walk_id, code="0000") == "ok", "whoever is there is there"
    assert stage.says(walker, walk_id, "leave") == "walk-already-there"


def test_being_near_is_enough_for_those_who_joined(stage: Stage, time: FrozenClock) -> None:
    leader, walker = stage.person("이준호"), stage.person("최은지")
    walk_id = stage.propose(leader)
    time.advance(24 * HOUR)
    here: dict[str, Any] = {"lat": NEAR[0], "lon": NEAR[1], "accuracy_m": 20}
    assert stage.arrives(walker, walk_id, **here) == "walk-not-joined", "a position can be made up; the code is said by a person"
    stage.says(walker, walk_id, "join", at=clock.now() - HOUR)
    assert stage.arrives(walker, walk_id, lat=FAR[0], lon=FAR[1], accuracy_m=20) == "walk-far"
    assert stage.arrives(walker, walk_id, **{**here, "accuracy_m": 200}) == "walk-place-unsure"
    stage.consents(walker, ConsentState.PAUSED, ConsentKind.LOCATION)
    assert stage.arrives(walker, walk_id, **here) == "consent-not-given"
    stage.consents(walker, ConsentState.GRANTED, ConsentKind.LOCATION)
    assert stage.arrives(walker, walk_id, **here) == "ok"
    (mine,) = [row for row in stage.rows(Part) if row["member_id"] == walker.member_id]
    assert mine["met_by"] == "place"
    assert not {"lat", "lon"} & mine.keys(), "the position was looked at, not kept"


def test_a_walk_without_a_point_on_the_map_needs_the_code(stage: Stage, time: FrozenClock) -> None:
    leader, walker = stage.person("이준호"), stage.person("최은지")
    walk_id = stage.propose(leader, lat=None, lon=None)
    stage.join(walk_id, walker)
    time.advance(24 * HOUR)
    assert stage.arrives(walker, walk_id, lat=NEAR[0], lon=NEAR[1], accuracy_m=5) == "walk-no-place"


def test_after_five_wrong_codes_only_the_place_or_the_desk(stage: Stage, time: FrozenClock) -> None:
    leader, walker = stage.person("이준호"), stage.person("최은지")
    walk_id = stage.propose(leader)
    stage.join(walk_id, walker)
    time.advance(24 * HOUR)
    right = stage.code(walk_id)
    wrong = [f"{(int(right) + step) % 10_000:04d}" for step in range(1, 6)]
    said = [stage.arrives(walker, walk_id, code=code) for code in (wrong[0], *wrong)]
    assert said == ["walk-wrong-code"] * 5 + ["walk-tries-spent"], "the same wrong code twice is one"
    assert stage.shown(walker, walk_id).code_tries_left == 0
    assert stage.arrives(walker, walk_id, code=right) == "walk-tries-spent"
    assert stage.arrives(walker, walk_id, lat=NEAR[0], lon=NEAR[1], accuracy_m=5) == "ok"


def test_somebody_passing_by_may_come_along_with_the_code_while_there_is_room(stage: Stage, time: FrozenClock) -> None:
    leader, first, second = stage.person("이준호"), stage.person("최은지"), stage.person("정민수")
    walk_id = stage.propose(leader, most=2)
    time.advance(24 * HOUR)
    stage.meet(walk_id, leader, first)
    assert stage.arrives(second, walk_id, code=stage.code(walk_id)) == "walk-full"


def test_called_off_everybody_who_joined_is_told_once(stage: Stage, time: FrozenClock) -> None:
    leader, walker, left, asked = (stage.person(name) for name in ("이준호", "최은지", "정민수", "강태우"))
    desk = stage.person("조현정", Tier.COORDINATOR)
    walk_id = stage.propose(leader)
    stage.join(walk_id, walker, left)
    stage.says(left, walk_id, "leave")
    stage.invites(desk, walk_id, asked)
    with pytest.raises(Problem, match="not-allowed"):
        stage.cancels(walker, walk_id)
    stage.cancels(leader, walk_id, "비가 와요 ☔")
    stage.cancels(desk, walk_id, "second")
    assert stage.pushed("together_off") == [walker.member_id]
    seen = stage.shown(walker, walk_id)
    assert (seen.state, seen.cancel_note, seen.i_may_edit) == (State.CANCELLED, "비가 와요 ☔", False)
    assert stage.walk(walk_id).sequence == 1
    assert stage.sees(stage.person("오성진"), walk_id) is None
    assert stage.listed(walker) == [walk_id]
    time.advance(26 * HOUR)
    fresh = stage.propose(leader)
    time.advance(26 * HOUR)
    with pytest.raises(Problem, match="walk-over"):
        stage.cancels(leader, fresh)


def test_withdrawing_company_destroys_at_once_and_pausing_only_hides(stage: Stage) -> None:
    leader, walker, third = stage.person("이준호"), stage.person("최은지"), stage.person("정민수")
    stage.walked(leader, walker, third)
    assert len(stage.rows(Meeting)) == 3
    stage.consents(walker, ConsentState.PAUSED)
    assert (stage.companions(leader), stage.companions(walker)) == ({"민수": 1}, {})
    stage.consents(walker, ConsentState.GRANTED)
    assert stage.companions(leader) == {"은지": 1, "민수": 1}
    stage.consents(walker, ConsentState.WITHDRAWN)
    assert len(stage.rows(Meeting)) == 1
    assert walker.member_id not in {row["member_id"] for row in stage.rows(Part)}, "nor could it be put together again from the walks"
    stage.consents(walker, ConsentState.GRANTED)
    assert stage.companions(walker) == {}


def test_without_consent_nothing_is_kept_and_nobody_is_named(stage: Stage, time: FrozenClock) -> None:
    leader, walker = stage.person("이준호"), stage.person("최은지")
    stage.consents(walker, ConsentState.WITHDRAWN)
    walk_id = stage.propose(leader)
    stage.join(walk_id, walker)
    assert (stage.shown(leader, walk_id).names, stage.shown(leader, walk_id).joined) == ([], 2)
    time.advance(24 * HOUR)
    stage.meet(walk_id, leader, walker)
    assert stage.rows(Meeting) == []
    stage.consents(walker, ConsentState.GRANTED)
    assert stage.companions(leader) == {}, "consent holds from now on, not backwards"
