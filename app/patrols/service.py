"""Walks as they come in from the phones, in any order, once or twice, now or weeks late: the only writer of patrols."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, bindparam, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.core import broadcast, clock
from app.core.database import table_of
from app.core.problems import Problem, forbidden, not_found
from app.geo.cells import cell_of
from app.neighbourhoods import presence
from app.patrols import rules
from app.patrols.models import Patrol, TrackChunk
from app.patrols.rules import Status
from app.patrols.schemas import PatrolEnd, PatrolFixes, PatrolStart
from app.patrols.stretch import Stretch, pack_ends, read_ends
from app.people.auth import Actor

_patrols, _chunks = table_of(Patrol), table_of(TrackChunk)

# Built once: making a statement costs more than running it.
_this = (_patrols.c.neighbourhood_id == bindparam("in_neighbourhood"), _patrols.c.id == bindparam("of_patrol"))
_lock = select(_patrols).where(*_this).with_for_update()
_new = {
    "sqlite": sqlite.insert(_patrols).on_conflict_do_nothing().returning(*_patrols.c),
    "postgresql": postgresql.insert(_patrols).on_conflict_do_nothing().returning(*_patrols.c),
}
_begun = (
    update(_patrols)
    .where(*_this)
    .values(
        status=bindparam("new_status"),
        started_at=bindparam("since"),
        start_received=True,
        companions=bindparam("people"),
        last_sign_at=bindparam("sign"),
    )
)
_signed = (
    update(_patrols)
    .where(*_this)
    .values(status=bindparam("new_status"), started_at=bindparam("since"), last_sign_at=bindparam("sign"), ended_at=bindparam("until"))
)
_walked = (
    update(_patrols)
    .where(*_this)
    .values(
        status=bindparam("new_status"),
        started_at=bindparam("since"),
        ended_at=bindparam("until"),
        last_sign_at=bindparam("sign"),
        fix_count=bindparam("fixes"),
        distance_m=bindparam("metres"),
        last_fix_at=bindparam("fix_at"),
        last_cell=bindparam("cell"),
        clock_offset_s=bindparam("offset"),
        track_expires_at=bindparam("expires"),
    )
)
_ended = (
    update(_patrols)
    .where(*_this)
    .values(
        status=Status.COMPLETED.value,
        outcome=bindparam("said"),
        note=bindparam("words"),
        ended_at=bindparam("until"),
        started_at=bindparam("since"),
        last_sign_at=bindparam("sign"),
    )
)
_around = select(_chunks.c.seq, _chunks.c.digest, _chunks.c.ends).where(
    _chunks.c.neighbourhood_id == bindparam("in_neighbourhood"),
    _chunks.c.patrol_id == bindparam("of_patrol"),
    _chunks.c.seq.between(bindparam("low"), bindparam("high")),
)
_keep = insert(_chunks)
_others_under_way = (
    select(_patrols.c.id)
    .where(
        _patrols.c.neighbourhood_id == bindparam("in_neighbourhood"),
        _patrols.c.member_id == bindparam("of_member"),
        _patrols.c.status == Status.ACTIVE.value,
        _patrols.c.id != bindparam("but"),
        _patrols.c.last_fix_at >= bindparam("fresh"),
    )
    .limit(1)
)


def start(session: Session, actor: Actor, body: PatrolStart, recorded_at: datetime) -> None:
    """The walker set out. Whatever came before it is kept; a second start that says something else is a conflict."""
    if not actor.tier.may_patrol:
        raise forbidden()
    if _make(session, actor, body.patrol_id, recorded_at, companions=body.companions, start_received=True) is None:
        row = _find_or_make(session, actor, body.patrol_id, recorded_at)
        if row.start_received:
            if row.companions != body.companions:
                raise _conflict()
            return
        signs = _signs(row, recorded_at) | {"since": recorded_at, "people": body.companions}
        del signs["until"]
        session.execute(_begun, signs)
    broadcast.append(session, actor.neighbourhood_id, "patrol.started", body.patrol_id)


def ensure(session: Session, actor: Actor, patrol_id: UUID, at: datetime) -> None:
    """Something of a walk was recorded at `at` (a check-in on the way): the walk exists from now on, its start may follow."""
    row = _find_or_make(session, actor, patrol_id, at)
    if not row.start_received or row.last_sign_at < at:
        session.execute(_signed, _signs(row, at))


def add_fixes(session: Session, actor: Actor, body: PatrolFixes, received_at: datetime, clock_offset_s: float) -> None:
    """Keep a piece of the track, also after the end. The same piece again changes nothing; another one of its number is a conflict.

    `clock_offset_s` is what has to be added to the phone's times to get ours; the track itself is kept as it was recorded.
    """
    stretch = body.stretch
    offset = timedelta(seconds=clock_offset_s)
    first_at, fix_at = (min(_moment(t) + offset, received_at) for t in (stretch.first_t, stretch.last_t))
    row = _find_or_make(session, actor, body.patrol_id, first_at)
    joins = _joins(session, actor, body, stretch)
    if joins is None:
        return
    if row.fix_count + stretch.count > rules.MOST_FIXES:
        raise _too_long()
    session.execute(
        _keep,
        {
            "neighbourhood_id": actor.neighbourhood_id,
            "patrol_id": body.patrol_id,
            "seq": body.seq,
            "count": stretch.count,
            "ends": pack_ends(stretch.measured),
            "digest": stretch.digest,
            "data": stretch.data,
        },
    )
    newest = row.last_fix_at is None or fix_at >= row.last_fix_at
    last = stretch.measured.last
    cell = cell_of(last.lat / 1e6, last.lon / 1e6) if newest and last else row.last_cell
    signs = _signs(row, fix_at, first_at=first_at, now=received_at)
    signs |= {
        "fixes": row.fix_count + stretch.count,
        "metres": row.distance_m + stretch.measured.distance_m + joins,
        "fix_at": fix_at if newest else row.last_fix_at,
        "cell": cell,
        "offset": round(clock_offset_s),
        "expires": received_at + rules.TRACK_KEPT,
    }
    session.execute(_walked, signs)
    if newest and last and rules.tells_place(Status(signs["new_status"]), fix_at, received_at):
        presence.set_walking(session, actor.neighbourhood_id, actor.member_id, cell, fix_at)
    broadcast.append(session, actor.neighbourhood_id, "patrol.moved", body.patrol_id)


def end(session: Session, actor: Actor, body: PatrolEnd, recorded_at: datetime) -> None:
    """The walker's word that it is over; it also completes a walk that had gone silent. A second end that says something
    else is a conflict."""
    row = _find_or_make(session, actor, body.patrol_id, recorded_at)
    if row.outcome is not None:
        if (row.outcome, row.note) != (body.outcome, body.note):
            raise _conflict()
        return
    signs = _signs(row, recorded_at) | {"until": recorded_at, "said": body.outcome.value, "words": body.note}
    del signs["new_status"]
    session.execute(_ended, signs)
    leave_matching(session, actor.neighbourhood_id, actor.member_id, body.patrol_id)
    broadcast.append(session, actor.neighbourhood_id, "patrol.ended", body.patrol_id)


def leave_matching(session: Session, neighbourhood_id: UUID, member_id: UUID, patrol_id: UUID) -> None:
    """This walk no longer says where its walker is; another one under way still does."""
    others = {"in_neighbourhood": neighbourhood_id, "of_member": member_id, "but": patrol_id, "fresh": clock.now() - rules.PLACE_FRESH}
    if session.execute(_others_under_way, others).first() is None:
        presence.clear_walking(session, neighbourhood_id, member_id)


def destroy_tracks(session: Session, neighbourhood_id: UUID, member_id: UUID) -> int:
    """Withdrawn consent destroys at once: every raw track and last place of a member. Returns the number of walks."""
    mine = (_patrols.c.neighbourhood_id == neighbourhood_id, _patrols.c.member_id == member_id, _patrols.c.track_expires_at.is_not(None))
    ids = list(session.execute(select(_patrols.c.id).where(*mine)).scalars())
    for patrol_id in ids:
        delete_track(session, neighbourhood_id, patrol_id)
    presence.clear_walking(session, neighbourhood_id, member_id)
    return len(ids)


def delete_track(session: Session, neighbourhood_id: UUID, patrol_id: UUID) -> None:
    """Forget where a walk went; that it was, how long and how far stays."""
    its_chunks = (_chunks.c.neighbourhood_id == neighbourhood_id, _chunks.c.patrol_id == patrol_id)
    session.execute(update(_chunks).where(*its_chunks).values(data=None, ends=None))
    this = (_patrols.c.neighbourhood_id == neighbourhood_id, _patrols.c.id == patrol_id)
    session.execute(update(_patrols).where(*this).values(track_expires_at=None, last_cell=None))


def _find_or_make(session: Session, actor: Actor, patrol_id: UUID, at: datetime) -> Row[Any]:
    """The walk's row, locked until the commit. Somebody else's walk reads as not found."""
    if not actor.tier.may_patrol:
        raise forbidden()
    key = {"in_neighbourhood": actor.neighbourhood_id, "of_patrol": patrol_id}
    row = session.execute(_lock, key).first() or _make(session, actor, patrol_id, at) or session.execute(_lock, key).one()
    if row.member_id != actor.member_id:
        raise not_found()
    return row


def _make(
    session: Session, actor: Actor, patrol_id: UUID, at: datetime, *, companions: list[str] | None = None, start_received: bool = False
) -> Row[Any] | None:
    """A new row, or None when somebody was faster."""
    row = {
        "neighbourhood_id": actor.neighbourhood_id,
        "id": patrol_id,
        "member_id": actor.member_id,
        "status": Status.ACTIVE.value,
        "started_at": at,
        "start_received": start_received,
        "companions": companions or [],
        "fix_count": 0,
        "distance_m": 0.0,
        "last_sign_at": at,
        "clock_offset_s": 0,
    }
    return session.execute(_new[session.get_bind().dialect.name], row).first()


def _signs(row: Row[Any], at: datetime, *, first_at: datetime | None = None, now: datetime | None = None) -> dict[str, Any]:
    """What a sign of life changes: status, the guessed start, the newest sign."""
    status = rules.after_sign(Status(row.status), at, now or clock.now())
    return {
        "in_neighbourhood": row.neighbourhood_id,
        "of_patrol": row.id,
        "new_status": status.value,
        "since": row.started_at if row.start_received else min(row.started_at, first_at or at),
        "sign": max(row.last_sign_at, at),
        "until": None if status is Status.ACTIVE else row.ended_at,
    }


def _joins(session: Session, actor: Actor, body: PatrolFixes, stretch: Stretch) -> float | None:
    """Metres from and to the pieces next to this one; None when this very piece is here already."""
    key = {"in_neighbourhood": actor.neighbourhood_id, "of_patrol": body.patrol_id, "low": body.seq - 1, "high": body.seq + 1}
    metres = 0.0
    for chunk in session.execute(_around, key):
        if chunk.seq == body.seq:
            if chunk.digest != stretch.digest:
                raise _conflict()
            return None
        first, last = read_ends(chunk.ends)
        metres += rules.join_m(last, stretch.measured.first) if chunk.seq < body.seq else rules.join_m(stretch.measured.last, first)
    return metres


def _moment(unix_seconds: int) -> datetime:
    return datetime.fromtimestamp(unix_seconds, UTC)


def _conflict() -> Problem:
    return Problem(
        409,
        "conflict",
        ko="같은 번호로 다른 내용이 이미 저장되어 있어요. 먼저 온 것을 그대로 두었어요. 이 내용은 휴대전화에 남아 있어요.",
        en="Something else is already kept under this id, and it was left as it is. What you sent is still on your phone.",
    )


def _too_long() -> Problem:
    return Problem(
        422,
        "walk-too-long",
        ko="한 번의 순찰로는 기록이 너무 길어요. 순찰을 끝내고 새로 시작해 주세요.",
        en="This is too much for one walk. Please end it and start a new one.",
    )
