"""Dogs, facilities and reports of the demonstration."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session

from app.core import clock
from app.core.database import Database
from app.demo import service, street, walks
from app.dogs import service as dogs
from app.facilities import service as facilities
from app.reports import reading
from app.reports.reading import Filter
from app.reports.rules import State
from tests.demo.test_service import inside

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


def test_there_is_something_of_everything_and_only_once(database: Database) -> None:
    with clock.frozen(NOW) as time:
        row_id = database.write_sync(lambda session: service.ensure(session, clock.now()).id)
        time.advance(timedelta(days=1))
        database.write_sync(lambda session: service.ensure(session, clock.now()))

        def read(session: Session) -> None:
            lamps = facilities.standing(session, row_id, clock.now(), None, 100)
            assert len(lamps) == len(street.FACILITIES) == 12
            assert {lamp.due for lamp in lamps} == {True, False}
            assert [lamp.label for lamp in lamps if lamp.last_working is False] == ["시장1길 가로등"]
            seen = reading.at_desk(session, row_id, Filter(), None, 100)
            on_walks = sum(turn.saw is not None for turn in walks.TURNS.values())
            assert len(seen) == len(street.REPORTS) + on_walks + 1, "the broken lamp reported itself"
            assert {one.state for one in seen} == set(State)
            fixed = [one for one in seen if one.state is State.FIXED]
            assert max(one.also_reported for one in fixed) == 2
            assert all(one.answer for one in fixed)
            assert all(one.place is None or inside(one.place.lat, one.place.lon) for one in seen)
            assert len(dogs.at_desk(session, row_id, query="", result=None, after=None, limit=9)) == 2

        database.read_sync(read)


def test_everything_stands_in_the_neighbourhood() -> None:
    assert all(inside(thing.lat, thing.lon) for thing in street.FACILITIES)
