"""A database made wrong on purpose, for a process that is to be noticed by the tests that kill it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine, create_engine

from app.core import database as databases


def without_transactions() -> None:
    """Every statement is durable by itself, however the piece of work ends that it belongs to."""
    make_sqlite = databases._sqlite_engine

    def sqlite_engine(url: str, *, begin: str | None, query_only: bool = False) -> Any:
        return make_sqlite(url, begin=begin if query_only else None, query_only=query_only)

    def engine(url: str, **how: Any) -> Any:
        return create_engine(url, **how, **({} if url.startswith("sqlite") else {"isolation_level": "AUTOCOMMIT"}))

    def without_savepoints(made: Engine) -> Engine:
        dialect: Any = made.dialect
        dialect.do_savepoint = dialect.do_rollback_to_savepoint = dialect.do_release_savepoint = lambda *_: None
        return made

    databases._sqlite_engine = sqlite_engine
    databases.create_engine = engine  # type: ignore[assignment,attr-defined]  # the mutation
    databases._plain_savepoints = without_savepoints  # type: ignore[assignment]  # the mutation
