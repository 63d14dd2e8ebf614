"""Walks as each reader may see them: names only among those who come, and never across a block."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.problems import not_found
from app.people import service as people
from app.people import ties
from app.people.auth import Actor
from app.people.models import Member, Tier
from app.together import company, rules
from app.together.models import Part, SharedWalk
from app.together.rules import COMING, PartState, State
from app.together.schemas import CompanionOut, ProposerOut, SharedWalkOut
from app.together.service import may_lead, times_of, walk_of

LOOK_BACK_AT_MOST = 100


def my_part(actor: Actor, parts: Sequence[Part]) -> Part | None:
    """The reader's own part, if any."""
    return next((part for part in parts if part.member_id == actor.member_id), None)


def show(session: Session, actor: Actor, walk_id: UUID, now: datetime) -> SharedWalkOut:
    """One walk. Over or called off, it is there only for those who have a part in it, and for the coordinator."""
    walk = walk_of(session, actor.neighbourhood_id, walk_id)
    (shown,) = present(session, actor, [walk], now)
    if shown.state in (State.CANCELLED, State.OVER) and not (shown.mine or may_lead(actor, walk)):
        raise not_found()
    return shown


def upcoming(session: Session, actor: Actor, after: UUID | None, limit: int, now: datetime) -> list[SharedWalkOut]:
    """Walks that are not over, the next one first; called off, only those the reader has a part in."""
    query = _here(actor).where(col(SharedWalk.ends_at) > now, or_(col(SharedWalk.cancelled_at).is_(None), _mine(actor)))
    last = _last(session, actor, after)
    if last is not None:
        query = query.where(_beyond(last, forward=True))
    rows = session.execute(query.order_by(col(SharedWalk.starts_at), col(SharedWalk.id)).limit(limit)).scalars().all()
    return present(session, actor, rows, now)


def past(session: Session, actor: Actor, after: UUID | None, limit: int, now: datetime) -> list[SharedWalkOut]:
    """Walks that are over and that the reader had a part in, the last one first."""
    query = _here(actor).where(col(SharedWalk.ends_at) <= now, _mine(actor))
    last = _last(session, actor, after)
    if last is not None:
        query = query.where(_beyond(last, forward=False))
    rows = session.execute(query.order_by(col(SharedWalk.starts_at).desc(), col(SharedWalk.id).desc()).limit(limit)).scalars().all()
    return present(session, actor, rows, now)


def _here(actor: Actor):  # type: ignore[no-untyped-def]  # a select of SharedWalk, whose type is longer than what it says
    return select(SharedWalk).where(col(SharedWalk.neighbourhood_id) == actor.neighbourhood_id)


def _mine(actor: Actor):  # type: ignore[no-untyped-def]  # as above
    had = exists().where(
        col(Part.neighbourhood_id) == actor.neighbourhood_id,
        col(Part.member_id) == actor.member_id,
        col(Part.walk_id) == col(SharedWalk.id),
        col(Part.state).in_((*COMING, PartState.INVITED)),
        col(Part.withheld).is_(False),
    )
    return or_(col(SharedWalk.proposed_by) == actor.member_id, had)


def _last(session: Session, actor: Actor, after: UUID | None) -> SharedWalk | None:
    return walk_of(session, actor.neighbourhood_id, after) if after is not None else None


def _beyond(last: SharedWalk, *, forward: bool):  # type: ignore[no-untyped-def]  # as above
    starts, walk_id = col(SharedWalk.starts_at), col(SharedWalk.id)
    further = starts > last.starts_at if forward else starts < last.starts_at
    return or_(further, and_(starts == last.starts_at, walk_id > last.id if forward else walk_id < last.id))


def parts_of(session: Session, walks: Sequence[SharedWalk]) -> dict[UUID, list[Part]]:
    """Everybody's part in each of these walks."""
    parts: dict[UUID, list[Part]] = {walk.id: [] for walk in walks}
    if parts:
        for part in session.execute(select(Part).where(col(Part.walk_id).in_(parts)).order_by(col(Part.said_at))).scalars():
            parts[part.walk_id].append(part)
    return parts


def present(session: Session, actor: Actor, walks: Sequence[SharedWalk], now: datetime) -> list[SharedWalkOut]:
    """The walks for this reader."""
    parts = parts_of(session, walks)
    involved = {part.member_id for some in parts.values() for part in some if part.state in COMING} | {walk.proposed_by for walk in walks}
    willing = company.agreed(session, actor.neighbourhood_id, involved)
    _buddies, apart = people.ties_of(session, actor.neighbourhood_id, actor.member_id)
    proposers = _proposers(session, actor, walks)
    speakable = {member_id: name for member_id, name in willing.items() if member_id not in apart}
    return [_shown(actor, walk, parts[walk.id], speakable, proposers.get(walk.proposed_by), now) for walk in walks]


def _proposers(session: Session, actor: Actor, walks: Sequence[SharedWalk]) -> dict[UUID, Member]:
    ids = {walk.proposed_by for walk in walks}
    query = select(Member).where(col(Member.neighbourhood_id) == actor.neighbourhood_id, col(Member.id).in_(ids))
    return {member.id: member for member in session.execute(query).scalars()} if ids else {}


def _shown(
    actor: Actor, walk: SharedWalk, parts: Sequence[Part], speakable: dict[UUID, str], proposer: Member | None, now: datetime
) -> SharedWalkOut:
    coming = [part.member_id for part in parts if part.state in COMING]
    mine = my_part(actor, parts)
    times = times_of(walk)
    state = rules.state_of(times, now, len(coming), walk.most)
    leads = may_lead(actor, walk)
    # Afterwards only who was there counts: somebody who stayed at home neither walked with anybody nor learns who did.
    named = [part.member_id for part in parts if part.state == PartState.MET] if state is State.OVER else coming
    inside = leads or actor.member_id in named
    others = [one for one in named if one in speakable and one != actor.member_id] if inside else []
    invited = mine is not None and mine.state == PartState.INVITED and not mine.withheld
    return SharedWalkOut(
        id=walk.id,
        starts_at=walk.starts_at,
        ends_at=walk.ends_at,
        duration_min=int((walk.ends_at - walk.starts_at).total_seconds() // 60),
        meeting_place=walk.meeting_place,
        lat=walk.lat,
        lon=walk.lon,
        pace=rules.Pace(walk.pace),
        dogs=walk.dogs,
        note=walk.note,
        most=walk.most,
        state=state,
        cancel_note=walk.cancel_note,
        proposed_by=_proposer(actor, walk, proposer, speakable if inside or invited else {}),
        mine=PartState(mine.state) if mine and mine.state and not mine.withheld else None,
        proposed_by_me=walk.proposed_by == actor.member_id,
        joined=len(coming),
        names=[speakable[one] for one in others],
        who=[ties.reference(actor.member_id, walk.id, one) for one in others],
        code=walk.code if leads and rules.check_in_open(times, now) else None,
        code_tries_left=max(0, rules.CODE_TRIES - (mine.wrong_codes if mine else 0)),
        i_may_edit=leads and state in (State.OPEN, State.FULL),
    )


def who_walked(session: Session, actor: Actor, walk_id: UUID, who: str, now: datetime) -> tuple[UUID, str]:
    """Who `who` stands for on the reader's screen of a walk, and the first name shown there; nobody who is not named to them now."""
    shown = show(session, actor, walk_id, now)
    if who in shown.who:
        for part in parts_of(session, [walk_of(session, actor.neighbourhood_id, walk_id)])[walk_id]:
            if ties.reference(actor.member_id, walk_id, part.member_id) == who:
                return part.member_id, shown.names[shown.who.index(who)]
    raise not_found()


def _proposer(actor: Actor, walk: SharedWalk, proposer: Member | None, speakable: dict[UUID, str]) -> ProposerOut:
    """Oneself; the desk, which speaks for the neighbourhood under no name of its own; or a neighbour, by first name only to whom
    `speakable` says so. Nobody needs an id: whoever only looks on cannot put two walks of one neighbour together."""
    if walk.proposed_by == actor.member_id:
        return ProposerOut(who="me", name=actor.name)
    if proposer is not None and Tier(proposer.tier).is_staff:
        return ProposerOut(who="coordinator", name=proposer.name if actor.tier.is_staff else None)
    return ProposerOut(who="neighbour", name=speakable.get(walk.proposed_by))


def companions(session: Session, actor: Actor) -> list[CompanionOut]:
    """Whom I walked with, last met first."""
    found = company.companions(session, actor.neighbourhood_id, actor.member_id)
    return [CompanionOut(member_id=one, name=who.name, times=who.times, last_at=who.last_at) for one, who in found.items()]
