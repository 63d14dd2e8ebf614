"""The worker's loops: each on its own, in trouble alone, and over when told."""

from __future__ import annotations

import asyncio
import threading
import time
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

import app.worker
from app.core import clock, leases
from app.core.database import Database
from app.core.settings import Settings
from app.notifications import beats, service
from app.notifications.rules import Kind
from app.worker import Bell, Handler, Worker, work
from tests.notifications.street import build, subscribe
from tests.notifications.test_jobs import statuses
from tests.support.push_service import PushService


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app.worker, "BEAT_EVERY_S", 0.02)
    monkeypatch.setattr(app.worker, "FIRST_RETRY_S", 0.005)


def health(database: Database) -> str:
    return database.read_sync(lambda session: beats.worker_health(session, clock.now()))


def works(database: Database, handlers: dict[str, Handler], stop: threading.Event) -> None:
    async def until_stopped() -> None:
        async with asyncio.timeout(20):
            await Worker(database, Bell(stop), handlers).run()

    asyncio.run(until_stopped())


def test_a_handler_is_called_again_at_once_while_there_is_work(database: Database) -> None:
    stop, rounds = threading.Event(), 0

    async def handler() -> int:
        nonlocal rounds
        rounds += 1
        if rounds == 50:
            stop.set()
        return 1

    began = time.monotonic()
    works(database, {"busy": Handler(handler, every_s=60)}, stop)
    assert rounds == 50
    assert time.monotonic() - began < 10


def test_one_in_trouble_is_tried_again_and_holds_up_nobody(database: Database, quick: None) -> None:
    stop, failures, others = threading.Event(), 0, 0

    async def broken() -> int:
        nonlocal failures
        failures += 1
        raise RuntimeError("made up")

    async def fine() -> int:
        nonlocal others
        others += 1
        if failures >= 3 and others >= 3:
            stop.set()
        return 0

    works(database, {"broken": Handler(broken, 0.001), "fine": Handler(fine, 0.001)}, stop)
    assert failures >= 3
    assert others >= 3


def test_it_gives_signs_of_life_and_takes_them_back_when_it_leaves(database: Database, quick: None) -> None:
    stop, seen = threading.Event(), set()

    async def look() -> int:
        seen.add(await database.read(lambda session: beats.worker_health(session, clock.now())))
        if "ok" in seen:
            stop.set()
        return 0

    works(database, {"look": Handler(look, 0.001)}, stop)
    assert "ok" in seen
    assert health(database) == "dead"


def test_a_vital_part_that_never_succeeds_ends_the_signs_of_life(database: Database, quick: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app.worker, "SILENT_AFTER_S", 0.05)
    stop, silent_rounds = threading.Event(), 0
    given: list[bool] = []
    beat = beats.beat

    def counted(session: Session, *rest: object) -> None:
        given.append(True)
        beat(session, *rest)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr(beats, "beat", counted)

    async def broken() -> int:
        raise RuntimeError("made up")

    async def watch() -> int:
        nonlocal silent_rounds
        before = len(given)
        await asyncio.sleep(0.1)
        silent_rounds = silent_rounds + 1 if len(given) == before else 0
        if silent_rounds == 3:
            stop.set()
        return 0

    works(database, {"broken": Handler(broken, 0.001, vital=True), "watch": Handler(watch, 0.001)}, stop)
    assert silent_rounds == 3


def test_a_bell_wakes_listeners_only_and_stopping_wakes_all() -> None:
    async def ring() -> None:
        stop = threading.Event()
        bell = Bell(stop)
        listener, deaf = asyncio.create_task(bell.sleep(60, listen=True)), asyncio.create_task(bell.sleep(60))
        await asyncio.sleep(0)
        bell.ring()
        await asyncio.wait_for(listener, 5)
        assert not deaf.done()
        stop.set()
        await asyncio.wait_for(deaf, 5)

    asyncio.run(ring())


def test_the_whole_worker_sends_what_is_owed(database: Database, tmp_path: Path) -> None:
    street = build(database, 5, clock.now())
    stop = threading.Event()
    with PushService() as push:
        settings = Settings(data_dir=tmp_path, push_extra_origins=push.url, vapid_subject="mailto:desk@example.org", worker_poll_s=0.05)
        thread = threading.Thread(target=work, args=(database, settings, stop))
        thread.start()
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
                ttl=timedelta(minutes=5),
                now=clock.now(),
            )
        )
        push.wait_until(lambda: all(phone.messages for phone in phones), 20)
        stop.set()
        began = time.monotonic()
        thread.join(20)
        assert time.monotonic() - began < 5
    assert statuses(database) == {"sent": 5}


def test_what_is_done_alone_is_done_by_one_of_two_workers_and_by_the_other_after_it_left(
    database: Database, quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app.worker, "LEAD_EVERY_S", 0.02)
    stops = [threading.Event(), threading.Event()]
    worked = [asyncio.Event(), asyncio.Event()]
    done: list[int] = []

    def handler(number: int) -> Handler:
        async def run() -> int:
            done.append(number)
            if done.count(number) == 20:
                worked[number].set()
            return 0

        return Handler(run, 0.005, vital=True, alone=True)

    async def both() -> None:
        async with asyncio.timeout(20):
            workers = [Worker(database, Bell(stop), {"alone": handler(number)}) for number, stop in enumerate(stops)]
            running = [asyncio.ensure_future(worker.run()) for worker in workers]
            await asyncio.wait([asyncio.ensure_future(event.wait()) for event in worked], return_when=asyncio.FIRST_COMPLETED)
            first = done[0]
            assert set(done) == {first}
            stops[first].set()
            await running[first]
            await worked[1 - first].wait()
            stops[1 - first].set()
            await running[1 - first]

    asyncio.run(both())
    assert done == sorted(done, key=lambda number: number != done[0]), "never both in turns"


def test_a_killed_leaders_work_goes_to_another_when_its_lease_runs_out(
    database: Database, quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app.worker, "LEAD_EVERY_S", 0.02)
    killed = uuid4()  # it never leaves and never asks again
    life = timedelta(seconds=1)
    assert database.write_sync(lambda session: leases.take(session, app.worker.LEAD, killed, clock.now(), life))
    began, stop = time.monotonic(), threading.Event()

    async def run() -> int:
        stop.set()
        return 0

    works(database, {"alone": Handler(run, 0.005, alone=True)}, stop)
    assert 0.8 < time.monotonic() - began < 15
