"""Proposing a walk, joining it, inviting people, calling it off: the only writer of walks together (with `arriving` and `calendar`)."""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core import broadcast
from app.core.problems import forbidden, not_found
from app.neighbourhoods import service as neighbourhoods
from app.notifications.rules import Kind
from app.people import service as people
from app.people.auth import Actor
from app.people.models import Tier
from app.together import company, rules
from app.together.models import Part, SharedWalk
from app.together.refusals import problem, taken
from app.together.rules import COMING, Action, PartState, Refusal, Times
from app.together.schemas import ProposeBody, WalkAnswerBody
from app.together.telling import tell

CHANGED = "together.changed"


def times_of(walk: SharedWalk) -> Times:
    """When it is, for the rules."""
    return Times(walk.starts_at, walk.ends_at, walk.cancelled_at is not None)


def walk_of(session: Session, neighbourhood_id: UUID, walk_id: UUID, *, lock: bool = False) -> SharedWalk:
    """The walk; one of another neighbourhood is not found. Locked, nobody else can take its last place meanwhile."""
    query = select(SharedWalk).where(col(SharedWalk.neighbourhood_id) == neighbourhood_id, col(SharedWalk.id) == walk_id)
    walk = session.execute(query.with_for_update() if lock else query).scalar_one_or_none()
    if walk is None:
        raise not_found()
    return walk


def may_lead(actor: Actor, walk: SharedWalk) -> bool:
    """Whoever proposed it, and the coordinator."""
    return actor.member_id == walk.proposed_by or actor.tier is Tier.COORDINATOR


def coming(session: Session, walk: SharedWalk) -> list[UUID]:
    """Everybody who joined or was met."""
    query = select(col(Part.member_id)).where(col(Part.walk_id) == walk.id, col(Part.state).in_(COMING))
    return list(session.execute(query).scalars())


def propose(session: Session, actor: Actor, body: ProposeBody, now: datetime) -> None:
    """Open a walk and invite those of `again_with` who walked with the proposer before. The same proposal again changes nothing."""
    if not actor.tier.may_patrol:
        raise forbidden()
    known = session.get(SharedWalk, body.walk_id)
    if known is not None:
        if known.proposed_by != actor.member_id or not _same(known, body):
            raise taken()
        return
    desk = actor.tier is Tier.COORDINATOR
    refusal = rules.proposal_refused(body.starts_at, now, *_proposed_already(session, actor, now), desk=desk)
    refusal = refusal or _misplaced(session, actor, body)
    if refusal is not None:
        raise problem(refusal)
    walk = SharedWalk(
        id=body.walk_id,
        neighbourhood_id=actor.neighbourhood_id,
        proposed_by=actor.member_id,
        starts_at=body.starts_at,
        ends_at=body.starts_at + timedelta(minutes=body.duration_min),
        meeting_place=body.meeting_place,
        lat=body.lat,
        lon=body.lon,
        pace=body.pace.value,
        dogs=body.dogs,
        note=body.note,
        most=body.most,
        code=f"{secrets.randbelow(10_000):04d}",
        created_at=now,
        changed_at=now,
        remind_at=rules.remind_at(body.starts_at, now),
    )
    session.add(walk)
    session.flush()
    if not desk:  # a coordinator proposes walks for others to take
        _part(session, walk, actor.member_id, now).state = PartState.JOINED
        session.flush()
    known_to_me = company.companions(session, actor.neighbourhood_id, actor.member_id)
    invite(session, walk, [one for one in body.again_with if one in known_to_me], now)
    broadcast.append(session, walk.neighbourhood_id, CHANGED, walk.id)


def _same(walk: SharedWalk, body: ProposeBody) -> bool:
    length = timedelta(minutes=body.duration_min)
    said = (body.starts_at, body.starts_at + length, body.meeting_place, body.lat, body.lon, body.pace, body.dogs, body.note, body.most)
    return said == (
        walk.starts_at,
        walk.ends_at,
        walk.meeting_place,
        walk.lat,
        walk.lon,
        walk.pace,
        walk.dogs,
        walk.note,
        walk.most,
    )


def _proposed_already(session: Session, actor: Actor, now: datetime) -> tuple[int, int]:
    """(walks of theirs still to come, proposals of the last 24 hours)."""
    mine = select(func.count()).where(
        col(SharedWalk.neighbourhood_id) == actor.neighbourhood_id, col(SharedWalk.proposed_by) == actor.member_id
    )
    to_come = mine.where(col(SharedWalk.starts_at) > now, col(SharedWalk.cancelled_at).is_(None))
    lately = mine.where(col(SharedWalk.created_at) > now - timedelta(hours=24))
    return session.execute(to_come).scalar_one(), session.execute(lately).scalar_one()


def _misplaced(session: Session, actor: Actor, body: ProposeBody) -> Refusal | None:
    if body.lat is None or body.lon is None:
        return None
    row = neighbourhoods.neighbourhood_of(session, actor.neighbourhood_id)
    corners = [(lat, lon) for lon, lat in json.loads(row.boundary)["coordinates"][0]]
    near = rules.within_reach(body.lat, body.lon, (row.centre_lat, row.centre_lon), corners)
    return None if near else Refusal.ELSEWHERE


def _part(session: Session, walk: SharedWalk, member_id: UUID, now: datetime) -> Part:
    part = session.get(Part, (walk.id, member_id))
    if part is None:
        part = Part(walk_id=walk.id, member_id=member_id, neighbourhood_id=walk.neighbourhood_id, said_at=now)
        session.add(part)
    return part


def respond(session: Session, actor: Actor, body: WalkAnswerBody, said_at: datetime, now: datetime) -> None:
    """Join, leave or decline. Said again it changes nothing; what comes too late is refused with the reason."""
    walk = walk_of(session, actor.neighbourhood_id, body.walk_id, lock=True)
    known = session.get(Part, (walk.id, actor.member_id))
    state = known.state if known else None
    if body.action is Action.JOIN:
        if state in COMING:
            return
        refusal = rules.join_refused(times_of(walk), said_at, now, len(coming(session, walk)), walk.most)
        wanted = PartState.JOINED
    else:
        wanted = PartState.LEFT if state == PartState.JOINED else PartState.DECLINED
        if state in (PartState.LEFT, PartState.DECLINED) or (state is None and body.action is Action.LEAVE):
            return
        own = walk.proposed_by == actor.member_id and actor.tier is not Tier.COORDINATOR
        refusal = rules.leave_refused(times_of(walk), said_at, state, own=own)
    if refusal is not None:
        raise problem(refusal)
    part = _part(session, walk, actor.member_id, said_at)
    part.state, part.said_at, part.withheld = wanted.value, said_at, False
    session.flush()
    broadcast.append(session, walk.neighbourhood_id, CHANGED, walk.id)


def invite(session: Session, walk: SharedWalk, member_ids: Sequence[UUID], now: datetime) -> None:
    """Ask people to come, each once. Those kept apart by a block are noted as asked and hear nothing: nobody can tell the difference."""
    parts = {part.member_id: part for part in session.execute(select(Part).where(col(Part.walk_id) == walk.id)).scalars()}
    fresh = [one for one in dict.fromkeys(member_ids) if one != walk.proposed_by and _not_asked(parts.get(one))]
    if not fresh:
        return
    gone = (PartState.LEFT, PartState.DECLINED)
    present = {one for one, part in parts.items() if part.state and part.state not in gone and not part.withheld} | {walk.proposed_by}
    blocks = company.blocks_among(session, walk.neighbourhood_id, {*present, *fresh})
    told, withheld = rules.who_is_told(fresh, present, blocks)
    for member_id in [*told, *withheld]:
        part = _part(session, walk, member_id, now)
        part.state, part.withheld = PartState.INVITED.value, member_id in withheld
    session.flush()
    tell(session, walk, Kind.TOGETHER_INVITE, told, now)
    broadcast.append(session, walk.neighbourhood_id, CHANGED, walk.id)


def _not_asked(part: Part | None) -> bool:
    """Whether an invitation would be their first; one that a block held back may go out when the block is gone."""
    return part is None or part.state is None or part.withheld


def invite_by_desk(session: Session, actor: Actor, walk_id: UUID, member_ids: Sequence[UUID], now: datetime) -> SharedWalk:
    """The coordinator's invitations; a person of another neighbourhood is not found, and then nobody is invited."""
    walk = walk_of(session, actor.neighbourhood_id, walk_id, lock=True)
    if walk.cancelled_at is not None:
        raise problem(Refusal.CANCELLED)
    if now >= walk.starts_at:
        raise problem(Refusal.OVER if now >= walk.ends_at else Refusal.STARTED)
    members = [people.member_of(session, actor.neighbourhood_id, one) for one in member_ids]
    invite(session, walk, [member.id for member in members if member.active], now)
    return walk


def cancel(session: Session, actor: Actor, walk_id: UUID, note: str, now: datetime) -> SharedWalk:
    """Call a walk off and tell everybody who joined. Said again, the first stands; what is over stays over."""
    walk = walk_of(session, actor.neighbourhood_id, walk_id, lock=True)
    if not may_lead(actor, walk):
        raise forbidden()
    if walk.cancelled_at is not None:
        return walk
    if now >= walk.ends_at:
        raise problem(Refusal.OVER)
    walk.cancelled_at, walk.cancel_note, walk.changed_at, walk.remind_at = now, note, now, None
    walk.sequence += 1
    session.flush()
    tell(session, walk, Kind.TOGETHER_OFF, [one for one in coming(session, walk) if one != actor.member_id], now)
    broadcast.append(session, walk.neighbourhood_id, CHANGED, walk.id)
    return walk
