"""What OsmAnd and Traccar Client send: a query or a form for one position, or JSON with `location.coords`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl

from app.core.clock import now
from app.interop.rules import Position, Reason
from app.interop.wire import Heard, decimal, document, unreadable

MOST_FIELDS = 100
_MILLISECONDS_FROM = 2**31
"""Traccar's own border: a larger number of seconds would lie behind 2038, so it is milliseconds."""


def form(body: bytes) -> dict[str, str]:
    """The fields of a query or a form, the first of each name."""
    try:
        pairs = parse_qsl(body.decode("ascii", "replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="replace")
    except ValueError:
        raise unreadable() from None
    fields: dict[str, str] = {}
    for name, value in pairs:
        fields.setdefault(name, value)
    return fields


def token_of(fields: Mapping[str, object]) -> str:
    """What the sender says it is; an empty text when it says nothing."""
    said = fields.get("id") or fields.get("deviceid") or fields.get("device_id") or ""
    return said if isinstance(said, str) and len(said) <= 100 else ""


def from_form(fields: Mapping[str, str]) -> Heard:
    """The one position of a query or form. Without a place it is a sign of life, which is none of ours."""
    heard = Heard()
    said = fields.get("location", "").split(",")
    north, east = (said[0], said[1]) if len(said) == 2 else (fields.get("lat"), fields.get("lon"))
    if north is None and east is None:
        return heard
    lat, lon, t = decimal(north), decimal(east), moment(fields.get("timestamp"))
    if lat is None or lon is None or t is None or fields.get("valid", "true").lower() not in ("true", "1"):
        heard.count(Reason.UNREADABLE)
        return heard
    # OsmAnd calls Android's accuracy in metres hdop; a real hdop is a smaller number and does no harm.
    accuracy = decimal(fields.get("accuracy")) or decimal(fields.get("hdop"))
    heard.positions.append(Position(t, lat, lon, accuracy, mock=fields.get("mock", "").lower() in ("true", "1")))
    return heard


def from_json(body: bytes) -> tuple[str, Heard]:
    """The token and the positions of Traccar Client's newer form; `location` may be one or a list."""
    said = document(body)
    if not isinstance(said, dict):
        raise unreadable()
    heard = Heard()
    found = said.get("location")
    for location in found if isinstance(found, list) else [] if found is None else [found]:
        _one(location, heard)
    return token_of(said), heard


def _one(location: Any, heard: Heard) -> None:
    coords = location.get("coords") if isinstance(location, dict) else None
    if not isinstance(coords, dict):
        heard.count(Reason.UNREADABLE)
        return
    lat, lon = decimal(coords.get("latitude")), decimal(coords.get("longitude"))
    t = moment(location.get("timestamp"))
    if lat is None or lon is None or t is None:
        heard.count(Reason.UNREADABLE)
        return
    heard.positions.append(Position(t, lat, lon, decimal(coords.get("accuracy")), mock=location.get("mock") is True))


def moment(said: object) -> float | None:
    """Unix seconds from seconds, milliseconds or ISO 8601 (without a zone: UTC); now when nothing was said, None when unreadable."""
    if said is None or said == "":
        return now().timestamp()
    number = decimal(said)
    if number is not None:
        return number / 1000 if number >= _MILLISECONDS_FROM else number
    if not isinstance(said, str) or len(said) > 40:
        return None
    try:
        read = datetime.fromisoformat(said)
        return (read if read.tzinfo else read.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None
