"""Telling people about an alert: waves, the desk, the person, those not needed; and the timeline of it all."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.alerts import rules
from app.alerts.choosing import choose
from app.alerts.drill_group import within
from app.alerts.models import Alert, Response, TimelineEntry
from app.alerts.rules import ResponseStatus
from app.core import broadcast
from app.neighbourhoods import service as neighbourhoods
from app.neighbourhoods.policy import Policy
from app.notifications import service as notifications
from app.notifications.rules import Kind

NOTICE_LIVES = timedelta(minutes=30)


def note(session: Session, alert: Alert, now: datetime, kind: str, actor_id: UUID | None = None, **data: Any) -> None:
    """Append to the timeline and tell the desk's boards; the alert's row is locked by whoever calls."""
    alert.last_seq += 1
    session.add(
        TimelineEntry(
            alert_id=alert.id,
            seq=alert.last_seq,
            neighbourhood_id=alert.neighbourhood_id,
            at=now,
            kind=kind,
            actor_id=actor_id,
            data=json.dumps(data),
        )
    )
    session.flush()
    broadcast.append(session, alert.neighbourhood_id, f"alert.{kind}", alert.id)


def push(session: Session, alert: Alert, member_ids: Sequence[UUID], kind: Kind, ttl: timedelta, now: datetime) -> int:
    """Owe these members a push about this alert; returns how many devices that is. One about a drill goes to nobody outside its group."""
    return notifications.queue(
        session,
        neighbourhood_id=alert.neighbourhood_id,
        member_ids=within(session, alert, member_ids),
        kind=kind,
        alert_id=alert.id,
        ttl=ttl,
        drill=alert.drill,
        now=now,
    )


@dataclass(frozen=True)
class Wave:
    """What telling a wave came to: people told, devices that will ring, people in range at all."""

    told: int
    devices: int
    in_range: int


def tell_wave(
    session: Session, alert: Alert, responses: Sequence[Response], due: rules.Due, policy: Policy, plan: rules.WavePlan, now: datetime
) -> Wave:
    """Tell the next people in order, in the transaction that notes them."""
    choice = choose(session, alert, policy, now)
    already = {response.member_id for response in responses}
    told = [member_id for member_id in choice.in_order if member_id not in already][: due.tell]
    for member_id in told:
        session.add(
            Response(
                alert_id=alert.id,
                member_id=member_id,
                neighbourhood_id=alert.neighbourhood_id,
                status=ResponseStatus.NOTIFIED,
                wave=due.waves_told,
                notified_at=now,
            )
        )
    session.flush()
    devices = push(session, alert, told, Kind.ALERT, _worth(plan, due.waves_told), now)
    note(session, alert, now, "wave_told", wave=due.waves_told, told=len(told))
    return Wave(len(told), devices, choice.in_range)


def _worth(plan: rules.WavePlan, waves_told: int) -> timedelta:
    """How long telling somebody is worth sending: until the step after the next, five minutes at least."""
    rest = plan.after[waves_told:] or [plan.after[-1] + plan.arrive_within]
    return max(rest[-1] + plan.arrive_within, timedelta(minutes=5))


def ask_stalled(
    session: Session, alert: Alert, responses: Sequence[Response], parts: Sequence[rules.Part], plan: rules.WavePlan, now: datetime
) -> None:
    """Ask those who accepted and were not seen moving for long whether they are on their way."""
    late = [
        response
        for response, part in zip(responses, parts, strict=True)
        if response.asked_at is None and (at := rules.stalls_at(part, plan)) is not None and now >= at
    ]
    for response in late:
        response.asked_at = now
    session.flush()
    members = [response.member_id for response in late]
    push(session, alert, members, Kind.MOVING, max(plan.arrive_within, timedelta(minutes=5)), now)
    note(session, alert, now, "asked", asked=len(members))


def tell_desk(session: Session, alert: Alert, now: datetime, why: str) -> None:
    """Push to everybody at the desk, or remind them."""
    again = alert.desk_told_at is not None
    alert.desk_told_at = now
    desk = neighbourhoods.staff_of(session, alert.neighbourhood_id)
    push(session, alert, desk, Kind.DESK, NOTICE_LIVES, now)
    note(session, alert, now, "desk_reminded" if again else "desk_told", why=why)


def stand_down(session: Session, alert: Alert, responses: Sequence[Response], now: datetime) -> None:
    """Enough people come: the rest are thanked and their notifications withdrawn."""
    waiting = [r for r in responses if ResponseStatus(r.status) in rules.WAITING]
    if not waiting:
        return
    for response in waiting:
        response.status = ResponseStatus.STOOD_DOWN
    session.flush()
    untold = notifications.withdraw(session, alert.neighbourhood_id, alert.id, [response.member_id for response in waiting]).untold
    push(session, alert, heard(waiting, untold), Kind.NOT_NEEDED, NOTICE_LIVES, now)
    note(session, alert, now, "stood_down", people=len(waiting))


def heard(responses: Sequence[Response], untold: set[UUID]) -> list[UUID]:
    """Those who may know of the alert: by a push, or because they have seen it in the app. Nobody is thanked for what they never heard of."""
    return [response.member_id for response in responses if response.member_id not in untold or response.seen_at is not None]


def tell_person(session: Session, alert: Alert, kind: Kind, now: datetime) -> None:
    """Push to the person the alert is about."""
    push(session, alert, [alert.person_id], kind, NOTICE_LIVES, now)
