"""What OwnTracks sends over HTTP: one JSON message, or several in a list, or nothing at all."""

from __future__ import annotations

from typing import Any

from app.interop.rules import Position, Reason
from app.interop.wire import Heard, decimal, document


def read(body: bytes) -> Heard:
    """The positions in a body. Empty is what OwnTracks sends for a deleted friend; other kinds of message are none of ours.
    Raises Problem when it is no JSON at all."""
    heard = Heard()
    if not body.strip():
        return heard
    said = document(body)
    for message in said if isinstance(said, list) else [said]:
        kind = message.get("_type") if isinstance(message, dict) else None
        if kind == "location":
            _location(message, heard)
        elif kind == "encrypted":
            heard.count(Reason.ENCRYPTED)
        elif kind is None:
            heard.count(Reason.UNREADABLE)
    return heard


def _location(message: dict[str, Any], heard: Heard) -> None:
    """`tst` is the time of the fix in unix seconds, `acc` metres."""
    t, lat, lon = decimal(message.get("tst")), decimal(message.get("lat")), decimal(message.get("lon"))
    if t is None or lat is None or lon is None:
        heard.count(Reason.UNREADABLE)
        return
    heard.positions.append(Position(t, lat, lon, decimal(message.get("acc")), mock=message.get("mock") is True))
