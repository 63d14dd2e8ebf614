"""The numbered list of changes: no gap, no repeat, and a reader that was away too long is told."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session

from app.core import broadcast, clock
from app.core.database import Database
from app.core.ids import new_id
from tests.support.street import build


def test_numbers_have_no_gap_even_when_many_write_at_once(database: Database) -> None:
    street = build(database)

    def change(n: int) -> None:
        def work(session: Session) -> None:
            broadcast.append(session, street.neighbourhood_id, "test.changed", new_id())
            if n % 5 == 0:
                raise LookupError

        try:
            database.write_sync(work)
        except LookupError:
            return

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(change, range(50)))
    changes = database.read_sync(lambda session: [row.seq for row in broadcast.since(session, street.neighbourhood_id, 0) or []])
    assert changes == list(range(1, 41))


def test_a_reader_goes_on_where_it_was_and_is_told_when_that_is_gone(database: Database) -> None:
    at = datetime(2026, 11, 23, tzinfo=UTC)
    with clock.frozen(at) as time:
        street = build(database)
        here = street.neighbourhood_id

        def one(session: Session) -> None:
            broadcast.append(session, here, "test.changed", new_id())

        for _ in range(3):
            database.write_sync(one)
        time.advance(timedelta(days=3))
        database.write_sync(one)
        assert database.write_sync(lambda session: broadcast.sweep(session, clock.now())) == 3

    def seqs(after: int) -> list[int] | None:
        def read(session: Session) -> list[int] | None:
            rows = broadcast.since(session, here, after)
            return None if rows is None else [row.seq for row in rows]

        return database.read_sync(read)

    assert seqs(3) == [4]
    assert seqs(4) == []
    assert seqs(1) is None
    assert seqs(99) is None
