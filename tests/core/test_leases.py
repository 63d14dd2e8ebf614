"""One holder at a time, whoever asks and however many ask at once; a dead one's lease runs out."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from app.core import leases
from app.core.database import Database

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


def _takes(database: Database, holder: UUID, after_s: float = 0) -> bool:
    return database.write_sync(lambda session: leases.take(session, "a", holder, NOW + timedelta(seconds=after_s)))


def test_the_holder_keeps_it_and_nobody_else_gets_it(database: Database) -> None:
    one, other = uuid4(), uuid4()
    assert _takes(database, one)
    assert not _takes(database, other, 3)
    assert _takes(database, one, 9)
    assert not _takes(database, other, 18), "kept at 9 s, it is held until 19 s"
    assert database.write_sync(lambda session: leases.take(session, "b", other, NOW)), "another work has a lease of its own"


def test_a_dead_holders_lease_runs_out_after_ten_seconds(database: Database) -> None:
    one, other = uuid4(), uuid4()
    assert _takes(database, one)
    assert not _takes(database, other, 10)
    assert _takes(database, other, 10.1)
    assert not _takes(database, one, 10.2)


def test_who_leaves_is_not_waited_for_and_takes_nobody_elses_away(database: Database) -> None:
    one, other = uuid4(), uuid4()
    assert _takes(database, one)
    database.write_sync(lambda session: leases.leave(session, "a", other))
    assert not _takes(database, other, 1)
    database.write_sync(lambda session: leases.leave(session, "a", one))
    assert _takes(database, other, 1)


def test_of_many_who_ask_at_once_one_gets_it(database: Database) -> None:
    for round_ in range(5):
        asking = [uuid4() for _ in range(8)]
        with ThreadPoolExecutor(8) as pool:
            got = list(pool.map(lambda holder, at=round_ * 60: _takes(database, holder, at), asking))
        assert sum(got) == 1
