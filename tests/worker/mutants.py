"""Workers made wrong on purpose, to see that the tests of killed workers would notice."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.alerts import telling
from app.core.ids import new_id
from app.notifications import jobs, outbox
from app.notifications.outbox import Claimed, Result
from app.notifications.rules import Outcome, Status
from tests.support.mutants import without_transactions


def marks_before_sending() -> None:
    """A delivery counts as sent as soon as it is claimed."""
    claim = outbox.claim

    def claim_and_mark(session: Session, now: datetime, limit: int) -> list[Claimed]:
        claimed = claim(session, now, limit)
        outbox.mark(session, [Result(one, Outcome(Status.SENT, 201, "")) for one in claimed], now)
        return claimed

    jobs.outbox.claim = claim_and_mark  # type: ignore[attr-defined]  # the mutation


def writes_without_transactions() -> None:
    """Every statement is durable by itself, however the step that it belongs to ends; between two of them a moment passes."""
    without_transactions()
    push = telling.push

    def slow_push(*args: Any, **how: Any) -> int:
        time.sleep(0.02)
        return push(*args, **how)

    telling.push = slow_push


def names_each_attempt_anew() -> None:
    """The same message has another topic, tag and id each time that it is sent."""
    attempt = jobs.PushPump._attempt

    async def anew(self: jobs.PushPump, claimed: Claimed, now: datetime) -> Outcome:
        renamed = claimed.payload.replace(str(claimed.id), str(new_id()))
        return await attempt(self, Claimed(**{**vars(claimed), "payload": renamed, "topic": new_id().hex}), now)

    jobs.PushPump._attempt = anew  # type: ignore[method-assign]  # the mutation


MUTANTS: dict[str, Callable[[], None]] = {
    "marks before sending": marks_before_sending,
    "writes without transactions": writes_without_transactions,
    "names each attempt anew": names_each_attempt_anew,
}
