"""How are you after the visit: who is owed the question, and asking it once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app.alerts import debrief_rules
from app.alerts.debrief_rules import DebriefDue
from app.alerts.models import Alert, Response
from app.alerts.rules import Place, ResponseStatus
from app.alerts.telling import note
from app.neighbourhoods import policies
from app.neighbourhoods import service as neighbourhoods
from app.notifications import service as notifications
from app.notifications.rules import Kind
from app.people import service as people

LIVES = timedelta(hours=2)
"""A phone that was off longer than this does not ring with it in the night; the alert's screen still asks."""


def owe(session: Session, alert: Alert, response: Response, now: datetime) -> None:
    """Somebody's part is over, or the alert is: they are asked later, once. Said again it changes nothing."""
    if response.debrief_at is not None or response.debrief_asked_at is not None:
        return
    is_owed = debrief_rules.is_owed(
        was_on_scene=response.on_scene_at is not None,
        said_done=response.status == ResponseStatus.DONE,
        place=Place(alert.place),
        drill=alert.drill,
    )
    if not is_owed:
        return
    member = people.member_of(session, alert.neighbourhood_id, response.member_id)
    after = timedelta(seconds=policies.at_version(session, alert.neighbourhood_id, alert.policy_version).debrief_after_s)
    zone = neighbourhoods.neighbourhood_of(session, alert.neighbourhood_id).time_zone
    response.debrief_at = debrief_rules.asked_at(now, after, zone, member.quiet_from_min, member.quiet_until_min)


def owe_all(session: Session, alert: Alert, responses: Sequence[Response], now: datetime) -> None:
    """The alert is over: whoever is still there has been there."""
    for response in responses:
        if response.status == ResponseStatus.ON_SCENE:
            owe(session, alert, response, now)


def comes_again(response: Response) -> None:
    """Their part is not over after all."""
    if response.debrief_asked_at is None:
        response.debrief_at = None


def watch_debriefs(session: Session, alert: Alert, responses: Sequence[Response], now: datetime) -> datetime | None:
    """Ask whoever it is time to ask; returns when to look again. The question and that it was asked are one transaction."""
    waiting = [response for response in responses if response.debrief_at is not None and response.debrief_asked_at is None]
    return min((at for response in waiting if (at := _watch(session, alert, response, now)) is not None), default=None)


def _watch(session: Session, alert: Alert, response: Response, now: datetime) -> datetime | None:
    at = response.debrief_at
    if at is None or now < at:
        return at
    member = people.member_of(session, alert.neighbourhood_id, response.member_id)
    zone = neighbourhoods.neighbourhood_of(session, alert.neighbourhood_id).time_zone
    awake = debrief_rules.awake_from(now, zone, member.quiet_from_min, member.quiet_until_min)
    todo = debrief_rules.due(at, awake, now)
    if todo is DebriefDue.WAIT:
        return awake
    if todo is DebriefDue.LET_GO or not member.active:
        response.debrief_at = None
        return None
    response.debrief_asked_at = now
    notifications.queue(
        session,
        neighbourhood_id=alert.neighbourhood_id,
        member_ids=[response.member_id],
        kind=Kind.DEBRIEF,
        alert_id=alert.id,
        ttl=LIVES,
        opens_path=f"/alerts/{alert.id}/debrief",
        now=now,
    )
    note(session, alert, now, "debrief_asked", response.member_id)
    return None
