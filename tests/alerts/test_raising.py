"""The desk raises, hurries and wakes alerts, on a clock that is held still."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from app.alerts import raising, service
from app.alerts.raising import Heard
from app.alerts.rules import Place
from app.core import clock
from app.core.clock import FrozenClock
from app.core.database import Database
from app.core.ids import new_id
from app.core.problems import Problem
from app.people.models import Tier
from tests.support.street import HOME, Street, build

START = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


@pytest.fixture
def street(database: Database, time: FrozenClock) -> Street:
    built = build(database)
    built.responders(22)
    built.add("담당", Tier.COORDINATOR)
    return built


def raise_for(
    street: Street, member_id: UUID | None, place: Place = Place.HOME, *, lat: float | None = None, category: str = "fallen"
) -> UUID:
    heard = Heard(member_id, place, category, "전화로 말씀하셨어요", lat, HOME[1] if lat is not None else None)
    actor = street.members["담당"]
    return street.database.write_sync(lambda session: raising.raise_at_desk(session, street.neighbourhood_id, actor, heard, clock.now()))


def hurry(street: Street, alert_id: UUID) -> None:
    actor = street.members["담당"]
    street.database.write_sync(lambda session: raising.next_wave(session, street.neighbourhood_id, actor, alert_id, clock.now()))


def wake(street: Street, alert_id: UUID) -> None:
    actor = street.members["담당"]
    street.database.write_sync(lambda session: raising.wake(session, street.neighbourhood_id, actor, alert_id, clock.now()))


def test_somebody_without_a_phone_who_calls_the_desk_reaches_neighbours_at_once(street: Street) -> None:
    alert_id = raise_for(street, street.resident)
    alert = street.alert(alert_id)
    assert (alert.raised_by, alert.check_in_id, alert.desk_seen_at) == (street.members["담당"], None, START)
    assert len(street.parts(alert_id)) == 3
    assert street.timeline(alert_id) == ["opened", "wave_told"]


def test_the_desk_is_never_braked_and_what_it_raised_never_counts_as_crying_wolf(street: Street, time: FrozenClock) -> None:
    def cancel(alert_id: UUID) -> None:
        street.database.write_sync(
            lambda session: service.cancel_own(session, street.neighbourhood_id, alert_id, street.resident, clock.now())
        )

    for _ in range(3):
        cancel(raise_for(street, street.resident))
    own = street.concern()
    assert not street.alert(own).quiet
    cancel(own)
    for _ in range(2):
        cancel(street.concern())
    assert street.alert(street.concern()).quiet
    assert len(street.parts(raise_for(street, street.resident))) == 3


def test_a_call_to_the_desk_joins_the_alert_that_is_open_for_the_person(street: Street, time: FrozenClock) -> None:
    alert_id = street.concern()
    assert raise_for(street, street.resident) == alert_id
    assert street.alert(alert_id).desk_seen_at == START
    time.advance(timedelta(seconds=20))
    assert raise_for(street, street.resident) == alert_id
    assert len(street.parts(alert_id)) == 9, "a second call with nobody coming wakes the next"


def test_two_strangers_in_need_are_two_alerts_and_the_same_request_twice_is_one(street: Street) -> None:
    here = raise_for(street, None, Place.PUBLIC, lat=HOME[0], category="person_in_need")
    assert raise_for(street, None, Place.PUBLIC, lat=HOME[0], category="person_in_need") == here
    assert raise_for(street, None, Place.PUBLIC, lat=HOME[0] + 0.001, category="person_in_need") != here
    assert street.concern(of=street.members["담당"], context="walk") != here, "the coordinator's own call is another one"


@pytest.mark.parametrize("place", list(Place))
def test_an_alert_that_leads_nowhere_is_not_raised(street: Street, place: Place) -> None:
    with pytest.raises(Problem, match="place-unknown"):
        raise_for(street, None, place)
    with pytest.raises(Problem, match="not-found"):
        raise_for(street, new_id())


def test_the_next_wave_goes_now_and_those_after_it_at_their_time(street: Street, time: FrozenClock) -> None:
    alert_id = street.concern()
    time.advance(timedelta(seconds=10))
    hurry(street, alert_id)
    assert len(street.parts(alert_id)) == 9
    time.advance(timedelta(seconds=60))
    street.work()
    assert len(street.parts(alert_id)) == 9
    hurry(street, alert_id)
    assert len(street.parts(alert_id)) == 20
    assert street.alert(alert_id).desk_told_at == clock.now()
    with pytest.raises(Problem, match="no-next-wave"):
        hurry(street, alert_id)
    assert street.timeline(alert_id) == ["opened", "wave_told", "next_wave", "wave_told", "next_wave", "wave_told", "desk_told"]


def test_with_enough_coming_nobody_else_is_woken(street: Street) -> None:
    alert_id = street.concern()
    for member_id in list(street.parts(alert_id))[:2]:
        street.says(member_id, alert_id, "accept")
    with pytest.raises(Problem, match="enough-coming"):
        hurry(street, alert_id)


def test_a_late_alert_is_woken_by_the_desk_once(street: Street) -> None:
    alert_id = street.concern(recorded_at=START - timedelta(minutes=20))
    with pytest.raises(Problem, match="asleep"):
        hurry(street, alert_id)
    for _ in range(2):
        wake(street, alert_id)
    assert len(street.parts(alert_id)) == 3
    assert street.timeline(alert_id).count("woken") == 1


def test_nothing_is_hurried_or_woken_after_the_end(street: Street) -> None:
    alert_id = street.concern()
    street.database.write_sync(lambda session: service.cancel_own(session, street.neighbourhood_id, alert_id, street.resident, clock.now()))
    for act in (hurry, wake):
        with pytest.raises(Problem, match="alert-closed"):
            act(street, alert_id)
