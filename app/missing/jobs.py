"""The worker's part: calls that ran out, whoever set out walking meanwhile, and what was seen too long ago."""

from __future__ import annotations

from datetime import datetime

import structlog
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from sqlmodel import col

from app.missing.models import MissingPerson
from app.missing.service import expire, forget, tell_whoever_walks

BATCH = 50

log = structlog.get_logger()


def step(session: Session, now: datetime) -> int:
    """End what ran out, silently, and ask those who walk now and were not asked; returns how many calls ended or people were asked.

    What is right now is done, whatever was missed: after three hours without a worker nothing is sent for what ended meanwhile.
    """
    still = select(MissingPerson).where(col(MissingPerson.closed_at).is_(None)).order_by(col(MissingPerson.expires_at)).limit(BATCH)
    done = 0
    for call in list(session.execute(still.with_for_update(skip_locked=True)).scalars()):
        try:
            with session.begin_nested():
                done += _one(session, call, now)
        except OperationalError:
            raise  # the database as a whole: the worker's health tells
        except Exception:
            log.exception("missing_step_failed", missing_id=str(call.id))
    return done


def _one(session: Session, call: MissingPerson, now: datetime) -> int:
    if call.expires_at <= now:
        expire(session, call, now)
        return 1
    return tell_whoever_walks(session, call, now)


__all__ = ["forget", "step"]
