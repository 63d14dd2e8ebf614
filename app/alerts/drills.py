"""Drills: the whole path of a call for help with the drill group alone. It never joins a real call, and gives way to one."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.alerts import forced, places
from app.alerts.models import Alert, Response
from app.alerts.raising import SAID_TWICE, Heard
from app.alerts.rules import COMING, WAITING, AlertStatus, Place, ResponseStatus
from app.alerts.service import Concern, raise_alert
from app.alerts.steps import LIVE, close, locked, real_call_waits, responses_of, take_step
from app.alerts.telling import note
from app.alerts.visits import share_roles, stop_timer
from app.core.problems import Problem
from app.neighbourhoods.models import Neighbourhood
from app.notifications import service as notifications
from app.people import service as people
from app.people.models import ConsentKind, Member


def start(session: Session, neighbourhood_id: UUID, actor_id: UUID, played: Heard, now: datetime) -> UUID:
    """Open a drill of somebody in the group, or of nobody at a made-up place; returns its id. The same request sent twice over a bad
    line is one drill. Only one runs at a time, and none starts while somebody really waits for help."""
    # One desk at a time; `key_share` lets calls for help pass, whose rows point at this one.
    session.execute(select(col(Neighbourhood.id)).where(col(Neighbourhood.id) == neighbourhood_id).with_for_update(key_share=True))
    running = live(session, neighbourhood_id)
    if running is not None:
        if _is_same(running, actor_id, played, now):
            return running.id
        raise Problem(
            409,
            "drill-running",
            ko="지금 다른 연습을 하고 있어요. 그 연습을 마친 뒤에 시작해 주세요.",
            en="Another drill is going on. Please start this one when that one is over.",
        )
    if real_call_waits(session, neighbourhood_id) or forced.waits(session, neighbourhood_id, actor_id):
        raise Problem(
            409,
            "real-call-open",
            ko="지금 진짜 도움을 기다리는 분이 있어요. 그 일이 마무리된 뒤에 연습해 주세요.",
            en="Somebody really waits for help now. Please drill when that is settled.",
        )
    _refuse_who_did_not_agree(session, neighbourhood_id, played)
    concern = Concern(
        check_in_id=None,
        person_id=played.member_id or actor_id,
        neighbourhood_id=neighbourhood_id,
        place=played.place,
        category=played.category,
        note=played.note,
        lat=None if played.place is Place.HOME else played.lat,
        lon=None if played.place is Place.HOME else played.lon,
        accuracy_m=None,
        recorded_at=now,
        raised_by=actor_id,
        drill=True,
    )
    return raise_alert(session, concern, now).id


def live(session: Session, neighbourhood_id: UUID) -> Alert | None:
    """The drill that is going on."""
    going_on = select(Alert).where(col(Alert.neighbourhood_id) == neighbourhood_id, col(Alert.status).in_(LIVE), col(Alert.drill).is_(True))
    return session.execute(going_on.limit(1)).scalar_one_or_none()


def may_lend_home(session: Session, member: Member) -> bool:
    """Whether a drill may lead to this member's door: in the group, a home kept, and shown to whoever comes."""
    return (
        member.drill_ok
        and people.has_consent(session, member, ConsentKind.HOME_DISCLOSURE)
        and people.home_of(session, member.id) is not None
    )


def leave(session: Session, neighbourhood_id: UUID, member_id: UUID, now: datetime) -> None:
    """A member takes part in drills no longer: from this moment they have none in the drill that is going on, and hear nothing more of
    it. Whose door it led to ends it."""
    drill = live(session, neighbourhood_id)
    if drill is None:
        return
    drill = locked(session, neighbourhood_id, drill.id)
    if not AlertStatus(drill.status).is_live:
        return
    if drill.person_id == member_id and drill.raised_by != member_id:
        close(session, drill, AlertStatus.CANCELLED, now, actor_id=member_id)
        return
    response = session.get(Response, (drill.id, member_id))
    if response is None or ResponseStatus(response.status) not in COMING | WAITING:
        return
    response.status = ResponseStatus.STOOD_DOWN
    stop_timer(response)
    places.forget(session, drill, member_id)
    session.flush()
    notifications.withdraw(session, neighbourhood_id, drill.id, [member_id])
    note(session, drill, now, "left_drills", member_id)
    share_roles(session, drill, responses_of(session, drill.id), now)
    take_step(session, drill, now)


def _is_same(running: Alert, actor_id: UUID, played: Heard, now: datetime) -> bool:
    said = (running.raised_by, running.person_id, running.place, running.category, running.note)
    again = (actor_id, played.member_id or actor_id, played.place.value, played.category, played.note)
    return said == again and now - running.opened_at <= SAID_TWICE


def _refuse_who_did_not_agree(session: Session, neighbourhood_id: UUID, played: Heard) -> None:
    member = people.member_of(session, neighbourhood_id, played.member_id) if played.member_id is not None else None
    if member is not None and not (member.drill_ok and member.active):
        raise Problem(
            422,
            "not-in-drills",
            ko="연습에 함께하기로 한 분만 고를 수 있어요. 그분이 설정에서 직접 켜야 해요.",
            en="Only somebody who takes part in drills can be played. They turn that on themselves, in their settings.",
        )
    if played.place is Place.HOME and (member is None or not may_lend_home(session, member)):
        raise Problem(
            422,
            "home-not-lent",
            ko="이 집으로는 연습할 수 없어요. 집 주소를 보여 줘도 된다고 한 분을 고르거나, 밖의 자리를 골라 주세요.",
            en="No drill can lead to this home. Choose somebody who agreed that their address is shown, or a place outside.",
        )
    if played.place is Place.PUBLIC and (played.lat is None or played.lon is None):
        raise Problem(
            422,
            "place-unknown",
            ko="어디로 가는 연습인지 지도에서 자리를 골라 주세요.",
            en="Please choose on the map where the drill leads.",
        )
