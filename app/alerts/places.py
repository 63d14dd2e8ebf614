"""Where those on their way are: kept one row each, read by the person and the desk, and forgotten with the first reason to."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import CursorResult, delete, select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.alerts.models import Alert, ResponderPlace, Response
from app.alerts.rules import AlertStatus, Place, ResponseStatus
from app.alerts.way_rules import Fix
from app.core import broadcast
from app.people import service as people

CHANGED = "place.moved"


def target_of(session: Session, alert: Alert) -> tuple[float, float] | None:
    """Where an alert is, in degrees; None when nobody knows."""
    home = people.home_of(session, alert.person_id) if alert.place == Place.HOME else None
    if home is not None:
        return home.lat, home.lon
    return (alert.lat, alert.lon) if alert.lat is not None and alert.lon is not None else None


def on_the_way(session: Session, alert: Alert) -> dict[UUID, Fix]:
    """The last place of everybody on their way who shows it and is kept away by nobody."""
    if not AlertStatus(alert.status).is_live:
        return {}
    rows = session.execute(
        select(ResponderPlace)
        .join(
            Response, (col(Response.alert_id) == col(ResponderPlace.alert_id)) & (col(Response.member_id) == col(ResponderPlace.member_id))
        )
        .where(col(ResponderPlace.alert_id) == alert.id, col(Response.status) == ResponseStatus.ACCEPTED.value)
    ).scalars()
    shown = {row.member_id: Fix(row.lat, row.lon, row.accuracy_m, row.recorded_at) for row in rows}
    apart = people.ties_of(session, alert.neighbourhood_id, alert.person_id)[1] if shown else set()
    return {member_id: fix for member_id, fix in shown.items() if member_id not in apart}


def forget(session: Session, alert: Alert, member_id: UUID | None = None) -> None:
    """Forget the place of one who does not come any more, or of everybody at the end. Harmless when there is none."""
    theirs = delete(ResponderPlace).where(col(ResponderPlace.alert_id) == alert.id)
    if member_id is not None:
        theirs = theirs.where(col(ResponderPlace.member_id) == member_id)
    if cast(CursorResult[Any], session.execute(theirs)).rowcount:
        broadcast.append(session, alert.neighbourhood_id, CHANGED, alert.id)


def forget_of(session: Session, neighbourhood_id: UUID, member_id: UUID) -> None:
    """A member paused or withdrew being located: nothing of where they are is kept, whatever they are on their way to."""
    theirs = delete(ResponderPlace).where(
        col(ResponderPlace.neighbourhood_id) == neighbourhood_id, col(ResponderPlace.member_id) == member_id
    )
    for alert_id in session.execute(theirs.returning(col(ResponderPlace.alert_id))).scalars().all():
        broadcast.append(session, neighbourhood_id, CHANGED, alert_id)


def told_at(session: Session, alert: Alert) -> datetime | None:
    """When the boards last heard that somebody came nearer to this alert."""
    rows = select(col(ResponderPlace.told_at)).where(col(ResponderPlace.alert_id) == alert.id)
    return max(session.execute(rows).scalars(), default=None)
