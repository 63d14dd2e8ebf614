"""Alembic's entry: which database, which tables, and how our own column types are written down."""

from __future__ import annotations

import importlib
import pkgutil
from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection, create_engine, pool
from sqlmodel.sql.sqltypes import AutoString

import app
from app.core.database import BigKey, Table, UtcDateTime
from app.core.settings import Settings


def import_models() -> None:
    """Bring every table into the metadata."""
    for module in pkgutil.walk_packages(app.__path__, "app."):
        if module.name.rpartition(".")[2] in ("models", "broadcast", "leases"):
            importlib.import_module(module.name)


def render_item(kind: str, item: Any, autogen: AutogenContext) -> str | Literal[False]:
    """Write our types as plain SQLAlchemy, so that a migration never imports the app."""
    autogen.imports.add("import sqlalchemy as sa")
    if kind == "type" and isinstance(item, UtcDateTime):
        return 'sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite")'
    if kind == "type" and isinstance(item, BigKey):
        return 'sa.BigInteger().with_variant(sa.Integer(), "sqlite")'
    if kind == "type" and isinstance(item, AutoString):
        return f"sa.String(length={item.length})"
    return False


def run(connection: Connection) -> None:
    """Run the migrations in one transaction; SQLite changes tables by copying them."""
    context.configure(
        connection=connection, target_metadata=Table.metadata, render_as_batch=True, render_item=render_item, compare_type=True
    )
    with context.begin_transaction():
        context.run_migrations()


def main() -> None:
    """Use the connection handed in by the caller, or open the one of the settings."""
    import_models()
    handed_in: Connection | None = context.config.attributes.get("connection")
    if handed_in is not None:
        run(handed_in)
        return
    engine = create_engine(Settings().resolved_database_url(), poolclass=pool.NullPool)
    with engine.connect() as connection:
        run(connection)
    engine.dispose()


main()
