"""She does not want one of those who come: whoever that leaves her with, the desk hears when it is nobody."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from app.alerts.parting import keep_apart, let_go
from app.alerts.rules import ResponseStatus
from app.core import clock
from app.core.clock import FrozenClock
from app.core.database import Database
from app.core.problems import Problem
from app.people.models import Tier
from tests.alerts.test_visits import seen_by, told
from tests.support.street import Street, build


@pytest.fixture
def street(database: Database, time: FrozenClock) -> Street:
    made = build(database)
    made.subscribe(made.add("조현정", Tier.COORDINATOR, steps=9))
    return made


def block(street: Street, other_id: UUID, *, by: UUID | None = None) -> None:
    one = by or street.resident
    street.database.write_sync(lambda session: keep_apart(session, street.neighbourhood_id, one, other_id, clock.now(), known_as="이웃"))


def end_buddy(street: Street, buddy: UUID) -> None:
    street.database.write_sync(lambda session: let_go(session, street.neighbourhood_id, street.resident, buddy, clock.now()))


def desk_pushes(street: Street) -> int:
    return told(street, "desk").count(street.members["조현정"])


def test_the_only_one_on_the_way_is_blocked_and_the_desk_and_the_next_neighbours_hear_at_once(street: Street, time: FrozenClock) -> None:
    street.responders(12)
    alert_id = street.concern()
    first, *_ = street.parts(alert_id)
    street.says(first, alert_id, "accept")
    time.advance(timedelta(seconds=5))
    before = set(street.parts(alert_id))
    assert (street.alert(alert_id).desk_told_at, desk_pushes(street)) == (None, 0)
    block(street, first)
    assert street.alert(alert_id).desk_told_at == clock.now()
    assert desk_pushes(street) == 1
    assert len(street.parts(alert_id)) == len(before) + 6, "the next wave, without waiting for its time"
    assert "desk_told" in street.timeline(alert_id)
    due = street.alert(alert_id).next_step_at
    assert due is not None
    assert clock.now() < due <= clock.now() + timedelta(minutes=5), "and it is followed up"


def test_a_desk_that_knew_of_it_hears_again(street: Street, time: FrozenClock) -> None:
    (only,) = street.responders(1)
    alert_id = street.concern()
    assert desk_pushes(street) == 1, "few in range"
    street.says(only, alert_id, "accept")
    time.advance(timedelta(seconds=20))
    block(street, only)
    assert desk_pushes(street) == 2
    assert street.timeline(alert_id).count("desk_reminded") == 1


def test_the_only_one_who_might_come_is_blocked_before_they_answered(street: Street, time: FrozenClock) -> None:
    (only,) = street.responders(1)
    alert_id = street.concern()
    time.advance(timedelta(seconds=20))
    block(street, only)
    assert desk_pushes(street) == 2
    assert street.parts(alert_id)[only].status == ResponseStatus.STOOD_DOWN


def test_while_another_comes_or_may_the_desk_is_left_in_peace(street: Street) -> None:
    street.responders(12)
    alert_id = street.concern()
    first, second, third = street.parts(alert_id)
    block(street, third)
    street.says(first, alert_id, "accept")
    street.says(second, alert_id, "accept")
    block(street, second)
    assert desk_pushes(street) == 0
    assert street.parts(alert_id)[first].status == ResponseStatus.ACCEPTED


def test_said_again_it_changes_nothing(street: Street, time: FrozenClock) -> None:
    street.responders(12)
    alert_id = street.concern()
    first, *_ = street.parts(alert_id)
    block(street, first)
    before, pushes = street.timeline(alert_id), told(street, "not_needed")
    time.advance(timedelta(seconds=1))
    block(street, first)
    assert (street.timeline(alert_id), told(street, "not_needed")) == (before, pushes)


def test_nobody_blocks_the_desk_themselves_or_somebody_elsewhere(street: Street) -> None:
    with pytest.raises(Problem, match="409 runs-the-desk"):
        block(street, street.members["조현정"])
    with pytest.raises(Problem, match="422 that-is-you"):
        block(street, street.resident)
    with pytest.raises(Problem, match="404 not-found"):
        block(street, street.neighbourhood_id)


def test_a_responder_who_keeps_away_from_her_is_out_of_her_alert_and_she_is_not_left_alone(street: Street) -> None:
    street.responders(12)
    alert_id = street.concern()
    first, *_ = street.parts(alert_id)
    street.says(first, alert_id, "accept")
    block(street, street.resident, by=first)
    assert street.parts(alert_id)[first].status == ResponseStatus.STOOD_DOWN
    assert desk_pushes(street) == 1


def test_a_walker_met_in_person_counts_among_the_two_for_a_home_as_her_buddy(street: Street) -> None:
    """Decided so: whoever she chose herself, whom a coordinator has met, may come as well as a responder."""
    street.responders(12)
    buddy = street.add("짝꿍", Tier.WALKER)
    street.subscribe(buddy)
    street.tie(buddy, "buddy")
    alert_id = street.concern()
    assert buddy in street.parts(alert_id), "in the first wave"
    street.says(buddy, alert_id, "accept")
    other = next(one for one in street.parts(alert_id) if one != buddy)
    street.says(other, alert_id, "accept")
    third = next(one for one, part in street.parts(alert_id).items() if one not in (buddy, other))
    assert street.parts(alert_id)[third].status == ResponseStatus.STOOD_DOWN, "two are enough"
    assert seen_by(street, buddy, alert_id, Tier.WALKER).address == "순자 집"


@pytest.mark.parametrize("kind", ["buddy", "asked"])
def test_a_buddy_nobody_met_or_who_has_not_agreed_is_not_sent_to_a_home(street: Street, kind: str) -> None:
    street.responders(6)
    buddy = street.add("짝꿍", Tier.WALKER, verified=kind == "asked")
    street.tie(buddy, kind)
    assert buddy not in street.parts(street.concern())


def test_a_buddy_whose_verification_was_taken_back_meanwhile_gets_no_address(street: Street) -> None:
    buddy = street.add("짝꿍", Tier.WALKER)
    street.tie(buddy, "buddy")
    alert_id = street.concern()
    street.change(buddy, verified_at=None)
    with pytest.raises(Problem, match="403 not-for-you"):
        street.says(buddy, alert_id, "accept")
    assert street.parts(alert_id)[buddy].status != ResponseStatus.ACCEPTED, "nor do they count"


def test_a_buddy_no_more_has_no_part_in_the_visit_and_she_is_not_left_alone(street: Street) -> None:
    buddy = street.add("짝꿍", Tier.WALKER)
    street.subscribe(buddy)
    street.tie(buddy, "buddy")
    alert_id = street.concern()
    street.says(buddy, alert_id, "accept")
    pushes = desk_pushes(street)
    end_buddy(street, buddy)
    assert seen_by(street, buddy, alert_id, Tier.WALKER).address is None
    assert street.parts(alert_id)[buddy].status == ResponseStatus.STOOD_DOWN
    assert desk_pushes(street) == pushes, "the desk was told in this very moment that few are near"
    assert street.alert(alert_id).desk_told_at == clock.now()


def test_a_responder_who_was_her_buddy_still_comes(street: Street) -> None:
    street.responders(6)
    buddy = street.add("짝꿍", Tier.RESPONDER)
    street.subscribe(buddy)
    street.tie(buddy, "buddy")
    alert_id = street.concern()
    street.says(buddy, alert_id, "accept")
    end_buddy(street, buddy)
    assert street.parts(alert_id)[buddy].status == ResponseStatus.ACCEPTED
