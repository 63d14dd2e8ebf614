"""Lists among the values of a prepared statement: one text for lists of any length, on both databases."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import ARRAY, ColumnElement, Dialect, Executable, Text, TypeDecorator, any_, bindparam, func, select
from sqlalchemy.types import TypeEngine

from app.core.prepared import Prepared

Among = Callable[[ColumnElement[Any], str], ColumnElement[bool]]
"""Whether a column's value stands in the list of this name."""


class _AsJson(TypeDecorator[Iterable[Any]]):
    """SQLite's drivers take no lists: one text instead, in which each entry stands as its column keeps it."""

    impl = Text
    cache_ok = True

    def __init__(self, entry: TypeEngine[Any]) -> None:
        super().__init__()
        self.entry = entry

    def process_bind_param(self, value: Iterable[Any] | None, dialect: Dialect) -> str:
        kept = self.entry.dialect_impl(dialect).bind_processor(dialect)
        return json.dumps([one if kept is None else kept(one) for one in value or ()])


def _in_json(column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    entries = func.json_each(bindparam(name, type_=_AsJson(column.type))).table_valued("value")
    return column.in_(select(entries.c.value))


def _in_array(column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    return column == any_(bindparam(name, type_=ARRAY(column.type)))


def prepared_with_lists(build: Callable[[Among], Executable], row: Callable[..., Any] | None = None) -> Prepared:
    """The statement that `build` makes with what it is given to ask for `column among the list called name`."""
    return Prepared({"sqlite": build(_in_json), "postgresql": build(_in_array)}, row=row)
