"""Prepared statements say and bring back exactly what SQLAlchemy's own way does, on both databases, also when they fail."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import JSON, Boolean, Column, Float, LargeBinary, MetaData, String, Uuid, bindparam, insert, select, update
from sqlalchemy import Table as SqlTable
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.orm import Session

from app.core.database import Database, UtcDateTime
from app.core.ids import new_id
from app.core.prepared import Prepared

_things = SqlTable(  # of every kind of column there is, and in no migration
    "keepsakes_of_tests",
    MetaData(),
    Column("id", Uuid, primary_key=True),
    Column("at", UtcDateTime),
    Column("names", JSON),
    Column("data", LargeBinary),
    Column("words", String),
    Column("metres", Float),
    Column("on", Boolean),
)
KEEP = Prepared(insert(_things).returning(_things.c.id), _things.c.keys())
LOOK = Prepared(select(_things).where(_things.c.id == bindparam("this")))
RENAME = Prepared(
    update(_things)
    .where(_things.c.id == bindparam("this"), _things.c.on.is_(True))
    .values(words=bindparam("new"), metres=_things.c.metres + 1)
)
SEOUL = timezone(timedelta(hours=9))


@pytest.fixture
def shelf(database: Database) -> Database:
    """A database with the table of this test."""
    _things.create(database.engine, checkfirst=True)
    return database


def thing(**said: object) -> dict[str, object]:
    plain: dict[str, object] = {"id": new_id(), "at": None, "names": [], "data": None, "words": "", "metres": 0.0, "on": True}
    return plain | said


def test_every_kind_of_value_comes_back_as_it_was(shelf: Database) -> None:
    said = thing(
        at=datetime(2026, 11, 24, 9, 5, 6, 789, tzinfo=SEOUL),
        names=["김 순자 🐕", "'; --"],
        data=b"\x00\xff",
        words="가 나 :this ?",
        metres=0.1,
    )
    shelf.write_sync(lambda session: KEEP.run(session, said))
    row = shelf.read_sync(lambda session: LOOK.first(session, {"this": said["id"]}))
    assert row is not None
    assert {name: getattr(row, name) for name in said} == said
    assert row.at.tzinfo is UTC or row.at.utcoffset() == timedelta()
    ordinary = shelf.read_sync(lambda session: session.execute(select(_things).where(_things.c.id == said["id"])).one())
    assert tuple(row) == tuple(ordinary)
    assert shelf.read_sync(lambda session: LOOK.first(session, {"this": new_id()})) is None


def test_values_of_the_statement_itself_are_kept(shelf: Database) -> None:
    on, off = thing(), thing(on=False)

    def work(session: Session) -> None:
        for said in (on, off):
            KEEP.run(session, said)
            RENAME.run(session, {"this": said["id"], "new": "새 이름"})

    shelf.write_sync(work)
    rows = shelf.read_sync(lambda session: [LOOK.first(session, {"this": said["id"]}) for said in (on, off)])
    assert [(row.words, row.metres) for row in rows if row is not None] == [("새 이름", 1.0), ("", 0.0)]


def test_what_fails_has_the_usual_error_and_undoes_its_savepoint_alone(shelf: Database) -> None:
    first, second = thing(), thing()

    def work(session: Session) -> None:
        KEEP.run(session, first)
        savepoint = session.begin_nested()
        KEEP.run(session, second)
        with pytest.raises(IntegrityError):
            KEEP.run(session, first)
        savepoint.rollback()
        KEEP.run(session, thing(words="after"))

    shelf.write_sync(work)
    kept = shelf.read_sync(lambda session: {row.id for row in session.execute(select(_things.c.id))})
    assert first["id"] in kept
    assert second["id"] not in kept
    with pytest.raises(IntegrityError):
        shelf.write_sync(lambda session: KEEP.run(session, first))


def test_a_naive_moment_never_reaches_the_database(shelf: Database) -> None:
    with pytest.raises(Exception, match="naive"):
        shelf.write_sync(lambda session: KEEP.run(session, thing(at=datetime(2026, 1, 1))))  # noqa: DTZ001  # that is what is tested


def test_a_list_among_the_values_is_refused(shelf: Database) -> None:
    several = Prepared(select(_things.c.id).where(_things.c.id.in_(bindparam("these", expanding=True))))
    if shelf.is_sqlite:
        with pytest.raises(TypeError):
            shelf.read_sync(lambda session: several.all(session, {"these": [new_id()]}))


def test_an_unsaid_value_is_an_error_but_for_a_column_of_an_insert(shelf: Database) -> None:
    said = {"id": new_id(), "names": [], "words": "없음", "metres": 1.0, "on": True}
    shelf.write_sync(lambda session: KEEP.run(session, said))
    row = shelf.read_sync(lambda session: LOOK.one(session, {"this": said["id"]}))
    assert (row.at, row.data) == (None, None)
    with pytest.raises((KeyError, StatementError)):
        shelf.write_sync(lambda session: RENAME.run(session, {"this": said["id"]}))
