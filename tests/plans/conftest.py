"""The API in process, and a street, for the tests beside this file."""

from __future__ import annotations

import pytest

from app.core.clock import FrozenClock
from app.core.database import Database
from tests.plans.keeping import Keeping
from tests.support.api import api, running_app
from tests.support.street import build

__all__ = ["api", "running_app"]


@pytest.fixture
def keeping(database: Database, time: FrozenClock) -> Keeping:
    """A resident who promises things, two buddies with phones, a coordinator, some responders."""
    return Keeping.on(build(database, policy={"wave_sizes": [20, 1, 1]}), time)
