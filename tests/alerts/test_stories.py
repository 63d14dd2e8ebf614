"""Whole alerts on a clock that is held still: who is told when, who comes, how it ends."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.alerts import service
from app.alerts.rules import AlertStatus, ResponseStatus
from app.alerts.schemas import ResolveIn
from app.alerts.views import show
from app.checkins import service as checkins
from app.core import clock
from app.core.clock import FrozenClock
from app.core.database import Database
from app.core.ids import new_id
from app.core.problems import Problem
from app.geo.cells import cell_of, rings
from app.neighbourhoods import presence
from app.notifications.models import Delivery
from app.people import access_log
from app.people import service as people
from app.people.models import ConsentKind, ConsentState, Tier
from tests.support.street import HOME, STEP, Street, build

START = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


@pytest.fixture
def time() -> Iterator[FrozenClock]:
    with clock.frozen(START) as frozen:
        yield frozen


@pytest.fixture
def street(database: Database, time: FrozenClock) -> Street:
    return build(database)


def deliveries(street: Street, kind: str) -> list[Delivery]:
    def read(session: Session) -> list[Delivery]:
        rows = session.execute(select(Delivery).where(Delivery.kind == kind)).scalars().all()  # type: ignore[arg-type]  # a column comparison
        for row in rows:
            session.expunge(row)
        return list(rows)

    return street.database.read_sync(read)


def test_three_are_told_at_once_six_after_a_minute_and_the_rest_with_the_desk(street: Street, time: FrozenClock) -> None:
    street.responders(22)
    alert_id = street.concern()
    assert len(street.parts(alert_id)) == 3
    assert street.work() == 0
    time.advance(timedelta(seconds=60))
    assert street.work() == 1
    assert len(street.parts(alert_id)) == 9
    assert street.alert(alert_id).desk_told_at is None
    time.advance(timedelta(seconds=60))
    street.work()
    assert len(street.parts(alert_id)) == 20
    assert street.alert(alert_id).desk_told_at == START + timedelta(seconds=120)
    assert street.timeline(alert_id) == ["opened", "wave_told", "wave_told", "wave_told", "desk_told"]


def test_fewer_than_five_in_range_tells_the_desk_at_once(street: Street) -> None:
    street.responders(4)
    assert street.alert(street.concern()).desk_told_at == START


def test_nobody_in_range_tells_the_desk_at_once(street: Street) -> None:
    alert_id = street.concern()
    assert street.parts(alert_id) == {}
    assert street.alert(alert_id).desk_told_at == START


def test_two_accepts_are_enough_and_the_rest_are_stood_down(street: Street) -> None:
    street.responders(6)
    street.subscribe(street.resident)
    alert_id = street.concern()
    first, second, third = street.parts(alert_id)
    street.pushes_leave()
    street.says(first, alert_id, "accept")
    assert street.alert(alert_id).status == AlertStatus.ACKNOWLEDGED
    street.says(second, alert_id, "accept")
    parts = street.parts(alert_id)
    assert parts[third].status == ResponseStatus.STOOD_DOWN
    assert [row.member_id for row in deliveries(street, "not_needed")] == [third]
    assert len(deliveries(street, "coming")) == 2
    street.says(third, alert_id, "accept")
    assert street.parts(alert_id)[third].status == ResponseStatus.STOOD_DOWN


def test_somebody_who_does_not_arrive_is_asked_and_the_waves_go_on(street: Street, time: FrozenClock) -> None:
    street.responders(12)
    alert_id = street.concern()
    first, second, _third = street.parts(alert_id)
    street.says(first, alert_id, "accept")
    street.says(second, alert_id, "accept")
    time.advance(timedelta(seconds=120))
    street.work()
    assert len(street.parts(alert_id)) == 3
    time.advance(timedelta(minutes=3))
    street.work()
    assert "asked" in street.timeline(alert_id)
    assert len(street.parts(alert_id)) == 12
    assert street.alert(alert_id).desk_told_at is not None


def test_declining_after_accepting_wakes_the_waves(street: Street, time: FrozenClock) -> None:
    street.responders(8)
    alert_id = street.concern()
    first, second, _ = street.parts(alert_id)
    street.says(first, alert_id, "accept")
    street.says(second, alert_id, "accept")
    time.advance(timedelta(seconds=90))
    street.work()
    street.says(first, alert_id, "decline")
    assert len(street.parts(alert_id)) == 8


def test_a_worker_that_was_away_for_three_hours_sends_one_step(street: Street, time: FrozenClock) -> None:
    street.responders(22)
    alert_id = street.concern()
    time.advance(timedelta(hours=3))
    assert street.work() == 1
    assert street.work() == 0
    assert street.timeline(alert_id).count("wave_told") == 2
    assert street.timeline(alert_id).count("desk_told") == 1


def test_two_workers_never_take_the_same_step(street: Street, time: FrozenClock) -> None:
    street.responders(22)
    alerts = [street.concern(of=street.add(f"주민{n}", Tier.RESIDENT, steps=0)) for n in range(8)]
    time.advance(timedelta(seconds=60))
    with ThreadPoolExecutor(4) as pool:
        taken = sum(pool.map(lambda _: street.work(), range(8)))
    assert taken == len(alerts)
    for alert_id in alerts:
        assert street.timeline(alert_id).count("wave_told") == 2


def test_a_late_concern_pages_nobody_goes_to_the_desk_and_asks_the_person(street: Street) -> None:
    street.responders(8)
    street.subscribe(street.resident)
    alert_id = street.concern(recorded_at=START - timedelta(minutes=16))
    alert = street.alert(alert_id)
    assert alert.late
    assert alert.desk_told_at == START
    assert street.parts(alert_id) == {}
    assert [row.member_id for row in deliveries(street, "ask")] == [street.resident]


def test_a_fresh_concern_is_never_swallowed_by_a_late_one(street: Street) -> None:
    street.responders(8)
    late = street.concern(recorded_at=START - timedelta(minutes=16))
    fresh = street.concern()
    assert fresh != late
    assert len(street.parts(fresh)) == 3


def test_repeats_merge_into_the_open_alert(street: Street) -> None:
    street.responders(8)
    first = street.concern()
    with ThreadPoolExecutor(8) as pool:
        again = set(pool.map(lambda _: street.concern(), range(8)))
    assert again == {first}
    assert len(street.parts(first)) == 3
    assert street.timeline(first).count("repeated") == 8


def test_a_call_from_home_is_never_sent_to_where_the_walk_was(street: Street) -> None:
    street.responders(8)
    outside = street.concern(context="walk")
    at_home = street.concern()
    assert at_home != outside
    assert street.alert(at_home).place == "home"
    assert len(street.parts(at_home)) == 3


def test_saying_done_without_having_come_silences_nothing(street: Street, time: FrozenClock) -> None:
    street.responders(12)
    alert_id = street.concern()
    first, second, _third = street.parts(alert_id)
    for member_id in (first, second):
        street.says(member_id, alert_id, "accept")
        street.says(member_id, alert_id, "done")
    assert seen_by(street, first, alert_id).address is None  # type: ignore[attr-defined]  # an AlertOut
    assert street.alert(alert_id).desk_told_at == START
    time.advance(timedelta(seconds=60))
    street.work()
    assert len(street.parts(alert_id)) == 9
    time.advance(timedelta(minutes=10))
    street.work()
    assert "desk_reminded" in street.timeline(alert_id)


def test_an_alert_nobody_closed_ends_with_a_question_not_with_an_all_clear(street: Street, time: FrozenClock) -> None:
    street.responders(3)
    street.subscribe(street.resident)
    alert_id = street.concern()
    time.advance(timedelta(hours=24))
    street.work()
    assert street.alert(alert_id).status == AlertStatus.EXPIRED
    assert [row.member_id for row in deliveries(street, "ask")] == [street.resident]
    assert street.resident not in {row.member_id for row in deliveries(street, "all_clear")}


def test_taking_a_concern_back_gives_everybody_the_all_clear(street: Street) -> None:
    street.responders(6)
    check_in_id = new_id()
    alert_id = street.concern(check_in_id=check_in_id)
    everybody = set(street.parts(alert_id))
    street.pushes_leave()

    def cancel(session: Session) -> None:
        checkins.cancel(
            session, neighbourhood_id=street.neighbourhood_id, member_id=street.resident, check_in_id=check_in_id, now=clock.now()
        )

    street.database.write_sync(cancel)
    street.database.write_sync(cancel)
    assert street.alert(alert_id).status == AlertStatus.CANCELLED
    assert {row.member_id for row in deliveries(street, "all_clear")} == everybody
    assert len(deliveries(street, "all_clear")) == len(everybody)


def resolve(street: Street, member_id: object, tier: Tier, alert_id: object) -> None:
    street.database.write_sync(
        lambda session: service.resolve(
            session,
            neighbourhood_id=street.neighbourhood_id,
            actor_id=member_id,  # type: ignore[arg-type]  # a member's id
            tier=tier,
            alert_id=alert_id,  # type: ignore[arg-type]  # an alert's id
            body=ResolveIn(outcome="safe"),
            now=clock.now(),
        )
    )


def test_only_the_person_the_coordinator_or_somebody_on_scene_closes_it(street: Street) -> None:
    told = street.responders(6)
    coordinator = street.add("담당", Tier.COORDINATOR)
    officer = street.add("경찰", Tier.OFFICER)
    alert_id = street.concern()
    first = next(iter(street.parts(alert_id)))
    stranger = next(member for member in told if member not in street.parts(alert_id))
    with pytest.raises(Problem, match="404"):
        resolve(street, stranger, Tier.RESPONDER, alert_id)
    for member_id, tier in ((first, Tier.RESPONDER), (officer, Tier.OFFICER)):
        with pytest.raises(Problem, match="403"):
            resolve(street, member_id, tier, alert_id)
    street.says(first, alert_id, "accept")
    with pytest.raises(Problem, match="403"):
        resolve(street, first, Tier.RESPONDER, alert_id)
    street.says(first, alert_id, "on_scene")
    resolve(street, first, Tier.RESPONDER, alert_id)
    assert street.alert(alert_id).status == AlertStatus.RESOLVED
    resolve(street, coordinator, Tier.COORDINATOR, alert_id)
    assert street.timeline(alert_id).count("resolved") == 1


def seen_by(street: Street, member_id: object, alert_id: object, *, tier: Tier = Tier.RESPONDER) -> object:
    return street.database.read_sync(
        lambda session: (
            show(
                session,
                neighbourhood_id=street.neighbourhood_id,
                actor_id=member_id,  # type: ignore[arg-type]  # a member's id
                tier=tier,
                alert_id=alert_id,  # type: ignore[arg-type]  # an alert's id
                now=clock.now(),
            ).alert
        )
    )


def test_the_address_is_there_after_accepting_and_gone_when_it_is_over(street: Street) -> None:
    street.responders(6)
    alert_id = street.concern()
    first, second, _ = street.parts(alert_id)
    assert seen_by(street, first, alert_id).address is None  # type: ignore[attr-defined]  # an AlertOut
    street.says(first, alert_id, "accept")
    assert seen_by(street, first, alert_id).address == "순자 집"  # type: ignore[attr-defined]  # as above
    assert seen_by(street, second, alert_id).person_name is None  # type: ignore[attr-defined]  # as above
    street.change(first, verified_at=None)
    assert seen_by(street, first, alert_id).address is None  # type: ignore[attr-defined]  # as above
    street.change(first, verified_at=START)
    street.says(first, alert_id, "on_scene")
    resolve(street, first, Tier.RESPONDER, alert_id)
    over = seen_by(street, first, alert_id)
    assert (over.address, over.person_name, over.location, over.note) == (None, None, None, None)  # type: ignore[attr-defined]  # as above


def test_without_the_persons_consent_the_address_stays_and_the_desk_is_told(street: Street) -> None:
    street.responders(8)

    def withdraw(session: Session) -> None:
        person = people.member_of(session, street.neighbourhood_id, street.resident)
        people.set_consent(session, person, ConsentKind.HOME_DISCLOSURE, ConsentState.WITHDRAWN, clock.now())

    street.database.write_sync(withdraw)
    alert_id = street.concern()
    assert street.alert(alert_id).desk_told_at == START
    first = next(iter(street.parts(alert_id)))
    street.says(first, alert_id, "accept")
    shown = seen_by(street, first, alert_id)
    assert (shown.address, shown.location) == (None, None)  # type: ignore[attr-defined]  # as above


def test_homes_never_reach_walkers_unverified_resting_blocked_or_off_duty_people(street: Street) -> None:
    good = street.add("좋은이웃", Tier.RESPONDER)
    street.add("산책", Tier.WALKER)
    street.add("미확인", Tier.RESPONDER, verified=False)
    street.add("쉬는날", Tier.RESPONDER, on_duty=False)
    street.add("동의없음", Tier.RESPONDER, consents=False)
    street.add("먼이웃", Tier.RESPONDER, steps=60)
    blocked = street.add("차단", Tier.RESPONDER)
    resting = street.add("휴식", Tier.RESPONDER)

    def arrange(session: Session) -> None:
        person = people.member_of(session, street.neighbourhood_id, street.resident)
        people.tie(session, person, people.member_of(session, street.neighbourhood_id, blocked), "block", clock.now())
        presence.rest(session, street.neighbourhood_id, resting, START + timedelta(hours=1))

    street.database.write_sync(arrange)
    assert list(street.parts(street.concern())) == [good]


def test_a_buddy_is_in_the_first_wave_wherever_they_live(street: Street) -> None:
    street.responders(8)
    buddy = street.add("짝꿍", Tier.RESPONDER, steps=60)
    street.subscribe(buddy)

    def befriend(session: Session) -> None:
        person = people.member_of(session, street.neighbourhood_id, street.resident)
        people.tie(session, person, people.member_of(session, street.neighbourhood_id, buddy), "buddy", clock.now())

    street.database.write_sync(befriend)
    assert buddy in street.parts(street.concern())


def test_people_without_a_phone_that_rings_come_last_and_the_desk_is_told(street: Street, time: FrozenClock) -> None:
    silent = [street.add(f"조용{n}", Tier.RESPONDER, steps=1) for n in range(6)]
    ringing = street.responders(3)
    alert_id = street.concern()
    assert set(street.parts(alert_id)) == set(ringing)
    assert street.alert(alert_id).desk_told_at is None
    time.advance(timedelta(seconds=60))
    street.work()
    assert set(street.parts(alert_id)) == {*ringing, *silent}
    assert street.alert(alert_id).desk_told_at == START + timedelta(seconds=60)


def test_a_public_place_also_reaches_walkers_who_are_out_now(street: Street, time: FrozenClock) -> None:
    out_now = street.add("초코", Tier.WALKER, steps=40)
    street.add("집에있음", Tier.WALKER)
    cell = cell_of(HOME[0] + STEP, HOME[1])
    street.database.write_sync(
        lambda session: presence.set_walking(session, street.neighbourhood_id, out_now, cell, START - timedelta(minutes=2))
    )
    alert_id = street.concern(context="walk", of=street.add("걷는이", Tier.WALKER, steps=3))
    assert list(street.parts(alert_id)) == [out_now]
    time.advance(timedelta(minutes=40))
    later = street.concern(context="walk", of=street.add("나중", Tier.WALKER, steps=3))
    assert street.parts(later) == {}


def test_after_a_visit_a_responder_rests_for_a_day(street: Street, time: FrozenClock) -> None:
    street.responders(6)
    alert_id = street.concern()
    first = next(iter(street.parts(alert_id)))
    for word in ("accept", "on_scene", "done"):
        street.says(first, alert_id, word)
    resolve(street, street.resident, Tier.RESIDENT, alert_id)
    assert first not in street.parts(street.concern())
    time.advance(timedelta(hours=25))
    resolve(street, street.resident, Tier.RESIDENT, street.concern())
    time.advance(timedelta(seconds=1))
    assert first in _all_in_range(street)


def _all_in_range(street: Street) -> list[object]:
    spots = street.database.read_sync(
        lambda session: presence.in_rings(
            session,
            street.neighbourhood_id,
            rings(cell_of(*HOME), 6),
            now=clock.now(),
            fix_since=clock.now() - timedelta(minutes=30),
        )
    )
    return [spot.member_id for spot in spots]


def test_words_after_the_end_are_refused_kindly_and_repeats_are_harmless(street: Street) -> None:
    street.responders(6)
    alert_id = street.concern()
    first, second, _ = street.parts(alert_id)
    street.says(first, alert_id, "accept")
    street.says(first, alert_id, "accept")
    street.says(first, alert_id, "seen")
    assert street.timeline(alert_id).count("accepted") == 1
    resolve(street, street.resident, Tier.RESIDENT, alert_id)
    with pytest.raises(Problem, match="410 alert-closed"):
        street.says(second, alert_id, "accept")
    with pytest.raises(Problem, match="404"):
        street.says(street.resident, alert_id, "accept")


def test_ten_accept_at_once_and_two_come(street: Street) -> None:
    street.responders(20)
    alert_id = street.concern()
    told = list(street.parts(alert_id))
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(lambda member_id: street.says(member_id, alert_id, "accept"), told))
    statuses = sorted(part.status for part in street.parts(alert_id).values())
    assert statuses == ["accepted", "accepted", "stood_down"]


def test_nobody_is_thanked_for_a_call_they_never_got(street: Street) -> None:
    street.responders(6)
    alert_id = street.concern()
    first, second, third = street.parts(alert_id)
    for member_id in (first, second):
        street.says(member_id, alert_id, "accept")
    resolve(street, street.resident, Tier.RESIDENT, alert_id)

    assert {row.status for row in deliveries(street, "alert") if row.member_id == third} == {"withdrawn"}
    assert deliveries(street, "not_needed") == []
    thanked = {row.member_id for row in deliveries(street, "all_clear")}
    assert thanked == {first, second}, "whoever comes has seen it, push or not"


def test_the_place_of_a_closed_alert_is_forgotten_after_72_hours(street: Street, time: FrozenClock) -> None:
    alert_id = street.concern(context="walk")
    resolve(street, street.resident, Tier.RESIDENT, alert_id)
    time.advance(timedelta(hours=71))
    assert street.database.write_sync(lambda session: service.forget_places(session, clock.now())) == 0
    time.advance(timedelta(hours=2))
    assert street.database.write_sync(lambda session: service.forget_places(session, clock.now())) == 1
    assert street.alert(alert_id).lat is None


def test_the_access_log_holds(street: Street) -> None:
    assert street.database.read_sync(lambda session: access_log.broken_at(session, street.neighbourhood_id)) is None
