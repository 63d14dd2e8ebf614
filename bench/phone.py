"""What a phone sends: batches of `POST /api/sync`, gzipped."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from app.core.clock import rfc3339
from app.core.ids import new_id
from app.geo.track import Track, to_wire

CHUNK = 500
"""The most fixes that the phone puts into one item (`CHUNK` in frontend/src/core/walk-track.ts)."""


def walk_batch(track: Track, device_id: UUID, chunk: int = CHUNK) -> bytes:
    """A whole walk after it: start, the track in pieces, end."""
    patrol_id = str(new_id())
    items = [_item("patrol.start", {"patrol_id": patrol_id}, track.t[0])]
    for seq, start in enumerate(range(0, len(track), chunk)):
        piece = Track(*(column[start : start + chunk] for column in track.columns()))
        items.append(_item("patrol.fixes", {"patrol_id": patrol_id, "seq": seq, "track": to_wire(piece)}, piece.t[-1]))
    items.append(_item("patrol.end", {"patrol_id": patrol_id, "outcome": "nothing_to_report"}, track.t[-1]))
    return _batch(items, device_id)


def safe_batch(device_id: UUID) -> bytes:
    """One tap on "I'm OK"."""
    return _batch([_item("check_in", {"status": "safe", "context": "home"}, int(datetime.now(UTC).timestamp()))], device_id)


def _item(kind: str, body: dict[str, Any], t: int) -> dict[str, Any]:
    return {"id": str(new_id()), "kind": kind, "recorded_at": rfc3339(datetime.fromtimestamp(t, UTC)), "body": body}


def _batch(items: list[dict[str, Any]], device_id: UUID) -> bytes:
    batch = {"device_id": str(device_id), "sent_at": rfc3339(datetime.now(UTC)), "items": items}
    return gzip.compress(json.dumps(batch, separators=(",", ":")).encode(), 6)
