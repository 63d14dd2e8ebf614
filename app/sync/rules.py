"""Phones' clocks, and telling a repeat from a change."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime, timedelta

NETWORK_DELAY = timedelta(seconds=5)
"""An offset below this is the time the batch travelled, not a wrong clock."""

FUTURE_ALLOWED = timedelta(minutes=5)


@dataclass(frozen=True)
class Moment:
    """When something was said by the phone's corrected clock; `flag` says what was done to it."""

    at: datetime
    flag: str | None


def clock_offset(sent_at: datetime, received_at: datetime) -> timedelta:
    """How far the phone's clock is behind ours (negative: ahead); zero when the difference is mere travel time."""
    offset = received_at - sent_at
    return offset if abs(offset) > NETWORK_DELAY else timedelta()


def corrected(recorded_at: datetime, offset: timedelta, received_at: datetime) -> Moment:
    """The moment on our clock. One more than five minutes ahead is clamped to the arrival and flagged."""
    try:
        at = recorded_at + offset
    except OverflowError:
        return Moment(received_at, "future_clamped" if recorded_at > received_at else "unreadable")
    if at - received_at > FUTURE_ALLOWED:
        return Moment(received_at, "future_clamped")
    return Moment(min(at, received_at), "clock_corrected" if offset else None)


def digest(kind: object, recorded_at: object, body: object) -> bytes:
    """SHA-256 over an item's meaning: the same item sent again has the same digest, whatever its spacing or key order."""
    text = json.dumps([kind, recorded_at, body], sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode()).digest()
