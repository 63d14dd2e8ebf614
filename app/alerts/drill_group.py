"""Who may hear of a drill: those who take part in drills and whoever started it, nobody else ever."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.alerts.models import Alert
from app.people.models import Member


def within(session: Session, alert: Alert, member_ids: Sequence[UUID]) -> list[UUID]:
    """Of these members, those who may hear of this alert. A real one is for everybody; every push about a drill goes through here,
    also those to the desk: a colleague who takes no part in drills is not called to one."""
    if not alert.drill or not member_ids:
        return list(member_ids)
    agreed = select(col(Member.id)).where(
        col(Member.neighbourhood_id) == alert.neighbourhood_id, col(Member.id).in_(set(member_ids)), col(Member.drill_ok)
    )
    group = set(session.execute(agreed).scalars()) | {alert.raised_by}
    return [member_id for member_id in member_ids if member_id in group]


def takes_part(session: Session, alert: Alert, member_id: UUID) -> bool:
    """Whether this alert is for them at all: always when it is real."""
    return bool(within(session, alert, [member_id]))
