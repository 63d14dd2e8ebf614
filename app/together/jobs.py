"""What time does to walks together: the reminder an hour before, once; and forgetting what is long over."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, delete, select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.notifications.rules import Kind
from app.together import rules
from app.together.models import Part, SharedWalk
from app.together.rules import PartState
from app.together.service import times_of
from app.together.telling import tell

BATCH = 20
SWEPT_AT_ONCE = 200


def remind(session: Session, now: datetime) -> int:
    """Owe the due reminders of up to 20 walks and take them off the list, in one transaction: killed in between, neither has happened.

    Late, it still tells those who were not met yet, as long as the walk has not started; after that nobody is told.
    """
    due = select(SharedWalk).where(col(SharedWalk.remind_at) <= now).order_by(col(SharedWalk.remind_at)).limit(BATCH)
    walks = list(session.execute(due.with_for_update(skip_locked=True)).scalars())
    for walk in walks:
        walk.remind_at = None
        if rules.reminder_helps(times_of(walk), now):
            joined = select(col(Part.member_id)).where(col(Part.walk_id) == walk.id, col(Part.state) == PartState.JOINED.value)
            tell(session, walk, Kind.TOGETHER_SOON, list(session.execute(joined).scalars()), now)
    session.flush()
    return len(walks)


def sweep(session: Session, now: datetime) -> int:
    """Delete walks that ended 180 days ago, and with them who took part and who met; returns how many."""
    old = select(col(SharedWalk.id)).where(col(SharedWalk.ends_at) < now - rules.KEPT_FOR).limit(SWEPT_AT_ONCE)
    result = session.execute(delete(SharedWalk).where(col(SharedWalk.id).in_(old)))
    return cast(CursorResult[Any], result).rowcount
