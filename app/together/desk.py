"""Walks together at the desk: who comes, for the coordinator; how many, for officers; and how many keep meeting."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.geo.distance import haversine
from app.people.auth import Actor
from app.people.models import Home, Member, Tier
from app.together import company
from app.together.models import Part, SharedWalk
from app.together.rules import PartState
from app.together.schemas import DeskTogetherOut, DeskWalkOut, GroupOut, PersonOut
from app.together.views import parts_of, present

SHOWN_AFTERWARDS = timedelta(days=7)
AT_MOST = 200
NEAR_HOME_M = 30.0
NEAR_HOME_DEGREES = 0.0003
"""Of latitude: 33 m anywhere on earth."""


def overview(session: Session, actor: Actor, now: datetime) -> DeskTogetherOut:
    """Walks to come and of the last seven days, the next one first."""
    query = select(SharedWalk).where(
        col(SharedWalk.neighbourhood_id) == actor.neighbourhood_id, col(SharedWalk.ends_at) > now - SHOWN_AFTERWARDS
    )
    walks = session.execute(query.order_by(col(SharedWalk.starts_at)).limit(AT_MOST)).scalars().all()
    groups = [GroupOut(people=group.people, times=group.times) for group in company.groups(session, actor.neighbourhood_id)]
    return DeskTogetherOut(items=for_desk(session, actor, walks, now), next_cursor=None, groups=groups)


def for_desk(session: Session, actor: Actor, walks: Sequence[SharedWalk], now: datetime) -> list[DeskWalkOut]:
    """The walks with what the desk may know of the people in them."""
    parts = parts_of(session, walks)
    names = _names(session, actor, {part.member_id for some in parts.values() for part in some})
    homes = _homes(session, actor) if actor.tier is Tier.COORDINATOR else None
    shown = []
    for walk, out in zip(walks, present(session, actor, walks, now), strict=True):
        taking_part = [part for part in parts[walk.id] if part.state]
        shown.append(
            DeskWalkOut(
                **out.model_dump(),
                people=[_person(part, names[part.member_id]) for part in taking_part if part.member_id in names],
                invited=sum(part.state == PartState.INVITED for part in taking_part),
                near_home=None if homes is None else _near(walk, homes),
            )
        )
    return shown


def _names(session: Session, actor: Actor, member_ids: set[UUID]) -> dict[UUID, str]:
    if actor.tier is not Tier.COORDINATOR or not member_ids:
        return {}
    query = select(col(Member.id), col(Member.name)).where(
        col(Member.neighbourhood_id) == actor.neighbourhood_id, col(Member.id).in_(member_ids)
    )
    return {row.id: row.name for row in session.execute(query)}


def _person(part: Part, name: str) -> PersonOut:
    return PersonOut(member_id=part.member_id, name=name, state=PartState(str(part.state)), met_at=part.met_at)


def _homes(session: Session, actor: Actor) -> list[tuple[float, float]]:
    """Of this neighbourhood, by way of its members, who have the index."""
    query = select(col(Home.lat), col(Home.lon)).join(Member, col(Member.id) == col(Home.member_id))
    query = query.where(col(Member.neighbourhood_id) == actor.neighbourhood_id)
    return [(row.lat, row.lon) for row in session.execute(query)]


def _near(walk: SharedWalk, homes: list[tuple[float, float]]) -> bool:
    if walk.lat is None or walk.lon is None:
        return False
    band = [home for home in homes if abs(home[0] - walk.lat) <= NEAR_HOME_DEGREES]
    return any(haversine(walk.lat, walk.lon, *home) <= NEAR_HOME_M for home in band)
