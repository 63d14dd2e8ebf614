"""Walks that another app records: fix by fix while they happen, or whole out of a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, bindparam, insert, select, update
from sqlalchemy.orm import Session

from app.core import broadcast
from app.core.database import table_of
from app.geo.cells import cell_of
from app.geo.track import Track, decode, to_wire
from app.neighbourhoods import presence
from app.patrols import rules, service
from app.patrols.measuring import Ends, Join, Measured, join, measure
from app.patrols.models import Patrol, TrackChunk
from app.patrols.rules import Source, Status
from app.patrols.schemas import MOST_CHUNKS, PatrolFixes, PatrolStart
from app.patrols.stretch import pack_aside, pack_ends, prepare, read_aside, read_ends
from app.people.auth import Actor

OPEN = 120
"""A piece takes further fixes until it holds so many: four hours at one a second are 120 pieces, not 14,400."""
TOLD_EVERY_S = 15
"""How often the desk and the matching hear of a walk that moves every second."""

_patrols, _chunks = table_of(Patrol), table_of(TrackChunk)
_newest_below = (
    select(_chunks.c.seq, _chunks.c.ends, _chunks.c.data, _chunks.c.aside)
    .where(
        _chunks.c.neighbourhood_id == bindparam("in_neighbourhood"),
        _chunks.c.patrol_id == bindparam("of_patrol"),
        _chunks.c.seq < bindparam("below"),
    )
    .order_by(_chunks.c.seq.desc())
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class _Piece:
    """One piece as it is stored, or is to be: -1 for the seq of none."""

    seq: int
    first_t: int
    track: Track
    aside: dict[int, Any]


@dataclass
class _Gain:
    """What a walk gains by the fixes that are new."""

    fixes: int = 0
    metres: float = 0.0
    jumps: int = 0
    paused_s: int = 0
    aside: Counter[str] = field(default_factory=Counter)

    def add(self, measured: Measured, joins: Sequence[Join], sign: int) -> None:
        """Count a piece and what lies around it, or (`sign` -1) no longer."""
        self.metres += sign * (measured.distance_m + sum(between.distance_m for between in joins))
        self.jumps += sign * (measured.jumps + sum(between.jumps for between in joins))
        self.paused_s += sign * (measured.paused_s + sum(between.paused_s for between in joins))
        for reason in measured.aside.values():
            self.aside[reason.value] += sign


def grow(session: Session, actor: Actor, patrol_id: UUID, track: Track, received_at: datetime, source: Source) -> int:
    """Add fixes, in order of time, to a walk that may be new; returns how many were not there yet.

    They go into the piece whose time they belong to, so that a track is in order whatever order it came in; a second that
    is there already stays as it is. Everything is in the track from the moment this is committed: nothing waits elsewhere.
    """
    first_at = min(_moment(track.t[0]), received_at)
    row = service.find_or_make(session, actor, patrol_id, first_at, source)
    gain = _Gain()
    rest = track
    while len(rest):
        piece, until_t = _piece_for(session, row, rest.t[0])
        here = len(rest) if until_t is None else next((i for i, t in enumerate(rest.t) if t >= until_t), len(rest))
        room = max(1, OPEN - len(piece.track)) if until_t is None else here
        here = min(here, room)
        _put(session, row, piece, _part(rest, 0, here), gain)
        rest = _part(rest, here, len(rest))
    if gain.fixes:
        _note(session, actor, row, track, gain, received_at)
    return gain.fixes


def close(session: Session, neighbourhood_id: UUID, patrol_id: UUID, at: datetime) -> None:
    """The recorder fell silent: the walk ended with its last fix, and nobody has said how it was. The walker still may."""
    this = (_patrols.c.neighbourhood_id == neighbourhood_id, _patrols.c.id == patrol_id, _patrols.c.status != Status.COMPLETED.value)
    row = session.execute(
        update(_patrols).where(*this).values(status=Status.COMPLETED.value, ended_at=at).returning(_patrols.c.member_id)
    ).first()
    if row is not None:
        service.leave_matching(session, neighbourhood_id, row.member_id, patrol_id)
        broadcast.append(session, neighbourhood_id, "patrol.ended", patrol_id)


def keep_whole(session: Session, actor: Actor, pieces: Sequence[PatrolFixes], received_at: datetime, source: Source) -> bool:
    """A walk that is over before it is heard of; False when it is here already, which changes nothing.

    It is ended before its fixes are added: a file never says where somebody is now.
    """
    patrol_id = pieces[0].patrol_id
    here = (_patrols.c.neighbourhood_id == actor.neighbourhood_id, _patrols.c.id == patrol_id)
    if session.execute(select(_patrols.c.id).where(*here)).first() is not None:
        return False
    first_t = min(piece.stretch.measured.ends.first_t for piece in pieces)
    last_t = max(piece.stretch.measured.ends.last_t for piece in pieces)
    service.start(session, actor, PatrolStart(patrol_id=patrol_id), min(_moment(first_t), received_at), source)
    close(session, actor.neighbourhood_id, patrol_id, min(_moment(last_t), received_at))
    for piece in pieces:
        service.add_fixes(session, actor, piece, received_at, 0.0, source)
    return True


def _piece_for(session: Session, row: Row[Any], t: int) -> tuple[_Piece, int | None]:
    """The piece a fix of this time belongs to, and the time from which the next one goes on (None: there is no next)."""
    until_t: int | None = None
    newest, oldest, below = -1, None, MOST_CHUNKS
    key = {"in_neighbourhood": row.neighbourhood_id, "of_patrol": row.id}
    while (chunk := session.execute(_newest_below, key | {"below": below}).first()) is not None:
        below, newest = chunk.seq, max(newest, chunk.seq)
        ends = read_ends(chunk.ends)
        if ends is None or not chunk.data:
            continue  # deleted: nothing can be added to it
        piece = _Piece(chunk.seq, ends.first_t, decode(chunk.data), read_aside(chunk.aside))
        if t >= ends.first_t:
            full = until_t is None and t > ends.last_t and len(piece.track) >= OPEN
            return (_nothing(newest + 1) if full else piece), until_t
        until_t, oldest = ends.first_t, piece
    return (oldest or _nothing(newest + 1)), (_after(oldest) if oldest else None)


def _after(piece: _Piece) -> int:
    """A fix before the whole walk goes into its first piece, up to that piece's end."""
    return piece.track.t[-1] + 1


def _nothing(seq: int) -> _Piece:
    return _Piece(seq, 0, Track([], [], [], []), {})


def _put(session: Session, row: Row[Any], piece: _Piece, more: Track, gain: _Gain) -> None:
    """Put fixes into a piece, in order, and count the difference they make."""
    known = set(piece.track.t)
    new = [i for i, t in enumerate(more.t) if t not in known]
    if not new:
        return
    rows = sorted([*zip(*piece.track.columns(), strict=True), *zip(*_chosen(more, new).columns(), strict=True)], key=lambda fix: fix[0])
    track = Track(*(list(column) for column in zip(*rows, strict=True)))
    before, after = _neighbours(session, row, piece.seq)
    if known:
        old = measure(*piece.track.columns())
        gain.add(old, _joins(before, old.ends, after), -1)
    stretch = prepare(to_wire(track))
    gain.add(stretch.measured, _joins(before, stretch.measured.ends, after), +1)
    gain.fixes += len(new)
    values = {
        "count": stretch.count,
        "ends": pack_ends(stretch.measured.ends),
        "digest": stretch.digest,
        "aside": pack_aside(stretch.measured.aside),
        "data": stretch.data,
    }
    this = {"neighbourhood_id": row.neighbourhood_id, "patrol_id": row.id, "seq": piece.seq}
    if known:
        session.execute(update(_chunks).where(*(_chunks.c[name] == value for name, value in this.items())).values(**values))
    else:
        session.execute(insert(_chunks), this | values)


def _neighbours(session: Session, row: Row[Any], seq: int) -> tuple[Ends | None, Ends | None]:
    around = select(_chunks.c.seq, _chunks.c.ends).where(
        _chunks.c.neighbourhood_id == row.neighbourhood_id, _chunks.c.patrol_id == row.id, _chunks.c.seq.in_((seq - 1, seq + 1))
    )
    ends = {chunk.seq: read_ends(chunk.ends) for chunk in session.execute(around)}
    return ends.get(seq - 1), ends.get(seq + 1)


def _joins(before: Ends | None, here: Ends, after: Ends | None) -> list[Join]:
    joins = [] if before is None else [join(before, here)]
    return joins if after is None else [*joins, join(here, after)]


def _note(session: Session, actor: Actor, row: Row[Any], track: Track, gain: _Gain, received_at: datetime) -> None:
    """Write what the walk has gained, and tell the desk and the matching now and then."""
    first_at, fix_at = (min(_moment(t), received_at) for t in (track.t[0], track.t[-1]))
    newest = row.last_fix_at is None or fix_at >= row.last_fix_at
    cell = cell_of(track.lat[-1] / 1e6, track.lon[-1] / 1e6) if newest else row.last_cell
    status = rules.after_sign(Status(row.status), fix_at, received_at)
    ended_at = row.ended_at if row.outcome is not None or row.ended_at is None else max(row.ended_at, fix_at)
    aside = Counter(row.set_aside)
    aside.update(gain.aside)
    values = {
        "status": status.value,
        "started_at": row.started_at if row.start_received else min(row.started_at, first_at),
        "ended_at": None if status is Status.ACTIVE else ended_at,
        "last_sign_at": max(row.last_sign_at, fix_at),
        "fix_count": row.fix_count + gain.fixes,
        "distance_m": max(0.0, row.distance_m + gain.metres),
        "jumps": max(0, row.jumps + gain.jumps),
        "paused_s": max(0, row.paused_s + gain.paused_s),
        "set_aside": {reason: count for reason, count in aside.items() if count > 0},
        "first_fix_at": first_at if row.first_fix_at is None else min(first_at, row.first_fix_at),
        "last_fix_at": fix_at if newest else row.last_fix_at,
        "last_cell": cell,
        "track_expires_at": received_at + rules.TRACK_KEPT,
        "uncovered_at": row.uncovered_at or received_at + rules.COVERED_AFTER,
        "arrived_at": rules.newest(row.arrived_at, received_at),
    }
    this = (_patrols.c.neighbourhood_id == row.neighbourhood_id, _patrols.c.id == row.id)
    session.execute(update(_patrols).where(*this).values(**values))
    begun = row.fix_count == 0
    if begun:
        broadcast.append(session, row.neighbourhood_id, "patrol.started", row.id)
    if not begun and row.last_fix_at is not None and cell == row.last_cell and _tick(fix_at) == _tick(row.last_fix_at):
        return
    if newest and rules.tells_place(status, fix_at, received_at):
        presence.set_walking(session, actor.neighbourhood_id, actor.member_id, cell, fix_at)
    broadcast.append(session, row.neighbourhood_id, "patrol.moved", row.id)


def _tick(moment: datetime) -> int:
    return int(moment.timestamp()) // TOLD_EVERY_S


def _part(track: Track, start: int, stop: int) -> Track:
    return Track(*(column[start:stop] for column in track.columns()))


def _chosen(track: Track, which: Sequence[int]) -> Track:
    return Track(*([column[i] for i in which] for column in track.columns()))


def _moment(unix_seconds: int) -> datetime:
    return datetime.fromtimestamp(unix_seconds, UTC)
