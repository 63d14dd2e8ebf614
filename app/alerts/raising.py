"""What the desk does by itself: an alert for somebody without a phone at hand, the next wave now, neighbours after all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.alerts import rules
from app.alerts.models import Alert
from app.alerts.rules import AlertStatus, Place
from app.alerts.service import Concern, desk_saw, raise_alert
from app.alerts.steps import LIVE, locked, parts_of, responses_of, take_step, wave_plan
from app.alerts.telling import note
from app.core.problems import Problem
from app.neighbourhoods import policies
from app.people import service as people

SAID_TWICE = timedelta(minutes=2)
"""The same words so soon after are the same request, sent again over a bad line."""


@dataclass(frozen=True)
class Heard:
    """What the desk heard: of which member (or of somebody who is none), where, what."""

    member_id: UUID | None
    place: Place
    category: str
    note: str
    lat: float | None
    lon: float | None


def raise_at_desk(session: Session, neighbourhood_id: UUID, actor_id: UUID, heard: Heard, now: datetime) -> UUID:
    """Open an alert for somebody who called or was seen; returns its id. It pages neighbours at once, is never late and never braked.

    For a member it joins the alert that is open for them. Of anybody else the coordinator is the reporter, as a walker would be.
    """
    person_id = heard.member_id or actor_id
    people.member_of(session, neighbourhood_id, person_id)
    has_place = heard.lat is not None and heard.lon is not None
    has_home = heard.place is Place.HOME and heard.member_id is not None and people.home_of(session, heard.member_id) is not None
    if not (has_place or has_home) or (heard.place is Place.HOME and heard.member_id is None):
        raise Problem(
            422,
            "place-unknown",
            ko="이웃이 어디로 가야 할지 알 수 없어요. 집이면 집 주소가 적힌 주민을, 밖이면 지도의 자리를 골라 주세요.",
            en="Neighbours could not know where to go. Choose a member whose home is kept, or a place on the map.",
        )
    if heard.member_id is None and (same := _said_just_now(session, neighbourhood_id, actor_id, heard, now)) is not None:
        return same
    concern = Concern(
        check_in_id=None,
        person_id=person_id,
        neighbourhood_id=neighbourhood_id,
        place=heard.place,
        category=heard.category,
        note=heard.note,
        lat=heard.lat,
        lon=heard.lon,
        accuracy_m=None,
        recorded_at=now,
        raised_by=actor_id,
    )
    alert = raise_alert(session, concern, now)
    desk_saw(session, neighbourhood_id, alert.id, actor_id, now)  # also one that was open already
    return alert.id


def _said_just_now(session: Session, neighbourhood_id: UUID, actor_id: UUID, heard: Heard, now: datetime) -> UUID | None:
    same = select(col(Alert.id)).where(
        col(Alert.neighbourhood_id) == neighbourhood_id,
        col(Alert.person_id) == actor_id,
        col(Alert.raised_by) == actor_id,
        col(Alert.status).in_(LIVE),
        col(Alert.drill).is_(False),
        col(Alert.opened_at) > now - SAID_TWICE,
        col(Alert.category) == heard.category,
        col(Alert.note) == heard.note,
        col(Alert.lat) == heard.lat,
        col(Alert.lon) == heard.lon,
    )
    return session.execute(same.limit(1)).scalar_one_or_none()


def next_wave(session: Session, neighbourhood_id: UUID, actor_id: UUID, alert_id: UUID, now: datetime) -> None:
    """Tell the next neighbours now instead of at their time."""
    alert = _live(session, neighbourhood_id, alert_id)
    if alert.late or alert.quiet:
        raise Problem(
            409,
            "asleep",
            ko="이 알림은 아직 이웃에게 알리지 않았어요. 먼저 이웃 부르기를 눌러 주세요.",
            en="No neighbours are told of this alert yet. Please wake it first.",
        )
    plan = wave_plan(policies.at_version(session, neighbourhood_id, alert.policy_version), Place(alert.place))
    if rules.has_enough(parts_of(responses_of(session, alert.id)), plan, now):
        raise Problem(
            409,
            "enough-coming",
            ko="이미 충분한 이웃이 가고 있어요. 더 부르지 않았어요.",
            en="Enough neighbours are coming. No more were told.",
        )
    if alert.wave >= len(plan.sizes):
        raise Problem(
            409,
            "no-next-wave",
            ko="부를 수 있는 이웃에게 이미 모두 알렸어요. 119나 112에 도움을 청해 주세요.",
            en="Everybody in the plan has been told. Please ask 119 or 112 for help.",
        )
    note(session, alert, now, "next_wave", actor_id)
    take_step(session, alert, now, next_wave=True)


def wake(session: Session, neighbourhood_id: UUID, actor_id: UUID, alert_id: UUID, now: datetime) -> None:
    """Page the neighbours after all of an alert that came late or was braked. Said twice, the first stands."""
    alert = _live(session, neighbourhood_id, alert_id)
    if not (alert.late or alert.quiet):
        return
    alert.late = alert.quiet = False
    note(session, alert, now, "woken", actor_id)
    take_step(session, alert, now)


def _live(session: Session, neighbourhood_id: UUID, alert_id: UUID) -> Alert:
    alert = locked(session, neighbourhood_id, alert_id)
    if not AlertStatus(alert.status).is_live:
        raise Problem(
            410,
            "alert-closed",
            ko="이 알림은 이미 끝났어요. 새로 알리려면 새 알림을 열어 주세요.",
            en="This alert is over. Please raise a new one.",
        )
    return alert
