"""Servers made wrong on purpose, to see that the tests that kill and cut them off would notice."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from app.core.database import Database, Work
from app.core.ids import new_id
from app.people.auth import Actor
from app.sync import rules
from app.sync import service as syncing
from app.sync.arrival import Arrival
from app.sync.schemas import Receipt
from tests.support.mutants import without_transactions

T = TypeVar("T")


def answers_before_it_is_durable() -> None:
    """The phone hears `applied` while the commit is still to come."""

    async def write(self: Database, work: Work[T]) -> T:
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[T] = loop.create_future()

        def hand_out(result: Any, error: BaseException | None) -> None:
            if not answer.done():
                answer.set_result(result) if error is None else answer.set_exception(error)

        def slowly(session: Session) -> T:
            result = work(session)
            loop.call_soon_threadsafe(hand_out, result, None)
            time.sleep(0.02)
            return result

        def over(done: Future[T]) -> None:
            error = done.exception()
            loop.call_soon_threadsafe(hand_out, None if error else done.result(), error)

        self._writer.submit(slowly).add_done_callback(over)
        return await answer

    Database.write = write  # type: ignore[method-assign]  # the mutation


def writes_without_transactions() -> None:
    """An item is remembered, and a moment later what it says is kept: two things that may come apart."""
    without_transactions()
    model, check_in = syncing.HANDLERS["check_in"]

    def slowly(session: Session, arrival: Arrival, body: Any) -> Any:
        time.sleep(0.01)
        return check_in(session, arrival, body)

    syncing.HANDLERS["check_in"] = model, slowly


def applies_a_repeat_again() -> None:
    """What comes a second time is kept a second time: its id is not unique."""

    def again(session: Session, actor: Actor, judged: syncing.Judged) -> Receipt:
        now: datetime = judged.item.recorded_at
        arrival = Arrival(actor, new_id(), rules.corrected(now, timedelta(0), now), now, timedelta(0), b"")
        outcome: Any = syncing.HANDLERS[judged.item.kind][1](session, arrival, judged.body)
        return Receipt(id=str(judged.item.id), status="duplicate", alert_id=getattr(outcome, "alert_id", outcome))

    syncing._again = again


MUTANTS: dict[str, Callable[[], None]] = {
    "answers before it is durable": answers_before_it_is_durable,
    "writes without transactions": writes_without_transactions,
    "applies a repeat again": applies_a_repeat_again,
}
