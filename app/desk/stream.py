"""The desk's live stream: numbered changes, resumed by `Last-Event-ID`; the board itself is fetched anew."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial
from uuid import UUID

from app.core import broadcast
from app.core.database import Database

POLL_S = 0.5
KEEP_ALIVE_S = 15.0


async def events(
    database: Database, neighbourhood_id: UUID, last_id: int | None, stop: asyncio.Event, still_allowed: Callable[[], Awaitable[bool]]
) -> AsyncIterator[str]:
    """Server-sent events until the reader leaves, signs out, loses the role, or the server stops.

    A change is a hint to fetch the board again. `reset` tells a reader that was away too long to start anew.
    """
    newest = partial(broadcast.last_seq, neighbourhood_id=neighbourhood_id)
    seq = last_id
    if seq is None:
        seq = await database.read(newest)
    yield f"retry: 2000\nid: {seq}\nevent: hello\ndata: {{}}\n\n"
    quiet = looked = 0.0
    while not stop.is_set():
        looked += POLL_S
        if looked >= KEEP_ALIVE_S:
            looked = 0.0
            if not await still_allowed():
                return
        changes = await database.read(partial(broadcast.since, neighbourhood_id=neighbourhood_id, seq=seq))
        if changes is None:
            seq = await database.read(newest)
            yield f"id: {seq}\nevent: reset\ndata: {{}}\n\n"
            quiet = 0.0
            continue
        for change in changes:
            seq = change.seq
            data = json.dumps({"kind": change.kind, "subject_id": str(change.subject_id)})
            yield f"id: {seq}\nevent: change\ndata: {data}\n\n"
        quiet = 0.0 if changes else quiet + POLL_S
        if quiet >= KEEP_ALIVE_S:
            quiet = 0.0
            yield ": still here\n\n"
        await _wait(stop)


async def _wait(stop: asyncio.Event) -> None:
    try:
        await asyncio.wait_for(stop.wait(), POLL_S)
    except TimeoutError:
        return
