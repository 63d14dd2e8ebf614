"""Builds the schema the way an installation does."""

from __future__ import annotations

import importlib

from app.core import migrating
from tests.support.sources import ROOT, python_files


def import_models() -> None:
    """Imports every module that defines a table, so that `Table.metadata` knows them all."""
    for name in python_files("app"):
        if "table=True" in (ROOT / name).read_text(encoding="utf-8"):
            importlib.import_module(name.removesuffix(".py").replace("/", "."))


def build_schema(url: str) -> None:
    """Makes all tables in an empty database, by the migrations."""
    migrating.migrate(url)
