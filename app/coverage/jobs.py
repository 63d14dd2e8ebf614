"""Counting walks into the coverage a little after they arrive, and forgetting what is old."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.database import table_of
from app.coverage import service
from app.neighbourhoods.models import Neighbourhood
from app.patrols.models import Patrol

AT_ONCE = 20
"""Walks counted in one transaction, so that nobody waits long behind it."""

_patrols, _neighbourhoods = table_of(Patrol), table_of(Neighbourhood)


def step(session: Session, now: datetime) -> int:
    """Count a few walks that are due; returns how many, 0 when nothing is left. Repeating it is harmless."""
    done = 0
    for neighbourhood_id in list(session.execute(select(_neighbourhoods.c.id)).scalars()):
        due = (_patrols.c.neighbourhood_id == neighbourhood_id, _patrols.c.uncovered_at <= now)
        query = select(_patrols.c.id).where(*due).order_by(_patrols.c.uncovered_at).limit(AT_ONCE).with_for_update(skip_locked=True)
        for patrol_id in session.execute(query).scalars().all():
            service.count_walk(session, neighbourhood_id, patrol_id, now)
            done += 1
        if done >= AT_ONCE:
            break
    return done


def sweep(session: Session, now: datetime) -> int:
    """Forget visits older than five weeks."""
    for neighbourhood_id in list(session.execute(select(_neighbourhoods.c.id)).scalars()):
        service.delete_old(session, neighbourhood_id, now)
    return 0
