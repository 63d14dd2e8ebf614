"""A visit under way: who does what, the second neighbour for a home, and the responder's own timer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import column, select, table
from sqlalchemy.orm import Session

from app.alerts import rules, visit_rules
from app.alerts.models import Alert, Response
from app.alerts.rules import AlertStatus, Place, ResponseStatus
from app.alerts.telling import NOTICE_LIVES, note, push
from app.alerts.visit_rules import Comer, Role, Timer, TimerDue
from app.neighbourhoods import service as neighbourhoods
from app.neighbourhoods.policy import Policy
from app.notifications.rules import Kind

_facilities = table("facilities", column("neighbourhood_id"), column("kind"), column("removed_at"))
"""The list belongs to a folder above this one; here it is only asked whether there is an AED at all."""


def share_roles(session: Session, alert: Alert, responses: Sequence[Response], now: datetime) -> None:
    """Give everybody who comes their role and take it from those who left; note what changed."""
    coming = _coming(responses)
    comers = [Comer(r.member_id, r.accepted_at or r.notified_at, Role(r.role) if r.role else None) for r in coming]
    has_aed = len(coming) > 1 and alert.category in visit_rules.FOR_AED and _has_aed(session, alert)
    given = visit_rules.roles(comers, alert.category, has_aed=has_aed)
    for response in responses:
        role = given.get(response.member_id)
        if role == response.role:
            continue
        response.role = role
        if role is not None:
            note(session, alert, now, "role", response.member_id, role=role.value)


def start_timer(response: Response, policy: Policy, now: datetime) -> None:
    """A sign of life: the responder is asked again after the neighbourhood's time, and any silence is over."""
    response.check_at = now + timedelta(seconds=policy.visit_check_s)
    response.check_asked_at = response.silent_at = None


def stop_timer(response: Response) -> None:
    """The responder is no longer on a visit."""
    response.check_at = response.check_asked_at = response.silent_at = None


def watch(session: Session, alert: Alert, responses: Sequence[Response], now: datetime) -> datetime | None:
    """Do what is due for those who come, and say when to look again. The timer of who is on scene goes on after the alert's end:
    whoever lured them there could otherwise end it by taking the alert back."""
    moments = [_watch_second(session, alert, responses, now)] if AlertStatus(alert.status).is_live else []
    for response in responses:
        timer = Timer(response.check_at, response.check_asked_at, response.silent_at)
        match timer.due(now):
            case TimerDue.ASK:
                response.check_asked_at = now
                push(session, alert, [response.member_id], Kind.CHECK, NOTICE_LIVES, now)
                note(session, alert, now, "responder_asked", response.member_id)
            case TimerDue.TELL_DESK:
                response.silent_at = now
                _alarm_desk(session, alert, "responder_silent", response, now)
        moments.append(Timer(response.check_at, response.check_asked_at, response.silent_at).next_at)
    return min((moment for moment in moments if moment is not None), default=None)


def end_timers(responses: Sequence[Response], *, everybody: bool = False) -> None:
    """The alert is over: who never arrived need not answer any more, who is on scene (or was when they were kept apart) still says
    that they are fine, unless it ended for `everybody`."""
    for response in responses:
        was_there = response.status == ResponseStatus.STOOD_DOWN and response.on_scene_at is not None
        if everybody or not (was_there or response.status == ResponseStatus.ON_SCENE):
            stop_timer(response)


def _watch_second(session: Session, alert: Alert, responses: Sequence[Response], now: datetime) -> datetime | None:
    since = visit_rules.alone_since(Place(alert.place), len(_coming(responses)), alert.alone_at, now)
    if since is None:
        alert.second_missing_at = None
    alert.alone_at = since
    if visit_rules.is_second_missing(since, alert.second_missing_at, now):
        alert.second_missing_at = now
        _alarm_desk(session, alert, "second_missing", None, now)
    return since + visit_rules.SECOND_WITHIN if since is not None and alert.second_missing_at is None else None


def _alarm_desk(session: Session, alert: Alert, kind: str, response: Response | None, now: datetime) -> None:
    desk = neighbourhoods.staff_of(session, alert.neighbourhood_id)
    push(session, alert, desk, Kind.DESK, NOTICE_LIVES, now)
    note(session, alert, now, kind, response.member_id if response else None)


def _coming(responses: Sequence[Response]) -> list[Response]:
    return [response for response in responses if ResponseStatus(response.status) in rules.COMING]


def _has_aed(session: Session, alert: Alert) -> bool:
    query = select(_facilities.c.kind).where(
        _facilities.c.neighbourhood_id == alert.neighbourhood_id, _facilities.c.kind == "aed", _facilities.c.removed_at.is_(None)
    )
    return session.execute(query.limit(1)).first() is not None
