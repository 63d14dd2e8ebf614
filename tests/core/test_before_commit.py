"""What is said before the commit is done once, for everybody in the group, and only when it comes about."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.core import broadcast
from app.core.broadcast import Change, ChangeCounter
from app.core.database import Database, table_of
from app.core.ids import new_id
from app.core.prepared import Prepared

PLACE, OTHER = new_id(), new_id()
_counters = table_of(ChangeCounter)


@pytest.fixture
def places(database: Database) -> Database:
    for place in (PLACE, OTHER):
        database.write_sync(lambda session, place=place: broadcast.begin(session, place))  # type: ignore[misc]  # a default binds the loop's value
    return database


def numbers(database: Database, place: UUID) -> list[int]:
    changes = table_of(Change)
    query = select(changes.c.seq).where(changes.c.neighbourhood_id == place).order_by(changes.c.seq)
    return list(database.read_sync(lambda session: session.execute(query).scalars().all()))


def test_many_at_once_are_numbered_without_a_gap(places: Database) -> None:
    def say(index: int) -> None:
        def work(session: Session) -> None:
            broadcast.append(session, PLACE if index % 3 else OTHER, "patrol.moved", new_id())
            if index % 5 == 0:
                raise ValueError("this one does not come about")

        try:
            places.write_sync(work)
        except ValueError:
            assert index % 5 == 0

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(say, range(60)))
    came_about = [index for index in range(60) if index % 5]
    assert numbers(places, PLACE) == list(range(1, 1 + sum(1 for index in came_about if index % 3)))
    assert numbers(places, OTHER) == list(range(1, 1 + sum(1 for index in came_about if not index % 3)))
    assert places.read_sync(lambda session: broadcast.last_seq(session, PLACE)) == numbers(places, PLACE)[-1]


def test_the_same_change_in_one_transaction_is_one(places: Database) -> None:
    walk = new_id()

    def work(session: Session) -> None:
        for kind in ("patrol.started", "patrol.moved", "patrol.moved", "patrol.ended"):
            broadcast.append(session, PLACE, kind, walk)

    places.write_sync(work)
    changes = places.read_sync(lambda session: [change.kind for change in broadcast.since(session, PLACE, 0) or []])
    assert changes == ["patrol.started", "patrol.moved", "patrol.ended"]


def test_a_glance_sees_what_was_committed(places: Database) -> None:
    look = Prepared(select(_counters.c.last_seq).where(_counters.c.neighbourhood_id == bindparam("place")))

    async def story() -> list[int | None]:
        seen = []
        for place in (PLACE, new_id(), PLACE):
            row = await places.glance(look, {"place": place})
            seen.append(None if row is None else row.last_seq)
            await places.write(lambda session: broadcast.append(session, PLACE, "patrol.moved", new_id()))
        return seen

    assert asyncio.run(story()) == [0, None, 2]


def test_a_savepoint_undoes_its_part_alone(places: Database) -> None:
    def work(session: Session) -> None:
        session.execute(_counters.update().where(_counters.c.neighbourhood_id == PLACE).values(last_seq=7))
        part = session.begin_nested()
        session.execute(_counters.update().where(_counters.c.neighbourhood_id == PLACE).values(last_seq=99))
        part.rollback()

    places.write_sync(work)
    assert places.read_sync(lambda session: broadcast.last_seq(session, PLACE)) == 7
