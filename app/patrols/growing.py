"""Walks that another app records: position by position, or whole out of a file."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.core.database import table_of
from app.geo.track import Track, to_wire
from app.patrols import service
from app.patrols.models import Patrol
from app.patrols.rules import Status
from app.patrols.schemas import PatrolFixes, PatrolStart
from app.people.auth import Actor

_patrols = table_of(Patrol)


def grow(session: Session, actor: Actor, patrol_id: UUID, track: Track, received_at: datetime, source: str) -> int:
    """First version."""
    body = PatrolFixes.model_validate({"patrol_id": patrol_id, "seq": track.t[0] % 100_000, "track": to_wire(track)})
    service.add_fixes(session, actor, body, received_at, 0.0)
    return len(track)


def close(session: Session, neighbourhood_id: UUID, patrol_id: UUID, at: datetime) -> None:
    """First version."""
    this = (_patrols.c.neighbourhood_id == neighbourhood_id, _patrols.c.id == patrol_id, _patrols.c.status != Status.COMPLETED.value)
    session.execute(update(_patrols).where(*this).values(status=Status.COMPLETED.value, ended_at=at))


def keep_whole(session: Session, actor: Actor, patrol_id: UUID, pieces: list[Track], received_at: datetime, source: str) -> bool:
    """First version."""
    from app.geo.track import joined  # noqa: PLC0415

    service.start(session, actor, PatrolStart(patrol_id=patrol_id), received_at)
    for seq, piece in enumerate(pieces):
        body = PatrolFixes.model_validate({"patrol_id": patrol_id, "seq": seq, "track": to_wire(piece)})
        service.add_fixes(session, actor, body, received_at, 0.0)
    close(session, actor.neighbourhood_id, patrol_id, received_at)
    return bool(joined(pieces))


def set_aside(session: Session, neighbourhood_id: UUID, patrol_id: UUID, counts: dict[str, int]) -> None:
    """First version."""
