"""Calling for eyes, telling whoever walks, taking sightings, ending and forgetting: the only writer of missing people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core import broadcast
from app.core.problems import not_found
from app.geo.cells import cell_of
from app.missing import problems, rules
from app.missing.models import MissingPerson, MissingSighting, MissingTold
from app.missing.rules import Life, Outcome, Walker
from app.missing.schemas import MissingIn, SightingBody
from app.missing.telling import tell_desk, tell_over, tell_walkers
from app.neighbourhoods import service as neighbourhoods
from app.neighbourhoods import walking
from app.neighbourhoods.models import Neighbourhood
from app.people import service as people
from app.people.auth import Actor
from app.people.models import ConsentKind


@dataclass(frozen=True)
class Seen:
    """When somebody was seen and when we heard of it, both on our clock."""

    at: datetime
    received_at: datetime


def life_of(call: MissingPerson) -> Life:
    """Its times, for the rules."""
    return Life(call.opened_at, call.expires_at, call.closed_at, Outcome(call.outcome) if call.outcome else None)


def raise_call(session: Session, actor: Actor, body: MissingIn, now: datetime) -> UUID:
    """Ask whoever walks now to look out; returns the call's id. The same one sent twice, while it is open, is one."""
    here = select(col(Neighbourhood.id)).where(col(Neighbourhood.id) == actor.neighbourhood_id)
    session.execute(here.with_for_update(key_share=True))  # two desks at once: one after the other
    opened = open_calls(session, actor.neighbourhood_id, now)
    said = (body.words, body.seen_near, body.last_seen_at)
    for call in opened:
        if rules.is_same(said, (call.words, call.seen_near, call.last_seen_at)):
            return call.id
    if len(opened) >= rules.MOST_OPEN:
        raise problems.too_many_open()
    if body.last_seen_at is not None and body.last_seen_at > now + timedelta(minutes=5):
        raise problems.seen_in_the_future()
    usual = timedelta(seconds=neighbourhoods.policy_of(session, actor.neighbourhood_id).missing_expires_s)
    call = MissingPerson(
        neighbourhood_id=actor.neighbourhood_id,
        raised_by=actor.member_id,
        words=body.words,
        seen_near=body.seen_near,
        last_seen_at=body.last_seen_at,
        opened_at=now,
        expires_at=rules.first_end(now, timedelta(seconds=body.for_s) if body.for_s is not None else None, usual),
    )
    session.add(call)
    session.flush()
    tell_whoever_walks(session, call, now)
    broadcast.append(session, call.neighbourhood_id, "missing.opened", call.id)
    return call.id


def open_calls(session: Session, neighbourhood_id: UUID, now: datetime) -> list[MissingPerson]:
    """Those that still run, oldest first; one that is past its end does not, whoever wrote that down."""
    here = select(MissingPerson).where(
        col(MissingPerson.neighbourhood_id) == neighbourhood_id,
        col(MissingPerson.closed_at).is_(None),
        col(MissingPerson.expires_at) > now,
    )
    return list(session.execute(here.order_by(col(MissingPerson.opened_at), col(MissingPerson.id))).scalars())


def tell_whoever_walks(session: Session, call: MissingPerson, now: datetime) -> int:
    """Ask everybody who is out walking and was not asked yet, each once; returns how many. The call's row is locked or new."""
    life, usable = life_of(call), _usable(session, call.neighbourhood_id)
    out = walking.out_since(session, call.neighbourhood_id, now - usable)
    if not out or not life.is_open(now):
        return 0
    parted = _parted(session, call)
    already = set(session.execute(select(col(MissingTold.member_id)).where(col(MissingTold.missing_id) == call.id)).scalars())
    asked = [
        member_id
        for member_id, fix_at in out.items()
        if member_id not in already
        and rules.may_look(Walker(fix_at, True, member_id in parted, member_id == call.raised_by), life, now, usable)
    ]
    for member_id in asked:
        _note_told(session, call, member_id, now)
    tell_walkers(session, call, asked, rules.hint_worth(life, now), now)
    if asked:
        broadcast.append(session, call.neighbourhood_id, "missing.told", call.id)
    return len(asked)


def may_look(session: Session, call: MissingPerson, member_id: UUID, now: datetime) -> bool:
    """Whether this member may read the call now: only out walking."""
    fix_at = walking.last_fix_at(session, call.neighbourhood_id, member_id)
    walker = Walker(fix_at, fix_at is not None, member_id in _parted(session, call), member_id == call.raised_by)
    return rules.may_look(walker, life_of(call), now, _usable(session, call.neighbourhood_id))


def mark_seen(session: Session, actor: Actor, missing_id: UUID, now: datetime) -> None:
    """The walker opened it. The first time stands; whoever may not read it, or no longer, does not find it."""
    call = locked(session, actor.neighbourhood_id, missing_id)
    if not may_look(session, call, actor.member_id, now):
        raise not_found()
    told = _told(session, call, actor.member_id) or _note_told(session, call, actor.member_id, now)
    if told.seen_at is None:
        told.seen_at = now
        session.flush()
        broadcast.append(session, call.neighbourhood_id, "missing.seen", call.id)


def sight(session: Session, actor: Actor, sighting_id: UUID, body: SightingBody, seen: Seen) -> None:
    """Keep what a walker saw, also after the end: it may be what the police need. Only from somebody who was asked, or who walks now.

    Where is kept unless the walker paused or withdrew location; it is for the desk alone.
    """
    call = locked(session, actor.neighbourhood_id, body.missing_id)
    told = _told(session, call, actor.member_id)
    if told is None:
        if not may_look(session, call, actor.member_id, seen.received_at):
            raise not_found()
        told = _note_told(session, call, actor.member_id, seen.received_at)
    mine = select(func.count()).where(col(MissingSighting.missing_id) == call.id, col(MissingSighting.member_id) == actor.member_id)
    if session.execute(mine).scalar_one() >= rules.MOST_SIGHTINGS:
        raise problems.enough_sightings()
    lat, lon = body.lat, body.lon
    if people.against_will(session, actor.neighbourhood_id, actor.member_id, ConsentKind.LOCATION):
        lat = lon = None
    row = MissingSighting(
        id=sighting_id,
        neighbourhood_id=call.neighbourhood_id,
        missing_id=call.id,
        member_id=actor.member_id,
        cell=cell_of(lat, lon) if lat is not None and lon is not None else None,
        lat=lat,
        lon=lon,
        accuracy_m=body.accuracy_m if lat is not None else None,
        note=body.note,
        seen_at=min(seen.at, seen.received_at),
        received_at=seen.received_at,
    )
    session.add(row)
    told.seen_at = told.seen_at or seen.received_at
    session.flush()
    tell_desk(session, call, seen.received_at)
    after_close = not life_of(call).is_open(seen.received_at)
    broadcast.append(session, call.neighbourhood_id, "missing.sighted_late" if after_close else "missing.sighted", call.id)


def extend(session: Session, neighbourhood_id: UUID, missing_id: UUID, until: datetime, now: datetime) -> None:
    """Let it run longer, twelve hours from its opening at the most. Who was asked is not asked again."""
    call = locked(session, neighbourhood_id, missing_id)
    life = life_of(call)
    if not life.is_open(now):
        raise problems.is_over()
    later = rules.extended(life, until)
    if later == call.expires_at:
        if until > call.expires_at:
            raise problems.no_longer()
        return
    call.expires_at = later
    session.flush()
    broadcast.append(session, neighbourhood_id, "missing.extended", call.id)


def close(session: Session, neighbourhood_id: UUID, actor_id: UUID, missing_id: UUID, outcome: Outcome, now: datetime) -> None:
    """The desk says what became of it; whoever was asked is thanked, and the words go. Said twice, the first stands."""
    call = locked(session, neighbourhood_id, missing_id)
    life = life_of(call)
    if life.outcome is outcome:
        return
    if not rules.may_settle(life, now):
        raise problems.is_over()
    ended_at = life.ended_at(now)
    _end(session, call, outcome, ended_at or now, now)
    call.closed_by = actor_id
    session.flush()


def expire(session: Session, call: MissingPerson, now: datetime) -> None:
    """It ran out, however long ago: it ends as of then, and nobody is told."""
    _end(session, call, Outcome.EXPIRED, call.expires_at, now)


def _end(session: Session, call: MissingPerson, outcome: Outcome, ended_at: datetime, now: datetime) -> None:
    call.closed_at, call.outcome = ended_at, outcome
    call.words, call.seen_near, call.last_seen_at = "", "", None
    session.flush()
    told = list(session.execute(select(MissingTold).where(col(MissingTold.missing_id) == call.id)).scalars())
    tell_over(session, call, told, outcome if rules.tells_the_end(outcome, ended_at, now) else None, now)
    broadcast.append(session, call.neighbourhood_id, "missing.closed", call.id)


def forget(session: Session, now: datetime) -> int:
    """Erase what was seen, and where, of calls that ended longer ago than their neighbourhood keeps places; returns how many calls."""
    kept_still = col(MissingSighting.lat).is_not(None) | col(MissingSighting.cell).is_not(None) | (col(MissingSighting.note) != "")
    old = select(MissingPerson).where(
        col(MissingPerson.closed_at) < now,
        select(col(MissingSighting.id)).where(col(MissingSighting.missing_id) == col(MissingPerson.id), kept_still).exists(),
    )
    forgotten = 0
    for call in list(session.execute(old.limit(500)).scalars()):
        kept = timedelta(seconds=neighbourhoods.policy_of(session, call.neighbourhood_id).location_kept_s)
        if rules.are_places_over(call.closed_at, now, kept):
            _erase(session, col(MissingSighting.missing_id) == call.id, note="")
            broadcast.append(session, call.neighbourhood_id, "missing.forgotten", call.id)
            forgotten += 1
    return forgotten


def forget_places(session: Session, neighbourhood_id: UUID, member_id: UUID) -> None:
    """Withdrawn consent destroys at once: where this member stood when they saw somebody."""
    _erase(session, (col(MissingSighting.neighbourhood_id) == neighbourhood_id) & (col(MissingSighting.member_id) == member_id))


def locked(session: Session, neighbourhood_id: UUID, missing_id: UUID) -> MissingPerson:
    """The call, locked until the commit; one of another neighbourhood is not found."""
    this = select(MissingPerson).where(col(MissingPerson.id) == missing_id, col(MissingPerson.neighbourhood_id) == neighbourhood_id)
    call = session.execute(this.with_for_update().execution_options(populate_existing=True)).scalar_one_or_none()
    if call is None:
        raise not_found()
    return call


def _erase(session: Session, which: ColumnElement[bool], **also: str) -> None:
    session.execute(update(MissingSighting).where(which).values(cell=None, lat=None, lon=None, accuracy_m=None, **also))


def _told(session: Session, call: MissingPerson, member_id: UUID) -> MissingTold | None:
    return session.get(MissingTold, (call.id, member_id))


def _note_told(session: Session, call: MissingPerson, member_id: UUID, now: datetime) -> MissingTold:
    told = MissingTold(missing_id=call.id, member_id=member_id, neighbourhood_id=call.neighbourhood_id, told_at=now)
    session.add(told)
    call.told_count += 1
    session.flush()
    return told


def _parted(session: Session, call: MissingPerson) -> set[UUID]:
    if call.raised_by is None:
        return set()
    return people.ties_of(session, call.neighbourhood_id, call.raised_by)[1]


def _usable(session: Session, neighbourhood_id: UUID) -> timedelta:
    return timedelta(seconds=neighbourhoods.policy_of(session, neighbourhood_id).usable_fix_s)
