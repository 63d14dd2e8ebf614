"""Walks under way at the desk: where somebody is only while they share it or an alert needs it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.alerts.models import Alert, Response
from app.alerts.rules import ResponseStatus
from app.alerts.schemas import LocationOut
from app.alerts.steps import LIVE
from app.desk.schemas import BoardWalk
from app.geo.cells import boundary
from app.patrols import reading
from app.patrols.reading import ActiveWalk
from app.people.models import Consent, ConsentKind, ConsentState

COMING = (ResponseStatus.ACCEPTED.value, ResponseStatus.ON_SCENE.value)


def walks(session: Session, neighbourhood_id: UUID, live: Sequence[Alert]) -> list[BoardWalk]:
    """The exact place of whoever shares it or said that they come to a live alert, their cell and everybody's while there is a live
    alert that is no drill; otherwise neither. Nobody is shown who paused or withdrew their consent to be located."""
    under_way = reading.active_walks(session, neighbourhood_id)
    coming = _coming(session, neighbourhood_id)
    hidden = _hidden(session, neighbourhood_id, [walk.member_id for walk in under_way])
    needed = any(not alert.drill for alert in live)
    shown = []
    for walk in under_way:
        exact = (walk.shared or walk.member_id in coming) and walk.member_id not in hidden
        cell = walk.cell if (exact or needed) and walk.member_id not in hidden else None
        shown.append(
            BoardWalk(
                id=walk.id,
                name=walk.name,
                started_at=walk.started_at,
                last_fix_at=walk.last_fix_at,
                cell=cell,
                cell_boundary=[(lat, lon) for lat, lon in boundary(cell)] if cell else None,
                place=_place(session, neighbourhood_id, walk) if exact else None,
                shared=walk.shared,
                distance_m=walk.distance_m,
                fix_count=walk.fix_count,
                companions=walk.companions,
            )
        )
    return shown


def _place(session: Session, neighbourhood_id: UUID, walk: ActiveWalk) -> LocationOut | None:
    fix = reading.last_place(session, neighbourhood_id, walk.id)
    return None if fix is None else LocationOut(lat=fix.lat / 1e6, lon=fix.lon / 1e6, accuracy_m=fix.acc)


def _coming(session: Session, neighbourhood_id: UUID) -> set[UUID]:
    query = (
        select(col(Response.member_id))
        .join(Alert, col(Alert.id) == col(Response.alert_id))
        .where(col(Alert.neighbourhood_id) == neighbourhood_id, col(Alert.status).in_(LIVE), col(Response.status).in_(COMING))
    )
    return set(session.execute(query).scalars())


def _hidden(session: Session, neighbourhood_id: UUID, member_ids: list[UUID]) -> set[UUID]:
    if not member_ids:
        return set()
    taken_back = select(col(Consent.member_id)).where(
        col(Consent.neighbourhood_id) == neighbourhood_id,
        col(Consent.member_id).in_(member_ids),
        col(Consent.kind) == ConsentKind.LOCATION.value,
        col(Consent.state) != ConsentState.GRANTED.value,
    )
    return set(session.execute(taken_back).scalars())
