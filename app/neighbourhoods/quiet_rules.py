"""Quiet hours, from values alone: minutes after local midnight, each member's own choice."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo


def minute_of_day(now: datetime, time_zone: str) -> int:
    """The minute of the neighbourhood's own day; what its clocks on the wall say."""
    local = now.astimezone(ZoneInfo(time_zone))
    return local.hour * 60 + local.minute


def is_awake(minute: int, quiet_from: int | None, quiet_until: int | None) -> bool:
    """Whether `minute` is outside the quiet hours. They may go over midnight; the same minute twice, or one unsaid, is none at all."""
    if quiet_from is None or quiet_until is None or quiet_from == quiet_until:
        return True
    if quiet_from < quiet_until:
        return not quiet_from <= minute < quiet_until
    return quiet_until <= minute < quiet_from
