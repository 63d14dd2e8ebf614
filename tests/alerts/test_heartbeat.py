"""The call to a monitor: made while alerts go their way, withheld when they do not, and never a trouble of the worker."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from uuid import UUID, uuid4

import pytest
from pydantic import ValidationError
from sqlalchemy.orm import Session

from app.alerts import heartbeat
from app.alerts.audit_rules import Finding
from app.alerts.heartbeat import Heartbeat
from app.alerts.models import AuditFinding
from app.core import clock
from app.core.database import Database
from app.core.settings import Settings
from app.notifications import beats
from tests.support.street import build


class Monitor(ThreadingHTTPServer):
    """Counts its calls; `status` is what it answers with, and `hold` keeps it from answering."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Call)
        self.calls: list[str] = []
        self.status = 200
        self.hold = threading.Event()
        self.hold.set()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/ping/1234?from=here"


class _Call(BaseHTTPRequestHandler):
    server: Monitor

    def do_GET(self) -> None:
        self.server.calls.append(self.path)
        self.server.hold.wait(30)
        self.send_response(self.server.status)
        self.send_header("Location", f"http://127.0.0.1:{self.server.server_address[1]}/elsewhere")
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # the name it has there
        """Say nothing."""


@contextmanager
def listening() -> Iterator[Monitor]:
    monitor = Monitor()
    thread = threading.Thread(target=monitor.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield monitor
    finally:
        monitor.hold.set()
        monitor.shutdown()
        monitor.server_close()
        thread.join(5)


@pytest.fixture
def monitor() -> Iterator[Monitor]:
    with listening() as one:
        yield one


def alive(database: Database) -> None:
    now = clock.now()
    database.write_sync(lambda session: beats.beat(session, uuid4(), now, now))


def found(database: Database, neighbourhood_id: UUID, ago: timedelta) -> AuditFinding:
    now = clock.now()
    row = AuditFinding(neighbourhood_id=neighbourhood_id, kind=Finding.STEP_FAILED, subject_id=uuid4(), found_at=now - ago, last_at=now)

    def work(session: Session) -> None:
        session.add(row)

    database.write_sync(work)
    return row


def call(database: Database, url: str) -> int:
    return asyncio.run(Heartbeat(database, url).round())


def test_the_monitor_is_called_at_its_address(database: Database, monitor: Monitor) -> None:
    alive(database)
    assert call(database, monitor.url) == 0
    assert monitor.calls == ["/ping/1234?from=here"]


def test_it_is_not_called_without_a_living_worker(database: Database, monitor: Monitor) -> None:
    call(database, monitor.url)
    assert monitor.calls == []


def test_it_is_not_called_while_an_alert_stands_still_for_a_minute(database: Database, monitor: Monitor) -> None:
    street = build(database)
    alive(database)
    found(database, street.neighbourhood_id, timedelta(seconds=30))
    call(database, monitor.url)
    assert len(monitor.calls) == 1, "half a minute is what mending takes"
    found(database, street.neighbourhood_id, timedelta(seconds=61))
    call(database, monitor.url)
    assert len(monitor.calls) == 1


def test_no_redirect_is_followed(database: Database, monitor: Monitor) -> None:
    alive(database)
    monitor.status = 302
    call(database, monitor.url)
    assert monitor.calls == ["/ping/1234?from=here"]


def test_a_monitor_that_is_dead_or_never_answers_holds_nothing_up(
    database: Database, monitor: Monitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heartbeat, "CALL_S", 0.2)
    alive(database)
    monitor.hold.clear()
    assert call(database, monitor.url) == 0
    assert call(database, "http://127.0.0.1:9/") == 0


@pytest.mark.parametrize(
    "url", ["http://monitor.example.org/", "ftp://monitor.example.org/", "https://", "https://me@monitor.example.org/", "https://m.org/a b"]
)
def test_an_address_that_is_not_safe_to_call_is_refused(url: str) -> None:
    with pytest.raises(ValidationError, match="MODU_HEARTBEAT_URL"):
        Settings(heartbeat_url=url)


def test_a_host_of_ones_own_may_be_called_without_encryption() -> None:
    settings = Settings(heartbeat_url="http://monitor.lan:8080/x", outside_extra_hosts="monitor.lan")
    assert settings.heartbeat_url == "http://monitor.lan:8080/x"
    assert Settings(heartbeat_url="").heartbeat_url is None
