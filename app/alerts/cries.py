"""How often a person called and nothing was the matter: for the desk alone, to talk about, never to page fewer people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.alerts.models import Alert
from app.alerts.rules import AlertStatus
from app.neighbourhoods import service as neighbourhoods

COUNTED_FOR = timedelta(days=90)


@dataclass(frozen=True)
class Cries:
    """Of a person's own alerts within `COUNTED_FOR`: all, those soon taken back, those where nobody was found."""

    raised: int
    taken_back: int
    nobody_found: int


def cries(session: Session, neighbourhood_id: UUID, person_id: UUID, now: datetime) -> Cries:
    """The person's own alerts; what the desk or a missed promise raised for them, drills, and what they were forced to take back stay out."""
    theirs = select(col(Alert.status), col(Alert.opened_at), col(Alert.closed_at), col(Alert.outcome)).where(
        col(Alert.neighbourhood_id) == neighbourhood_id,
        col(Alert.person_id) == person_id,
        col(Alert.opened_at) > now - COUNTED_FOR,
        col(Alert.raised_by).is_(None),
        col(Alert.check_in_id).is_not(None),
        col(Alert.drill).is_(False),
        col(Alert.duress_at).is_(None),
    )
    rows = session.execute(theirs).all()
    soon = timedelta(seconds=neighbourhoods.policy_of(session, neighbourhood_id).false_within_s)
    taken_back = [row for row in rows if row.status == AlertStatus.CANCELLED and row.closed_at and row.closed_at - row.opened_at <= soon]
    return Cries(len(rows), len(taken_back), sum(row.outcome == "nobody_found" for row in rows))
