"""What answers take while ten thousand pushes go out: the API beside a busy worker, on the same machine and database."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core import clock
from app.core.database import Database
from app.core.ids import new_id
from app.core.settings import Settings
from app.notifications import service
from app.notifications.models import Delivery
from app.notifications.rules import Kind
from app.people.models import Device
from app.worker import work
from bench.figures import Figure
from bench.phone import safe_batch
from bench.product import Product, installed
from bench.push import FAR_S
from bench.push_peers import SUBJECT, receiver_point, stub
from bench.traffic import Taken, request, send
from tests.support.certificate import Certificate

PUSHES = 10_000
CLIENTS = 8
ASKED = 400
TIMES_SLOWER = 1.5


def figures(database_url: str | None = None) -> list[Figure]:
    """The tails of two answers, quiet and while everything goes out."""
    with tempfile.TemporaryDirectory(prefix="modu-bench-") as folder:
        trusted = Certificate(Path(folder)).file
        with installed(database_url, walkers=32) as product, stub(trusted, FAR_S) as port:
            _tails(product)  # warm
            quiet = _tails(product)
            with closing(Database(product.settings.resolved_database_url())) as database:
                database.write_sync(lambda session: _owe(session, port))
                with _worker(product.settings, trusted, port):
                    _wait_for_the_first(database)
                    busy = _tails(product)
                    left = database.read_sync(_waiting)
    return [_figure(name, quiet[name], busy[name], left) for name in quiet]


def _figure(name: str, quiet: Taken, busy: Taken, left: int) -> Figure:
    before, while_sending = quiet.percentile_ms(0.99), busy.percentile_ms(0.99)
    return Figure(
        f"{name} while {PUSHES:,} pushes go out ({PUSHES - left:,} by its end)",
        f"p99 {while_sending:.1f} ms",
        f"p99 {before:.1f} ms quiet",
        f"{while_sending / before:.1f}",
        f"<= {TIMES_SLOWER:g} x quiet",
        while_sending <= TIMES_SLOWER * before,
    )


def _tails(product: Product) -> dict[str, Taken]:
    phones = [product.phones[number % len(product.phones)] for number in range(ASKED)]
    asked = [request("/api/me", b"", phone.headers()).replace(b"POST", b"GET", 1) for phone in phones]
    said = [request("/api/sync", safe_batch(phone.device_id), phone.headers()) for phone in phones]
    return {
        "GET /api/me": send(product.port, asked, CLIENTS),
        "safe check-in": send(product.port, said, CLIENTS, expect=b'"applied"'),
    }


def _owe(session: Session, port: int) -> None:
    """Subscribe every phone at the stub and queue the pushes, as many calls as it takes."""
    now, point = clock.now(), receiver_point()
    devices = session.execute(select(Device)).scalars().all()
    for device in devices:
        service.save_subscription(
            session,
            neighbourhood_id=device.neighbourhood_id,
            member_id=device.member_id,
            device_id=device.id,
            endpoint=f"https://127.0.0.1:{port}/push/{device.id.hex}",
            p256dh=point,
            auth=bytes(16),
            now=now,
        )
    ids = [device.id for device in devices]
    for _ in range(-(-PUSHES // len(ids))):
        service.queue_devices(session, devices[0].neighbourhood_id, ids, Kind.ALERT, new_id(), timedelta(minutes=10), now)


def _waiting(session: Session) -> int:
    return session.execute(select(func.count()).where(col(Delivery.status) == "queued")).scalar_one()


def _wait_for_the_first(database: Database) -> None:
    total = database.read_sync(_waiting)
    pause = threading.Event()
    for _ in range(600):
        if database.read_sync(_waiting) < total:
            return
        pause.wait(0.1)
    raise RuntimeError("the worker sent nothing within a minute")


@contextmanager
def _worker(settings: Settings, trusted: Path, port: int) -> Iterator[None]:
    environment = {
        "MODU_DATA_DIR": str(settings.data_dir),
        "MODU_DATABASE_URL": settings.resolved_database_url(),
        "MODU_PUSH_EXTRA_ORIGINS": f"https://127.0.0.1:{port}",
        "MODU_VAPID_SUBJECT": SUBJECT,
        "SSL_CERT_FILE": str(trusted),
    }
    process = subprocess.Popen([sys.executable, "-m", "bench.fan_out_api"], env=os.environ | environment, stdout=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.terminate()
        process.wait(30)


def _work() -> None:
    settings = Settings()
    with closing(Database(settings.resolved_database_url(), pool_size=4)) as database:
        work(database, settings, threading.Event())


if __name__ == "__main__":
    _work()
