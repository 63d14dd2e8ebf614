"""Walks as they come in from the phones, in any order, once or twice, now or weeks late: the only writer of patrols."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select, update
from sqlalchemy.orm import Session

from app.core import broadcast, clock
from app.core.database import table_of
from app.core.problems import Problem, forbidden, not_found
from app.dogs import service as dogs
from app.geo.cells import cell_of
from app.neighbourhoods import presence
from app.patrols import remeasuring, rules, statements
from app.patrols.measuring import Join, join
from app.patrols.models import Patrol, TrackChunk
from app.patrols.rules import Source, Status
from app.patrols.schemas import PatrolEnd, PatrolFixes, PatrolShare, PatrolStart
from app.patrols.stretch import Stretch, pack_aside, pack_ends, read_ends
from app.people.auth import Actor

_patrols, _chunks = table_of(Patrol), table_of(TrackChunk)


def start(session: Session, actor: Actor, body: PatrolStart, recorded_at: datetime, source: Source = Source.APP) -> None:
    """The walker set out. Whatever came before it is kept; a second start that says something else is a conflict. Dogs that are not
    the walker's own are left out."""
    if not actor.tier.may_patrol:
        raise forbidden()
    asked = body.dog_ids
    dog_ids = [str(dog_id) for dog_id in dogs.own_ids(session, actor.neighbourhood_id, actor.member_id, asked)] if asked else []
    said = {"companions": body.companions, "dog_ids": dog_ids, "start_received": True}
    if _make(session, actor, body.patrol_id, recorded_at, source, said) is None:
        row = find_or_make(session, actor, body.patrol_id, recorded_at)
        if row.start_received:
            if (row.companions, row.dog_ids) != (body.companions, dog_ids):
                raise _conflict()
            return
        signs = _signs(row, recorded_at) | {"since": recorded_at, "people": body.companions, "dogs": dog_ids}
        del signs["until"]
        statements.BEGUN.run(session, signs)
        if row.first_fix_at is not None and row.first_fix_at < recorded_at - rules.BEFORE_THE_START:
            remeasuring.from_the_start(session, actor.neighbourhood_id, body.patrol_id, recorded_at)
    broadcast.append(session, actor.neighbourhood_id, "patrol.started", body.patrol_id)


def share(session: Session, actor: Actor, body: PatrolShare, recorded_at: datetime) -> None:
    """Let the desk see where the walker is, or no longer. The newest word holds, in whatever order they arrive."""
    row = find_or_make(session, actor, body.patrol_id, recorded_at)
    if row.shared_said_at is not None and row.shared_said_at >= recorded_at:
        return
    statements.SIGNED.run(session, _signs(row, recorded_at))
    this = (_patrols.c.neighbourhood_id == actor.neighbourhood_id, _patrols.c.id == body.patrol_id)
    session.execute(update(_patrols).where(*this).values(shared=body.on, shared_said_at=recorded_at))
    broadcast.append(session, actor.neighbourhood_id, "patrol.moved", body.patrol_id)


def ensure(session: Session, actor: Actor, patrol_id: UUID, at: datetime) -> None:
    """Something of a walk was recorded at `at` (a check-in on the way): the walk exists from now on, its start may follow."""
    row = find_or_make(session, actor, patrol_id, at)
    if not row.start_received or row.last_sign_at < at:
        statements.SIGNED.run(session, _signs(row, at))


def add_fixes(
    session: Session,
    actor: Actor,
    body: PatrolFixes,
    received_at: datetime,
    clock_offset_s: float,
    source: Source = Source.APP,
) -> None:
    """Keep a piece of the track, also after the end. The same piece again changes nothing; another one of its number is a conflict.

    `clock_offset_s` is what has to be added to the phone's times to get ours; the track itself is kept as it was recorded.
    """
    offset = timedelta(seconds=clock_offset_s)
    latest_t = int((received_at + rules.AHEAD - offset).timestamp())
    stretch = body.stretch.within(None, latest_t)
    ends = stretch.measured.ends
    first_at, fix_at = (min(rules.moment(t) + offset, received_at) if t else received_at for t in (ends.first_t, ends.last_t))
    row = find_or_make(session, actor, body.patrol_id, first_at, source)
    if row.start_received and first_at < row.started_at - rules.BEFORE_THE_START:
        stretch = stretch.within(int((row.started_at - rules.BEFORE_THE_START - offset).timestamp()), latest_t)
        ends = stretch.measured.ends
        first_at, fix_at = (min(rules.moment(t) + offset, received_at) for t in (ends.first_t, ends.last_t))
    joins = _joins(session, actor, body, stretch)
    if joins is None:
        return
    if row.fix_count + stretch.count > rules.MOST_FIXES:
        raise _too_long()
    measured, set_aside = stretch.measured, stretch.set_aside
    statements.KEEP.run(
        session,
        {
            "neighbourhood_id": actor.neighbourhood_id,
            "patrol_id": body.patrol_id,
            "seq": body.seq,
            "count": stretch.count,
            "ends": pack_ends(ends),
            "digest": stretch.digest,
            "aside": pack_aside(measured.aside),
            "data": stretch.data,
        },
    )
    newest = row.last_fix_at is None or fix_at >= row.last_fix_at
    cell = cell_of(measured.last.lat / 1e6, measured.last.lon / 1e6) if newest and measured.last else row.last_cell
    signs = _signs(row, fix_at, first_at=first_at, now=received_at)
    signs |= {
        "fixes": row.fix_count + stretch.count,
        "metres": row.distance_m + measured.distance_m + sum(between.distance_m for between in joins),
        "broken": row.jumps + measured.jumps + sum(between.jumps for between in joins),
        "paused": row.paused_s + measured.paused_s + sum(between.paused_s for between in joins),
        "aside": rules.added(row.set_aside, set_aside) if set_aside else row.set_aside,
        "first_at": first_at if row.first_fix_at is None else min(first_at, row.first_fix_at),
        "fix_at": fix_at if newest else row.last_fix_at,
        "cell": cell,
        "offset": round(clock_offset_s),
        "expires": received_at + rules.TRACK_KEPT,
        "uncovered": row.uncovered_at or received_at + rules.COVERED_AFTER,
        "arrived": rules.newest(row.arrived_at, received_at),
    }
    statements.WALKED.run(session, signs)
    if newest and measured.last and rules.tells_place(Status(signs["new_status"]), fix_at, received_at):
        presence.set_walking(session, actor.neighbourhood_id, actor.member_id, cell, fix_at)
    broadcast.append(session, actor.neighbourhood_id, "patrol.moved", body.patrol_id)


def end(session: Session, actor: Actor, body: PatrolEnd, recorded_at: datetime, received_at: datetime | None = None) -> None:
    """The walker's word that it is over; it also completes a walk that had gone silent. A second end that says something
    else is a conflict. Without `received_at` it was heard at once."""
    row = find_or_make(session, actor, body.patrol_id, recorded_at)
    if row.outcome is not None:
        if (row.outcome, row.note) != (body.outcome, body.note):
            raise _conflict()
        return
    arrived = rules.newest(row.arrived_at, received_at or recorded_at)
    signs = _signs(row, recorded_at) | {"until": recorded_at, "said": body.outcome.value, "words": body.note}
    signs |= {"trimmed": body.trimmed_m, "arrived": arrived}
    del signs["new_status"]
    statements.ENDED.run(session, signs)
    leave_matching(session, actor.neighbourhood_id, actor.member_id, body.patrol_id)
    broadcast.append(session, actor.neighbourhood_id, "patrol.ended", body.patrol_id)


def leave_matching(session: Session, neighbourhood_id: UUID, member_id: UUID, patrol_id: UUID) -> None:
    """This walk no longer says where its walker is; another one under way still does."""
    others = {"in_neighbourhood": neighbourhood_id, "of_member": member_id, "but": patrol_id, "fresh": clock.now() - rules.PLACE_FRESH}
    if statements.OTHERS_UNDER_WAY.first(session, others) is None:
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
    session.execute(update(_chunks).where(*its_chunks).values(data=None, ends=None, aside=None))
    this = (_patrols.c.neighbourhood_id == neighbourhood_id, _patrols.c.id == patrol_id)
    session.execute(update(_patrols).where(*this).values(track_expires_at=None, last_cell=None, uncovered_at=None))


def find_or_make(session: Session, actor: Actor, patrol_id: UUID, at: datetime, source: Source = Source.APP) -> Row[Any]:
    """The walk's row, locked until the commit. Somebody else's walk reads as not found."""
    if not actor.tier.may_patrol:
        raise forbidden()
    key = {"in_neighbourhood": actor.neighbourhood_id, "of_patrol": patrol_id}
    row = statements.LOCK.first(session, key) or _make(session, actor, patrol_id, at, source) or statements.LOCK.one(session, key)
    if row.member_id != actor.member_id:
        raise not_found()
    return row


def _make(
    session: Session, actor: Actor, patrol_id: UUID, at: datetime, source: Source, said: Mapping[str, Any] | None = None
) -> Row[Any] | None:
    """A new row, or None when somebody was faster."""
    row = {
        "neighbourhood_id": actor.neighbourhood_id,
        "id": patrol_id,
        "member_id": actor.member_id,
        "status": Status.ACTIVE.value,
        "started_at": at,
        "start_received": False,
        "companions": [],
        "dog_ids": [],
        "source": source.value,
        "shared": False,
        "fix_count": 0,
        "distance_m": 0.0,
        "jumps": 0,
        "set_aside": {},
        "paused_s": 0,
        "last_sign_at": at,
        "clock_offset_s": 0,
        "cells": 0,
        "trimmed_m": 0,
        "checkpoints": 0,
        "checked_m": 0.0,
        "checked_s": 0,
        **(said or {}),
    }
    return statements.NEW.first(session, row)


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


def _joins(session: Session, actor: Actor, body: PatrolFixes, stretch: Stretch) -> list[Join] | None:
    """What lies between this piece and those next to it; None when this very piece is here already."""
    key = {"in_neighbourhood": actor.neighbourhood_id, "of_patrol": body.patrol_id, "low": body.seq - 1, "high": body.seq + 1}
    joins = []
    for chunk in statements.AROUND.all(session, key):
        if chunk.seq == body.seq:
            if chunk.digest != stretch.digest:
                raise _conflict()
            return None
        ends = read_ends(chunk.ends)
        if ends is not None and stretch.count:
            joins.append(join(ends, stretch.measured.ends) if chunk.seq < body.seq else join(stretch.measured.ends, ends))
    return joins


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
