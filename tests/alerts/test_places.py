"""Where somebody on their way is: kept for them alone who come, seen by two, and gone with the first reason to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.alerts import showing_place, way_rules
from app.alerts.models import ResponderPlace
from app.alerts.parting import part_ways
from app.alerts.schemas import MyPlaceIn
from app.alerts.views import show
from app.core import broadcast, clock
from app.core.broadcast import Change
from app.core.clock import FrozenClock
from app.core.database import Database
from app.core.problems import Problem
from app.me import service as me
from app.people import service as people
from app.people.auth import Actor
from app.people.models import ConsentKind, ConsentState, Device, Member, Tier
from tests.alerts.test_visits import cancel, told
from tests.support.street import HOME, Street, build

M = 1 / 111_195


@pytest.fixture
def street(database: Database, time: FrozenClock) -> Street:
    built = build(database)
    built.responders(12)
    return built


def device_of(session: Session, member_id: UUID) -> UUID:
    return session.execute(select(col(Device.id)).where(col(Device.member_id) == member_id).limit(1)).scalar_one()


def stands(street: Street, alert_id: UUID, member_id: UUID, north_m: float, *, age_s: float = 0, accuracy_m: float = 8) -> None:
    """The phone sends that its owner is so far north of the home."""
    now = clock.now()
    body = MyPlaceIn(lat=HOME[0] + north_m * M, lon=HOME[1], accuracy_m=accuracy_m, recorded_at=now - timedelta(seconds=age_s))
    street.database.write_sync(
        lambda session: showing_place.show(session, street.neighbourhood_id, member_id, device_of(session, member_id), alert_id, body, now)
    )


def kept(street: Street) -> dict[UUID, float]:
    """How far north of the home everybody is of whom a place is kept."""

    def read(session: Session) -> dict[UUID, float]:
        return {row.member_id: round((row.lat - HOME[0]) / M) for row in session.execute(select(ResponderPlace)).scalars()}

    return street.database.read_sync(read)


def on_their_way(street: Street, count: int = 2) -> tuple[UUID, list[UUID]]:
    alert_id = street.concern()
    comers = list(street.parts(alert_id))[:count]
    for member_id in comers:
        street.says(member_id, alert_id, "accept")
    return alert_id, comers


def test_only_the_newest_place_is_kept_in_whatever_order_they_arrive(street: Street, time: FrozenClock) -> None:
    alert_id, (first, _second) = on_their_way(street)
    stands(street, alert_id, first, 400)
    time.advance(timedelta(seconds=15))
    stands(street, alert_id, first, 380)
    stands(street, alert_id, first, 390, age_s=8)
    stands(street, alert_id, first, 300)
    assert kept(street) == {first: 380}, "an older one and one of the same moment change nothing"
    stands(street, alert_id, first, 200, accuracy_m=500)
    time.advance(timedelta(minutes=5))
    stands(street, alert_id, first, 200, age_s=130)
    assert kept(street) == {first: 380}, "nor a coarse or an old one"
    assert street.timeline(alert_id).count("place_shown") == 1


@pytest.mark.parametrize("word", ["", "seen", "decline", "on_scene"])
def test_whoever_is_not_on_their_way_is_refused(street: Street, word: str) -> None:
    alert_id = street.concern()
    first = next(iter(street.parts(alert_id)))
    for said in {"": [], "on_scene": ["accept", "on_scene"]}.get(word, [word]):
        street.says(first, alert_id, said)
    with pytest.raises(Problem, match="409 not-on-the-way"):
        stands(street, alert_id, first, 400)
    assert kept(street) == {}


def test_whoever_has_no_part_in_it_finds_nothing(street: Street) -> None:
    alert_id, _ = on_their_way(street)
    stranger = street.add("지나가는 이", Tier.RESPONDER, on_duty=False)
    street.subscribe(stranger)
    with pytest.raises(Problem, match="404"):
        stands(street, alert_id, stranger, 400)


def _signs_out(street: Street, member_id: UUID) -> None:
    street.database.write_sync(lambda session: people.sign_out(session, member_id, device_of(session, member_id)))


def _chooses(state: ConsentState) -> Callable[[Street, UUID, UUID], None]:
    def act(street: Street, alert_id: UUID, member_id: UUID) -> None:
        def work(session: Session) -> None:
            member = session.get_one(Member, member_id)
            actor = Actor(member.id, street.neighbourhood_id, Tier.RESPONDER, "ko", member.name, True, device_of(session, member_id))
            me.choose(session, actor, ConsentKind.LOCATION, state, clock.now())

        street.database.write_sync(work)

    return act


def _blocks(street: Street, member_id: UUID) -> None:
    street.tie(member_id, "block")
    street.database.write_sync(lambda session: part_ways(session, street.neighbourhood_id, street.resident, member_id, clock.now()))


ENDS: dict[str, Callable[[Street, UUID, UUID], None]] = {
    "declines": lambda street, alert_id, member_id: street.says(member_id, alert_id, "decline"),
    "arrives": lambda street, alert_id, member_id: street.says(member_id, alert_id, "on_scene"),
    "is done": lambda street, alert_id, member_id: street.says(member_id, alert_id, "done"),
    "it is taken back": lambda street, alert_id, _member_id: cancel(street, alert_id),
    "hides it": lambda street, alert_id, member_id: street.database.write_sync(
        lambda session: showing_place.hide(session, street.neighbourhood_id, member_id, alert_id)
    ),
    "pauses": _chooses(ConsentState.PAUSED),
    "withdraws": _chooses(ConsentState.WITHDRAWN),
    "is blocked": lambda street, _alert_id, member_id: _blocks(street, member_id),
    "signs out": lambda street, _alert_id, member_id: _signs_out(street, member_id),
}


@pytest.mark.parametrize("end", ENDS)
def test_the_place_is_gone_when_its_owner(street: Street, end: str) -> None:
    alert_id, (first, second) = on_their_way(street)
    for member_id in (first, second):
        stands(street, alert_id, member_id, 400)
    ENDS[end](street, alert_id, first)
    assert kept(street) == ({} if end == "it is taken back" else {second: 400})


def test_it_is_gone_when_the_alert_ends_by_itself(street: Street, time: FrozenClock) -> None:
    alert_id, (first, _second) = on_their_way(street)
    stands(street, alert_id, first, 400)
    time.advance(timedelta(hours=25))
    street.work()
    assert street.timeline(alert_id)[-1] == "all_clear"
    assert kept(street) == {}


@pytest.mark.parametrize("state", [ConsentState.PAUSED, ConsentState.WITHDRAWN])
def test_nothing_is_kept_while_the_consent_rests(street: Street, state: ConsentState) -> None:
    alert_id, (first, _second) = on_their_way(street)
    _chooses(state)(street, alert_id, first)
    with pytest.raises(Problem, match="403 consent-not-given"):
        stands(street, alert_id, first, 400)


def test_nor_without_one(street: Street) -> None:
    silent = street.add("말한 적 없는 이웃", Tier.RESPONDER, consents=False)
    street.subscribe(silent)

    def agree_to_alerts(session: Session) -> None:
        people.set_consent(session, session.get_one(Member, silent), ConsentKind.ALERTS, ConsentState.GRANTED, clock.now())

    street.database.write_sync(agree_to_alerts)
    street.tie(silent, "buddy")
    street.change(silent, duty_on=True)
    alert_id = street.concern()
    street.says(silent, alert_id, "accept")
    with pytest.raises(Problem, match="403 consent-not-given"):
        stands(street, alert_id, silent, 400)


def near_of(street: Street, alert_id: UUID, actor_id: UUID, tier: Tier) -> list[tuple[int, str, int, int] | None]:
    shown = street.database.read_sync(
        lambda session: show(
            session, neighbourhood_id=street.neighbourhood_id, actor_id=actor_id, tier=tier, alert_id=alert_id, now=clock.now()
        )
    )
    progress = shown.alert.progress
    assert progress is not None
    return [(c.near.distance_m, c.near.side, c.near.minutes, c.near.age_s) if c.near else None for c in progress.coming]


def test_the_person_sees_them_come_nearer_and_nobody_else_does(street: Street, time: FrozenClock) -> None:
    alert_id, (first, _second) = on_their_way(street)
    stands(street, alert_id, first, 410)
    assert near_of(street, alert_id, street.resident, Tier.RESIDENT) == [(400, "n", 8, 0), None]
    time.advance(timedelta(minutes=2))
    stands(street, alert_id, first, 260, age_s=5)
    assert near_of(street, alert_id, street.resident, Tier.RESIDENT) == [(250, "n", 5, 5), None]
    desk = street.add("담당", Tier.COORDINATOR, steps=3)
    assert near_of(street, alert_id, desk, Tier.COORDINATOR) == [None, None], "the desk has its own page, where looking is logged"


def test_whoever_is_seen_coming_is_waited_for_and_whoever_stands_is_asked(street: Street, time: FrozenClock) -> None:
    alert_id, (first, second) = on_their_way(street)
    for step in range(26):
        stands(street, alert_id, first, 600 - 18 * step)
        stands(street, alert_id, second, 600 + (step % 3) * 7)
        time.advance(timedelta(seconds=15))
    street.work()
    assert told(street, "moving") == [second]
    assert street.parts(alert_id)[first].moved_at is not None
    assert street.parts(alert_id)[second].moved_at is None
    assert street.parts(alert_id)[first].said_moving == 0


def test_whoever_was_asked_and_then_moves_has_answered(street: Street, time: FrozenClock) -> None:
    alert_id, (first, _second) = on_their_way(street)
    stands(street, alert_id, first, 600)
    time.advance(timedelta(minutes=6))
    street.work()
    assert first in told(street, "moving")
    stands(street, alert_id, first, 500)
    part = street.parts(alert_id)[first]
    assert (part.asked_at, part.moved_at) == (None, clock.now())
    time.advance(timedelta(minutes=6))
    street.work()
    assert told(street, "moving").count(first) == 2, "and is asked again when they stop"


def test_a_made_up_jump_is_no_step(street: Street, time: FrozenClock) -> None:
    alert_id, (first, _second) = on_their_way(street)
    stands(street, alert_id, first, 3_000)
    time.advance(timedelta(seconds=15))
    stands(street, alert_id, first, 30)
    assert street.parts(alert_id)[first].moved_at is None


def test_who_may_not_know_the_home_cannot_find_it_by_which_steps_count(street: Street, time: FrozenClock) -> None:
    """The person gave no consent to show the address: towards it or away from it, a step is a step."""

    def withdraw(session: Session) -> None:
        person = session.get_one(Member, street.resident)
        people.set_consent(session, person, ConsentKind.HOME_DISCLOSURE, ConsentState.WITHDRAWN, clock.now())

    street.database.write_sync(withdraw)
    alert_id, (first, second) = on_their_way(street)
    counted: dict[UUID, list[bool]] = {first: [], second: []}
    for step in range(20):
        stands(street, alert_id, first, 2_000 - 90 * step)
        stands(street, alert_id, second, 100 + 90 * step)
        for member_id, steps in counted.items():
            steps.append(street.parts(alert_id)[member_id].moved_at == clock.now())
        time.advance(timedelta(seconds=60))
    assert counted[first] == counted[second]
    assert sum(counted[first]) == way_rules.DETOURS


def test_the_boards_hear_of_it_every_ten_seconds_at_most_and_the_timeline_once(street: Street, time: FrozenClock) -> None:
    alert_id, comers = on_their_way(street)

    def changes(session: Session) -> list[Change]:
        return [change for change in broadcast.since(session, street.neighbourhood_id, 0, 10_000) or [] if change.kind == "place.moved"]

    steps = len(street.timeline(alert_id))
    for second in range(60):
        for number, member_id in enumerate(comers):
            stands(street, alert_id, member_id, 400 - second - number)
        time.advance(timedelta(seconds=1))
    assert len(street.database.read_sync(changes)) <= 60 / 10 + 1
    assert len(street.timeline(alert_id)) == steps + 2
