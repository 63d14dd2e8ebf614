"""The demonstration neighbourhood."""

from __future__ import annotations

from app.core import clock
from app.core.database import Database
from app.demo import service
from app.demo.people import OUTLINE, PEOPLE
from app.neighbourhoods import presence
from app.people.models import Tier
from tests.support.street import build


def inside(lat: float, lon: float) -> bool:
    crossings = 0
    for (lat1, lon1), (lat2, lon2) in zip(OUTLINE, [*OUTLINE[1:], OUTLINE[0]], strict=True):
        if (lat1 > lat) != (lat2 > lat) and lon < lon1 + (lat - lat1) / (lat2 - lat1) * (lon2 - lon1):
            crossings += 1
    return crossings % 2 == 1


def test_everybody_lives_in_it() -> None:
    assert all(inside(person.lat, person.lon) for person in PEOPLE)


def test_everybody_who_may_be_asked_can_be_matched(database: Database) -> None:
    made = database.write_sync(lambda session: service.with_codes(session, b"k" * 32, clock.now(), tries=5))
    neighbourhood_id = database.write_sync(lambda session: service.ensure(session, clock.now()).id)
    asked = [person.id for person in made if person.tier in (Tier.WALKER, Tier.RESPONDER)]
    now = clock.now()
    spots = database.read_sync(lambda session: presence.of_members(session, neighbourhood_id, asked, now=now, fix_since=now))
    assert {spot.member_id for spot in spots} == set(asked)


def test_it_leaves_other_neighbourhoods_alone(database: Database) -> None:
    street = build(database)
    made = database.write_sync(lambda session: service.with_codes(session, b"k" * 32, clock.now(), tries=5))
    assert street.resident not in {person.id for person in made}
    again = database.write_sync(lambda session: service.with_codes(session, b"k" * 32, clock.now(), tries=5))
    assert [person.id for person in again] == [person.id for person in made]
