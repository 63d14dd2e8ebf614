"""Whether anybody is at work: each worker leaves a sign of life every two seconds, and health and desk look at the newest."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.notifications.models import WorkerBeat

LATE_AFTER = timedelta(seconds=10)
DEAD_AFTER = timedelta(seconds=60)
FORGOTTEN_AFTER = timedelta(days=1)

WorkerHealth = Literal["ok", "late", "dead"]


def beat(session: Session, worker_id: UUID, started_at: datetime, now: datetime) -> None:
    """Leave a sign of life."""
    row = session.get(WorkerBeat, worker_id)
    if row is None:
        session.add(WorkerBeat(worker_id=worker_id, started_at=started_at, beat_at=now))
        session.execute(delete(WorkerBeat).where(col(WorkerBeat.beat_at) < now - FORGOTTEN_AFTER))
    else:
        row.beat_at = now
    session.flush()


def leave(session: Session, worker_id: UUID) -> None:
    """A worker that stops on purpose is not waited for."""
    session.execute(delete(WorkerBeat).where(col(WorkerBeat.worker_id) == worker_id))


def worker_health(session: Session, now: datetime) -> WorkerHealth:
    """`late` when the newest sign of life is older than 10 s, `dead` when older than 60 s or when there never was one."""
    newest = session.execute(select(col(WorkerBeat.beat_at)).order_by(col(WorkerBeat.beat_at).desc()).limit(1)).scalar_one_or_none()
    if newest is None or now - newest > DEAD_AFTER:
        return "dead"
    return "late" if now - newest > LATE_AFTER else "ok"
