"""Nobody at the desk looks and nobody comes: the channels outside the app are told."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.alerts import rules
from app.alerts.models import Alert, TimelineEntry
from app.alerts.telling import note
from app.outside import service as outside
from app.outside.rules import Why


def call_outside(session: Session, alert: Alert, *, is_coming: bool, plan: rules.WavePlan, now: datetime) -> datetime | None:
    """Tell them if it is time to; returns when it is time again. Never in a drill."""
    if alert.drill or alert.desk_told_at is None:
        return None

    def time() -> datetime | None:
        return rules.outside_at(
            desk_first_told_at=_desk_first_told_at(session, alert),
            desk_seen_at=alert.desk_seen_at,
            is_coming=is_coming,
            last_at=alert.outside_told_at,
            count=alert.outside_count,
            plan=plan,
        )

    at = time()
    if at is None or now < at:
        return at
    alert.outside_told_at, alert.outside_count = now, alert.outside_count + 1
    channels = outside.queue(session, alert.neighbourhood_id, why=Why.NOBODY, alert_id=alert.id, now=now)
    note(session, alert, now, "outside_told", channels=channels)
    return time()


def _desk_first_told_at(session: Session, alert: Alert) -> datetime | None:
    """Reminders move `desk_told_at` on; nobody outside waits for that."""
    entries = select(func.min(col(TimelineEntry.at))).where(col(TimelineEntry.alert_id) == alert.id, col(TimelineEntry.kind) == "desk_told")
    return session.execute(entries).scalar_one()
