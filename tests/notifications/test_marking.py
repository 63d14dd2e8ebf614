"""A database that cannot be written while pushes go out: nothing is sent twice for it, and the marks are made up for."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app.core import clock
from app.core.database import Database
from app.notifications import jobs, outbox
from app.notifications.jobs import MarkingFails, PushPump
from tests.notifications.street import build, subscribe_all
from tests.notifications.test_jobs import PUBLIC, Hands, owe, statuses, takes_all, until


def test_a_database_that_cannot_be_written_delays_the_mark_and_stops_the_sending(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "MARK_AGAIN_S", 0.005)
    street = build(database, 2, clock.now())
    subscribe_all(database, street, clock.now())
    owe(database, street)
    mark, locked = outbox.mark, True

    def stubborn(session: Session, *rest: Any) -> None:
        if locked:
            raise OperationalError("UPDATE", {}, Exception("database is locked"))
        mark(session, *rest)

    monkeypatch.setattr(outbox, "mark", stubborn)
    hands = Hands(takes_all)

    async def work() -> None:
        nonlocal locked
        async with PushPump(database, hands, PUBLIC, 8) as pump:
            with pytest.raises(MarkingFails):
                await until(lambda: False, pump.round)
            locked = False
            trusted_again = False

            async def try_round() -> None:
                nonlocal trusted_again
                with contextlib.suppress(MarkingFails):
                    await pump.round()
                    trusted_again = True

            await until(lambda: trusted_again and statuses(database) == {"sent": 2}, try_round)

    asyncio.run(work())
    assert len(hands.given) == 2
