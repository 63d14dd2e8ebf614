"""What time does to walks that other apps record."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from app.interop import recording


def step(session: Session, now: datetime) -> int:
    """Do a bounded amount of due work; returns how much was done, 0 when nothing is left. Repeating it is harmless."""
    return recording.close_silent(session, now)
