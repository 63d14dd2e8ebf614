"""A worker that is killed in the middle of telling people: everybody is told all the same, under the same notification."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core import clock
from app.core.database import Database
from app.notifications import service
from app.notifications.models import Delivery
from app.notifications.outbox import LEASE
from app.notifications.rules import Kind
from tests.notifications.street import Street, build, subscribe
from tests.support.databases import opened
from tests.support.patience import eventually
from tests.support.push_service import Fault, Phone, PushService
from tests.worker import program

pytestmark = pytest.mark.slow  # real processes

CHECKOUT = Path(__file__).parents[2]


@contextmanager
def worker(url: str, folder: Path, push: PushService) -> Iterator[subprocess.Popen[bytes]]:
    environment = {**os.environ, **program.environment(url, folder, push.url)}
    with (folder / "worker.log").open("ab") as log:
        process = subprocess.Popen([sys.executable, "-m", "tests.worker.program"], cwd=CHECKOUT, env=environment, stdout=log, stderr=log)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.wait(20)


def everybody(database: Database, street: Street, push: PushService) -> list[Phone]:
    phones = []
    for neighbour in street.neighbours:
        phones.append(push.phone())
        subscribe(database, street, neighbour, phones[-1].subscription, clock.now())
    database.write_sync(
        lambda session: service.queue(
            session,
            neighbourhood_id=street.neighbourhood_id,
            member_ids=street.member_ids,
            kind=Kind.ALERT,
            alert_id=uuid4(),
            ttl=timedelta(minutes=10),
            now=clock.now(),
        )
    )
    return phones


def let_the_lease_pass(database: Database) -> int:
    """Set the dead worker's claims to where they will be when the lease is over; returns how many it held."""

    def work(session: Session) -> int:
        held = list(
            session.execute(select(Delivery).where(col(Delivery.status) == "queued", col(Delivery.claimed_until).is_not(None))).scalars()
        )
        assert all(row.claimed_until is not None and row.claimed_until <= clock.now() + LEASE for row in held)
        session.execute(update(Delivery).where(col(Delivery.status) == "queued").values(claimed_until=None))
        return len(held)

    return database.write_sync(work)


def unsent(database: Database) -> int:
    return database.read_sync(lambda session: len(session.execute(select(Delivery).where(col(Delivery.status) != "sent")).all()))


def test_killed_three_times_and_everybody_is_told(database_url: str, tmp_path: Path) -> None:
    count = 120
    with opened(database_url) as database, PushService() as push:
        street = build(database, count, clock.now())
        phones = everybody(database, street, push)
        push.latency_s = 0.02
        for _ in range(3):
            before = len(push.requests)
            with worker(database_url, tmp_path, push) as process:
                push.wait_until(lambda before=before: len(push.requests) >= before + 25, 60)  # type: ignore[misc]  # bound per round
                process.send_signal(signal.SIGKILL)
                process.wait(20)
            let_the_lease_pass(database)
        with worker(database_url, tmp_path, push) as process:
            # Not when every phone has heard: what a killed worker had sent without marking it is still owed, and may be the last in line.
            eventually(lambda: unsent(database) == 0)
            process.send_signal(signal.SIGTERM)
            assert process.wait(10) == 0
    for phone in phones:
        assert len({message.topic for message in phone.messages}) == 1
        assert len({message["notification"]["tag"] for message in phone.json()}) == 1
    twice = sum(len(phone.messages) - 1 for phone in phones)
    assert twice <= 3 * 8  # at most what was in the killed workers' hands


def test_two_workers_tell_everybody_once(database_url: str, tmp_path: Path) -> None:
    with opened(database_url) as database, PushService() as push:
        street = build(database, 60, clock.now())
        push.latency_s = 0.01
        with worker(database_url, tmp_path, push), worker(database_url, tmp_path, push):
            phones = everybody(database, street, push)
            push.wait_until(lambda: all(phone.messages for phone in phones), 60)
        assert {len(phone.messages) for phone in phones} == {1}


def test_a_second_worker_takes_over_by_itself(database_url: str, tmp_path: Path) -> None:
    with opened(database_url) as database, PushService() as push:
        street = build(database, 40, clock.now())
        phones = everybody(database, street, push)
        push.misbehave(Fault(stall_s=0.5), times=8)
        with worker(database_url, tmp_path, push) as first:
            push.wait_until(lambda: len(push.requests) >= 8, 60)
            first.kill()
            first.wait(20)
        push.behave()
        killed_at = clock.now()
        with worker(database_url, tmp_path, push):
            push.wait_until(lambda: all(phone.messages for phone in phones), 60)
        assert clock.now() - killed_at < LEASE + timedelta(seconds=10)


def test_a_worker_told_to_stop_finishes_within_three_seconds(database_url: str, tmp_path: Path) -> None:
    with opened(database_url) as database, PushService() as push:
        street = build(database, 30, clock.now())
        everybody(database, street, push)
        push.latency_s = 0.2
        with worker(database_url, tmp_path, push) as process:
            push.wait_until(lambda: len(push.requests) >= 8, 60)
            told_at = clock.now()
            process.send_signal(signal.SIGINT)
            assert process.wait(10) == 0
            assert clock.now() - told_at < timedelta(seconds=5)
        left = database.read_sync(lambda session: session.execute(select(Delivery).where(col(Delivery.status) != "sent")).scalars().all())
        assert {(row.status, row.claimed_until) for row in left} <= {("queued", None)}, "what has not left waits for another worker"
        assert 30 - len(left) == len(push.answered(201)), (
            "what was taken is marked, also what was on its way when the worker was told to stop"
        )
