"""One prepared text takes lists of any length, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

import pytest
from sqlalchemy import Column, Executable, MetaData, String, Uuid, bindparam, insert, literal_column, select
from sqlalchemy import Table as SqlTable
from sqlalchemy.exc import DBAPIError

from app.core.database import Database, UtcDateTime
from app.core.ids import new_id
from app.core.listed import Among, prepared_with_lists
from app.core.prepared import Prepared

START = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
_things = SqlTable("listed_of_tests", MetaData(), Column("id", Uuid, primary_key=True), Column("words", String), Column("at", UtcDateTime))


class Thing(NamedTuple):
    """What comes back."""

    id: UUID
    words: str


def _any_of(among: Among) -> Executable:
    return select(_things.c.id, _things.c.words).where(
        among(_things.c.id, "these") | among(_things.c.words, "said") | among(_things.c.at, "moments")
    )


FIND = prepared_with_lists(_any_of, row=Thing)


@pytest.fixture
def ids(database: Database) -> list[UUID]:
    """Ten things, each with a word and a moment."""
    rows = [{"id": new_id(), "words": f"낱말 '{number}\"", "at": START + timedelta(hours=number)} for number in range(10)]

    _things.create(database.engine, checkfirst=True)
    database.write_sync(lambda session: session.execute(insert(_things), rows).close())
    return [row["id"] for row in rows if isinstance(row["id"], UUID)]


@pytest.mark.parametrize("several", [0, 1, 3, 10])
def test_each_kind_of_value_is_found_in_lists_of_any_length(database: Database, ids: list[UUID], several: int) -> None:
    by_id = {"these": ids[:several], "said": [], "moments": []}
    by_word = {"these": [], "said": [f"낱말 '{number}\"" for number in range(several)], "moments": []}
    by_moment = {"these": [], "said": [], "moments": [START + timedelta(hours=number) for number in range(several)]}
    for said in (by_id, by_word, by_moment):
        found = database.read_sync(lambda session, said=said: FIND.all(session, said))  # type: ignore[misc]  # bound now
        assert {thing.id for thing in found} == set(ids[:several])
        assert all(isinstance(thing, Thing) for thing in found)


def test_what_the_database_refuses_has_the_usual_error(database: Database) -> None:
    wrong = Prepared(select(literal_column("nowhere")).where(bindparam("this", type_=String()) == "x"))
    for _ in range(2):
        with pytest.raises(DBAPIError):
            database.read_sync(lambda session: wrong.all(session, {"this": "x"}))
