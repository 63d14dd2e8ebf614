"""Statements of the busiest paths, compiled once: on SQLite they go straight to its driver, elsewhere through SQLAlchemy.

SQLAlchemy's own way to a row by its key takes thirty times as long as SQLite's. What the driver refuses is said again through
SQLAlchemy, so that every error is of the kind that the rest of the code knows. On PostgreSQL what only reads goes straight to the
driver, too, and SQLAlchemy is told of its errors.
"""

from __future__ import annotations

import sqlite3
from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, SafeUUID

from sqlalchemy import Connection, Dialect, Executable, Uuid
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.orm import Session
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import ClauseElement

Values = Mapping[str, Any]
Convert = Callable[[Any], Any]
_UNSAID = object()


def _uuid(text: str | None) -> UUID | None:
    """What `UUID(hex=text)` makes, in a third of the time: a search for neighbours reads fifty of them."""
    if text is None:
        return None
    made = object.__new__(UUID)
    object.__setattr__(made, "int", int(text, 16))
    object.__setattr__(made, "is_safe", SafeUUID.unknown)
    return made


@dataclass(frozen=True, slots=True)
class _Compiled:
    """The text, where its values come from in their order, and what makes a row of what comes back."""

    text: str
    given: tuple[tuple[str, Any, Convert | None], ...]
    row: Callable[..., Any]
    types: tuple[Any, ...]
    converts: tuple[tuple[int, Convert], ...]

    def converting(self, dialect: Dialect, kinds: Sequence[Any]) -> _Compiled:
        """The same, with what makes our values of the driver's, which differs with the kinds of columns that the database names."""
        makes = [kind_of._cached_result_processor(dialect, kind) for kind_of, kind in zip(self.types, kinds, strict=True)]
        if dialect.name == "sqlite":
            makes = [_uuid if isinstance(kind_of, Uuid) else make for kind_of, make in zip(self.types, makes, strict=True)]
        return replace(self, converts=tuple((index, convert) for index, convert in enumerate(makes) if convert is not None))

    @property
    def names(self) -> Iterable[str]:
        """The names of the values."""
        return (name for name, _own, _convert in self.given)

    def values(self, said: Values) -> list[Any]:
        """The driver's values; one that was not said is the statement's own."""
        out = []
        for name, own, convert in self.given:
            value = said.get(name, own)
            if value is _UNSAID:
                raise KeyError(name)
            out.append(value if convert is None or value is None else convert(value))
        return out

    def shown(self, raw: Sequence[Sequence[Any]]) -> list[Any]:
        """Rows whose columns can be asked for by name; turned column by column, which is many times as fast for many rows."""
        if not self.converts or not raw:
            return [self.row(*one) for one in raw]
        columns: list[Any] = list(zip(*raw, strict=True))
        for index, convert in self.converts:
            columns[index] = map(convert, columns[index])
        return list(map(self.row, *columns))


class Prepared:
    """One statement with named values. Inserts name their columns in `columns`; there are no lists (`IN`) among the values.

    `statement` may be a mapping from the dialect's name to the statement for it. `row` makes a row of its columns, in their
    order; by default a tuple that can be asked by name.
    """

    def __init__(
        self,
        statement: Executable | Mapping[str, Executable],
        columns: Sequence[str] | None = None,
        row: Callable[..., Any] | None = None,
    ) -> None:
        self._statements = statement
        self._columns = list(columns) if columns is not None else None
        self._row = row
        self._compiled: dict[str, _Compiled] = {}

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
            compiled = self._compiled.get(dialect.name) or self._compile(dialect)
            if dialect.name not in self._compiled:  # SQLite's columns have no kinds
                compiled = compiled.converting(dialect, [None] * len(compiled.types))
                self._compiled[dialect.name] = compiled
            try:
                cursor = connection.connection.driver_connection.execute(compiled.text, compiled.values(said))  # type: ignore[union-attr]  # SQLite has one
                return compiled.shown(cursor.fetchall())
            except sqlite3.Error:
                pass  # a statement that failed did nothing: said again below, the error has the usual kind
        elif self._for(dialect).is_select:
            compiled = self._compiled.get(dialect.name) or self._compile(dialect)
            return self._read(connection, compiled, said)
        result = connection.execute(self._for(dialect), dict(said))
        rows = result.all() if result.returns_rows else ()
        return rows if self._row is None else [self._row(*one) for one in rows]

    def _read(self, connection: Connection, compiled: _Compiled, said: Values) -> Sequence[Any]:
        dialect = connection.dialect
        if not connection.in_transaction():
            connection.begin()  # the driver begins one by itself, and SQLAlchemy is to end it
        values = dict(zip(compiled.names, compiled.values(said), strict=True))
        driver: Any = connection.connection.driver_connection
        try:
            cursor = driver.execute(compiled.text, values)
            rows = cursor.fetchall()
        except driver.Error as error:
            connection._handle_dbapi_exception(error, compiled.text, values, None, None)  # raises the usual kind, and drops what is broken
        if dialect.name not in self._compiled:
            compiled = compiled.converting(dialect, [column.type_code for column in cursor.description])
            self._compiled[dialect.name] = compiled
        return compiled.shown(rows)

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
        given = tuple((name, own[name], processors.get(name)) for name in compiled.positiontup or compiled.binds)
        entries = compiled._result_columns  # nor these
        row = self._row or namedtuple("Row", [entry.keyname for entry in entries])
        return _Compiled(str(compiled), given, row, tuple(entry.type for entry in entries), ())
