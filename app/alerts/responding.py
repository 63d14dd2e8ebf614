"""A responder's part: seen, coming or not, on scene, done."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from app.alerts import debriefs, places, rules
from app.alerts.drill_group import takes_part
from app.alerts.models import Alert, Response
from app.alerts.parting import are_parted, may_visit
from app.alerts.rules import AlertStatus, Place, ResponseStatus
from app.alerts.schemas import RespondBody
from app.alerts.steps import locked, parts_of, responses_of, take_step, wave_plan
from app.alerts.telling import note, stand_down, tell_person
from app.alerts.visits import share_roles, start_timer, stop_timer
from app.core.problems import Problem, not_found
from app.neighbourhoods import policies, presence
from app.notifications.rules import Kind

_MEANT = {
    "seen": ResponseStatus.SEEN,
    "accept": ResponseStatus.ACCEPTED,
    "decline": ResponseStatus.DECLINED,
    "on_scene": ResponseStatus.ON_SCENE,
    "done": ResponseStatus.DONE,
}


def respond(session: Session, neighbourhood_id: UUID, member_id: UUID, body: RespondBody, now: datetime) -> None:
    """Take a responder's word. One already said, or overtaken by a later one, changes nothing; after the end it is history."""
    alert = locked(session, neighbourhood_id, body.alert_id)
    response = session.get(Response, (alert.id, member_id))
    if response is None:
        raise not_found()
    if body.action == "fine":
        _fine(session, alert, response, now)
        return
    if body.action == "on_my_way":
        _on_my_way(session, alert, response, now)
        return
    before, after = ResponseStatus(response.status), _MEANT[body.action]
    if rules.is_behind(before, after):
        return
    if after is ResponseStatus.SEEN:
        response.status, response.seen_at = after, response.seen_at or now
        note(session, alert, now, "seen", member_id)
    elif AlertStatus(alert.status).is_live:
        _respond_live(session, alert, response, after, body.note, now)
    elif after is ResponseStatus.DONE and before in rules.COMING:
        finish(session, alert, response, now)
        take_step(session, alert, now)
    else:
        raise Problem(
            410,
            "alert-closed",
            ko="이 알림은 이미 끝났어요. 마음 써 주셔서 고마워요.",
            en="This alert is already over. Thank you for being there.",
        )


def _fine(session: Session, alert: Alert, response: Response, now: datetime) -> None:
    """A sign of life puts the question off; after the end of the alert or of their part it is the last one that is asked for."""
    if response.check_at is None:
        return
    if AlertStatus(alert.status).is_live and ResponseStatus(response.status) in rules.COMING:
        start_timer(response, policies.at_version(session, alert.neighbourhood_id, alert.policy_version), now)
    else:
        stop_timer(response)
    note(session, alert, now, "responder_fine", response.member_id)
    take_step(session, alert, now)


def _on_my_way(session: Session, alert: Alert, response: Response, now: datetime) -> None:
    """Somebody who comes is still on their way: they are counted on again, and nobody else is woken for it. Their word alone is
    taken a few times; who is never seen moving is not waited for any longer."""
    if not AlertStatus(alert.status).is_live or response.status != ResponseStatus.ACCEPTED:
        return
    response.said_moving += 1
    if response.said_moving <= rules.SAID_MOST:
        response.moved_at, response.asked_at = now, None
    if response.check_at is not None:
        start_timer(response, policies.at_version(session, alert.neighbourhood_id, alert.policy_version), now)
    note(session, alert, now, "on_my_way", response.member_id)
    take_step(session, alert, now)


def _respond_live(session: Session, alert: Alert, response: Response, after: ResponseStatus, words: str, now: datetime) -> None:
    before = ResponseStatus(response.status)
    if before is ResponseStatus.STOOD_DOWN and after is ResponseStatus.DECLINED:
        return
    response.seen_at = response.seen_at or now
    if after is ResponseStatus.ACCEPTED:
        _refuse_stranger(session, alert, response)
    if after is ResponseStatus.ACCEPTED and (_enough(session, alert, now) or are_parted(session, alert, response)):
        response.status = ResponseStatus.STOOD_DOWN
        note(session, alert, now, "not_needed", response.member_id)
        return
    if not rules.may_move(before, after):
        raise Problem(
            422,
            "step-not-possible",
            ko="지금은 이 단계로 갈 수 없어요. 화면을 새로 열어 지금 상황을 확인해 주세요.",
            en="That step is not possible now. Please open the alert again to see where it stands.",
        )
    response.note = words or response.note
    if after is ResponseStatus.ACCEPTED:
        _accept(session, alert, response, now)
    elif after is ResponseStatus.DONE:
        finish(session, alert, response, now)
    else:
        response.status = after
        if after is ResponseStatus.ON_SCENE:
            response.on_scene_at = now
            start_timer(response, policies.at_version(session, alert.neighbourhood_id, alert.policy_version), now)
            tell_person(session, alert, Kind.COMING, now)
        if after not in rules.COMING:
            stop_timer(response)
            debriefs.owe(session, alert, response, now)
        places.forget(session, alert, response.member_id)
        note(session, alert, now, after.value, response.member_id)
    session.flush()
    share_roles(session, alert, responses_of(session, alert.id), now)
    take_step(session, alert, now)


def _refuse_stranger(session: Session, alert: Alert, response: Response) -> None:
    """A home is for people met in person. Somebody told before they ceased to be would be sent to a place they may not learn."""
    if not takes_part(session, alert, response.member_id):
        raise Problem(
            403,
            "not-in-drills",
            ko="지금은 연습에 함께하지 않기로 되어 있어요. 설정에서 다시 켤 수 있어요.",
            en="You do not take part in drills now. You can turn that on again in your settings.",
        )
    if not may_visit(session, alert, response.member_id):
        raise Problem(
            403,
            "not-for-you",
            ko="이번에는 다른 이웃이 가요. 댁 방문은 담당자와 만나 확인한 이웃이 해요.",
            en="Somebody else goes this time. Homes are visited by neighbours the coordinator has met.",
        )


def _enough(session: Session, alert: Alert, now: datetime) -> bool:
    plan = wave_plan(policies.at_version(session, alert.neighbourhood_id, alert.policy_version), Place(alert.place))
    return rules.has_enough(parts_of(responses_of(session, alert.id)), plan, now)


def _accept(session: Session, alert: Alert, response: Response, now: datetime) -> None:
    response.status, response.accepted_at, response.asked_at = ResponseStatus.ACCEPTED, now, None
    response.on_scene_at = response.moved_at = None  # who left and comes again is not there yet
    response.said_moving = 0
    debriefs.comes_again(response)
    start_timer(response, policies.at_version(session, alert.neighbourhood_id, alert.policy_version), now)
    if alert.status == AlertStatus.OPEN:
        alert.status = AlertStatus.ACKNOWLEDGED
    note(session, alert, now, "accepted", response.member_id)
    tell_person(session, alert, Kind.COMING, now)
    if _enough(session, alert, now):
        stand_down(session, alert, responses_of(session, alert.id), now)


def finish(session: Session, alert: Alert, response: Response, now: datetime) -> None:
    """The responder is done; after a visit to a home they are left to rest, after a drill they are free at once."""
    response.status, response.done_at = ResponseStatus.DONE, now
    stop_timer(response)
    places.forget(session, alert, response.member_id)
    debriefs.owe(session, alert, response, now)
    note(session, alert, now, "done", response.member_id)
    if alert.place == Place.HOME and response.on_scene_at is not None and not alert.drill:
        policy = policies.at_version(session, alert.neighbourhood_id, alert.policy_version)
        presence.rest(session, alert.neighbourhood_id, response.member_id, now + timedelta(seconds=policy.resting_s))
