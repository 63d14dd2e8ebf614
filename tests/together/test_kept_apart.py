"""The false volunteer at a walk together: what blocks, invitations and homes tell them, which is nothing."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from app.core import clock
from app.core.clock import FrozenClock
from app.core.problems import Problem
from app.people.auth import Actor
from app.people.models import ConsentState, Tier
from app.together import desk as at_the_desk
from app.together.models import Meeting
from app.together.rules import PartState
from app.together.schemas import DeskTogetherOut, ProposerOut
from tests.support.street import HOME
from tests.together.stage import Stage

HOUR = timedelta(hours=1)
NEIGHBOUR = ProposerOut(who="neighbour", name=None)


@pytest.fixture
def desk(stage: Stage) -> Actor:
    return stage.person("조현정", Tier.COORDINATOR)


def overview(stage: Stage, who: Actor) -> DeskTogetherOut:
    return stage.database.read_sync(lambda session: at_the_desk.overview(session, who, clock.now()))


def test_invited_people_are_invisible_to_everybody_but_the_desk(stage: Stage, desk: Actor) -> None:
    leader, walker, resident = stage.person("이준호"), stage.person("최은지"), stage.person("김순자", Tier.RESIDENT)
    walk_id = stage.propose(leader)
    before = {who.name: stage.shown(who, walk_id).model_dump() for who in (leader, walker)}
    stage.invites(desk, walk_id, resident)
    assert {who.name: stage.shown(who, walk_id).model_dump() for who in (leader, walker)} == before
    assert stage.shown(resident, walk_id).mine is PartState.INVITED
    assert stage.pushed("together_invite") == [resident.member_id]
    stage.invites(desk, walk_id, resident)
    assert len(stage.pushed("together_invite")) == 1, "asked once"
    (walk,) = overview(stage, desk).items
    assert [(person.name, person.state) for person in walk.people] == [("이준호", "joined"), ("김순자", "invited")]
    (seen,) = overview(stage, stage.person("임재현", Tier.OFFICER)).items
    assert (seen.people, seen.names, seen.code, seen.near_home, seen.invited) == ([], [], None, None, 1)


def test_the_push_names_nobody_and_no_place(stage: Stage, desk: Actor, time: FrozenClock) -> None:
    from app.notifications.models import Delivery

    leader, resident = stage.person("이준호"), stage.person("김순자", Tier.RESIDENT)
    walk_id = stage.propose(leader, note="103호 앞에서 만나요")
    stage.invites(desk, walk_id, resident)
    stage.join(walk_id, resident)
    time.advance(23 * HOUR)
    stage.remind()
    stage.cancels(leader, walk_id, "비")
    payloads = stage.database.read_sync(lambda session: [(row.payload, row.topic) for row in session.query(Delivery)])
    assert len(payloads) == 4
    for payload, _topic in payloads:
        assert f'"navigate":"/together/{walk_id}"' in payload
        assert not any(word in payload for word in ("이준호", "순자", "느티나무", "103호", "비가", "최은지"))
    assert len({topic for _payload, topic in payloads}) == 2, "one notification per walk and phone"


def test_names_are_for_those_who_come_themselves(stage: Stage) -> None:
    leader, walker, onlooker = stage.person("이준호"), stage.person("최은지"), stage.person("강태우")
    walk_id = stage.propose(leader)
    stage.join(walk_id, walker)
    seen = stage.shown(onlooker, walk_id)
    assert (seen.joined, seen.names, seen.proposed_by) == (2, [], NEIGHBOUR)
    assert stage.shown(walker, walk_id).proposed_by.name == "준호"
    assert stage.shown(leader, walk_id).proposed_by == ProposerOut(who="me", name="이준호")
    stage.says(walker, walk_id, "leave")
    assert stage.shown(walker, walk_id).proposed_by == NEIGHBOUR, "whoever does not come any more is told no more"


def test_a_first_name_is_told_only_while_its_owner_agrees(stage: Stage) -> None:
    leader, walker = stage.person("이준호"), stage.person("최은지")
    walk_id = stage.propose(leader)
    stage.join(walk_id, walker)
    for state in (ConsentState.PAUSED, ConsentState.WITHDRAWN):
        stage.consents(leader, state)
        assert stage.shown(walker, walk_id).proposed_by == NEIGHBOUR
    stage.consents(leader, ConsentState.GRANTED)
    assert stage.shown(walker, walk_id).proposed_by.name == "준호"


def test_a_walk_holds_the_id_of_nobody(stage: Stage, desk: Actor) -> None:
    """Two walks of one woman cannot be put together by whoever only looks on, or comes."""
    leader, walker, onlooker = stage.person("이준호"), stage.person("최은지"), stage.person("강태우")
    officer = stage.person("임재현", Tier.OFFICER)
    walk_id, of_desk = stage.propose(leader), stage.propose(desk)
    stage.join(walk_id, walker)
    everybody = {str(one.member_id) for one in (leader, walker, onlooker, desk, officer)}
    for who in (leader, walker, onlooker, officer):
        for seen in (walk_id, of_desk):
            assert not any(one in stage.shown(who, seen).model_dump_json() for one in everybody), who.name
    assert not any(one in overview(stage, officer).model_dump_json() for one in everybody)
    assert "이준호" not in overview(stage, officer).model_dump_json()


def test_an_invited_neighbour_is_told_who_asks(stage: Stage, desk: Actor) -> None:
    leader, invited = stage.person("이준호"), stage.person("김순자", Tier.RESIDENT)
    walk_id = stage.propose(leader)
    stage.invites(desk, walk_id, invited)
    assert stage.shown(invited, walk_id).proposed_by.name == "준호"


def test_afterwards_only_who_was_there_is_named_and_only_to_them(stage: Stage, time: FrozenClock) -> None:
    leader, came, stayed = stage.person("이준호"), stage.person("최은지"), stage.person("강태우")
    walk_id = stage.propose(leader)
    stage.join(walk_id, came, stayed)
    time.advance(24 * HOUR)
    stage.meet(walk_id, leader, came)
    time.advance(2 * HOUR)
    assert [stage.shown(who, walk_id).names for who in (leader, came, stayed)] == [["은지"], ["준호"], []]


def _all(stage: Stage, who: Actor, walk_id: UUID) -> tuple[object, ...]:
    seen = stage.shown(who, walk_id)
    return seen.mine, seen.names, seen.proposed_by, seen.joined


@pytest.mark.parametrize("woman_blocks", [True, False])
def test_people_kept_apart_are_never_named_nor_invited_to_each_other(stage: Stage, desk: Actor, woman_blocks: bool) -> None:
    leader, woman, man = stage.person("이준호"), stage.person("최은지"), stage.person("강태우")
    stage.blocks(*((woman, man) if woman_blocks else (man, woman)))
    walk_id = stage.propose(leader)
    stage.join(walk_id, woman)
    stage.invites(desk, walk_id, man)
    assert stage.shown(man, walk_id).mine is None
    assert stage.pushed("together_invite") == []
    invited = {person.name: person.state for person in overview(stage, desk).items[0].people}
    assert invited["강태우"] is PartState.INVITED, "nor does the desk learn of the block"
    assert _all(stage, man, walk_id) == _all(stage, stage.person("한도윤"), walk_id), "as anybody who was not invited"
    stage.join(walk_id, man)
    assert stage.shown(man, walk_id).names == ["준호"]
    assert stage.shown(woman, walk_id).names == ["준호"]
    assert stage.shown(leader, walk_id).names == ["은지", "태우"]


def test_of_two_invited_together_the_one_who_wished_it_is_asked(stage: Stage, desk: Actor) -> None:
    leader, woman, man = stage.person("이준호"), stage.person("최은지"), stage.person("강태우")
    stage.blocks(woman, man)
    walk_id = stage.propose(leader)
    stage.invites(desk, walk_id, man, woman)
    assert stage.pushed("together_invite") == [woman.member_id]
    assert (stage.shown(woman, walk_id).mine, stage.shown(man, walk_id).mine) == (PartState.INVITED, None)


def test_an_invitation_held_back_goes_out_when_it_is_made_again_and_she_does_not_come(stage: Stage, desk: Actor) -> None:
    leader, woman, man = stage.person("이준호"), stage.person("최은지"), stage.person("강태우")
    stage.blocks(woman, man)
    walk_id = stage.propose(leader)
    stage.join(walk_id, woman)
    stage.invites(desk, walk_id, man)
    stage.invites(desk, walk_id, man)
    assert stage.pushed("together_invite") == []
    stage.says(woman, walk_id, "leave")
    stage.invites(desk, walk_id, man)
    assert stage.pushed("together_invite") == [man.member_id]
    assert stage.shown(man, walk_id).mine is PartState.INVITED


def test_a_block_looks_like_a_consent_taken_back(stage: Stage) -> None:
    """He walked with her once. Whether she blocked him or withdrew her consent, he sees the same."""
    leader, woman, man = stage.person("이준호"), stage.person("최은지"), stage.person("강태우")
    stage.walked(woman, man, leader)
    assert stage.companions(man) == {"은지": 1, "준호": 1}
    stage.blocks(woman, man)
    assert stage.companions(man) == {"준호": 1}
    assert stage.companions(woman) == {"준호": 1}
    hers = stage.propose(woman)
    stage.join(hers, man)
    assert stage.shown(man, hers).proposed_by == NEIGHBOUR
    his = stage.propose(man, again_with=[woman.member_id, leader.member_id])
    assert stage.pushed("together_invite") == [leader.member_id]
    assert stage.shown(woman, his).mine is None


def test_people_kept_apart_leave_no_meeting(stage: Stage) -> None:
    woman, man = stage.person("최은지"), stage.person("강태우")
    stage.blocks(woman, man)
    stage.walked(woman, man)
    assert stage.rows(Meeting) == []


def test_again_with_reaches_only_people_one_has_walked_with(stage: Stage) -> None:
    leader, resident = stage.person("이준호"), stage.person("김순자", Tier.RESIDENT)
    stage.propose(leader, again_with=[resident.member_id, UUID(int=7)])
    assert stage.pushed("together_invite") == [], "an id found somewhere reaches nobody, and says nothing"


def test_a_meeting_place_does_not_tell_who_lives_there(stage: Stage, desk: Actor) -> None:
    """At her door or across the town: the proposer gets the same answer; the coordinator is warned."""
    prober = stage.person("강태우")
    at_home, elsewhere = stage.propose(prober, lat=HOME[0], lon=HOME[1]), stage.propose(prober, lat=HOME[0] - 0.002, lon=HOME[1])
    same = {"id", "lat", "lon"}
    assert stage.shown(prober, at_home).model_dump(exclude=same) == stage.shown(prober, elsewhere).model_dump(exclude=same)
    assert {walk.id: walk.near_home for walk in overview(stage, desk).items} == {at_home: True, elsewhere: False}


def test_people_who_keep_meeting_are_a_number_at_the_desk(stage: Stage, desk: Actor) -> None:
    people = [stage.person(name, rings=False) for name in ("이준호", "최은지", "정민수", "강태우")]
    for _ in range(3):
        stage.walked(*people)
    shown = overview(stage, desk)
    assert [(group.people, group.times) for group in shown.groups] == [(4, 3)]


def test_the_desk_marks_somebody_without_a_phone_and_only_around_the_walk(stage: Stage, desk: Actor, time: FrozenClock) -> None:
    from app.together import arriving

    leader, resident = stage.person("이준호"), stage.person("김순자", Tier.RESIDENT, rings=False)
    walk_id = stage.propose(leader)

    def mark(session: Session) -> None:
        arriving.arrive_by_desk(session, desk, walk_id, resident.member_id, clock.now())

    with pytest.raises(Problem, match="walk-too-early"):
        stage.database.write_sync(mark)
    time.advance(24 * HOUR)
    stage.meet(walk_id, leader)
    time.advance(3 * HOUR)
    stage.database.write_sync(mark)
    stage.database.write_sync(mark)
    assert stage.companions(resident) == {"준호": 1}
    time.advance(48 * HOUR)
    resident = stage.person("배정호", Tier.RESIDENT)
    with pytest.raises(Problem, match="walk-too-late"):
        stage.database.write_sync(mark)
