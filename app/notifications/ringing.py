"""Whose phone would ring."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Executable, bindparam, select
from sqlalchemy.orm import Session

from app.core.database import table_of
from app.core.listed import Among, prepared_with_lists
from app.notifications.models import PushSubscription

_subscriptions = table_of(PushSubscription)


def _ringing(among: Among) -> Executable:
    return select(_subscriptions.c.member_id).where(
        _subscriptions.c.neighbourhood_id == bindparam("here"),
        among(_subscriptions.c.member_id, "these"),
        _subscriptions.c.silent_at.is_(None),
    )


_members_with_a_phone_that_rings = prepared_with_lists(_ringing)


def reachable_members(session: Session, neighbourhood_id: UUID, member_ids: Sequence[UUID]) -> set[UUID]:
    """Those of `member_ids` who have at least one device that pushes go to and that has not been found silent."""
    if not member_ids:
        return set()
    session.flush()  # a prepared statement does not see to that
    rows = _members_with_a_phone_that_rings.all(session, {"here": neighbourhood_id, "these": list(member_ids)})
    return {row.member_id for row in rows}
