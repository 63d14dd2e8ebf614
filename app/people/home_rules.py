"""When a home may move: rarely, or whoever moves it about learns from who is asked where others live."""

from __future__ import annotations

from datetime import datetime, timedelta

MOVES_AFTER = timedelta(days=30)


def may_move(cell_set_at: datetime, now: datetime) -> bool:
    """Whether a home whose cell was set then may be moved into another cell now."""
    return now - cell_set_at >= MOVES_AFTER
