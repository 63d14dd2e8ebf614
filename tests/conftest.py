"""What every test may ask for: an empty database on SQLite and on PostgreSQL, and the addresses of further ones."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings

from app.core import clock
from app.core.clock import FrozenClock
from app.core.database import Database
from tests.support.databases import PostgresTemplate, SqliteTemplate, empty, opened
from tests.support.postgres_server import PostgresServer

# Two shared cores: a slow example is the machine's fault, not the code's.
settings.register_profile("modu", deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
settings.load_profile("modu")

UUIDS = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
BACKENDS = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]


def pytest_make_parametrize_id(config: pytest.Config, val: object, argname: str) -> str | None:
    """Keys and ids made for one run must not name a test: each process of a parallel run would know it by another name."""
    del config
    if isinstance(val, bytes):
        return f"{argname}-{len(val)}B"
    if isinstance(val, str) and UUIDS.search(val):
        return UUIDS.sub("ID", val)
    return f"{argname}-ID" if isinstance(val, UUID) else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Marks what drives the whole API: it takes minutes and is left to `make test`, all but the matrix of who may do what.

    By day, what asks the same of both databases at length is asked of SQLite alone."""
    for item in items:
        if "api" in getattr(item, "fixturenames", ()) and item.path.name != "test_matrix.py":
            item.add_marker(pytest.mark.whole)
    if os.environ.get("MODU_NIGHTLY") != "1":
        tonight = [item for item in items if item.get_closest_marker("nightly_on_postgresql") and item.get_closest_marker("postgresql")]
        config.hook.pytest_deselected(items=tonight)
        items[:] = [item for item in items if item not in set(tonight)]


@pytest.fixture
def time() -> Iterator[FrozenClock]:
    """The clock, standing still at noon in Korea until a test moves it."""
    with clock.frozen(datetime(2026, 11, 24, 3, 0, tzinfo=UTC)) as frozen:
        yield frozen


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """The PostgreSQL server of this test process, started on first need."""
    with PostgresServer() as server:
        yield server


@pytest.fixture(scope="session")
def postgres_template(postgres_server: PostgresServer) -> PostgresTemplate:
    """A PostgreSQL database with the schema, to copy."""
    return PostgresTemplate.build(postgres_server)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> SqliteTemplate:
    """A SQLite file with the schema, to copy."""
    return SqliteTemplate.build(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="module", params=BACKENDS)
def backend(request: pytest.FixtureRequest) -> str:
    """`sqlite` or `postgresql`: a test that asks for it, or for a database, runs on both."""
    name: str = request.param
    return name


@pytest.fixture(scope="module")
def _module_database(backend: str, request: pytest.FixtureRequest) -> Iterator[Database | None]:
    """One PostgreSQL database for the whole module; SQLite files are copied for each test instead."""
    if backend == "sqlite":
        yield None
        return
    template: PostgresTemplate = request.getfixturevalue("postgres_template")
    with template.copy() as url, opened(url) as database:
        yield database


@pytest.fixture
def database(_module_database: Database | None, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty database with the schema, on both backends; every row a test writes is gone after it."""
    if _module_database is not None:
        yield _module_database
        empty(_module_database.url)
        return
    template: SqliteTemplate = request.getfixturevalue("sqlite_template")
    with opened(template.copy(tmp_path)) as database:
        yield database


@pytest.fixture
def database_url(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty database with the schema, for programs that open it themselves (the server, a worker)."""
    with ExitStack() as stack:
        if backend == "sqlite":
            template: SqliteTemplate = request.getfixturevalue("sqlite_template")
            yield template.copy(tmp_path)
        else:
            copied: PostgresTemplate = request.getfixturevalue("postgres_template")
            yield stack.enter_context(copied.copy())


@pytest.fixture
def blank_database_url(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database without any table, for the migrations' own tests."""
    if backend == "sqlite":
        yield f"sqlite:///{tmp_path / 'blank.db'}"
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    name = f"blank_{tmp_path.name.lower().replace('-', '_')[-40:]}"
    yield server.create(name)
    server.drop(name)
