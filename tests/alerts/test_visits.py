"""Whole visits on a clock that is held still: roles, never alone in a home, the responder's own timer, crying wolf."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.alerts import service
from app.alerts.schemas import AlertOut
from app.alerts.views import log_view, show
from app.core import clock
from app.core.clock import FrozenClock
from app.core.database import Database
from app.core.ids import new_id
from app.desk.board import board
from app.facilities.models import Facility
from app.notifications.models import Delivery
from app.people.models import Tier
from tests.support.street import HOME, Street, build

START = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
CHECK = timedelta(seconds=1200)
THREE_MINUTES = timedelta(minutes=3)


@pytest.fixture
def street(database: Database, time: FrozenClock) -> Street:
    return build(database)


def told(street: Street, kind: str) -> list[UUID]:
    """Who was owed a push of this kind."""

    def read(session: Session) -> list[UUID]:
        rows = session.execute(select(Delivery).where(Delivery.kind == kind)).scalars()  # type: ignore[arg-type]  # a column comparison
        return [row.member_id for row in rows]

    return street.database.read_sync(read)


def seen_by(street: Street, member_id: UUID, alert_id: UUID, tier: Tier = Tier.RESPONDER) -> AlertOut:
    return street.database.read_sync(
        lambda session: (
            show(
                session,
                neighbourhood_id=street.neighbourhood_id,
                actor_id=member_id,
                tier=tier,
                alert_id=alert_id,
                now=clock.now(),
            ).alert
        )
    )


def cancel(street: Street, alert_id: UUID, person: UUID | None = None) -> None:
    street.database.write_sync(
        lambda session: service.cancel(
            session,
            neighbourhood_id=street.neighbourhood_id,
            actor_id=person or street.resident,
            tier=Tier.RESIDENT,
            alert_id=alert_id,
            why="",
            now=clock.now(),
        )
    )


def aed(street: Street) -> None:
    street.database.write_sync(
        lambda session: session.add(
            Facility(
                neighbourhood_id=street.neighbourhood_id,
                id=new_id(),
                kind="aed",
                label="AED",
                lat=HOME[0],
                lon=HOME[1],
                every_days=30,
                created_at=clock.now(),
            )
        )
    )


def roles_of(street: Street, alert_id: UUID) -> list[str | None]:
    return [part.role for part in street.parts(alert_id).values()]


def test_the_person_sees_who_looked_at_where_they_are_and_when(street: Street, time: FrozenClock) -> None:
    street.responders(6)
    alert_id = street.concern()
    first, second, _ = street.parts(alert_id)
    for member_id in (first, second):
        street.says(member_id, alert_id, "accept")
    time.advance(timedelta(seconds=40))

    def look(session: Session) -> None:
        shown = show(
            session, neighbourhood_id=street.neighbourhood_id, actor_id=first, tier=Tier.RESPONDER, alert_id=alert_id, now=clock.now()
        )
        log_view(session, shown, street.neighbourhood_id, first, clock.now())

    street.database.write_sync(look)
    time.advance(timedelta(minutes=1))
    street.database.write_sync(look)
    progress = seen_by(street, street.resident, alert_id, Tier.RESIDENT).progress
    assert progress is not None
    assert [one.looked_at for one in progress.coming] == [START + timedelta(seconds=40), None]


def test_the_first_goes_and_the_second_too_and_they_know_each_others_first_names(street: Street) -> None:
    street.responders(6)
    alert_id = street.concern()
    first, second, third = street.parts(alert_id)
    street.says(first, alert_id, "accept")
    alone = seen_by(street, first, alert_id)
    assert (alone.second_asked, alone.together) == (True, [])
    assert seen_by(street, third, alert_id).second_asked is None
    street.says(second, alert_id, "accept")
    assert roles_of(street, alert_id) == ["goes", "goes", None]
    both = seen_by(street, first, alert_id)
    assert both.second_asked is False
    assert len(both.together or []) == 1
    assert seen_by(street, third, alert_id).together is None
    person = seen_by(street, street.resident, alert_id, Tier.RESIDENT)
    assert person.progress is not None
    assert [one.role for one in person.progress.coming] == ["goes", "goes"]
    street.says(first, alert_id, "decline")
    assert roles_of(street, alert_id)[:2] == [None, "goes"]
    assert seen_by(street, first, alert_id).together is None
    assert seen_by(street, second, alert_id).second_asked is True


def test_with_an_aed_in_the_neighbourhood_the_second_brings_it(street: Street) -> None:
    aed(street)
    street.responders(6)
    alert_id = street.concern()
    first, second, _third = street.parts(alert_id)
    street.says(first, alert_id, "accept")
    street.says(second, alert_id, "accept")
    assert roles_of(street, alert_id) == ["goes", "aed", None]
    street.says(first, alert_id, "decline")
    assert roles_of(street, alert_id)[:2] == [None, "goes"]


def test_the_desk_hears_after_three_minutes_that_nobody_joins_and_only_once(street: Street, time: FrozenClock) -> None:
    street.responders(12)
    desk = street.add("담당", Tier.COORDINATOR)
    street.subscribe(desk)
    alert_id = street.concern()
    first, second, _third = street.parts(alert_id)
    street.says(first, alert_id, "accept")
    time.advance(timedelta(seconds=179))
    street.work()
    assert "second_missing" not in street.timeline(alert_id)
    before = told(street, "desk").count(desk)
    time.advance(timedelta(seconds=1))
    assert street.work() == 1
    assert street.work() == 0
    assert street.timeline(alert_id).count("second_missing") == 1
    assert told(street, "desk").count(desk) == before + 1
    assert street.alert(alert_id).second_missing_at == START + THREE_MINUTES
    street.says(second, alert_id, "accept")
    assert street.alert(alert_id).second_missing_at is None
    street.says(second, alert_id, "decline")
    time.advance(THREE_MINUTES)
    street.work()
    assert street.timeline(alert_id).count("second_missing") == 2


def test_a_public_place_needs_no_second(street: Street, time: FrozenClock) -> None:
    street.responders(6)
    alert_id = street.concern(context="walk")
    first = next(iter(street.parts(alert_id)))
    street.says(first, alert_id, "accept")
    time.advance(timedelta(minutes=4))
    street.work()
    assert "second_missing" not in street.timeline(alert_id)
    assert not seen_by(street, first, alert_id).second_asked


def test_a_home_is_never_for_one_whatever_the_neighbourhood_set(database: Database, time: FrozenClock) -> None:
    street = build(database, policy={"enough_accepts": 1})
    street.responders(6)
    alert_id = street.concern()
    first, second, _third = street.parts(alert_id)
    street.says(first, alert_id, "accept")
    street.says(second, alert_id, "accept")
    assert [part.status for part in street.parts(alert_id).values()] == ["accepted", "accepted", "stood_down"]


def test_a_responder_who_does_not_answer_is_asked_and_then_the_desk_is_told(street: Street, time: FrozenClock) -> None:
    street.responders(6)
    desk = street.add("담당", Tier.COORDINATOR)
    street.subscribe(desk)
    alert_id = street.concern()
    first, second, _third = street.parts(alert_id)
    for member_id in (first, second):
        street.says(member_id, alert_id, "accept")
        street.says(member_id, alert_id, "on_scene")
    time.advance(CHECK - timedelta(seconds=1))
    street.says(second, alert_id, "fine")
    time.advance(timedelta(seconds=1))
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: street.work(), range(4)))
    assert told(street, "check") == [first]
    time.advance(THREE_MINUTES - timedelta(seconds=1))
    street.work()
    assert "responder_silent" not in street.timeline(alert_id)
    time.advance(timedelta(seconds=1))
    street.work()
    street.work()
    assert street.timeline(alert_id).count("responder_silent") == 1
    page = street.database.read_sync(lambda session: board(session, street.neighbourhood_id, Tier.COORDINATOR, clock.now()))
    assert [one.silent_at for one in page.alerts[0].told if one.silent_at] == [clock.now()]
    street.says(first, alert_id, "fine")
    part = street.parts(alert_id)[first]
    assert (part.silent_at, part.check_asked_at, part.check_at) == (None, None, clock.now() + CHECK)


def test_a_worker_that_was_away_asks_first_and_then_waits(street: Street, time: FrozenClock) -> None:
    street.responders(6)
    alert_id = street.concern()
    first = next(iter(street.parts(alert_id)))
    street.says(first, alert_id, "accept")
    time.advance(timedelta(hours=3))
    street.work()
    assert told(street, "check") == [first]
    assert "responder_silent" not in street.timeline(alert_id)
    time.advance(THREE_MINUTES)
    street.work()
    assert street.timeline(alert_id).count("responder_silent") == 1


def test_taking_the_alert_back_does_not_end_the_timer_of_who_is_in_the_house(street: Street, time: FrozenClock) -> None:
    street.responders(6)
    alert_id = street.concern()
    first, second, _third = street.parts(alert_id)
    street.says(first, alert_id, "accept")
    street.says(second, alert_id, "accept")
    street.says(first, alert_id, "on_scene")
    cancel(street, alert_id)
    assert street.parts(alert_id)[second].check_at is None
    time.advance(CHECK)
    street.work()
    assert told(street, "check") == [first]
    time.advance(THREE_MINUTES)
    street.work()
    assert "responder_silent" in street.timeline(alert_id)
    assert street.work() == 0
    street.says(first, alert_id, "fine")
    street.says(first, alert_id, "fine")
    asked_at = street.parts(alert_id)[first].debrief_at
    assert street.alert(alert_id).next_step_at == asked_at, "only how they are after the visit is still asked"
    assert street.timeline(alert_id).count("responder_fine") == 1


@pytest.mark.parametrize("word", ["decline", "done"])
def test_who_leaves_or_is_done_is_asked_no_more(street: Street, time: FrozenClock, word: str) -> None:
    street.responders(6)
    alert_id = street.concern()
    first = next(iter(street.parts(alert_id)))
    street.says(first, alert_id, "accept")
    street.says(first, alert_id, "on_scene")
    street.says(first, alert_id, word)
    street.says(first, alert_id, "fine")
    time.advance(CHECK)
    street.work()
    assert told(street, "check") == []
