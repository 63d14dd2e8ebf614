"""The worker's part: plans whose next moment has come."""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from sqlmodel import col

from app.plans.climbing import take_step
from app.plans.models import Plan

BATCH = 50
TRIED_AGAIN_AFTER = timedelta(seconds=30)

log = structlog.get_logger()


def due(session: Session, now: datetime, limit: int = BATCH) -> list[Plan]:
    """Plans whose next moment has come, the longest waiting first, each locked and none that another worker has."""
    waiting = select(Plan).where(col(Plan.next_step_at) <= now).order_by(col(Plan.next_step_at)).limit(limit)
    return list(session.execute(waiting.with_for_update(skip_locked=True).execution_options(populate_existing=True)).scalars())


def step(session: Session, key: bytes, now: datetime) -> int:
    """Take the due steps of up to 50 plans, each locked so that two workers never take the same; returns how many.

    One whose step fails holds up no other: its part alone is undone, it is logged, and tried again half a minute later. `key` is the
    installation's, with which answers in notifications are signed.
    """
    plans = due(session, now)
    for plan in plans:
        try:
            with session.begin_nested():
                take_step(session, plan, key, now)
        except OperationalError:
            raise  # the database as a whole: the worker's health tells
        except Exception:
            log.exception("plan_step_failed", plan_id=str(plan.id))
            plan.next_step_at = now + TRIED_AGAIN_AFTER
            session.flush()
    return len(plans)
