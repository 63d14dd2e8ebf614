"""The worker: takes whatever is due, a little at a time, until it is told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import signal
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from app.alerts import auditing
from app.alerts import jobs as alerts
from app.alerts.heartbeat import Heartbeat
from app.core import broadcast, clock, leases
from app.core.database import Database
from app.core.ids import new_id
from app.core.keyfile import installation_key
from app.core.settings import Settings
from app.coverage import jobs as coverage
from app.interop import jobs as interop
from app.missing import jobs as missing
from app.notifications import beats
from app.notifications import jobs as notifications
from app.notifications.jobs import PushPump
from app.notifications.push import keys
from app.notifications.push.sender import Sender
from app.notifications.push.vapid import NO_SUBJECT
from app.patrols import jobs as patrols
from app.plans import jobs as plans
from app.together import jobs as together

BEAT_EVERY_S = 2.0
SILENT_AFTER_S = 20.0
FIRST_RETRY_S = 0.5
LONGEST_RETRY_S = 10.0
LEAVE_S = 0.5
LEAD_EVERY_S = 3.0
LEAD = "what one worker does alone"
LOOK_S = 0.25

Step = Callable[[Session, datetime], int]

log = structlog.get_logger()


class Stop(Protocol):
    """An asyncio.Event or a threading.Event: whoever runs the worker ends it by setting this."""

    def is_set(self) -> bool:
        """Whether to stop."""

    def set(self) -> None:
        """Ask to stop."""


@dataclass(frozen=True)
class Handler:
    """One kind of due work. `run` does a little and says how much; it is called again at once until that is 0.

    When a `vital` handler has not succeeded for 20 s the worker stops giving signs of life, and health turns red. What is done
    `alone` is done by one of all workers: by the one that leads, and within 13 s of its death by another.
    """

    run: Callable[[], Awaitable[int]]
    every_s: float
    vital: bool = False
    hears_bell: bool = False
    alone: bool = False


def handlers(database: Database, settings: Settings, pump: PushPump) -> dict[str, Handler]:
    """Everything a worker does, by name."""
    step = functools.partial(_in_transaction, database)
    key = installation_key(settings.keys_dir)
    heartbeat = {}
    if settings.heartbeat_url:
        heartbeat["heartbeat"] = Handler(Heartbeat(database, settings.heartbeat_url).round, settings.heartbeat_s, alone=True)
    return {
        **heartbeat,
        "pushes": Handler(pump.round, settings.worker_poll_s, vital=True, hears_bell=True),
        "plans": Handler(step(lambda session, now: plans.step(session, key, now)), settings.worker_poll_s, vital=True),
        "alerts": Handler(step(alerts.step), settings.worker_poll_s, vital=True),
        "auditor": Handler(step(auditing.step), 15.0, vital=True, alone=True),
        "places of closed alerts": Handler(step(alerts.forget_places), 600.0),
        "missing people": Handler(step(missing.step), 5.0),
        "what was seen of missing people": Handler(step(missing.forget), 600.0),
        "patrols": Handler(step(patrols.step), 60.0),
        "coverage": Handler(step(coverage.step), 15.0),
        "sweep coverage": Handler(step(coverage.sweep), 3600.0),
        "recorders": Handler(step(interop.step), 60.0),
        "reminders of walks together": Handler(step(together.remind), 15.0),
        "walks together long over": Handler(step(together.sweep), 3600.0),
        "proofs of reachability": Handler(step(notifications.prove), 60.0, alone=True),
        "sweep deliveries": Handler(step(notifications.sweep), 3600.0),
        "sweep changes": Handler(step(broadcast.sweep), 3600.0),
    }


def _in_transaction(database: Database, step: Step) -> Callable[[], Awaitable[int]]:
    async def run() -> int:
        return await database.write(lambda session: step(session, clock.now()))

    return run


def work(database: Database, settings: Settings, stop: Stop) -> None:
    """`run` for a process or thread without an event loop, on the fastest loop that the platform has."""
    loop_factory: Callable[[], asyncio.AbstractEventLoop] | None = None
    with contextlib.suppress(ImportError):  # there is none for Windows
        import uvloop

        loop_factory = uvloop.new_event_loop
    with asyncio.Runner(loop_factory=loop_factory) as runner:
        runner.run(run(database, settings, stop))


async def run(database: Database, settings: Settings, stop: Stop) -> None:
    """Work until `stop` is set or the process gets SIGTERM or SIGINT; then finish what is in flight, within 3 s."""
    key = await asyncio.to_thread(keys.load_or_create, settings.keys_dir)
    bell = Bell(stop)
    async with Sender(settings, key) as sender:
        if not sender.has_subject:
            log.warning("push_without_subject", advice=NO_SUBJECT)
        async with PushPump(database, sender, settings.public_url, settings.push_concurrency, freed=bell.ring) as pump:
            with _signals(bell):
                await Worker(database, bell, handlers(database, settings, pump)).run()


class Bell:
    """Rings when there may be pushes to send, so that they need not wait for the next look at the database."""

    def __init__(self, stop: Stop) -> None:
        self._stop = stop
        self._rung = asyncio.Event()

    @property
    def stopping(self) -> bool:
        """Whether the worker has been told to stop."""
        return self._stop.is_set()

    def ring(self) -> None:
        """Wake whoever listens."""
        self._rung.set()
        self._rung = asyncio.Event()

    def stop(self) -> None:
        """Tell the worker to stop."""
        self._stop.set()
        self.ring()

    async def sleep(self, seconds: float, *, listen: bool = False) -> None:
        """Sleep until the time is over or the worker stops, or, when asked to `listen`, until the bell rings."""
        end = time.monotonic() + seconds
        while not self.stopping and (left := end - time.monotonic()) > 0:
            nap_s = min(left, LOOK_S)  # `stop` may be set by another thread
            if not listen:
                await asyncio.sleep(nap_s)
                continue
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._rung.wait(), nap_s)
                return


class Worker:
    """Runs each handler in a loop of its own, so that one in trouble never holds up another."""

    def __init__(self, database: Database, bell: Bell, work: dict[str, Handler]) -> None:
        self._database = database
        self._bell = bell
        self._handlers = work
        self._id = new_id()
        self._leads_until = 0.0
        self._succeeded_at = dict.fromkeys((name for name, handler in work.items() if handler.vital), time.monotonic())

    async def run(self) -> None:
        """Returns after the worker was told to stop and every handler finished its round."""
        log.info("worker_started", worker_id=str(self._id), handlers=list(self._handlers))
        async with asyncio.TaskGroup() as group:
            for name, handler in self._handlers.items():
                group.create_task(self._repeat(name, handler))
            group.create_task(self._beat())
            if any(handler.alone for handler in self._handlers.values()):
                group.create_task(self._lead())
        with contextlib.suppress(SQLAlchemyError, TimeoutError):
            await asyncio.wait_for(self._database.write(self._leave), LEAVE_S)
        log.info("worker_stopped", worker_id=str(self._id))

    def _leave(self, session: Session) -> None:
        beats.leave(session, self._id)
        leases.leave(session, LEAD, self._id)

    async def _lead(self) -> None:
        """Be the one who does what only one does, as long as the lease is held; it is asked for anew well before it ends."""
        while not self._bell.stopping:
            asked_at = time.monotonic()
            try:
                if await self._database.write(lambda session: leases.take(session, LEAD, self._id, clock.now())):
                    self._leads_until = asked_at + leases.LIFE.total_seconds() - 1.0
            except SQLAlchemyError as error:
                log.warning("lease_not_taken", error=type(error).__name__)
            await self._bell.sleep(LEAD_EVERY_S)

    async def _repeat(self, name: str, handler: Handler) -> None:
        failures = 0
        while not self._bell.stopping:
            if handler.alone and time.monotonic() >= self._leads_until:
                if name in self._succeeded_at:
                    self._succeeded_at[name] = time.monotonic()  # another one sees to it
                await self._bell.sleep(min(handler.every_s, LOOK_S))
                continue
            try:
                done = await handler.run()
            except Exception:
                failures += 1
                wait_s = min(FIRST_RETRY_S * 2 ** min(failures - 1, 10), LONGEST_RETRY_S)
                log.exception("handler_failed", handler=name, failures=failures, again_in_s=wait_s)
                await self._bell.sleep(wait_s)
                continue
            failures = 0
            if name in self._succeeded_at:
                self._succeeded_at[name] = time.monotonic()
            if done:
                self._bell.ring()  # a step taken may owe pushes that another handler sends
                await asyncio.sleep(0)
            else:
                await self._bell.sleep(handler.every_s, listen=handler.hears_bell)

    async def _beat(self) -> None:
        started_at = clock.now()
        while not self._bell.stopping:
            silent = [name for name, at in self._succeeded_at.items() if time.monotonic() - at > SILENT_AFTER_S]
            if silent:
                log.error("worker_in_trouble", handlers=silent)
            else:
                try:
                    await self._database.write(lambda session: beats.beat(session, self._id, started_at, clock.now()))
                except SQLAlchemyError as error:
                    log.warning("beat_failed", error=type(error).__name__)
            await self._bell.sleep(BEAT_EVERY_S)


@contextlib.contextmanager
def _signals(bell: Bell) -> Iterator[None]:
    """SIGTERM and SIGINT stop the worker, when it runs in the process's main thread; inside a server the server decides."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, bell.stop)
    try:
        yield
    finally:
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)
