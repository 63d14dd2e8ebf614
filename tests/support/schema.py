"""Builds the schema the way an installation does."""

from __future__ import annotations

import importlib
import pkgutil

from sqlalchemy import create_engine

import app
from app.core.database import Table


def import_models() -> None:
    """Imports every `models` module, so that `Table.metadata` knows all tables."""
    for module in pkgutil.walk_packages(app.__path__, "app."):
        if module.name.rpartition(".")[2] == "models":
            importlib.import_module(module.name)


def build_schema(url: str) -> None:
    """Makes all tables in an empty database."""
    import_models()
    engine = create_engine(url)
    try:
        Table.metadata.create_all(engine)
    finally:
        engine.dispose()
