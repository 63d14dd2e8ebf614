"""The worker's part: claim what is due, send many at once, then mark; a crash in between repeats harmlessly."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from math import ceil
from types import TracebackType
from typing import Protocol

import structlog
from sqlalchemy.orm import Session

from app.core import clock
from app.core.database import Database
from app.notifications import outbox, proofs, service
from app.notifications.outbox import Claimed, Result
from app.notifications.payload import addressed
from app.notifications.push.sender import Push
from app.notifications.rules import Outcome, Status, next_attempt_at

KEEP = timedelta(days=30)
BIGGEST_CLAIM = 256
FINISH_S = 2.0
MARK_AGAIN_S = 1.0
MARK_FAILURES = 3

log = structlog.get_logger()


class MarkingFails(RuntimeError):
    """What was sent cannot be written down, so nothing more is sent: it would only be sent twice."""


class Sends(Protocol):
    """What can carry a push."""

    def send(self, push: Push) -> Awaitable[Outcome]:
        """Try once; never raises for what a network does."""


class PushPump:
    """Keeps up to `concurrency` pushes under way. `round` claims what fits; sending and marking go on beside it."""

    def __init__(
        self, database: Database, sender: Sends, public_url: str, concurrency: int, freed: Callable[[], None] = lambda: None
    ) -> None:
        self._database = database
        self._sender = sender
        self._public_url = public_url
        self._concurrency = concurrency
        self._freed = freed
        self._under_way: dict[asyncio.Task[None], Claimed] = {}
        self._results: list[Result] = []
        self._has_results = asyncio.Event()
        self._marker: asyncio.Task[None] | None = None
        self._mark_failures = 0
        self._waits_for_room = False
        self._expects_more = False

    async def __aenter__(self) -> PushPump:
        self._marker = asyncio.create_task(self._mark_forever())
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self._finish()

    async def round(self) -> int:
        """Claim what fits and start sending it; returns how many were claimed."""
        if self._mark_failures >= MARK_FAILURES:
            raise MarkingFails
        free = self._free()
        self._waits_for_room = not self._has_room()
        if self._waits_for_room:
            return 0
        now, wanted = clock.now(), min(free, BIGGEST_CLAIM)
        # Looking first spares an idle worker the lock; in the middle of a fan-out there surely is more.
        if not self._expects_more and not await self._database.read(lambda session: outbox.any_due(session, now)):
            return 0
        claimed = await self._database.write(lambda session: outbox.claim(session, now, wanted))
        self._expects_more = len(claimed) == wanted
        for one in claimed:
            task = asyncio.create_task(self._send(one))
            self._under_way[task] = one
            task.add_done_callback(self._landed)
        return len(claimed)

    def _free(self) -> int:
        return self._concurrency - len(self._under_way) - len(self._results)  # what cannot be marked is not added to

    def _has_room(self) -> bool:
        return self._free() >= max(1, self._concurrency // 4)  # a few at a time would cost a transaction each

    def _call_when_freed(self) -> None:
        if self._waits_for_room and self._has_room():
            self._waits_for_room = False
            self._freed()

    def _landed(self, task: asyncio.Task[None]) -> None:
        self._under_way.pop(task, None)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("push_send_crashed", error=repr(error))  # the claim runs out and the delivery is tried again
        self._call_when_freed()

    async def _send(self, claimed: Claimed) -> None:
        now = clock.now()
        outcome = _pointless(claimed, now) or await self._attempt(claimed, now)
        self._results.append(_weighed(claimed, outcome, clock.now()))
        self._has_results.set()

    async def _attempt(self, claimed: Claimed, now: datetime) -> Outcome:
        if claimed.address is None:
            raise AssertionError("a delivery without an address is pointless")
        push = Push(
            endpoint=claimed.address.endpoint,
            p256dh=claimed.address.p256dh,
            auth=claimed.address.auth,
            payload=addressed(claimed.payload, self._public_url),
            ttl_s=ceil((claimed.expires_at - now).total_seconds()),
            urgency=claimed.urgency,
            topic=claimed.topic,
        )
        return await self._sender.send(push)

    async def _mark_forever(self) -> None:
        while True:
            await self._has_results.wait()
            try:
                await self._mark_once()
                self._mark_failures = 0
            except Exception as error:  # noqa: BLE001  # whatever it is, these were sent: keep trying to write that down
                self._mark_failures += 1
                log.warning("push_mark_delayed", error=type(error).__name__, waiting=len(self._results))
                await asyncio.sleep(MARK_AGAIN_S)

    async def _mark_once(self) -> None:
        """Mark all results so far in one transaction; they are forgotten only after its commit."""
        batch = list(self._results)
        self._has_results.clear()
        try:
            await self._database.write(lambda session: outbox.mark(session, batch, clock.now()))
        except BaseException:
            self._has_results.set()
            raise
        del self._results[: len(batch)]
        for result in batch:
            _tell(result)
        self._call_when_freed()

    async def _finish(self) -> None:
        """Let what is under way land for two seconds, give the rest back, and mark everything."""
        if self._under_way:
            await asyncio.wait(list(self._under_way), timeout=FINISH_S)
        unsent = list(self._under_way.values())
        stuck = list(self._under_way)
        for task in stuck:
            task.cancel()
        await asyncio.gather(*stuck, return_exceptions=True)
        if self._marker is not None:
            self._marker.cancel()
            await asyncio.gather(self._marker, return_exceptions=True)
        if self._results:
            await self._mark_once()
        if unsent:
            await self._database.write(lambda session: outbox.release(session, unsent))


def _pointless(claimed: Claimed, now: datetime) -> Outcome | None:
    if claimed.expires_at <= now:
        return Outcome(Status.FAILED, None, "it was not sent in time and nobody needs it any more")
    if claimed.address is None:
        return Outcome(Status.GONE, None, "pushes to this device were turned off")
    return None


def _weighed(claimed: Claimed, outcome: Outcome, now: datetime) -> Result:
    if outcome.status is not Status.QUEUED:
        return Result(claimed, outcome)
    again_at = next_attempt_at(outcome, claimed.attempts, now, claimed.expires_at, secrets.randbelow(1000) / 1000)
    if again_at is None:
        return Result(claimed, Outcome(Status.FAILED, outcome.code, f"{outcome.reason}; the next attempt would come too late"))
    return Result(claimed, outcome, again_at)


def _tell(result: Result) -> None:
    """A line for the operator about what did not go out; never an endpoint, which is a key to the device."""
    outcome = result.outcome
    if outcome.status in (Status.FAILED, Status.QUEUED):
        log.warning(
            "push_not_sent",
            delivery_id=str(result.claimed.id),
            code=outcome.code,
            reason=outcome.reason,
            attempt=result.claimed.attempts,
            again_at=clock.rfc3339(result.again_at) if result.again_at else None,
        )


def sweep(session: Session, now: datetime) -> int:
    """Drop deliveries that ended more than 30 days ago; returns how many."""
    return service.sweep(session, now, KEEP)


def prove(session: Session, now: datetime) -> int:
    """Look after phones of which nothing was heard, a few hundred at a time; 0, so that they are not all asked in the same minute."""
    room = proofs.AT_ONCE
    for here in proofs.terms(session, now):
        proofs.find_silent(session, here, now)
        if room:
            room -= proofs.ask(session, here, now, room)
    return 0
