"""The one door to the database: an answer means durable, one piece of work never harms another."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.core import clock
from app.core.database import Database, UtcDateTime, after_commit
from app.neighbourhoods import service as neighbourhoods
from app.neighbourhoods.models import Neighbourhood

SQLITE, POSTGRESQL = sqlite.dialect(), postgresql.dialect()  # type: ignore[no-untyped-call]  # SQLAlchemy's dialects ship no types
RING = [(37.0, 127.0), (37.0, 127.1), (37.1, 127.1)]


def add(session: Session, name: str) -> None:
    neighbourhoods.create(session, name_ko=name, name_en=name, ring=RING, now=clock.now())


def names(database: Database) -> set[str]:
    return database.read_sync(lambda session: set(session.execute(text("SELECT name_ko FROM neighbourhoods")).scalars()))


def test_an_exception_rolls_back_its_own_work_alone(database: Database) -> None:
    def fails(session: Session) -> None:
        add(session, "사라질 동네")
        raise LookupError("on purpose")

    async def together() -> list[object]:
        works = [lambda session, n=n: add(session, f"동네 {n}") for n in range(20)]
        jobs = [database.write(work) for work in works[:10]] + [database.write(fails)] + [database.write(work) for work in works[10:]]
        return await asyncio.gather(*jobs, return_exceptions=True)

    results = asyncio.run(together())
    assert [type(result) for result in results if result is not None] == [LookupError]
    assert names(database) == {f"동네 {n}" for n in range(20)}


def test_a_broken_statement_does_not_poison_the_group(database: Database) -> None:
    def broken(session: Session) -> None:
        session.execute(text("SELECT * FROM no_such_table"))

    async def together() -> list[object]:
        jobs = [database.write(work) for work in (lambda session: add(session, "앞"), broken, lambda session: add(session, "뒤"))]
        return await asyncio.gather(*jobs, return_exceptions=True)

    assert isinstance(asyncio.run(together())[1], Exception)
    assert names(database) == {"앞", "뒤"}


def test_hints_come_after_the_commit_and_never_after_a_rollback(database: Database) -> None:
    heard: list[set[str]] = []

    def work(session: Session) -> None:
        add(session, "들림")
        after_commit(session, lambda: heard.append(names(database)))

    def fails(session: Session) -> None:
        after_commit(session, lambda: heard.append({"never"}))
        raise LookupError

    database.write_sync(work)
    with pytest.raises(LookupError):
        database.write_sync(fails)
    assert heard == [{"들림"}]


def test_a_hint_that_fails_is_not_the_callers_trouble(database: Database) -> None:
    def work(session: Session) -> str:
        after_commit(session, lambda: 1 / 0)  # type: ignore[arg-type]  # its result is never looked at
        return "done"

    assert database.write_sync(work) == "done"


def test_readers_do_not_write_and_do_not_wait(database: Database) -> None:
    if database.is_sqlite:
        with pytest.raises(Exception, match=r"readonly|query_only"):
            database.read_sync(lambda session: session.execute(text("DELETE FROM neighbourhoods")))

    def slow(session: Session) -> set[str]:
        add(session, "쓰는 중")
        return names(database)

    assert database.write_sync(slow) == set()


def test_a_reader_that_failed_half_way_leaves_no_old_picture_behind(database: Database) -> None:
    for number in range(3):
        database.write_sync(lambda session, number=number: add(session, f"동네 {number}"))  # type: ignore[misc]  # mypy cannot infer a default
    kept: list[BaseException] = []

    def fails(session: Session) -> None:
        rows = session.execute(text("SELECT name_ko FROM neighbourhoods"))
        rows.fetchone()
        raise LookupError("on purpose", rows)

    try:
        database.read_sync(fails)
    except LookupError as error:
        kept.append(error)  # as a log or a traceback would
    database.write_sync(lambda session: add(session, "새 동네"))
    assert "새 동네" in names(database)


def test_one_that_fails_among_many_is_run_again_and_hints_come_once(database: Database) -> None:
    hints: list[int] = []

    def works(number: int) -> Callable[[Session], None]:
        def work(session: Session) -> None:
            add(session, f"동네 {number}")
            after_commit(session, lambda: hints.append(number))

        return work

    def fails(session: Session) -> None:
        after_commit(session, lambda: hints.append(-1))
        raise LookupError("on purpose")

    async def together() -> list[object]:
        jobs = [database.write(works(n)) for n in range(5)] + [database.write(fails)] + [database.write(works(n)) for n in range(5, 10)]
        return await asyncio.gather(*jobs, return_exceptions=True)

    asyncio.run(together())
    assert sorted(hints) == list(range(10))
    assert names(database) == {f"동네 {n}" for n in range(10)}


def test_many_threads_at_once_lose_nothing(database: Database) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: database.write_sync(lambda session: add(session, f"동네 {n}")), range(64)))
    assert len(names(database)) == 64


def test_even_leaving_the_program_inside_work_reaches_the_caller(database: Database) -> None:
    def leaves(_session: Session) -> None:
        raise SystemExit(2)

    with pytest.raises(SystemExit):
        database.write_sync(leaves)
    database.write_sync(lambda session: add(session, "그래도"))
    assert names(database) == {"그래도"}


def test_a_closed_database_says_so(database: Database) -> None:
    other = Database(database.url, pool_size=2)
    other.close()
    with pytest.raises(RuntimeError):
        other.write_sync(lambda session: add(session, "늦음"))


moments = st.datetimes(
    min_value=datetime(1970, 1, 2),  # noqa: DTZ001  # hypothesis adds the zone
    max_value=datetime(2199, 1, 1),  # noqa: DTZ001  # as above
    timezones=st.integers(-12, 14).map(lambda h: timezone(timedelta(hours=h))),
)


@given(moments)
def test_times_come_back_in_utc_and_sort_as_text(moment: datetime) -> None:
    column = UtcDateTime()
    kept = column.process_bind_param(moment, SQLITE)
    assert len(kept) == 26
    back = column.process_result_value(kept, SQLITE)
    assert back == moment
    assert back is not None
    assert back.tzinfo is UTC
    later = column.process_bind_param(moment + timedelta(microseconds=1), SQLITE)
    assert kept < later
    assert column.process_bind_param(moment, POSTGRESQL) == moment


def test_naive_times_never_reach_the_database() -> None:
    with pytest.raises(ValueError, match="naive"):
        UtcDateTime().process_bind_param(datetime(2026, 1, 1), SQLITE)  # noqa: DTZ001  # the point of the test


def test_times_survive_the_database_itself(database: Database) -> None:
    at = datetime(2026, 11, 23, 12, 0, 0, 123456, tzinfo=timezone(timedelta(hours=9)))
    with clock.frozen(at):
        database.write_sync(lambda session: add(session, "시간"))
    row_at = database.read_sync(lambda session: session.query(Neighbourhood).one().created_at)
    assert row_at == at
    assert row_at.utcoffset() == timedelta(0)
