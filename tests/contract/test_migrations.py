"""Every migration goes up, down and up again, and together they make exactly the tables that the models describe."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from app.core import migrating
from tests.support.sources import ROOT

VERSIONS = ROOT / "migrations" / "versions"


@contextmanager
def connected(url: str) -> Iterator[Config]:
    """Alembic's configuration with an open connection to `url`; what was done is committed at the end."""
    engine = migrating.engine_for(url)
    config = migrating.config()
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        yield config
        connection.commit()
    engine.dispose()


def steps() -> list[tuple[str, str]]:
    """Each revision with the one before it, from the first to the newest."""
    script = ScriptDirectory.from_config(migrating.config())
    return [(str(step.down_revision or "base"), step.revision) for step in reversed(list(script.walk_revisions()))]


def tables(url: str) -> set[str]:
    engine = migrating.engine_for(url)
    with engine.connect() as connection:
        names = set(inspect(connection).get_table_names()) - {"alembic_version"}
    engine.dispose()
    return names


def test_every_step_goes_up_down_and_up_again(blank_database_url: str) -> None:
    for before, after in steps():
        with connected(blank_database_url) as config:
            command.upgrade(config, after)
        with connected(blank_database_url) as config:
            command.downgrade(config, before)
        with connected(blank_database_url) as config:
            command.upgrade(config, after)
    assert migrating.state(blank_database_url) == (steps()[-1][1], steps()[-1][1])


def test_all_the_way_down_leaves_nothing(blank_database_url: str) -> None:
    migrating.migrate(blank_database_url)
    assert tables(blank_database_url)
    with connected(blank_database_url) as config:
        command.downgrade(config, "base")
    assert tables(blank_database_url) == set()


def test_the_migrations_make_what_the_models_describe(database_url: str) -> None:
    """Fails with the difference when a model has changed and no migration says so."""
    with connected(database_url) as config:
        command.check(config)


def test_the_migrated_database_is_empty(database_url: str) -> None:
    """Tests empty their tables, so a migration must not rely on rows of its own."""
    engine = migrating.engine_for(database_url)
    with engine.connect() as connection:
        filled = [
            name
            for name in sorted(tables(database_url))
            if connection.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one()  # noqa: S608  # the database's own names
        ]
    engine.dispose()
    assert not filled


def test_migrating_again_changes_nothing(database_url: str) -> None:
    before = migrating.state(database_url)
    migrating.migrate(database_url)
    assert migrating.state(database_url) == before


def test_there_is_one_newest_revision() -> None:
    assert len(ScriptDirectory.from_config(migrating.config()).get_heads()) == 1


@pytest.mark.parametrize("path", sorted(VERSIONS.glob("0*.py")), ids=lambda path: path.stem)
def test_a_migration_never_imports_the_app(path: Path) -> None:
    """The app changes later; what a migration did must not."""
    imported = {
        name
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in ([alias.name for alias in node.names] if isinstance(node, ast.Import) else [getattr(node, "module", None) or ""])
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    assert not {name for name in imported if name.split(".")[0] in {"app", "tests"}}
