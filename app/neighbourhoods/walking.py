"""Who is out walking right now, wherever in the neighbourhood: for what concerns everybody who has their eyes open."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.neighbourhoods.models import Presence
from app.people.models import Consent, ConsentKind, ConsentState


def out_since(session: Session, neighbourhood_id: UUID, since: datetime) -> dict[UUID, datetime]:
    """Everybody on a walk with a fix since `since`, and when that was. Who paused or withdrew location is not among them, nor who does
    not want to be asked about anything."""
    return {row.member_id: row.fix_at for row in session.execute(_out(neighbourhood_id).where(col(Presence.fix_at) >= since))}


def last_fix_at(session: Session, neighbourhood_id: UUID, member_id: UUID) -> datetime | None:
    """When the newest fix of this member's walk under way was; None for whoever is not walking, or not to be located."""
    row = session.execute(_out(neighbourhood_id).where(col(Presence.member_id) == member_id)).first()
    return row.fix_at if row is not None else None


def _out(neighbourhood_id: UUID) -> Any:
    agreed = and_(
        col(Consent.neighbourhood_id) == col(Presence.neighbourhood_id),
        col(Consent.member_id) == col(Presence.member_id),
        col(Consent.kind) == ConsentKind.LOCATION.value,
        col(Consent.state) == ConsentState.GRANTED.value,
    )
    return (
        select(col(Presence.member_id), col(Presence.fix_at))
        .join(Consent, agreed)
        .where(
            col(Presence.neighbourhood_id) == neighbourhood_id, col(Presence.walking_cell).is_not(None), col(Presence.fix_at).is_not(None)
        )
    )
