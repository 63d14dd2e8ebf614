"""Statements of the busiest paths, compiled once: on SQLite they go straight to its driver, elsewhere through SQLAlchemy.

SQLAlchemy's own way to a row by its key takes thirty times as long as SQLite's. What the driver refuses is said again through
SQLAlchemy, so that every error is of the kind that the rest of the code knows.
"""

from __future__ import annotations

import sqlite3
from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Dialect, Executable
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.orm import Session
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import ClauseElement

Values = Mapping[str, Any]
Convert = Callable[[Any], Any]
_UNSAID = object()


@dataclass(frozen=True, slots=True)
class _Compiled:
    """The text, where its values come from in their order, and what makes a row of what comes back."""

    text: str
    given: tuple[tuple[str, Any, Convert | None], ...]
    row: Callable[..., Any]
    converts: tuple[tuple[int, Convert], ...]

    def values(self, said: Values) -> list[Any]:
        """The driver's values; one that was not said is the statement's own."""
        out = []
        for name, own, convert in self.given:
            value = said.get(name, own)
            if value is _UNSAID:
                raise KeyError(name)
            out.append(value if convert is None or value is None else convert(value))
        return out

    def shown(self, raw: Sequence[Any]) -> Any:
        """A row whose columns can be asked for by name."""
        values = list(raw)
        for index, convert in self.converts:
            values[index] = convert(values[index])
        return self.row(*values)


class Prepared:
    """One statement with named values. Inserts name their columns in `columns`; there are no lists (`IN`) among the values.

    `statement` may be a mapping from the dialect's name to the statement for it.
    """

    def __init__(self, statement: Executable | Mapping[str, Executable], columns: Sequence[str] | None = None) -> None:
        self._statements = statement
        self._columns = list(columns) if columns is not None else None
        self._sqlite: _Compiled | None = None

    def run(self, session: Session | Connection, said: Values) -> None:
        """Say it."""
        self.all(session, said)

    def first(self, session: Session | Connection, said: Values) -> Any | None:
        """The first row, or None."""
        rows = self.all(session, said)
        return rows[0] if rows else None

    def one(self, session: Session | Connection, said: Values) -> Any:
        """The row that is known to be there."""
        (row,) = self.all(session, said)
        return row

    def all(self, session: Session | Connection, said: Values) -> Sequence[Any]:
        """Every row that comes back; none for a statement that returns nothing."""
        connection = session.connection() if isinstance(session, Session) else session
        dialect = connection.dialect
        if dialect.name == "sqlite":
            compiled = self._sqlite or self._compile(dialect)
            try:
                cursor = connection.connection.driver_connection.execute(compiled.text, compiled.values(said))  # type: ignore[union-attr]  # SQLite has one
                return [compiled.shown(row) for row in cursor.fetchall()]
            except sqlite3.Error:
                pass  # a statement that failed did nothing: said again below, the error has the usual kind
        result = connection.execute(self._for(dialect), dict(said))
        return result.all() if result.returns_rows else ()

    def _for(self, dialect: Dialect) -> Executable:
        return self._statements[dialect.name] if isinstance(self._statements, Mapping) else self._statements

    def _compile(self, dialect: Dialect) -> _Compiled:
        statement = self._for(dialect)
        assert isinstance(statement, ClauseElement)  # noqa: S101  # whatever can be executed is one
        compiled = statement.compile(dialect=dialect, column_keys=self._columns)
        assert isinstance(compiled, SQLCompiler)  # noqa: S101  # no schema change
        assert isinstance(dialect, DefaultDialect)  # noqa: S101  # every dialect is one
        if compiled.insert_prefetch or compiled.update_prefetch or compiled.post_compile_params:
            raise TypeError("a prepared statement has no defaults of its own and no lists among its values")
        own = {  # a column of an insert that is not said stays empty; any other value has to be said
            name: bind.value if not bind.required else None if compiled.isinsert else _UNSAID for name, bind in compiled.binds.items()
        }
        processors: Mapping[str, Any] = compiled._bind_processors  # what SQLAlchemy itself turns values with; nothing public gives it
        given = tuple((name, own[name], processors.get(name)) for name in compiled.positiontup or ())
        entries = compiled._result_columns  # nor these
        row = namedtuple("Row", [entry.keyname for entry in entries])  # type: ignore[misc]  # names are the statement's
        converts = tuple(
            (index, convert)
            for index, entry in enumerate(entries)
            if (convert := entry.type._cached_result_processor(dialect, None)) is not None
        )
        self._sqlite = _Compiled(str(compiled), given, row, converts)
        return self._sqlite
