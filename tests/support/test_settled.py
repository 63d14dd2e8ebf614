"""People moved in as rows are the people whom the services settle."""

from __future__ import annotations

from typing import Any

from app.core import clock
from app.core.clock import FrozenClock
from app.core.database import Database
from tests.support.api import PLACES, settle
from tests.support.settled import Rows, Settled, all_rows

CHANGES = ("id", "member_id", "neighbourhood_id", "token_hash")


def _lasting(rows: Rows) -> dict[str, list[list[tuple[str, Any]]]]:
    return {
        table.name: sorted(([(name, value) for name, value in row.items() if name not in CHANGES] for row in each), key=repr)
        for table, each in rows
    }


def test_moving_in_leaves_what_settling_leaves_with_new_ids(database: Database, time: FrozenClock) -> None:
    settled = database.write_sync(lambda session: [settle(session, place, clock.now()) for place in PLACES])
    first = database.read_sync(all_rows)
    kept = Settled(settled, first, clock.now())
    for table, _ in reversed(first):
        database.write_sync(lambda session, table=table: session.execute(table.delete()))  # type: ignore[misc]  # nothing comes back
    people = database.write_sync(lambda session: kept.move_in(session, clock.now()))
    again = database.read_sync(all_rows)
    assert _lasting(again) == _lasting(first)
    assert not {one.id for each in people for one in each} & {one.id for each in settled for one in each}
    assert {one.token for each in people for one in each}.isdisjoint(one.token for each in settled for one in each)
    assert sorted(one.id for one in people[0]) == [one.id for one in people[0]], "in the order in which they came"
