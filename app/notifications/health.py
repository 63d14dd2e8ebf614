"""Whether pushes go out, and what an operator should do when they do not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from sqlalchemy import func, literal_column, select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.settings import Settings
from app.notifications.models import Delivery
from app.notifications.push.vapid import NO_SUBJECT, subject_of
from app.notifications.rules import Status

LOOK_BACK = timedelta(hours=1)
STUCK_AFTER = timedelta(seconds=60)


@dataclass(frozen=True)
class PushHealth:
    """`degraded` when somebody who should have been reached was not; `advice` are whole sentences for the operator."""

    state: Literal["ok", "degraded"]
    advice: tuple[str, ...]


def push_health(session: Session, settings: Settings, now: datetime) -> PushHealth:
    """Looks at the last hour: refused keys, and deliveries that nobody sends."""
    trouble: list[str] = []
    since = now - LOOK_BACK
    recent = (col(Delivery.id) >= _first_id(since), col(Delivery.created_at) > since, col(Delivery.created_at) <= now)
    refused = select(func.count()).where(*recent, col(Delivery.status) == Status.FAILED.value, col(Delivery.last_status).in_((401, 403)))
    if count := session.execute(refused).scalar_one():
        trouble.append(
            f"Push services refused {count} pushes in the last hour (401 or 403): check that the VAPID key in the data directory is the one"
            " this installation always had, that the machine's clock is right, and MODU_VAPID_SUBJECT."
        )
    stuck = select(func.count()).where(col(Delivery.status) == literal_column("'queued'"), col(Delivery.due_at) < now - STUCK_AFTER)
    if count := session.execute(stuck).scalar_one():
        trouble.append(f"{count} pushes are more than a minute late: is a worker running (`modu work`)?")
    missing = () if subject_of(settings) else (NO_SUBJECT,)
    degraded = bool(trouble) or (bool(missing) and settings.environment == "production")
    return PushHealth("degraded" if degraded else "ok", (*trouble, *missing))


def _first_id(moment: datetime) -> UUID:
    """The smallest UUIDv7 of `moment`, so that the last hour is read from the primary key."""
    return UUID(int=int(moment.timestamp() * 1000) << 80)
