"""Drills go the whole way of a call for help, within their group alone, and never in the way of a real one."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.alerts import auditing, raising
from app.alerts.cries import cries
from app.alerts.drill_results import DrillResult, results
from app.alerts.heartbeat import LASTING
from app.alerts.models import Alert
from app.alerts.raising import Heard
from app.alerts.rules import AlertStatus, Place
from app.alerts.steps import LOOKS_UP_EVERY
from app.alerts.views import mine
from app.core import clock
from app.core.clock import FrozenClock
from app.core.database import Database
from app.core.problems import Problem
from app.outside.models import OutsideChannel, OutsideSend
from app.people import pins
from app.people.models import Tier
from tests.alerts.drilling import IN_GROUP, cancel, drill, drilling, home_drill, looks, may_hear, pushes, resolve, rests_until
from tests.support.story import fast_forward, work_off
from tests.support.street import HOME, Street, build


@pytest.fixture
def street(database: Database, time: FrozenClock) -> Street:
    return drilling(database)


def test_a_drill_goes_the_whole_way_and_nobody_outside_the_group_ever_hears_of_it(street: Street, time: FrozenClock) -> None:
    alert_id = home_drill(street)
    fast_forward(street, time, timedelta(minutes=3))
    told = list(street.parts(alert_id))
    assert len(told) == IN_GROUP, "every wave, as far as the group goes"
    street.says(told[0], alert_id, "accept")
    street.says(told[1], alert_id, "accept")
    assert looks(street, told[0], alert_id).alert.address == "순자 집"
    street.says(told[0], alert_id, "on_scene")
    fast_forward(street, time, timedelta(minutes=21))
    resolve(street, alert_id)
    sent = pushes(street, alert_id)
    assert {push.member_id for push in sent} <= may_hear(street)
    assert all("[연습]" in push.payload for push in sent), "each of them says so"
    kinds = {push.kind for push in sent}
    assert {"alert", "coming", "not_needed", "all_clear", "check", "desk"} <= kinds
    assert street.members["담당"] in {push.member_id for push in sent if push.kind == "desk"}, "whoever started it"
    assert {"role", "desk_told", "stood_down", "all_clear"} <= set(street.timeline(alert_id))
    assert looks(street, told[0], alert_id).alert.address is None


def test_the_channels_outside_are_never_told_of_a_drill(street: Street, time: FrozenClock) -> None:
    here = street.neighbourhood_id
    street.database.write_sync(
        lambda session: session.add(OutsideChannel(neighbourhood_id=here, kind="ntfy", label="당직", sealed=b"?", created_at=clock.now()))
    )
    drill(street)
    fast_forward(street, time, timedelta(minutes=59))
    assert street.database.read_sync(lambda session: session.execute(select(OutsideSend)).all()) == []


@pytest.mark.parametrize("context", ["home", "walk"])
def test_a_real_call_of_whoever_is_played_is_real_at_once_and_ends_the_drill(street: Street, time: FrozenClock, context: str) -> None:
    drilled = home_drill(street)
    comes = list(street.parts(drilled))[:2]
    for member_id in comes:
        street.says(member_id, drilled, "accept")
    time.advance(timedelta(minutes=2))
    real = street.concern(context=context)
    assert real != drilled
    alert = street.alert(real)
    assert (alert.drill, alert.late, alert.quiet) == (False, False, False)
    assert len(street.parts(real)) == 3, "told in the same moment"
    assert not any("연습" in push.payload for push in pushes(street, real))
    work_off(street)  # in the same second
    assert street.alert(drilled).status == AlertStatus.CANCELLED
    assert street.timeline(drilled)[-3:] == ["gave_way", "cancelled", "all_clear"]
    assert street.alert(real).status == AlertStatus.OPEN
    with pytest.raises(Problem) as somebody_waits:
        drill(street)
    assert somebody_waits.value.slug == "real-call-open"


def test_a_drill_looks_up_by_itself_when_the_call_could_not_tell_it(street: Street, time: FrozenClock) -> None:
    drilled = drill(street)
    street.concern()

    def not_told(session: Session) -> None:
        session.get_one(Alert, drilled).next_step_at = clock.now() + LOOKS_UP_EVERY

    street.database.write_sync(not_told)
    fast_forward(street, time, LOOKS_UP_EVERY)
    assert street.alert(drilled).status == AlertStatus.CANCELLED


def test_the_desk_raising_with_the_words_of_a_drill_raises_for_real(street: Street) -> None:
    drilled = drill(street, note="느티나무 아래")
    heard = Heard(None, Place.PUBLIC, "other", "느티나무 아래", *HOME)
    here, desk = street.neighbourhood_id, street.members["담당"]
    real = street.database.write_sync(lambda session: raising.raise_at_desk(session, here, desk, heard, clock.now()))
    assert real != drilled
    assert not street.alert(real).drill


def test_whoever_types_the_number_for_being_forced_in_a_drill_means_it(street: Street, time: FrozenClock) -> None:
    key, here = b"k" * 32, street.neighbourhood_id
    street.database.write_sync(
        lambda session: pins.keep(
            session,
            key=key,
            neighbourhood_id=here,
            member_id=street.resident,
            pin="2580",
            other_pin="7136",
            current=None,
            now=clock.now(),
        )
    )
    drilled = home_drill(street)
    cancel(street, drilled, pins.Typed(key, "7136"))
    assert (street.alert(drilled).status, street.alert(drilled).duress_at) == (AlertStatus.CANCELLED, None)

    def forced(session: Session) -> UUID:
        return session.execute(select(col(Alert.id)).where(col(Alert.duress_at).is_not(None), col(Alert.drill).is_(False))).scalar_one()

    real = street.database.read_sync(forced)
    read_along = street.database.read_sync(
        lambda session: mine(
            session,
            neighbourhood_id=here,
            actor_id=street.resident,
            tier=Tier.RESIDENT,
            state="all",
            after=None,
            limit=9,
            now=clock.now(),
        )
    )
    assert [one.id for one in read_along] == [drilled], "whoever forced them sees a drill that is over, and nothing else"
    assert (street.alert(real).status, street.alert(real).place) == (AlertStatus.CANCELLED, "home")
    assert street.parts(real) == {}, "no neighbour hears of it"
    told = pushes(street, real)
    assert {push.member_id for push in told} == {street.members[name] for name in ("담당", "동료", "경찰")}
    assert not any("연습" in push.payload for push in told)


def test_a_request_sent_twice_is_one_drill_and_only_one_goes_on(street: Street, time: FrozenClock) -> None:
    first = drill(street, note="밤길")
    assert drill(street, note="밤길") == first
    with pytest.raises(Problem) as running:
        drill(street, note="다른 연습")
    assert running.value.slug == "drill-running"
    resolve(street, first)
    assert drill(street, note="밤길") != first


def test_a_drill_ends_by_itself_and_nobody_is_asked_how_they_are(street: Street, time: FrozenClock) -> None:
    alert_id = home_drill(street)
    comes = next(iter(street.parts(alert_id)))
    street.says(comes, alert_id, "accept")
    street.says(comes, alert_id, "on_scene")
    fast_forward(street, time, timedelta(minutes=59))
    assert AlertStatus(street.alert(alert_id).status).is_live
    fast_forward(street, time, timedelta(minutes=2))
    ended = street.alert(alert_id)
    assert (ended.status, ended.next_step_at) == (AlertStatus.EXPIRED, None)
    assert street.parts(alert_id)[comes].check_at is None, "no timer goes on after a drill"
    to_the_person = [push.kind for push in pushes(street, alert_id) if push.member_id == street.resident]
    assert to_the_person.count("all_clear") == 1
    assert "ask" not in to_the_person


def test_a_visit_in_a_drill_leaves_nobody_resting_and_counts_as_no_false_alarm(street: Street, time: FrozenClock) -> None:
    for round_number in range(3):
        alert_id = drill(street, street.resident, Place.HOME, note=str(round_number))
        comes = next(iter(street.parts(alert_id)))
        for action in ("accept", "on_scene", "done"):
            street.says(comes, alert_id, action)
        assert rests_until(street, comes) is None
        cancel(street, alert_id)
        time.advance(timedelta(minutes=1))
    counted = street.database.read_sync(lambda session: cries(session, street.neighbourhood_id, street.resident, clock.now()))
    assert (counted.raised, counted.taken_back) == (0, 0)
    assert len(street.parts(street.concern())) == 3, "no brake: three drills taken back are no crying wolf"


def test_a_drill_that_reaches_nobody_is_no_fault_and_the_heartbeat_goes_on(database: Database, time: FrozenClock) -> None:
    street = build(database)
    street.subscribe(street.add("담당", Tier.COORDINATOR))
    alert_id = drill(street)
    assert street.parts(alert_id) == {}
    fast_forward(street, time, timedelta(minutes=5))
    street.database.write_sync(lambda session: auditing.step(session, clock.now()))
    assert not street.database.read_sync(lambda session: auditing.is_stuck(session, clock.now(), LASTING))


def test_what_a_drill_came_to_is_told_in_numbers(street: Street, time: FrozenClock) -> None:
    def newest() -> DrillResult:
        return street.database.read_sync(lambda session: results(session, street.neighbourhood_id, 5))[0]

    alert_id = home_drill(street)
    nobody = newest()
    assert (nobody.told, nobody.answered, nobody.first_seen_s, nobody.first_accepted_s, nobody.first_on_scene_s) == (3, 0, None, None, None)
    one, two, _ = street.parts(alert_id)
    time.advance(timedelta(seconds=20))
    street.says(two, alert_id, "seen")
    time.advance(timedelta(seconds=15))
    street.says(one, alert_id, "accept")
    time.advance(timedelta(seconds=100))
    street.says(one, alert_id, "on_scene")
    came_to = newest()
    assert (came_to.answered, came_to.first_seen_s, came_to.first_accepted_s, came_to.first_on_scene_s) == (2, 20, 35, 135)
