"""The fixtures keep their word: both backends, and nothing left over from another test."""

from __future__ import annotations

import pytest
from sqlalchemy import inspect, text

from app.core.database import Database


@pytest.mark.parametrize("turn", [1, 2])
def test_each_test_starts_empty(database: Database, turn: int) -> None:
    table = min(name for name in inspect(database.engine).get_table_names() if name != "alembic_version")
    del turn
    assert database.read_sync(lambda session: session.execute(text(f'SELECT count(*) FROM "{table}"')).scalar_one()) == 0  # noqa: S608  # our own table


def test_url_and_backend_agree(database_url: str, backend: str) -> None:
    assert database_url.startswith(backend)
