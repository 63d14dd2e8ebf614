"""The worker's part: alerts whose next step is due, and those over where somebody is still on scene."""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from sqlmodel import col

from app.alerts.auditing import step_failed
from app.alerts.models import Alert
from app.alerts.service import forget_places
from app.alerts.steps import take_step

BATCH = 20
TRIED_AGAIN_AFTER = timedelta(seconds=30)

log = structlog.get_logger()


def step(session: Session, now: datetime) -> int:
    """Take the due steps of up to 20 alerts, each locked so that two workers never take the same; returns how many.

    One whose step fails holds up no other: its part alone is undone, it is logged, and tried again half a minute later.
    """
    due = select(Alert).where(col(Alert.next_step_at) <= now).order_by(col(Alert.next_step_at)).limit(BATCH)
    alerts = list(session.execute(due.with_for_update(skip_locked=True)).scalars())
    for alert in alerts:
        try:
            with session.begin_nested():
                take_step(session, alert, now)
        except OperationalError:
            raise  # the database as a whole: the worker's health tells
        except Exception:
            log.exception("alert_step_failed", alert_id=str(alert.id))
            alert.next_step_at = now + TRIED_AGAIN_AFTER
            step_failed(session, alert, now)
    return len(alerts)


__all__ = ["forget_places", "step"]
