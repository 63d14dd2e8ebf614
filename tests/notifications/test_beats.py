"""Whether anybody is at work."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from app.core.database import Database
from app.notifications import beats

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


def health(database: Database, now: datetime) -> str:
    return database.read_sync(lambda session: beats.worker_health(session, now))


@pytest.mark.parametrize(("silent_s", "state"), [(0, "ok"), (10, "ok"), (11, "late"), (60, "late"), (61, "dead"), (10**6, "dead")])
def test_a_worker_that_falls_silent(database: Database, silent_s: int, state: str) -> None:
    database.write_sync(lambda session: beats.beat(session, uuid4(), NOW - timedelta(hours=1), NOW))
    assert health(database, NOW + timedelta(seconds=silent_s)) == state


def test_there_never_was_one(database: Database) -> None:
    assert health(database, NOW) == "dead"


def test_the_newest_sign_counts_and_a_worker_that_left_does_not(database: Database) -> None:
    crashed, here = uuid4(), uuid4()
    database.write_sync(lambda session: beats.beat(session, crashed, NOW, NOW))
    for seconds in (30, 58, 90):
        moment = NOW + timedelta(seconds=seconds)
        database.write_sync(lambda session, at=moment: beats.beat(session, here, NOW, at))  # type: ignore[misc]  # bound per round
    assert health(database, NOW + timedelta(seconds=95)) == "ok"
    database.write_sync(lambda session: beats.leave(session, here))
    assert health(database, NOW + timedelta(seconds=95)) == "dead"


def test_workers_of_last_week_are_forgotten(database: Database) -> None:
    old, new = uuid4(), uuid4()
    database.write_sync(lambda session: beats.beat(session, old, NOW, NOW))
    database.write_sync(lambda session: beats.beat(session, new, NOW, NOW + timedelta(days=8)))
    database.write_sync(lambda session: beats.leave(session, new))
    assert health(database, NOW) == "dead"
