"""What time does to walks: a silent one is abandoned, a raw track is deleted after thirty days."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.core import broadcast
from app.core.database import table_of
from app.neighbourhoods.models import Neighbourhood
from app.patrols import rules, service
from app.patrols.models import Patrol
from app.patrols.rules import Status

AT_ONCE = 200
"""Rows changed in one transaction, so that nobody waits long behind a job."""

_patrols, _neighbourhoods = table_of(Patrol), table_of(Neighbourhood)


def step(session: Session, now: datetime) -> int:
    """Do a bounded amount of due work; returns how much was done, 0 when nothing is left. Repeating it is harmless."""
    done = 0
    for neighbourhood_id in list(session.execute(select(_neighbourhoods.c.id)).scalars()):
        done += abandon_silent(session, neighbourhood_id, now) + delete_old_tracks(session, neighbourhood_id, now)
        if done >= AT_ONCE:
            break
    return done


def abandon_silent(session: Session, neighbourhood_id: UUID, now: datetime) -> int:
    """Walks without a sign of life for six hours end where they were last heard of; a late end or fix overrules it."""
    silent = (
        _patrols.c.neighbourhood_id == neighbourhood_id,
        _patrols.c.status == Status.ACTIVE.value,
        _patrols.c.last_sign_at <= now - rules.SILENT_AFTER,
    )
    due = (
        select(_patrols.c.id, _patrols.c.member_id, _patrols.c.last_sign_at).where(*silent).limit(AT_ONCE).with_for_update(skip_locked=True)
    )
    rows = session.execute(due).all()
    for row in rows:
        this = (_patrols.c.neighbourhood_id == neighbourhood_id, _patrols.c.id == row.id)
        session.execute(update(_patrols).where(*this).values(status=Status.ABANDONED.value, ended_at=row.last_sign_at))
        service.leave_matching(session, neighbourhood_id, row.member_id, row.id)
    for row in rows:
        broadcast.append(session, neighbourhood_id, "patrol.ended", row.id)
    return len(rows)


def delete_old_tracks(session: Session, neighbourhood_id: UUID, now: datetime) -> int:
    """Raw tracks live thirty days from the day they arrived."""
    due = (_patrols.c.neighbourhood_id == neighbourhood_id, _patrols.c.track_expires_at <= now)
    ids = session.execute(select(_patrols.c.id).where(*due).limit(AT_ONCE).with_for_update(skip_locked=True)).scalars().all()
    for patrol_id in ids:
        service.delete_track(session, neighbourhood_id, patrol_id)
    return len(ids)
