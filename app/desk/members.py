"""The coordinator's list of members: who can be reached, never where they live."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.neighbourhoods.schemas import MemberRow
from app.notifications.ringing import reachable_members
from app.people.models import Device, Member, Tier


def members(session: Session, neighbourhood_id: UUID, *, query: str, tier: Tier | None, after: UUID | None, limit: int) -> list[MemberRow]:
    """Members whose name holds `query`, of one tier when given, newest first."""
    chosen = select(Member).where(col(Member.neighbourhood_id) == neighbourhood_id)
    if query.strip():
        chosen = chosen.where(func.lower(col(Member.name)).contains(query.strip().lower(), autoescape=True))
    if tier is not None:
        chosen = chosen.where(col(Member.tier) == tier.value)
    if after is not None:
        chosen = chosen.where(col(Member.id) < after)
    rows = session.execute(chosen.order_by(col(Member.id).desc()).limit(limit)).scalars().all()
    ids = [row.id for row in rows]
    reachable = reachable_members(session, neighbourhood_id, ids)
    counted = select(col(Device.member_id), func.count(), func.max(col(Device.last_seen_at))).where(col(Device.member_id).in_(ids))
    used = {member_id: (count, seen) for member_id, count, seen in session.execute(counted.group_by(col(Device.member_id)))}
    return [
        MemberRow(
            id=row.id,
            name=row.name,
            tier=Tier(row.tier),
            verified=row.verified_at is not None,
            active=row.active,
            duty_on=row.duty_on,
            devices=used.get(row.id, (0, None))[0],
            push="on" if row.id in reachable else "off",
            last_seen_at=used.get(row.id, (0, None))[1],
            created_at=row.created_at,
        )
        for row in rows
    ]
