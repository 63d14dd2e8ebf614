"""Phones' clocks, and telling a repeat from a change."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

NETWORK_DELAY = timedelta(seconds=5)
"""An offset below this is the time the batch travelled, not a wrong clock."""

FUTURE_ALLOWED = timedelta(minutes=5)

EARLIEST = datetime(2020, 1, 1, tzinfo=UTC)
"""Before this nothing can have been said here: the phone's clock was never set."""

BELIEVABLE_OFFSET = timedelta(days=60 * 365)
"""A clock that starts anew in 1970 is corrected; one further off than this is no clock."""


@dataclass(frozen=True)
class Moment:
    """When something was said by the phone's corrected clock; `flag` says what was done to it."""

    at: datetime
    flag: str | None


def clock_offset(sent_at: datetime, received_at: datetime) -> timedelta:
    """How far the phone's clock is behind ours (negative: ahead); zero when the difference is mere travel time or no clock's."""
    offset = received_at - sent_at
    return offset if NETWORK_DELAY < abs(offset) < BELIEVABLE_OFFSET else timedelta()


def corrected(recorded_at: datetime, offset: timedelta, received_at: datetime) -> Moment:
    """The moment on our clock. One more than five minutes ahead, or from before there was anything to say, becomes the arrival and is
    flagged: a concern from a phone whose clock was never set must not count as old."""
    try:
        at = recorded_at + offset
    except OverflowError:
        return Moment(received_at, "future_clamped" if recorded_at > received_at else "unreadable")
    if at - received_at > FUTURE_ALLOWED:
        return Moment(received_at, "future_clamped")
    if at < EARLIEST:
        return Moment(received_at, "unreadable")
    return Moment(min(at, received_at), "clock_corrected" if offset else None)


LEFT_OUT = "pin"
"""A field that no digest is made of: four digits are guessed from a hash at once."""


def digest(kind: object, recorded_at: object, body: object) -> bytes:
    """SHA-256 over an item's meaning: the same item sent again has the same digest, whatever its spacing or key order."""
    if isinstance(body, dict):
        body = {name: value for name, value in body.items() if name != LEFT_OUT}
    text = json.dumps([kind, recorded_at, body], sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode()).digest()
