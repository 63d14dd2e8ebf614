"""A neighbourhood and its people, for tests of walks and photos."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.core import broadcast
from app.core.database import Database
from app.core.ids import new_id, new_token, token_hash
from app.neighbourhoods.models import Neighbourhood, Presence
from app.people.auth import Actor
from app.people.models import Device, Member, Tier

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def neighbourhood(database: Database) -> UUID:
    """An empty neighbourhood."""

    def work(session: Session) -> UUID:
        row = Neighbourhood(
            name_ko="금촌1동", name_en="Geumchon 1-dong", boundary="{}", centre_lat=37.752, centre_lon=126.761, created_at=NOW
        )
        session.add(row)
        session.flush()
        broadcast.begin(session, row.id)
        return row.id

    return database.write_sync(work)


def actor(database: Database, neighbourhood_id: UUID, tier: Tier = Tier.WALKER) -> Actor:
    """A member who can be matched, on a device of their own."""
    return signed_in(database, neighbourhood_id, tier)[0]


def signed_in(database: Database, neighbourhood_id: UUID, tier: Tier = Tier.WALKER) -> tuple[Actor, str]:
    """A member and the bearer token of their device."""
    token = new_token()

    def work(session: Session) -> Actor:
        member = Member(neighbourhood_id=neighbourhood_id, name="이영희", tier=tier, created_at=NOW)
        session.add(member)
        session.flush()
        seen = datetime.now(UTC)
        device = Device(
            id=new_id(),
            neighbourhood_id=neighbourhood_id,
            member_id=member.id,
            name="phone",
            token_hash=token_hash(token),
            created_at=seen,
            last_seen_at=seen,
        )
        session.add(device)
        session.add(Presence(member_id=member.id, neighbourhood_id=neighbourhood_id, tier=tier, verified=True, on_duty=True))
        session.flush()
        return Actor(member.id, neighbourhood_id, tier, "ko", member.name, True, device.id)

    return database.write_sync(work), token
