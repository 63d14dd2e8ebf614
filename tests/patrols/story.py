"""One whole walk as a phone sends it, and what the house knows of a walk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.broadcast import Change
from app.core.database import Database, table_of
from app.neighbourhoods.models import Presence
from app.patrols import service
from app.patrols.models import Patrol
from app.patrols.rules import Outcome
from app.patrols.schemas import PatrolEnd, PatrolStart
from app.people.auth import Actor
from tests.patrols.cast import NOW
from tests.patrols.walks import at, fixes, part, track

Act = Callable[[Session], None]


def stored(database: Database, walker: Actor, patrol_id: UUID) -> Patrol:
    """The walk's row."""

    def work(session: Session) -> Patrol:
        row = session.get_one(Patrol, (walker.neighbourhood_id, patrol_id))
        session.expunge(row)
        return row

    return database.read_sync(work)


def kinds(database: Database) -> list[str]:
    """What the desk was told, in order."""
    query = select(table_of(Change).c.kind).order_by(table_of(Change).c.seq)
    return list(database.read_sync(lambda session: session.execute(query).scalars().all()))


def whereabouts(database: Database, walker: Actor) -> tuple[str | None, datetime | None]:
    """Where the walker can be matched."""

    def work(session: Session) -> tuple[str | None, datetime | None]:
        row = session.get_one(Presence, walker.member_id)
        return row.walking_cell, row.fix_at

    return database.read_sync(work)


def acts(walker: Actor, patrol_id: UUID) -> list[Act]:
    """A whole walk as a phone sends it: start, three pieces, a check-in on the way, end."""
    whole = track(60, began=at(1))
    pieces = [fixes(patrol_id, seq, part(whole, 20 * seq, 20 * seq + 20)) for seq in range(3)]

    def send(seq: int) -> Act:
        return lambda session: service.add_fixes(session, walker, pieces[seq], at(7), 0)

    return [
        lambda session: service.start(session, walker, PatrolStart(patrol_id=patrol_id, companions=["보리"]), NOW),
        *(send(seq) for seq in range(3)),
        lambda session: service.ensure(session, walker, patrol_id, at(3)),
        lambda session: service.end(session, walker, PatrolEnd(patrol_id=patrol_id, outcome=Outcome.NOTHING_TO_REPORT), at(6)),
    ]
