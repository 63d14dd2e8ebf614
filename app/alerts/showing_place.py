"""Somebody on their way shows where they are: only the newest place is kept, and only while they come."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.alerts import places, way_rules
from app.alerts.models import Alert, ResponderPlace, Response, TimelineEntry
from app.alerts.parting import are_parted
from app.alerts.rules import AlertStatus, ResponseStatus
from app.alerts.schemas import MyPlaceIn
from app.alerts.steps import locked, take_step
from app.alerts.telling import note
from app.alerts.views import is_disclosed
from app.alerts.way_rules import Fix, Way
from app.core import broadcast
from app.core.problems import Problem, not_found
from app.neighbourhoods import policies
from app.people import service as people
from app.people.models import ConsentKind

SHOWN = "place_shown"


def show(
    session: Session, neighbourhood_id: UUID, member_id: UUID, device_id: UUID, alert_id: UUID, body: MyPlaceIn, now: datetime
) -> None:
    """Keep where I am now. An older fix than the one kept, a coarse one, or one that comes at once after another changes nothing."""
    alert, response = _my_part(session, neighbourhood_id, member_id, alert_id)
    if not AlertStatus(alert.status).is_live or response.status != ResponseStatus.ACCEPTED:
        raise Problem(
            409,
            "not-on-the-way",
            ko="지금은 위치를 전하지 않아도 돼요.",
            en="Your place is not needed now.",
        )
    people.refuse_without(session, people.member_of(session, neighbourhood_id, member_id), ConsentKind.LOCATION)
    at = way_rules.moment_of(body.recorded_at, body.sent_at, body.accuracy_m, now)
    row = session.get(ResponderPlace, (alert_id, member_id))
    if at is None or are_parted(session, alert, response) or not way_rules.is_news(row.recorded_at if row else None, at):
        return
    tells = way_rules.may_tell(places.told_at(session, alert), now)
    _keep(session, alert, response, device_id, row, Fix(body.lat, body.lon, body.accuracy_m, at), now)
    if tells:
        session.get_one(ResponderPlace, (alert_id, member_id)).told_at = now
        broadcast.append(session, neighbourhood_id, places.CHANGED, alert_id)


def hide(session: Session, neighbourhood_id: UUID, member_id: UUID, alert_id: UUID) -> None:
    """Stop showing it: what was kept is forgotten. Harmless when nothing was."""
    alert, _response = _my_part(session, neighbourhood_id, member_id, alert_id)
    places.forget(session, alert, member_id)


def _my_part(session: Session, neighbourhood_id: UUID, member_id: UUID, alert_id: UUID) -> tuple[Alert, Response]:
    alert = locked(session, neighbourhood_id, alert_id)
    response = session.get(Response, (alert_id, member_id))
    if response is None:
        raise not_found()
    return alert, response


def _keep(session: Session, alert: Alert, response: Response, device_id: UUID, row: ResponderPlace | None, fix: Fix, now: datetime) -> None:
    """One row, overwritten; whoever is seen moving is waited for. Where the alert is decides that only for who may know it: nobody
    finds a home by trying which steps count."""
    policy = policies.at_version(session, alert.neighbourhood_id, alert.policy_version)
    before = None
    if row is not None:
        before = Way(Fix(row.from_lat, row.from_lon, row.from_accuracy_m, row.from_at), row.nearest_m, row.detours)
    target = places.target_of(session, alert) if is_disclosed(session, alert, response) else None
    way, moved = way_rules.follow(before, fix, target, policy.moved_m)
    kept = row or ResponderPlace(
        alert_id=alert.id,
        member_id=response.member_id,
        neighbourhood_id=alert.neighbourhood_id,
        told_at=now,
        **_values(fix, way, device_id),
    )
    for name, value in _values(fix, way, device_id).items():
        setattr(kept, name, value)
    session.add(kept)
    session.flush()
    if row is None and not _noted(session, alert, response.member_id):
        note(session, alert, now, SHOWN, response.member_id)
    if moved:
        response.moved_at, response.asked_at = max(response.moved_at or fix.at, fix.at), None
        session.flush()
        take_step(session, alert, now)


def _values(fix: Fix, way: Way, device_id: UUID) -> dict[str, Any]:
    return {
        "device_id": device_id,
        "lat": fix.lat,
        "lon": fix.lon,
        "accuracy_m": fix.accuracy_m,
        "recorded_at": fix.at,
        "from_lat": way.since.lat,
        "from_lon": way.since.lon,
        "from_accuracy_m": way.since.accuracy_m,
        "from_at": way.since.at,
        "nearest_m": way.nearest_m,
        "detours": way.detours,
    }


def _noted(session: Session, alert: Alert, member_id: UUID) -> bool:
    """The record of use has one line for each who showed their place, without where."""
    lines = select(col(TimelineEntry.seq)).where(
        col(TimelineEntry.alert_id) == alert.id, col(TimelineEntry.kind) == SHOWN, col(TimelineEntry.actor_id) == member_id
    )
    return session.execute(lines.limit(1)).first() is not None
