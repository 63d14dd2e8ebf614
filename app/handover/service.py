"""Putting the card together for whoever may see where it is; each look by somebody else than the person is logged first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.alerts import forced
from app.alerts.models import Alert, Response
from app.alerts.rules import AlertStatus, Place
from app.alerts.views import is_disclosed
from app.core.problems import Problem, not_found
from app.facilities.models import Facility
from app.facilities.rules import Kind
from app.geo.distance import haversine
from app.geo.national_point import national_point
from app.handover.schemas import HandOverOut, NearbyOut
from app.people import access_log
from app.people import service as people
from app.people.auth import Actor

WITHIN_M = 150.0
SHOWN = (Kind.LAMP, Kind.BELL, Kind.AED)
_DEGREES = 0.003
"""More than 150 m in both directions at 60° or nearer to the equator."""


@dataclass(frozen=True)
class Where:
    """Where help is needed, as far as it is known."""

    address: str | None
    entry_note: str | None
    lat: float | None
    lon: float | None
    accuracy_m: float | None


NOWHERE = Where(None, None, None, None, None)


def card(session: Session, actor: Actor, alert_id: UUID, now: datetime, *, shows_place: bool) -> HandOverOut:
    """The card of a live alert: for the person, for whoever comes and sees the place, for the desk. The desk asks for the place
    explicitly (`shows_place`), as everywhere."""
    alert = session.get(Alert, alert_id)
    if alert is None or alert.neighbourhood_id != actor.neighbourhood_id:
        raise not_found()
    response = session.get(Response, (alert.id, actor.member_id))
    is_person, is_staff = alert.person_id == actor.member_id, actor.tier.is_staff
    if not (is_person or is_staff or response is not None):
        raise not_found()
    is_live = AlertStatus(alert.status).is_live or (is_staff and not is_person and forced.is_open(alert))
    if not (is_person or is_staff or is_disclosed(session, alert, response)):
        raise _not_now() if is_live else _over()
    if not is_live:
        raise _over()
    where = _where(session, alert) if shows_place or not is_staff or is_person else NOWHERE
    if not is_person and where is not NOWHERE:
        access_log.record_view(
            session,
            neighbourhood_id=alert.neighbourhood_id,
            actor_id=actor.member_id,
            subject_id=alert.person_id,
            what=f"alert_{alert.place}",
            alert_id=alert.id,
            now=now,
        )
    known = where.lat is not None and where.lon is not None
    return HandOverOut(
        alert_id=alert.id,
        drill=alert.drill,
        place=Place(alert.place),
        category=alert.category,
        opened_at=alert.opened_at,
        age_s=max(0, int((now - alert.recorded_at).total_seconds())),
        address=where.address,
        entry_note=where.entry_note,
        lat=where.lat,
        lon=where.lon,
        accuracy_m=where.accuracy_m,
        national_point=national_point(where.lat or 0.0, where.lon or 0.0) if known else None,
        nearest=_nearest(session, alert.neighbourhood_id, where.lat or 0.0, where.lon or 0.0) if known else [],
    )


def _where(session: Session, alert: Alert) -> Where:
    home = people.home_of(session, alert.person_id) if alert.place == Place.HOME else None
    if home is not None:
        return Where(home.address, home.entry_note or None, home.lat, home.lon, None)
    return Where(None, None, alert.lat, alert.lon, alert.accuracy_m)


def _nearest(session: Session, neighbourhood_id: UUID, lat: float, lon: float) -> list[NearbyOut]:
    around = select(Facility).where(
        col(Facility.neighbourhood_id) == neighbourhood_id,
        col(Facility.kind).in_([kind.value for kind in SHOWN]),
        col(Facility.removed_at).is_(None),
        col(Facility.lat).between(lat - _DEGREES, lat + _DEGREES),
        col(Facility.lon).between(lon - _DEGREES, lon + _DEGREES),
    )
    found = [(haversine(lat, lon, row.lat, row.lon), row) for row in session.execute(around).scalars()]
    nearest: dict[str, NearbyOut] = {}
    for metres, row in sorted(found, key=lambda pair: (pair[0], pair[1].id)):
        if metres <= WITHIN_M and row.kind not in nearest:
            nearest[row.kind] = NearbyOut(kind=Kind(row.kind), label=row.label, number=row.number, distance_m=round(metres))
    return list(nearest.values())


def _not_now() -> Problem:
    return Problem(
        403,
        "place-not-shown",
        ko="가기로 한 이웃에게만 자리를 보여 드려요.",
        en="The place is shown to those who are coming.",
    )


def _over() -> Problem:
    return Problem(410, "alert-closed", ko="이 알림은 이미 끝났어요.", en="This alert is already over.")
