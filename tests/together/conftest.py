"""A clock held still, a street, and the API in process."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from app.core import clock
from app.core.clock import FrozenClock
from app.core.database import Database
from tests.support.api import api, running_app
from tests.together import stage as stages

START = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)


@pytest.fixture
def time() -> Iterator[FrozenClock]:
    with clock.frozen(START) as frozen:
        yield frozen


@pytest.fixture
def stage(database: Database, time: FrozenClock) -> stages.Stage:
    return stages.stage(database)


__all__ = ["api", "running_app"]
