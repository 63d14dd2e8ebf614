"""The whole API in process, for the tests of other apps."""

from __future__ import annotations

from datetime import timedelta

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import update
from sqlalchemy.orm import Session

from app.core import clock
from app.core.database import Database, table_of
from app.interop import routes
from app.people.models import Consent
from tests.support.api import Api, build, running_app

__all__ = ["running_app"]

LONG_AGO = timedelta(days=60)


@pytest.fixture
def api(running_app: tuple[FastAPI, TestClient], database: Database, monkeypatch: pytest.MonkeyPatch) -> Api:
    """Two neighbourhoods whose people gave their consents long ago; a refusal does not pause."""
    monkeypatch.setattr(routes, "REFUSED_PAUSE_S", 0)
    made = build(*running_app, database)
    since = clock.now() - LONG_AGO

    def work(session: Session) -> None:
        session.execute(update(table_of(Consent)).values(since=since))

    database.write_sync(work)
    return made
