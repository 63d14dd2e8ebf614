"""Walks as they are read: my own with their tracks, and those under way for the desk. Writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, and_, or_, select
from sqlalchemy.orm import Session

from app.core import clock
from app.core.database import table_of
from app.core.problems import not_found
from app.geo import track as codec
from app.geo.track import Track
from app.patrols import rules
from app.patrols.models import Patrol, TrackChunk
from app.patrols.rules import Status
from app.patrols.schemas import PatrolOut
from app.people.auth import Actor
from app.people.models import Member

_patrols, _chunks, _members = table_of(Patrol), table_of(TrackChunk), table_of(Member)


@dataclass(frozen=True)
class Recorded:
    """A walk with its track exactly as recorded, in unbroken segments."""

    patrol: PatrolOut
    segments: list[Track]
    track_deleted: bool


@dataclass(frozen=True)
class ActiveWalk:
    """A walk under way as the desk sees it: a cell, never a place."""

    id: UUID
    member_id: UUID
    name: str
    started_at: datetime
    last_fix_at: datetime | None
    cell: str | None
    distance_m: float
    fix_count: int
    companions: list[str]


@dataclass(frozen=True)
class Place:
    """Where a list of walks goes on: after this start, and after this id among equal starts."""

    started_at: datetime
    id: UUID


def owned(session: Session, actor: Actor, patrol_id: UUID) -> PatrolOut:
    """One of the actor's own walks; anybody else's is not found."""
    mine = (_patrols.c.neighbourhood_id == actor.neighbourhood_id, _patrols.c.id == patrol_id, _patrols.c.member_id == actor.member_id)
    row = session.execute(select(_patrols).where(*mine)).first()
    if row is None:
        raise not_found()
    return _shown(row)


def list_mine(session: Session, actor: Actor, limit: int, after: Place | None = None) -> list[PatrolOut]:
    """The actor's walks, newest first."""
    query = select(_patrols).where(_patrols.c.neighbourhood_id == actor.neighbourhood_id, _patrols.c.member_id == actor.member_id)
    if after is not None:
        same_start = and_(_patrols.c.started_at == after.started_at, _patrols.c.id < after.id)
        query = query.where(or_(_patrols.c.started_at < after.started_at, same_start))
    newest_first = query.order_by(_patrols.c.started_at.desc(), _patrols.c.id.desc())
    return [_shown(row) for row in session.execute(newest_first.limit(limit))]


def track_of(session: Session, actor: Actor, patrol_id: UUID) -> Recorded:
    """One of the actor's own walks with its track; not found otherwise."""
    patrol = owned(session, actor, patrol_id)
    its = (_chunks.c.neighbourhood_id == actor.neighbourhood_id, _chunks.c.patrol_id == patrol_id)
    stored: Sequence[bytes | None] = session.execute(select(_chunks.c.data).where(*its).order_by(_chunks.c.seq)).scalars().all()
    kept = [codec.decode(data) for data in stored if data is not None]
    whole = codec.joined(kept)
    pieces = [Track(*(column[piece] for column in whole.columns())) for piece in rules.segments(whole.t)]
    return Recorded(patrol, pieces, track_deleted=len(kept) < len(stored))


def active_walks(session: Session, neighbourhood_id: UUID, now: datetime | None = None) -> list[ActiveWalk]:
    """Walks under way, the longest under way first; a silent one is left out even before it is marked as abandoned."""
    under_way = (
        _patrols.c.neighbourhood_id == neighbourhood_id,
        _patrols.c.status == Status.ACTIVE.value,
        _patrols.c.last_sign_at > (now or clock.now()) - rules.SILENT_AFTER,
    )
    query = select(_patrols, _members.c.name).join(_members, _members.c.id == _patrols.c.member_id).where(*under_way)
    return [
        ActiveWalk(
            id=row.id,
            member_id=row.member_id,
            name=row.name,
            started_at=row.started_at,
            last_fix_at=row.last_fix_at,
            cell=row.last_cell,
            distance_m=round(row.distance_m, 1),
            fix_count=row.fix_count,
            companions=row.companions,
        )
        for row in session.execute(query.order_by(_patrols.c.started_at, _patrols.c.id))
    ]


def _shown(row: Row[Any]) -> PatrolOut:
    shown = PatrolOut.model_validate(row)
    shown.distance_m = round(shown.distance_m, 1)
    return shown
