"""Pushes about a call to look out: they say neither who nor where, and each phone shows one notification for each call."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from app.missing.models import MissingPerson, MissingTold
from app.missing.rules import OVER_SHOWN, Outcome
from app.neighbourhoods import service as neighbourhoods
from app.notifications import about
from app.notifications import service as notifications
from app.notifications.rules import Kind

DESK_NOTICE_LIVES = timedelta(minutes=30)


def tell_walkers(session: Session, call: MissingPerson, member_ids: Sequence[UUID], worth: timedelta, now: datetime) -> None:
    """Ask them to open the app and read."""
    if member_ids and worth > timedelta():
        _push(session, call, member_ids, Kind.MISSING, f"/missing/{call.id}", worth, now)


def tell_over(session: Session, call: MissingPerson, told: Sequence[MissingTold], outcome: Outcome | None, now: datetime) -> None:
    """Take back what was not sent yet, and thank those who heard of it; nobody when there is no `outcome` to tell."""
    unheard = about.withdraw(session, call.neighbourhood_id, call.id, {one.member_id for one in told})
    if outcome is None:
        return
    heard = [one.member_id for one in told if one.seen_at is not None or one.member_id not in unheard]
    if heard:
        _push(session, call, heard, Kind.FOUND if outcome.is_found else Kind.LOOKED, f"/missing/{call.id}", OVER_SHOWN, now)


def tell_desk(session: Session, call: MissingPerson, now: datetime) -> None:
    """Somebody saw something: the desk looks."""
    staff = neighbourhoods.staff_of(session, call.neighbourhood_id)
    _push(session, call, staff, Kind.DESK, f"/desk/missing/{call.id}", DESK_NOTICE_LIVES, now)


def _push(
    session: Session, call: MissingPerson, member_ids: Sequence[UUID], kind: Kind, opens_path: str, ttl: timedelta, now: datetime
) -> None:
    notifications.queue(
        session,
        neighbourhood_id=call.neighbourhood_id,
        member_ids=member_ids,
        kind=kind,
        alert_id=None,
        about=call.id,
        opens_path=opens_path,
        ttl=ttl,
        now=now,
    )
