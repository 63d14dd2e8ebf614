"""Printing the list: everybody on it can read that in their own log, and the log says when it was printed last."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.paper.reading import PaperList, gather
from app.people import access_log
from app.people import service as people
from app.people.models import AccessEntry

WHAT = "paper"
OLD_AFTER = timedelta(days=1)


def take(session: Session, neighbourhood_id: UUID, member_id: UUID, reason: str, now: datetime) -> PaperList:
    """The list for this member of the desk to print; logged for everybody on it, and for whoever prints it."""
    by = people.member_of(session, neighbourhood_id, member_id)
    paper = gather(session, neighbourhood_id, by.name, now)
    for subject_id in sorted(paper.shown | {member_id}):
        access_log.record(
            session, neighbourhood_id=neighbourhood_id, actor_id=member_id, subject_id=subject_id, what=WHAT, reason=reason, now=now
        )
    return paper


def last_printed_at(session: Session, neighbourhood_id: UUID, member_ids: list[UUID]) -> datetime | None:
    """When somebody of the desk (`member_ids`) printed it last: their own line in the log is always there."""
    lines = select(func.max(col(AccessEntry.at))).where(
        col(AccessEntry.neighbourhood_id) == neighbourhood_id, col(AccessEntry.subject_id).in_(member_ids), col(AccessEntry.what) == WHAT
    )
    return session.execute(lines).scalar_one()
