"""What each reader may see of a call to look out: walkers its words while they walk, the desk the numbers and what was seen."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.problems import not_found
from app.missing import rules, service
from app.missing.models import MissingPerson, MissingSighting, MissingTold
from app.missing.rules import Outcome, State
from app.missing.schemas import DeskMissing, MissingOut, PlaceOut, SightingOut
from app.neighbourhoods import service as neighbourhoods
from app.people import access_log
from app.people.auth import Actor
from app.people.models import Member

MOST_OVER = 50
MOST_SIGHTINGS = 500
LOOKED_AT = "missing_sighting"


def for_walker(session: Session, actor: Actor, now: datetime) -> list[MissingOut]:
    """Those open that I may read, because I am out walking now; and, without a word of them, those I was asked about that just ended."""
    running = service.open_calls(session, actor.neighbourhood_id, now)
    to_look = [call for call in running if service.may_look(session, call, actor.member_id, now)]
    over = (
        select(MissingPerson)
        .join(MissingTold, col(MissingTold.missing_id) == col(MissingPerson.id))
        .where(
            col(MissingTold.neighbourhood_id) == actor.neighbourhood_id,
            col(MissingTold.member_id) == actor.member_id,
            col(MissingPerson.closed_at) > now - rules.OVER_SHOWN,
            col(MissingPerson.outcome) != Outcome.EXPIRED.value,
        )
        .order_by(col(MissingPerson.closed_at).desc())
    )
    return [_for_walker(session, call, actor.member_id, now) for call in (*to_look, *session.execute(over).scalars())]


def _for_walker(session: Session, call: MissingPerson, member_id: UUID, now: datetime) -> MissingOut:
    state = service.life_of(call).state(now)
    told = session.get(MissingTold, (call.id, member_id))
    mine = select(func.count()).where(col(MissingSighting.missing_id) == call.id, col(MissingSighting.member_id) == member_id)
    is_open = state is State.OPEN
    return MissingOut(
        id=call.id,
        state=state,
        words=call.words if is_open else None,
        seen_near=call.seen_near if is_open else None,
        last_seen_at=call.last_seen_at if is_open else None,
        opened_at=call.opened_at,
        expires_at=call.expires_at,
        seen=told is not None and told.seen_at is not None,
        my_sightings=session.execute(mine).scalar_one(),
    )


def for_desk(session: Session, neighbourhood_id: UUID, now: datetime) -> list[DeskMissing]:
    """Those open, oldest first, then those that ended while what was seen is still kept, the newest first."""
    kept = timedelta(seconds=neighbourhoods.policy_of(session, neighbourhood_id).location_kept_s)
    here = select(MissingPerson).where(col(MissingPerson.neighbourhood_id) == neighbourhood_id, col(MissingPerson.expires_at) > now - kept)
    calls = list(session.execute(here.order_by(col(MissingPerson.opened_at).desc()).limit(MOST_OVER)).scalars())
    running = [call for call in reversed(calls) if service.life_of(call).is_open(now)]
    over = [call for call in calls if not service.life_of(call).is_open(now)]
    return _for_desk(session, [*running, *over], now)


def one_for_desk(session: Session, neighbourhood_id: UUID, missing_id: UUID, now: datetime) -> DeskMissing:
    """One call; one of another neighbourhood is not found."""
    return _for_desk(session, [_here(session, neighbourhood_id, missing_id)], now)[0]


def _for_desk(session: Session, calls: list[MissingPerson], now: datetime) -> list[DeskMissing]:
    ids = [call.id for call in calls]
    names = _names(session, [who for call in calls for who in (call.raised_by, call.closed_by) if who is not None])
    seen = select(col(MissingTold.missing_id), func.count(col(MissingTold.seen_at)).label("seen")).where(
        col(MissingTold.missing_id).in_(ids)
    )
    opened = {row.missing_id: row.seen for row in session.execute(seen.group_by(col(MissingTold.missing_id)))}
    late = case(
        (col(MissingSighting.received_at) >= func.coalesce(col(MissingPerson.closed_at), col(MissingPerson.expires_at)), 1), else_=0
    )
    counted = (
        select(
            col(MissingSighting.missing_id),
            func.count().label("all"),
            func.sum(late).label("late"),
            func.max(col(MissingSighting.received_at)).label("last"),
        )
        .join(MissingPerson, col(MissingPerson.id) == col(MissingSighting.missing_id))
        .where(col(MissingSighting.missing_id).in_(ids))
        .group_by(col(MissingSighting.missing_id))
    )
    sighted: dict[UUID, Any] = {row.missing_id: row for row in session.execute(counted)}
    return [_desk_row(call, names, opened.get(call.id, 0), sighted.get(call.id), now) for call in calls]


def _desk_row(call: MissingPerson, names: dict[UUID, str], seen: int, sighted: Any, now: datetime) -> DeskMissing:
    life = service.life_of(call)
    is_open = life.is_open(now)
    ended_at = life.ended_at(now)
    return DeskMissing(
        id=call.id,
        open=is_open,
        words=call.words if is_open else "",
        seen_near=call.seen_near if is_open else "",
        last_seen_at=call.last_seen_at if is_open else None,
        opened_at=call.opened_at,
        expires_at=call.expires_at,
        latest_end=life.latest_end,
        closed_at=ended_at,
        outcome=life.outcome or (None if is_open else Outcome.EXPIRED),
        raised_by=names.get(call.raised_by) if call.raised_by else None,
        closed_by=names.get(call.closed_by) if call.closed_by else None,
        told=call.told_count,
        seen=seen,
        sightings=sighted.all if sighted else 0,
        after_close=sighted.late if sighted else 0,
        last_sighting_at=sighted.last if sighted else None,
    )


def sightings(session: Session, neighbourhood_id: UUID, missing_id: UUID, now: datetime) -> list[SightingOut]:
    """What was seen, the newest first, without a place."""
    call = _here(session, neighbourhood_id, missing_id)
    rows = _rows(session, call)
    names = _names(session, [row.member_id for row in rows])
    ended_at = service.life_of(call).ended_at(now)
    return [
        SightingOut(
            id=row.id,
            by=names[row.member_id],
            note=row.note,
            seen_at=row.seen_at,
            received_at=row.received_at,
            after_close=ended_at is not None and row.received_at >= ended_at,
            has_place=row.lat is not None,
            place=None,
        )
        for row in rows
    ]


def sightings_with_places(session: Session, actor: Actor, missing_id: UUID, now: datetime) -> list[SightingOut]:
    """The same with where; each walker whose place is shown finds that in their log, written before it is on a screen."""
    listed = {one.id: one for one in sightings(session, actor.neighbourhood_id, missing_id, now)}
    placed = []
    for row in _rows(session, _here(session, actor.neighbourhood_id, missing_id)):
        place = None
        if row.lat is not None and row.lon is not None:
            access_log.record_view(
                session,
                neighbourhood_id=actor.neighbourhood_id,
                actor_id=actor.member_id,
                subject_id=row.member_id,
                what=LOOKED_AT,
                alert_id=None,
                now=now,
            )
            place = PlaceOut(lat=row.lat, lon=row.lon, accuracy_m=row.accuracy_m)
        placed.append(listed[row.id].model_copy(update={"place": place}))
    return placed


def _here(session: Session, neighbourhood_id: UUID, missing_id: UUID) -> MissingPerson:
    call = session.get(MissingPerson, missing_id)
    if call is None or call.neighbourhood_id != neighbourhood_id:
        raise not_found()
    return call


def _rows(session: Session, call: MissingPerson) -> list[MissingSighting]:
    these = select(MissingSighting).where(
        col(MissingSighting.neighbourhood_id) == call.neighbourhood_id, col(MissingSighting.missing_id) == call.id
    )
    newest_first = these.order_by(col(MissingSighting.seen_at).desc(), col(MissingSighting.id).desc())
    return list(session.execute(newest_first.limit(MOST_SIGHTINGS)).scalars())


def _names(session: Session, member_ids: list[UUID]) -> dict[UUID, str]:
    if not member_ids:
        return {}
    rows = session.execute(select(col(Member.id), col(Member.name)).where(col(Member.id).in_(set(member_ids))))
    return {row.id: row.name for row in rows}
