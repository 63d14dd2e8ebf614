"""Who has no part in a visit any more, also after they were told of it."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from app.alerts.parting import part_ways
from app.alerts.rules import ResponseStatus
from app.alerts.service import cancel_own
from app.core import clock
from app.core.clock import FrozenClock
from app.core.database import Database
from app.core.problems import Problem
from app.people.models import Tier
from tests.alerts.test_visits import seen_by, told
from tests.support.story import fast_forward
from tests.support.street import Street, build


@pytest.fixture
def street(database: Database, time: FrozenClock) -> Street:
    return build(database)


def _part(street: Street, member_id: UUID) -> None:
    street.tie(member_id, "block")
    street.database.write_sync(lambda session: part_ways(session, street.neighbourhood_id, street.resident, member_id, clock.now()))


def test_a_home_is_not_opened_to_somebody_who_is_no_longer_known_in_person(street: Street) -> None:
    street.responders(6)
    alert_id = street.concern()
    first = next(iter(street.parts(alert_id)))
    street.change(first, verified_at=None)
    with pytest.raises(Problem, match="403 not-for-you"):
        street.says(first, alert_id, "accept")
    assert "accepted" not in street.timeline(alert_id)


def test_a_verified_buddy_sees_where_to_go(street: Street) -> None:
    buddy = street.add("짝꿍", Tier.WALKER)
    street.tie(buddy, "buddy")
    alert_id = street.concern()
    street.says(buddy, alert_id, "accept")
    assert seen_by(street, buddy, alert_id, Tier.WALKER).address == "순자 집"


def test_somebody_blocked_while_they_come_sees_nothing_more_and_another_is_asked(street: Street) -> None:
    street.responders(12)
    alert_id = street.concern()
    first, second, _ = street.parts(alert_id)
    street.says(first, alert_id, "accept")
    street.says(second, alert_id, "accept")
    street.tie(first, "block")
    assert seen_by(street, first, alert_id).address is None, "at once, before anything else is done"
    street.database.write_sync(lambda session: part_ways(session, street.neighbourhood_id, street.resident, first, clock.now()))
    assert street.parts(alert_id)[first].status == ResponseStatus.STOOD_DOWN
    assert first in told(street, "not_needed")
    assert seen_by(street, first, alert_id).my_response.status == ResponseStatus.STOOD_DOWN  # type: ignore[union-attr]  # they were told
    assert seen_by(street, second, alert_id).second_asked, "the other is not left alone"


def test_a_blocked_answer_looks_like_enough_people_came(street: Street) -> None:
    street.responders(6)
    alert_id = street.concern()
    first = next(iter(street.parts(alert_id)))
    street.tie(first, "block")
    street.says(first, alert_id, "accept")
    assert street.parts(alert_id)[first].status == ResponseStatus.STOOD_DOWN
    assert "accepted" not in street.timeline(alert_id)


def test_parting_reaches_no_other_persons_alert(street: Street) -> None:
    street.responders(3)
    other = street.add("영수", Tier.RESIDENT, steps=1)
    mine, theirs = street.concern(), street.concern(of=other)
    first = next(iter(street.parts(mine)))
    street.says(first, theirs, "accept")
    _part(street, first)
    assert street.parts(theirs)[first].status == ResponseStatus.ACCEPTED
    assert street.parts(mine)[first].status == ResponseStatus.STOOD_DOWN


@pytest.mark.parametrize("then", ["nothing", "taken_back"])
def test_who_is_there_is_still_asked_whether_they_are_fine_when_they_are_blocked(street: Street, time: FrozenClock, then: str) -> None:
    """Whoever lured somebody could otherwise end their timer by blocking them, as by taking the alert back."""
    street.responders(6)
    alert_id = street.concern()
    first = next(iter(street.parts(alert_id)))
    street.says(first, alert_id, "accept")
    street.says(first, alert_id, "on_scene")
    _part(street, first)
    if then == "taken_back":
        street.database.write_sync(lambda session: cancel_own(session, street.neighbourhood_id, alert_id, street.resident, clock.now()))
    fast_forward(street, time, timedelta(minutes=40))
    assert first in told(street, "check")
    assert "responder_silent" in street.timeline(alert_id), "the desk hears that they do not answer"


def test_one_word_of_somebody_blocked_who_left_is_enough(street: Street, time: FrozenClock) -> None:
    street.responders(6)
    alert_id = street.concern()
    first = next(iter(street.parts(alert_id)))
    street.says(first, alert_id, "accept")
    street.says(first, alert_id, "on_scene")
    _part(street, first)
    street.says(first, alert_id, "fine")
    assert street.parts(alert_id)[first].check_at is None
    fast_forward(street, time, timedelta(minutes=40))
    assert "responder_silent" not in street.timeline(alert_id)


def test_who_was_not_there_yet_is_asked_nothing_after_a_block(street: Street, time: FrozenClock) -> None:
    street.responders(6)
    alert_id = street.concern()
    first = next(iter(street.parts(alert_id)))
    street.says(first, alert_id, "accept")
    _part(street, first)
    assert street.parts(alert_id)[first].check_at is None
