"""Telling people about a walk: pushes that name nobody and no place, one notification per walk on each phone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.notifications import service as notifications
from app.notifications.rules import Kind
from app.together.models import SharedWalk


def tell(session: Session, walk: SharedWalk, kind: Kind, member_ids: Sequence[UUID], now: datetime) -> int:
    """Owe each of them one push that is worth something until the walk starts (its end, for news that it is off)."""
    until = walk.ends_at if kind is Kind.TOGETHER_OFF else walk.starts_at
    if not member_ids or until <= now:
        return 0
    return notifications.queue(
        session,
        neighbourhood_id=walk.neighbourhood_id,
        member_ids=member_ids,
        kind=kind,
        alert_id=None,
        about=walk.id,
        opens_path=f"/together/{walk.id}",
        ttl=until - now,
        now=now,
    )
