"""One door to the database: `write` returns after the commit, `read` never blocks a writer."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any, Protocol, TypeVar, cast

from sqlalchemy import (
    BigInteger,
    Connection,
    DateTime,
    Dialect,
    Engine,
    Integer,
    MetaData,
    String,
    TypeDecorator,
    create_engine,
    event,
    text,
)
from sqlalchemy import Table as CoreTable
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry
from sqlmodel import SQLModel

from app.core.database_writer import GroupCommitWriter, run_after_commit, run_before_commit
from app.core.prepared import Prepared

T = TypeVar("T")
Work = Callable[[Session], T]

SERIALIZATION_RETRIES = 5
SQLITE_READERS = 8

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Table(SQLModel):
    """Base of every table; its metadata names each constraint, so migrations can find it again."""

    model_config = {"defer_build": True}  # a row is not validated: what would do it is never built
    metadata = MetaData(naming_convention=NAMING)


def table_of(model: type[SQLModel]) -> CoreTable:
    """The Core table behind a model, for statements that hot paths build once."""
    return cast(CoreTable, model.__table__)  # type: ignore[attr-defined]  # set by SQLModel on table models


class BigKey(TypeDecorator[int]):
    """A 64-bit number that SQLite still takes as a plain integer key."""

    impl = BigInteger
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        return dialect.type_descriptor(Integer() if dialect.name == "sqlite" else BigInteger())


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, stored in UTC: `timestamptz` on PostgreSQL, sortable fixed-width text on SQLite."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        return dialect.type_descriptor(String(26) if dialect.name == "sqlite" else DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime never reaches the database")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None).isoformat(timespec="microseconds") if dialect.name == "sqlite" else moment

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002  # SQLAlchemy's signature
        if value is None:
            return None
        if isinstance(value, str):
            return datetime.fromisoformat(value).replace(tzinfo=UTC)
        return value.astimezone(UTC)  # type: ignore[no-any-return]  # PostgreSQL's driver gives an aware datetime


class Writer(Protocol):
    """Runs one piece of work in a transaction of its own and returns after the commit."""

    def submit(self, work: Work[T]) -> Any:
        """A concurrent future of the work's result, done after the commit."""

    def close(self) -> None:
        """Finish what is queued and stop."""


class Database:
    """The engine, the writers and the readers of one process.

    SQLite: one writer thread commits up to 128 pieces of work at once, each in a savepoint of its own; readers have
    their own connections. PostgreSQL: a thread pool, one transaction each, a serialisation failure tried again.
    """

    def __init__(self, url: str, *, pool_size: int = 16) -> None:
        self.url = url
        self.is_sqlite = url.startswith("sqlite")
        self._writer: Writer
        if self.is_sqlite:
            self.engine = _sqlite_engine(url, begin="BEGIN IMMEDIATE")
            self._read_engine = _sqlite_engine(url, begin="BEGIN", query_only=True)
            self._glances: SqliteGlances | None = SqliteGlances(url)
            self._writer = GroupCommitWriter(self.engine)
            self._readers = ThreadPoolExecutor(SQLITE_READERS, "modu-read")
        else:
            self.engine = _plain_savepoints(
                create_engine(url, pool_size=pool_size, max_overflow=pool_size, pool_pre_ping=True, hide_parameters=True)
            )
            self._read_engine = self.engine
            self._glances = None
            self._writer = PooledWriter(self.engine, pool_size)
            self._readers = ThreadPoolExecutor(pool_size, "modu-read")

    async def write(self, work: Work[T]) -> T:
        """Run `work` in a transaction; returns its result once it is durable. An exception rolls back this work alone."""
        result: T = await asyncio.wrap_future(self._writer.submit(work))
        return result

    def write_sync(self, work: Work[T]) -> T:
        """`write` for threads without an event loop (CLI, tests); never call it from inside `work`."""
        result: T = self._writer.submit(work).result()
        return result

    async def read(self, work: Work[T]) -> T:
        """Run `work` in a session that cannot write, outside the event loop."""
        return await asyncio.get_running_loop().run_in_executor(self._readers, self.read_sync, work)

    def read_sync(self, work: Work[T]) -> T:
        """`read` for threads without an event loop."""
        with Session(self._read_engine) as session:
            try:
                return work(session)
            except BaseException:
                # A result not read to its end lives on in the exception, and SQLite would show its old snapshot to
                # whoever gets this connection next: it is thrown away.
                if self.is_sqlite:
                    session.invalidate()
                raise

    async def glance(self, statement: Prepared, values: dict[str, Any]) -> Any | None:
        """The first row of a prepared look-up by key. On SQLite right here: its readers never wait, and a change of threads
        takes ten times as long as the look-up. On PostgreSQL in the pool."""
        if self._glances is not None:
            return self._glances.first(statement, values)
        return await self.read(lambda session: statement.first(session, values))

    def close(self) -> None:
        """Finish queued work and give every connection back."""
        self._writer.close()
        if self._glances is not None:
            self._glances.close()
        self._readers.shutdown()
        self._read_engine.dispose()
        self.engine.dispose()


class SqliteGlances:
    """One connection for look-ups by key, each outside of any transaction, so that none holds up the write-ahead log."""

    def __init__(self, url: str) -> None:
        self._engine = _sqlite_engine(url, begin=None, query_only=True)
        self._connection: Connection | None = None
        self._lock = threading.Lock()

    def first(self, statement: Prepared, values: dict[str, Any]) -> Any | None:
        """The first row, read to its end at once; the driver begins no transaction of its own for it."""
        with self._lock:
            if self._connection is None:
                self._connection = self._engine.connect()
            try:
                return statement.first(self._connection, values)
            finally:
                if self._connection.in_transaction():
                    self._connection.rollback()

    def close(self) -> None:
        """Give the connection back."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None
            self._engine.dispose()


class PooledWriter:
    """PostgreSQL: each piece of work in its own transaction on a pool of threads."""

    def __init__(self, engine: Engine, threads: int) -> None:
        self._engine = engine
        self._pool = ThreadPoolExecutor(threads, "modu-write")

    def submit(self, work: Work[T]) -> Any:
        """A future of the result, done after the commit."""
        return self._pool.submit(self._run, work)

    def _run(self, work: Work[T]) -> T:
        for attempt in range(1, SERIALIZATION_RETRIES + 1):
            try:
                with Session(self._engine) as session:
                    with session.begin():
                        result = work(session)
                        session.flush()
                        run_before_commit(session.connection(), [session])
                    run_after_commit(session)
                    return result
            except DBAPIError as error:
                if attempt == SERIALIZATION_RETRIES or getattr(error.orig, "sqlstate", None) not in ("40001", "40P01"):
                    raise
        raise AssertionError("the loop returns or raises")

    def close(self) -> None:
        """Wait for what is running."""
        self._pool.shutdown()


def _sqlite_engine(url: str, *, begin: str | None, query_only: bool = False) -> Engine:
    connect_args = {"check_same_thread": False, "timeout": 5.0}
    engine = create_engine(url, connect_args=connect_args, pool_size=SQLITE_READERS, max_overflow=4, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # the driver's own BEGIN is deferred and comes too late
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=5000", "temp_store=MEMORY"):
            connection.execute(f"PRAGMA {pragma}")
        if query_only:
            connection.execute("PRAGMA query_only=ON")

    if begin is not None:

        @event.listens_for(engine, "begin")
        def open_transaction(connection: Any) -> None:
            cursor = connection.connection.cursor()
            cursor.execute(begin)
            cursor.close()

    return _plain_savepoints(engine)


def _plain_savepoints(engine: Engine) -> Engine:
    """Savepoints as plain statements to the driver: compiled anew each time, as SQLAlchemy does, one costs as much as four inserts."""

    def said(words: str) -> Callable[[Connection, str], None]:
        def say(connection: Connection, name: str) -> None:
            cursor = connection.connection.cursor()
            try:
                cursor.execute(f"{words} {name}")
            finally:
                cursor.close()

        return say

    dialect: Any = engine.dialect
    dialect.do_savepoint = said("SAVEPOINT")
    dialect.do_rollback_to_savepoint = said("ROLLBACK TO SAVEPOINT")
    dialect.do_release_savepoint = said("RELEASE SAVEPOINT")
    return engine


def after_commit(session: Session, callback: Callable[[], None]) -> None:
    """Call `callback` once this session's work is durable; never when it is rolled back. For hints only."""
    session.info.setdefault("after_commit", []).append(callback)


def database_code(error: BaseException) -> str:
    """The database's own name for an error, such as `23505` or `SQLITE_FULL`; its message may hold somebody's data."""
    cause = getattr(error, "orig", error)
    return str(getattr(cause, "sqlstate", None) or getattr(cause, "sqlite_errorname", None) or type(cause).__name__)


def reachable(database: Database) -> bool:
    """Whether a question gets an answer."""
    try:
        return bool(database.read_sync(lambda session: session.execute(text("SELECT 1")).scalar_one()))
    except DBAPIError:
        return False
