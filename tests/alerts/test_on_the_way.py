"""Somebody is on the way: they say so and are waited for; a second call makes it more serious and quicker."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from app.alerts import rules
from app.alerts.models import Alert
from app.alerts.rules import ResponseStatus, more_serious
from app.checkins import rules as checkin_rules
from app.checkins import service as checkins
from app.checkins.schemas import CheckInBody
from app.core import clock
from app.core.clock import FrozenClock
from app.core.database import Database
from app.core.ids import new_id
from app.geo.cells import cell_of
from app.neighbourhoods.policy import Policy
from tests.alerts.test_visits import told
from tests.support.street import HOME, Street, build

FIVE_MINUTES = timedelta(seconds=Policy().arrive_within_s)


@pytest.fixture
def street(database: Database, time: FrozenClock) -> Street:
    return build(database)


def _two_come(street: Street) -> tuple[UUID, UUID, UUID]:
    street.responders(12)
    alert_id = street.concern()
    first, second, _third = street.parts(alert_id)
    street.says(first, alert_id, "accept")
    street.says(second, alert_id, "accept")
    return alert_id, first, second


def _says_again(street: Street, category: str, **where: float) -> None:
    context = "walk" if where else "home"
    body = CheckInBody.model_validate({"status": "concern", "context": context, "urgency": "urgent", "category": category, **where})

    def work(session: Session) -> None:
        checkins.record(
            session,
            neighbourhood_id=street.neighbourhood_id,
            member_id=street.resident,
            check_in_id=new_id(),
            body=body,
            patrol_id=None,
            said=checkins.Said(clock.now(), clock.now()),
        )

    street.database.write_sync(work)


def test_whoever_says_they_are_on_their_way_is_waited_for_and_nobody_else_is_woken(street: Street, time: FrozenClock) -> None:
    alert_id, first, second = _two_come(street)
    time.advance(timedelta(minutes=4))
    street.says(first, alert_id, "on_my_way")
    street.says(second, alert_id, "on_my_way")
    time.advance(timedelta(minutes=3))
    street.work()
    assert len(street.parts(alert_id)) == 3
    assert told(street, "moving") == []
    time.advance(timedelta(minutes=2))
    street.work()
    assert sorted(told(street, "moving")) == sorted([first, second])


def test_the_question_is_a_question_and_no_second_call(street: Street, time: FrozenClock) -> None:
    alert_id, first, _second = _two_come(street)
    calls = len(told(street, "alert"))
    time.advance(FIVE_MINUTES)
    street.work()
    assert told(street, "moving").count(first) == 1
    assert told(street, "alert").count(first) == 1
    assert len(told(street, "alert")) > calls, "the waves go on while nobody answers"
    street.says(first, alert_id, "on_my_way")
    assert street.parts(alert_id)[first].asked_at is None


def test_words_alone_are_taken_three_times(street: Street, time: FrozenClock) -> None:
    alert_id, first, _second = _two_come(street)
    for _ in range(rules.SAID_MOST):
        time.advance(timedelta(minutes=4))
        street.says(first, alert_id, "on_my_way")
    moved = street.parts(alert_id)[first].moved_at
    time.advance(timedelta(minutes=4))
    street.says(first, alert_id, "on_my_way")
    assert street.parts(alert_id)[first].moved_at == moved
    assert street.timeline(alert_id).count("on_my_way") == rules.SAID_MOST + 1, "it is heard all the same"


@pytest.mark.parametrize("word", ["decline", "on_scene"])
def test_on_my_way_changes_nothing_for_whoever_does_not_come_or_is_there(street: Street, word: str) -> None:
    alert_id, first, _second = _two_come(street)
    street.says(first, alert_id, word)
    street.says(first, alert_id, "on_my_way")
    assert street.parts(alert_id)[first].moved_at is None
    assert "on_my_way" not in street.timeline(alert_id)


def test_whoever_left_and_comes_again_is_not_there_yet(street: Street) -> None:
    alert_id, first, second = _two_come(street)
    street.says(second, alert_id, "decline")
    for word in ("on_scene", "decline", "accept"):
        street.says(first, alert_id, word)
    part = street.parts(alert_id)[first]
    assert (part.status, part.on_scene_at) == (ResponseStatus.ACCEPTED, None)


def test_a_second_call_makes_it_more_serious_and_the_next_neighbours_are_told_at_once(street: Street, time: FrozenClock) -> None:
    street.responders(12)
    alert_id = street.concern()
    _says_again(street, "unwell")
    assert len(street.parts(alert_id)) == 3, "tapped twice is one call"
    time.advance(timedelta(seconds=15))
    _says_again(street, "please_check")
    assert street.alert(alert_id).category == "fallen"
    assert len(street.parts(alert_id)) == 9
    first = next(iter(street.parts(alert_id)))
    street.says(first, alert_id, "accept")
    time.advance(timedelta(seconds=15))
    _says_again(street, "unwell")
    assert len(street.parts(alert_id)) == 9, "somebody comes"


def test_a_mild_word_becomes_the_serious_one(street: Street) -> None:
    _says_again(street, "please_check")
    _says_again(street, "fallen")
    (alert_id,) = _alerts(street)
    assert street.alert(alert_id).category == "fallen"


def test_a_person_who_moves_on_takes_the_alerts_cell_along(street: Street) -> None:
    alert_id = street.concern(context="walk")
    _says_again(street, "person_in_need", lat=HOME[0] + 0.01, lon=HOME[1], accuracy_m=8)
    assert street.alert(alert_id).cell == cell_of(HOME[0] + 0.01, HOME[1])


def _alerts(street: Street) -> list[UUID]:
    return street.database.read_sync(lambda session: [row.id for row in session.query(Alert).all()])


categories = st.sampled_from(sorted(checkin_rules.FROM_HOME | checkin_rules.ON_A_WALK))


@given(categories, categories, categories)
def test_of_two_words_the_worse_holds_in_whatever_order_they_come(one: str, two: str, three: str) -> None:
    assert more_serious(one, two) in (one, two)
    assert more_serious(one, one) == one
    known = set(rules.SERIOUS_FIRST)
    if {one, two, three} <= known:
        assert more_serious(one, two) == more_serious(two, one)
        assert more_serious(more_serious(one, two), three) == more_serious(one, more_serious(two, three))


def test_every_home_category_but_other_has_its_rank() -> None:
    assert checkin_rules.FROM_HOME - {"other"} <= set(rules.SERIOUS_FIRST)
