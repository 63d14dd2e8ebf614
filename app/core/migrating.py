"""Bringing a database to this version's schema."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, pool

from app.core.settings import CHECKOUT

MIGRATIONS = CHECKOUT / "migrations"


def config() -> Config:
    """Alembic's configuration, without a file."""
    made = Config()
    made.set_main_option("script_location", str(MIGRATIONS))
    made.set_main_option("path_separator", "os")
    return made


def engine_for(url: str) -> Engine:
    """An engine for migrations; SQLite's folder is made, its file appears on first use."""
    if url.startswith("sqlite:///"):
        Path(url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)
    return create_engine(url, poolclass=pool.NullPool)


def migrate(url: str) -> None:
    """Go to the newest schema; harmless when it is there already."""
    engine = engine_for(url)
    made = config()
    with engine.connect() as connection:
        made.attributes["connection"] = connection
        command.upgrade(made, "head")
        connection.commit()
    engine.dispose()


def state(url: str) -> tuple[str | None, str | None]:
    """(the database's revision, the newest one); the first is None for an empty database."""
    engine = engine_for(url)
    with engine.connect() as connection:
        here = MigrationContext.configure(connection).get_current_revision()
    engine.dispose()
    return here, ScriptDirectory.from_config(config()).get_current_head()
