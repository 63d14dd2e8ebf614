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
from app.dogs import service as dogs
from app.geo import track as codec
from app.geo.track import Track
from app.patrols import rules
from app.patrols.credit import Facts, credit_of, whole_way_m
from app.patrols.measuring import Aside, Fix, measure
from app.patrols.models import Patrol, TrackChunk
from app.patrols.rules import Outcome, Source, Status
from app.patrols.schemas import AsideOut, CreditOut, DogName, PatrolOut
from app.patrols.stretch import counted, read_aside
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
    shared: bool


@dataclass(frozen=True)
class Place:
    """Where a list of walks goes on: after this start, and after this id among equal starts."""

    started_at: datetime
    id: UUID


def owned(session: Session, actor: Actor, patrol_id: UUID) -> PatrolOut:
    """One of the actor's own walks; anybody else's is not found."""
    return _shown([_mine(session, actor, patrol_id)], session, own=True)[0]


def _mine(session: Session, actor: Actor, patrol_id: UUID) -> Row[Any]:
    mine = (_patrols.c.neighbourhood_id == actor.neighbourhood_id, _patrols.c.id == patrol_id, _patrols.c.member_id == actor.member_id)
    row = session.execute(select(_patrols).where(*mine)).first()
    if row is None:
        raise not_found()
    return row


def one(session: Session, neighbourhood_id: UUID, patrol_id: UUID) -> PatrolOut:
    """Any walk of the neighbourhood, for staff."""
    this = (_patrols.c.neighbourhood_id == neighbourhood_id, _patrols.c.id == patrol_id)
    row = session.execute(select(_patrols).where(*this)).first()
    if row is None:
        raise not_found()
    return _shown([row], session)[0]


def list_mine(session: Session, actor: Actor, limit: int, after: Place | None = None) -> list[PatrolOut]:
    """The actor's walks, newest first."""
    query = select(_patrols).where(_patrols.c.neighbourhood_id == actor.neighbourhood_id, _patrols.c.member_id == actor.member_id)
    if after is not None:
        same_start = and_(_patrols.c.started_at == after.started_at, _patrols.c.id < after.id)
        query = query.where(or_(_patrols.c.started_at < after.started_at, same_start))
    newest_first = query.order_by(_patrols.c.started_at.desc(), _patrols.c.id.desc())
    return _shown(session.execute(newest_first.limit(limit)).all(), session, own=True)


def track_of(session: Session, actor: Actor, patrol_id: UUID) -> Recorded:
    """One of the actor's own walks with its track; not found otherwise."""
    return _recorded(session, actor, patrol_id, everything=True)


def walked(session: Session, actor: Actor, patrol_id: UUID) -> Recorded:
    """`track_of` without the fixes that were set aside."""
    return _recorded(session, actor, patrol_id, everything=False)


def _recorded(session: Session, actor: Actor, patrol_id: UUID, *, everything: bool) -> Recorded:
    row = _mine(session, actor, patrol_id)
    chunks = chunks_of(session, actor.neighbourhood_id, patrol_id)
    kept = [track if everything else counted(track, aside) for track, aside in chunks if track is not None]
    whole = codec.joined(kept)
    pieces = [Track(*(column[piece] for column in whole.columns())) for piece in rules.segments(whole.t)]
    return Recorded(_shown([row], session)[0], pieces, track_deleted=any(track is None for track, _ in chunks))


def chunks_of(session: Session, neighbourhood_id: UUID, patrol_id: UUID) -> list[tuple[Track | None, dict[int, Aside]]]:
    """The pieces of a walk in order, each with what does not count of it; None for one that was deleted."""
    its = (_chunks.c.neighbourhood_id == neighbourhood_id, _chunks.c.patrol_id == patrol_id)
    rows = session.execute(select(_chunks.c.data, _chunks.c.aside).where(*its).order_by(_chunks.c.seq))
    return [(_track(row.data), read_aside(row.aside)) for row in rows]


def last_place(session: Session, neighbourhood_id: UUID, patrol_id: UUID) -> Fix | None:
    """The newest good fix of a walk. Whoever shows it to somebody else sees to it that they may know."""
    its = (_chunks.c.neighbourhood_id == neighbourhood_id, _chunks.c.patrol_id == patrol_id, _chunks.c.data.is_not(None))
    row = session.execute(select(_chunks.c.data, _chunks.c.aside).where(*its).order_by(_chunks.c.seq.desc()).limit(1)).first()
    if row is None or not row.data:
        return None
    return measure(*codec.decode(row.data).columns(), read_aside(row.aside)).last


def _track(data: bytes | None) -> Track | None:
    return None if data is None else codec.decode(data) if data else Track([], [], [], [])


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
            shared=row.shared,
        )
        for row in session.execute(query.order_by(_patrols.c.started_at, _patrols.c.id))
    ]


def facts(row: Any) -> Facts:
    """What a walk's row says of its volunteer time."""
    return Facts(
        Status(row.status),
        Source(row.source),
        row.started_at,
        row.ended_at,
        row.first_fix_at,
        row.last_fix_at,
        row.paused_s,
        row.distance_m,
        row.trimmed_m,
        row.checkpoints,
        row.checked_m,
        row.checked_s,
        row.arrived_at,
        row.confirmed_min,
    )


def _shown(rows: Sequence[Row[Any]], session: Session, *, own: bool = False) -> list[PatrolOut]:
    """For the wire. What the phone cut off the ends is in the length that the walker sees, and in no file and nobody else's."""
    ids = {UUID(dog_id) for row in rows for dog_id in row.dog_ids}
    names = dogs.names_of(session, rows[0].neighbourhood_id, ids) if ids else {}
    shown = []
    for row in rows:
        known = facts(row)
        credit = credit_of(known)
        came = [DogName(id=UUID(dog_id), name=names[UUID(dog_id)]) for dog_id in row.dog_ids if UUID(dog_id) in names]
        shown.append(
            PatrolOut(
                id=row.id,
                status=Status(row.status),
                outcome=None if row.outcome is None else Outcome(row.outcome),
                started_at=row.started_at,
                ended_at=row.ended_at,
                distance_m=round(whole_way_m(known) if own else row.distance_m, 1),
                fix_count=row.fix_count,
                companions=row.companions,
                note=row.note,
                dogs=came,
                shared=row.shared,
                set_aside=[AsideOut(reason=Aside(reason), count=count) for reason, count in sorted(row.set_aside.items())],
                jumps=row.jumps,
                hours=CreditOut(state=credit.state, minutes=credit.minutes, why=credit.why),
                cells=row.cells,
                source=Source(row.source),
            )
        )
    return shown
