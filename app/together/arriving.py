"""Arriving at the meeting place: by the code said there, by being near, or seen by the coordinator."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.core import broadcast
from app.core.problems import Problem
from app.people import service as people
from app.people.auth import Actor
from app.people.models import ConsentKind
from app.together import company, rules
from app.together.models import Part, SharedWalk
from app.together.refusals import problem
from app.together.rules import COMING, PartState, Refusal
from app.together.schemas import ArriveBody
from app.together.service import CHANGED, coming, times_of, walk_of


def check_in(session: Session, actor: Actor, body: ArriveBody, said_at: datetime, now: datetime) -> Problem | None:
    """Note that somebody is there. A wrong code is returned, not raised, so that it is counted in the same transaction.

    A code is enough also for somebody who never joined: whoever has it stands before the one who shows it. A position is not.
    """
    walk = walk_of(session, actor.neighbourhood_id, body.walk_id, lock=True)
    part = session.get(Part, (walk.id, actor.member_id))
    if part is not None and part.state == PartState.MET:
        return None
    refusal = rules.check_in_refused(times_of(walk), said_at, now)
    if refusal is None and not (part and part.state in COMING) and walk.most is not None and len(coming(session, walk)) >= walk.most:
        refusal = Refusal.FULL
    if refusal is not None:
        raise problem(refusal)
    if body.code is not None:
        part = part or _newcomer(session, walk, actor.member_id, said_at)
        tried = rules.try_code(walk.code, body.code, part.wrong_codes, part.last_wrong_code)
        if tried.counts:
            part.wrong_codes, part.last_wrong_code = part.wrong_codes + 1, body.code
            session.flush()
        if tried.refusal is not None:
            return problem(tried.refusal)
        _met(session, walk, part, "code", said_at)
        return None
    _judge_place(session, actor, walk, part, body)
    assert part is not None  # noqa: S101  # whoever has not joined was refused
    _met(session, walk, part, "place", said_at)
    return None


def _newcomer(session: Session, walk: SharedWalk, member_id: UUID, now: datetime) -> Part:
    part = Part(walk_id=walk.id, member_id=member_id, neighbourhood_id=walk.neighbourhood_id, said_at=now)
    session.add(part)
    session.flush()
    return part


def _judge_place(session: Session, actor: Actor, walk: SharedWalk, part: Part | None, body: ArriveBody) -> None:
    if part is None or part.state not in COMING:
        raise problem(Refusal.NOT_JOINED)
    people.refuse_against_will(session, actor.neighbourhood_id, actor.member_id, ConsentKind.LOCATION)
    meeting = None if walk.lat is None or walk.lon is None else (walk.lat, walk.lon)
    assert body.lat is not None and body.lon is not None  # noqa: S101, PT018  # the schema wants a code or a position
    refusal = rules.place_refused(meeting, (body.lat, body.lon), body.accuracy_m)
    if refusal is not None:
        raise problem(refusal)


def arrive_by_desk(session: Session, actor: Actor, walk_id: UUID, member_id: UUID, now: datetime) -> SharedWalk:
    """The coordinator saw somebody there: also for those without a phone, and after too many wrong codes."""
    walk = walk_of(session, actor.neighbourhood_id, walk_id, lock=True)
    member = people.member_of(session, actor.neighbourhood_id, member_id)
    part = session.get(Part, (walk.id, member.id))
    if part is not None and part.state == PartState.MET:
        return walk
    times = times_of(walk)
    refusal = rules.check_in_refused(times, min(now, times.starts_at), now)  # told afterwards, it is still true
    if refusal is not None:
        raise problem(refusal)
    _met(session, walk, part or _newcomer(session, walk, member.id, now), "desk", now)
    return walk


def _met(session: Session, walk: SharedWalk, part: Part, by: str, at: datetime) -> None:
    part.state, part.met_at, part.met_by, part.withheld = PartState.MET.value, at, by, False
    session.flush()
    company.remember(session, walk, part.member_id, at)
    broadcast.append(session, walk.neighbourhood_id, CHANGED, walk.id)
