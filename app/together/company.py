"""Who walked with whom: only between people who both agree to `company`, and never across a block."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.people import service as people
from app.people.models import Consent, ConsentKind, ConsentState, Member, Tie
from app.people.names import first_name
from app.together import rules
from app.together.models import Meeting, Part, SharedWalk
from app.together.rules import PartState


@dataclass(frozen=True)
class Companion:
    """Somebody met on walks."""

    name: str
    times: int
    last_at: datetime


def agreed(session: Session, neighbourhood_id: UUID, member_ids: Collection[UUID]) -> dict[UUID, str]:
    """First names of those of these members who are here and agree to `company` now."""
    if not member_ids:
        return {}
    query = (
        select(col(Member.id), col(Member.name))
        .join(Consent, col(Consent.member_id) == col(Member.id))
        .where(
            col(Consent.neighbourhood_id) == neighbourhood_id,
            col(Member.neighbourhood_id) == neighbourhood_id,
            col(Consent.kind) == ConsentKind.COMPANY.value,
            col(Consent.state) == ConsentState.GRANTED.value,
            col(Member.active),
            col(Member.id).in_(set(member_ids)),
        )
    )
    return {row.id: first_name(row.name) for row in session.execute(query)}


def blocks_among(session: Session, neighbourhood_id: UUID, member_ids: Collection[UUID]) -> set[tuple[UUID, UUID]]:
    """(who blocked, whom) within these members."""
    these = set(member_ids)
    query = select(col(Tie.member_id), col(Tie.other_id)).where(
        col(Tie.neighbourhood_id) == neighbourhood_id, col(Tie.kind) == "block", col(Tie.member_id).in_(these), col(Tie.other_id).in_(these)
    )
    return {(row.member_id, row.other_id) for row in session.execute(query)}


def remember(session: Session, walk: SharedWalk, member_id: UUID, now: datetime) -> None:
    """Keep that this member met everybody who is at the walk already, as far as both wish it."""
    there = select(col(Part.member_id)).where(
        col(Part.walk_id) == walk.id, col(Part.state) == PartState.MET.value, col(Part.member_id) != member_id
    )
    others = set(session.execute(there).scalars())
    willing = agreed(session, walk.neighbourhood_id, {member_id, *others})
    if member_id not in willing:
        return
    _buddies, blocked = people.ties_of(session, walk.neighbourhood_id, member_id)
    for other in willing.keys() - blocked - {member_id}:
        one, two = sorted((member_id, other))
        if session.get(Meeting, (walk.id, one, two)) is None:
            session.add(Meeting(walk_id=walk.id, one_id=one, other_id=two, neighbourhood_id=walk.neighbourhood_id, met_at=now))
    session.flush()


def companions(session: Session, neighbourhood_id: UUID, member_id: UUID) -> dict[UUID, Companion]:
    """The people this member walked with, met last first; nobody while the member's own consent rests."""
    mine = select(col(Meeting.one_id), col(Meeting.other_id), col(Meeting.met_at)).where(
        col(Meeting.neighbourhood_id) == neighbourhood_id, or_(col(Meeting.one_id) == member_id, col(Meeting.other_id) == member_id)
    )
    met: dict[UUID, list[datetime]] = {}
    for row in session.execute(mine.order_by(col(Meeting.met_at).desc())):
        met.setdefault(row.other_id if row.one_id == member_id else row.one_id, []).append(row.met_at)
    willing = agreed(session, neighbourhood_id, {member_id, *met})
    if member_id not in willing:
        return {}
    _buddies, blocked = people.ties_of(session, neighbourhood_id, member_id)
    return {other: Companion(willing[other], len(at), at[0]) for other, at in met.items() if other in willing and other not in blocked}


def groups(session: Session, neighbourhood_id: UUID) -> list[rules.Group]:
    """How many people keep walking together, for the desk: numbers only."""
    pairs = select(col(Meeting.walk_id), col(Meeting.one_id), col(Meeting.other_id)).where(
        col(Meeting.neighbourhood_id) == neighbourhood_id
    )
    walks: dict[UUID, set[UUID]] = {}
    for row in session.execute(pairs):
        walks.setdefault(row.walk_id, set()).update((row.one_id, row.other_id))
    return rules.regular_groups(walks.values())


def forget(session: Session, neighbourhood_id: UUID, member_id: UUID, now: datetime) -> None:
    """Destroy who this member walked with: every meeting, and their part in walks that are over."""
    session.execute(
        delete(Meeting).where(
            col(Meeting.neighbourhood_id) == neighbourhood_id, or_(col(Meeting.one_id) == member_id, col(Meeting.other_id) == member_id)
        )
    )
    over = select(col(SharedWalk.id)).where(col(SharedWalk.neighbourhood_id) == neighbourhood_id, col(SharedWalk.ends_at) <= now)
    session.execute(
        delete(Part).where(col(Part.neighbourhood_id) == neighbourhood_id, col(Part.member_id) == member_id, col(Part.walk_id).in_(over))
    )
