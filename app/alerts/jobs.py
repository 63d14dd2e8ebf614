"""The worker's part: alerts whose next step is due, and those over where somebody is still on scene."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.alerts.models import Alert
from app.alerts.service import forget_places
from app.alerts.steps import take_step

BATCH = 20


def step(session: Session, now: datetime) -> int:
    """Take the due steps of up to 20 alerts, each locked so that two workers never take the same; returns how many."""
    due = select(Alert).where(col(Alert.next_step_at) <= now).order_by(col(Alert.next_step_at)).limit(BATCH)
    alerts = list(session.execute(due.with_for_update(skip_locked=True)).scalars())
    for alert in alerts:
        take_step(session, alert, now)
    return len(alerts)


__all__ = ["forget_places", "step"]
