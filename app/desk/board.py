"""The board: open alerts oldest unanswered first, who was told, who comes, walks under way, check-ins."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.alerts import auditing, debrief_answers, forced, places
from app.alerts.cries import cries
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
from app.desk.schemas import (
    Board,
    BoardAlert,
    BoardCheckIn,
    BoardFinding,
    BoardNeighbourhood,
    CriesOut,
    DeskAlert,
    OnTheWay,
    TalkOut,
    TimelineOut,
    ToldOut,
)
from app.geo.cells import boundary
from app.neighbourhoods import policies
from app.neighbourhoods import service as neighbourhoods
from app.notifications import beats
from app.notifications import service as notifications
from app.people import access_log
from app.people import service as people
from app.people.models import Tier
from app.plans import desk as plans

CLOSED_SHOWN = timedelta(hours=24)
MOST_CLOSED = 50
MOST_CHECK_INS = 50


def board(session: Session, neighbourhood_id: UUID, tier: Tier, now: datetime, *, reader_id: UUID | None = None) -> Board:
    """Everything the desk shows, read in one go. What `reader_id` was forced to take back is over for them, as on their phone."""
    event_id = broadcast.last_seq(session, neighbourhood_id)
    neighbourhood = neighbourhoods.neighbourhood_of(session, neighbourhood_id)
    shown = neighbourhoods.neighbourhood_out(neighbourhood)
    here = select(Alert).where(col(Alert.neighbourhood_id) == neighbourhood_id)
    live = session.execute(here.where(col(Alert.status).in_(LIVE))).scalars().all()
    to_reader = and_(forced.open_ones(), col(Alert.person_id) != reader_id) if reader_id is not None else forced.open_ones()
    by_force = session.execute(here.where(to_reader)).scalars().all()
    over = here.where(col(Alert.status).not_in(LIVE), ~to_reader, col(Alert.closed_at) > now - CLOSED_SHOWN)
    if reader_id is not None:
        over = over.where(~and_(col(Alert.person_id) == reader_id, forced.out_of_a_drill()))
    closed = session.execute(over.order_by(col(Alert.closed_at).desc()).limit(MOST_CLOSED)).scalars().all()
    unanswered_first = [
        *sorted(by_force, key=lambda alert: (alert.duress_seen_at is not None, alert.opened_at)),
        *sorted(live, key=lambda alert: (alert.status != AlertStatus.OPEN, alert.opened_at)),
    ]
    shown_alerts = [*unanswered_first, *closed]
    names = names_of(session, [alert.person_id for alert in shown_alerts])
    kept = policies.at_versions(session, neighbourhood_id, {alert.policy_version for alert in shown_alerts})

    def drawn(alerts: Sequence[Alert]) -> list[BoardAlert]:
        waves = {version: len(policy.wave_sizes) for version, policy in kept.items()}
        return [_alert(session, alert, names[alert.person_id], waves[alert.policy_version], now, reader_id) for alert in alerts]

    return Board(
        now=now,
        event_id=event_id,
        neighbourhood=BoardNeighbourhood(id=shown.id, name_ko=shown.name_ko, name_en=shown.name_en, boundary=shown.boundary),
        worker=beats.worker_health(session, now),
        findings=[BoardFinding.model_validate(one, from_attributes=True) for one in auditing.stuck(session, neighbourhood_id)],
        missed=plans.missed(session, neighbourhood_id),
        alerts=drawn(unanswered_first),
        talks=_talks(session, neighbourhood_id) if tier is Tier.COORDINATOR else [],
        patrols=walks.walks(session, neighbourhood_id, live),
        check_ins=_check_ins(session, neighbourhood_id),
        closed_alerts=drawn(closed),
    )


def _alert(session: Session, alert: Alert, person_name: str, waves: int, now: datetime, reader_id: UUID | None) -> BoardAlert:
    by_force = forced.is_open_to(alert, reader_id)  # for the desk it is open, and for nobody else
    looks_over = forced.looks_over_to(alert, reader_id)
    return BoardAlert(
        id=alert.id,
        status=AlertStatus.OPEN if by_force else AlertStatus(alert.status),
        category=alert.category,
        place=Place(alert.place),
        drill=alert.drill,
        late=alert.late,
        cell=alert.cell,
        cell_boundary=_corners(alert.cell),
        opened_at=alert.opened_at,
        closed_at=None if by_force else alert.closed_at,
        duress_at=None if looks_over else alert.duress_at,
        age_s=max(0, int((now - alert.recorded_at).total_seconds())),
        person_name=person_name,
        outcome=None if looks_over else alert.outcome,
        wave=alert.wave,
        waves=waves,
        next_step_at=None if looks_over else alert.next_step_at,
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


def alert_page(
    session: Session, neighbourhood_id: UUID, alert_id: UUID, tier: Tier, now: datetime, *, reader_id: UUID | None = None
) -> tuple[DeskAlert, UUID]:
    """One alert with its timeline and the person's place, and the person's id; the caller logs the view first."""
    alert = session.get(Alert, alert_id)
    if alert is None or alert.neighbourhood_id != neighbourhood_id or not tier.is_staff:
        raise not_found()
    person = people.member_of(session, neighbourhood_id, alert.person_id)
    policy = policies.at_version(session, neighbourhood_id, alert.policy_version)
    base = _alert(session, alert, person.name, len(policy.wave_sizes), now, reader_id)
    is_open = AlertStatus(alert.status).is_live or forced.is_open_to(alert, reader_id)
    looks_over = forced.looks_over_to(alert, reader_id)
    home = people.home_of(session, person.id) if alert.place == Place.HOME and is_open else None
    lat, lon = (home.lat, home.lon) if home else (alert.lat, alert.lon)
    page = DeskAlert(
        **base.model_dump(),
        note=alert.note,
        closing_note="" if looks_over else alert.closing_note,
        address=home.address if home else None,
        entry_note=home.entry_note if home else None,
        location=LocationOut(lat=lat, lon=lon, accuracy_m=None if home else alert.accuracy_m)
        if lat is not None and lon is not None
        else None,
        check_in_id=alert.check_in_id,
        timeline=[line for line in _timeline(session, alert) if not (looks_over and _tells_of_force(alert, line))],
        taken_back=taken_back(session, neighbourhood_id, person.id, now),
        cries=CriesOut.model_validate(cries(session, neighbourhood_id, person.id, now), from_attributes=True),
    )
    return page, person.id


def _tells_of_force(alert: Alert, line: TimelineOut) -> bool:
    is_after = alert.duress_at is not None and line.at >= alert.duress_at
    return line.kind.startswith("duress") or (is_after and line.kind == "outside_told")


def _talks(session: Session, neighbourhood_id: UUID) -> list[TalkOut]:
    return [TalkOut.model_validate(talk, from_attributes=True) for talk in debrief_answers.waiting(session, neighbourhood_id)]


def on_the_way(session: Session, neighbourhood_id: UUID, alert_id: UUID, actor_id: UUID, now: datetime) -> list[OnTheWay]:
    """Where those on their way are; that the desk looks is logged, and each of them sees it."""
    alert = session.get(Alert, alert_id)
    shown = places.on_the_way(session, alert) if alert is not None else {}
    names = names_of(session, list(shown))
    for member_id in shown:
        access_log.record_view(
            session,
            neighbourhood_id=neighbourhood_id,
            actor_id=actor_id,
            subject_id=member_id,
            what="on_the_way",
            alert_id=alert_id,
            now=now,
        )
    return [
        OnTheWay(
            name=names[member_id],
            lat=fix.lat,
            lon=fix.lon,
            accuracy_m=fix.accuracy_m,
            age_s=max(0, int((now - fix.at).total_seconds())),
        )
        for member_id, fix in shown.items()
    ]


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
