"""Who is found for an alert, from the rows: near before far in the densest street, farther where few live, quiet hours, drills."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from app.alerts.choosing import Asked, Choice, choose_for
from app.alerts.rules import Place
from app.core import clock
from app.core.clock import FrozenClock
from app.core.database import Database
from app.core.ids import new_id
from app.geo.cells import cell_of, rings
from app.neighbourhoods import presence
from app.neighbourhoods import service as neighbourhoods
from app.neighbourhoods.models import Presence
from app.neighbourhoods.policy import Policy
from app.neighbourhoods.quiet_rules import minute_of_day
from app.people import service as people
from app.people.models import Tier
from tests.support.street import HOME, Street, build

HERE = cell_of(*HOME)
START = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


@pytest.fixture
def time() -> Iterator[FrozenClock]:
    with clock.frozen(START) as frozen:
        yield frozen


@pytest.fixture
def street(database: Database, time: FrozenClock) -> Street:
    return build(database)


def _settle(street: Street, cells: list[str], each: int) -> list[UUID]:
    """So many verified responders on duty with their home in each of these cells (rows as `refresh` writes them)."""
    settled: list[UUID] = []

    def work(session: Session) -> None:
        for cell in cells:
            for number in range(each):
                member = people.create_member(
                    session,
                    neighbourhood_id=street.neighbourhood_id,
                    name=f"이웃 {number}",
                    tier=Tier.RESPONDER,
                    now=clock.now(),
                    verified=True,
                )
                session.flush()
                settled.append(member.id)
                session.add(
                    Presence(
                        member_id=member.id,
                        neighbourhood_id=street.neighbourhood_id,
                        tier=Tier.RESPONDER,
                        verified=True,
                        on_duty=True,
                        home_cell=cell,
                    )
                )

    street.database.write_sync(work)
    return settled


def _chosen(street: Street, place: Place = Place.HOME, *, policy: Policy | None = None, is_drill: bool = False) -> Choice:
    asked = Asked(street.neighbourhood_id, street.resident, HERE, place, UUID(int=7), is_drill)
    return street.database.read_sync(lambda session: choose_for(session, asked, policy or Policy(), clock.now()))


def test_in_the_densest_street_the_neighbour_next_door_is_told_first(street: Street) -> None:
    near = [street.add(f"옆집{number}", Tier.RESPONDER, steps=0) for number in range(3)]
    for member_id in near:
        street.subscribe(member_id)
    _settle(street, [cell for ring in rings(HERE, 4)[1:] for cell in ring], 10)
    assert set(_chosen(street).in_order[:3]) == set(near)


def test_where_few_live_farther_rings_are_searched_and_no_farther_than_needed(street: Street) -> None:
    """Six rings away is about 2 km: far, but somebody."""
    far = rings(HERE, 6)[6][0]
    _settle(street, [far], 2)
    assert _chosen(street).in_range == 2
    assert _chosen(street, policy=Policy(sparse_rings=4)).in_range == 0
    for number in range(20):
        street.subscribe(street.add(f"이웃{number}", Tier.RESPONDER, steps=1))
    assert _chosen(street).in_range == 20, "enough near who can be reached: nobody far is looked for"


def test_neighbours_without_a_phone_that_rings_do_not_count_as_enough(street: Street) -> None:
    for number in range(20):
        street.add(f"이웃{number}", Tier.RESPONDER, steps=1)
    _settle(street, [rings(HERE, 6)[6][0]], 2)
    choice = _chosen(street)
    assert (choice.in_range, choice.silent) == (22, 22)


def test_whoever_is_out_walking_is_where_they_walk_and_nowhere_else(street: Street, time: FrozenClock) -> None:
    walker = street.add("산책", Tier.RESPONDER, steps=1)
    street.subscribe(walker)
    elsewhere = rings(HERE, 20)[20][0]

    def walk(cell: str) -> None:
        street.database.write_sync(lambda session: presence.set_walking(session, street.neighbourhood_id, walker, cell, clock.now()))

    walk(elsewhere)
    assert _chosen(street).in_order == []
    time.advance(timedelta(seconds=10))
    walk(HERE)
    assert _chosen(street).in_order == [walker]


def test_quiet_hours_leave_people_asleep_until_they_end(street: Street, time: FrozenClock) -> None:
    sleeper = street.responders(1)[0]
    minute = _minute(street)
    street.change(sleeper, quiet_from_min=minute, quiet_until_min=(minute + 30) % 1440)
    assert _chosen(street).in_order == []
    time.advance(timedelta(minutes=31))
    assert _chosen(street).in_order == [sleeper]


def _minute(street: Street) -> int:
    zone = street.database.read_sync(lambda session: neighbourhoods.neighbourhood_of(session, street.neighbourhood_id).time_zone)
    return minute_of_day(clock.now(), zone)


@pytest.mark.parametrize("but_buddies", [True, False])
def test_a_buddy_may_be_woken_for_their_person_if_they_want_it(street: Street, but_buddies: bool) -> None:
    buddy = street.responders(1)[0]
    street.tie(buddy, "buddy")
    minute = _minute(street)
    street.change(buddy, quiet_from_min=minute, quiet_until_min=(minute + 30) % 1440, quiet_but_buddies=but_buddies)
    assert _chosen(street).in_order == ([buddy] if but_buddies else [])


def test_homes_are_not_for_buddies_nobody_met_nor_for_who_is_off_duty(street: Street) -> None:
    stranger = street.add("모르는 이", Tier.RESPONDER, verified=False)
    off_duty = street.add("쉬는 이", Tier.RESPONDER, on_duty=False)
    met = street.add("짝꿍", Tier.WALKER, steps=3)
    for member_id in (stranger, off_duty, met):
        street.tie(member_id, "buddy")
    assert _chosen(street).in_order == [met]


def test_a_drill_asks_only_its_group(street: Street) -> None:
    first, *_ = street.responders(3)
    street.change(first, drill_ok=True)
    assert _chosen(street, is_drill=True).in_order == [first]
    assert len(_chosen(street).in_order) == 3


def test_another_neighbourhoods_people_are_never_found(street: Street) -> None:
    other = street.database.write_sync(
        lambda session: (
            neighbourhoods.create(
                session, name_ko="옆동", name_en="Next", ring=[(37.77, 126.76), (37.77, 126.79), (37.75, 126.79)], now=clock.now()
            ).id
        )
    )
    there = Street(street.database, other, resident=new_id())
    there.responders(2)
    assert _chosen(street).in_order == []


@pytest.mark.parametrize("seed", range(4))
def test_nobody_nearer_is_left_out_for_somebody_farther(street: Street, seed: int) -> None:
    """However people are spread: all within some number of rings are chosen, and rings farther out only while nearer ones hold too few."""
    rng, policy = random.Random(seed), Policy()
    ways = [rng.randrange(rng.choice((1, 3, 6, 10))) for _ in range(rng.choice((3, 30, 45)))]
    settled = _settle(street, [rng.choice(rings(HERE, way)[way]) for way in ways], 1)
    ringing = {member_id for member_id in settled if rng.random() < 0.8}
    for member_id in ringing:
        street.subscribe(member_id)
    for last in (policy.inner_rings, policy.outer_rings, policy.sparse_rings):
        within = {member_id for member_id, way in zip(settled, ways, strict=True) if way <= last}
        if len(within & ringing) >= policy.widen_below:
            break
    assert set(_chosen(street).in_order) == within


def test_a_handful_of_buddies_is_read_by_their_keys_however_many_live_here(street: Street) -> None:
    """Without statistics SQLite would rather read the whole neighbourhood."""
    if not street.database.is_sqlite:
        pytest.skip("PostgreSQL keeps statistics")
    asked: list[str] = []

    def look(session: Session) -> list[str]:
        connection: Any = session.connection().connection.driver_connection
        connection.set_trace_callback(asked.append)
        presence.of_members(session, street.neighbourhood_id, [new_id() for _ in range(12)], now=clock.now(), fix_since=clock.now())
        connection.set_trace_callback(None)
        return [row[3] for row in connection.execute("EXPLAIN QUERY PLAN " + asked[-1])]

    assert any("(member_id=?)" in line for line in street.database.read_sync(look))
