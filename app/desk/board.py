"""The board: open alerts oldest unanswered first, who was told, who comes, walks under way, check-ins."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.alerts.models import Alert, TimelineEntry
from app.alerts.rules import AlertStatus, Place, ResponseStatus
from app.alerts.schemas import LocationOut
from app.alerts.service import taken_back
from app.alerts.steps import LIVE, responses_of
from app.alerts.views import names_of
from app.checkins import service as checkins
from app.core import broadcast
from app.core.problems import not_found
from app.desk import walks
from app.desk.schemas import Board, BoardAlert, BoardCheckIn, BoardNeighbourhood, DeskAlert, TimelineOut, ToldOut
from app.geo.cells import boundary
from app.neighbourhoods import service as neighbourhoods
from app.notifications import beats
from app.notifications import service as notifications
from app.people import service as people
from app.people.models import Tier

CLOSED_SHOWN = timedelta(hours=24)
MOST_CLOSED = 50
MOST_CHECK_INS = 50


def board(session: Session, neighbourhood_id: UUID, now: datetime) -> Board:
    """Everything the desk shows, read in one go."""
    event_id = broadcast.last_seq(session, neighbourhood_id)
    neighbourhood = neighbourhoods.neighbourhood_of(session, neighbourhood_id)
    shown = neighbourhoods.neighbourhood_out(neighbourhood)
    here = select(Alert).where(col(Alert.neighbourhood_id) == neighbourhood_id)
    live = session.execute(here.where(col(Alert.status).in_(LIVE))).scalars().all()
    over = here.where(col(Alert.status).not_in(LIVE), col(Alert.closed_at) > now - CLOSED_SHOWN)
    closed = session.execute(over.order_by(col(Alert.closed_at).desc()).limit(MOST_CLOSED)).scalars().all()
    unanswered_first = sorted(live, key=lambda alert: (alert.status != AlertStatus.OPEN, alert.opened_at))
    names = names_of(session, [alert.person_id for alert in (*live, *closed)])
    waves = len(neighbourhoods.policy_of(session, neighbourhood_id).wave_sizes)
    return Board(
        now=now,
        event_id=event_id,
        neighbourhood=BoardNeighbourhood(id=shown.id, name_ko=shown.name_ko, name_en=shown.name_en, boundary=shown.boundary),
        worker=beats.worker_health(session, now),
        alerts=[_alert(session, alert, names[alert.person_id], waves, now) for alert in unanswered_first],
        patrols=walks.walks(session, neighbourhood_id, live),
        check_ins=_check_ins(session, neighbourhood_id),
        closed_alerts=[_alert(session, alert, names[alert.person_id], waves, now) for alert in closed],
    )


def _alert(session: Session, alert: Alert, person_name: str, waves: int, now: datetime) -> BoardAlert:
    return BoardAlert(
        id=alert.id,
        status=AlertStatus(alert.status),
        category=alert.category,
        place=Place(alert.place),
        drill=alert.drill,
        late=alert.late,
        cell=alert.cell,
        cell_boundary=_corners(alert.cell),
        opened_at=alert.opened_at,
        closed_at=alert.closed_at,
        age_s=max(0, int((now - alert.recorded_at).total_seconds())),
        person_name=person_name,
        outcome=alert.outcome,
        wave=alert.wave,
        waves=waves,
        next_step_at=alert.next_step_at,
        desk_told_at=alert.desk_told_at,
        told=_told(session, alert),
        quiet=alert.quiet,
        second_missing_at=alert.second_missing_at,
    )


def _told(session: Session, alert: Alert) -> list[ToldOut]:
    responses = responses_of(session, alert.id)
    names = names_of(session, [response.member_id for response in responses])
    states = notifications.delivery_states(session, alert.neighbourhood_id, alert.id)
    told = []
    for response in responses:
        state = states.get(response.member_id)
        latest = response.done_at or response.on_scene_at or response.accepted_at or response.seen_at or response.notified_at
        told.append(
            ToldOut.model_validate(
                {
                    "name": names[response.member_id],
                    "status": ResponseStatus(response.status),
                    "wave": response.wave,
                    "delivery": state.status if state else "none",
                    "at": latest,
                    "role": response.role,
                    "silent_at": response.silent_at,
                }
            )
        )
    return told


def _corners(cell: str) -> list[tuple[float, float]]:
    return [(lat, lon) for lat, lon in boundary(cell)]


def _check_ins(session: Session, neighbourhood_id: UUID) -> list[BoardCheckIn]:
    rows = checkins.newest(session, neighbourhood_id, MOST_CHECK_INS)
    names = names_of(session, [row.member_id for row in rows])
    return [
        BoardCheckIn.model_validate(
            {**row.model_dump(exclude={"photo_ids"}), "name": names[row.member_id], "photo_ids": json.loads(row.photo_ids)}
        )
        for row in rows
    ]


def alert_page(session: Session, neighbourhood_id: UUID, alert_id: UUID, tier: Tier, now: datetime) -> tuple[DeskAlert, UUID]:
    """One alert with its timeline and the person's place, and the person's id; the caller logs the view first."""
    alert = session.get(Alert, alert_id)
    if alert is None or alert.neighbourhood_id != neighbourhood_id or not tier.is_staff:
        raise not_found()
    person = people.member_of(session, neighbourhood_id, alert.person_id)
    waves = len(neighbourhoods.policy_of(session, neighbourhood_id).wave_sizes)
    base = _alert(session, alert, person.name, waves, now)
    home = people.home_of(session, person.id) if alert.place == Place.HOME and AlertStatus(alert.status).is_live else None
    lat, lon = (home.lat, home.lon) if home else (alert.lat, alert.lon)
    page = DeskAlert(
        **base.model_dump(),
        note=alert.note,
        closing_note=alert.closing_note,
        address=home.address if home else None,
        entry_note=home.entry_note if home else None,
        location=LocationOut(lat=lat, lon=lon, accuracy_m=None if home else alert.accuracy_m)
        if lat is not None and lon is not None
        else None,
        check_in_id=alert.check_in_id,
        timeline=_timeline(session, alert),
        taken_back=taken_back(session, neighbourhood_id, person.id, now),
    )
    return page, person.id


def _timeline(session: Session, alert: Alert) -> list[TimelineOut]:
    entries = (
        session.execute(select(TimelineEntry).where(col(TimelineEntry.alert_id) == alert.id).order_by(col(TimelineEntry.seq)))
        .scalars()
        .all()
    )
    names = names_of(session, [entry.actor_id for entry in entries if entry.actor_id is not None])
    return [
        TimelineOut(
            at=entry.at, kind=entry.kind, actor_name=names.get(entry.actor_id) if entry.actor_id else None, data=json.loads(entry.data)
        )
        for entry in entries
    ]
