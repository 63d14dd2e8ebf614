"""Taking an alert's next step: rows in, rows out, in one transaction. Late or repeated it does what is right now, once."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.alerts import rules
from app.alerts.choosing import choose
from app.alerts.models import Alert, Response, TimelineEntry
from app.alerts.rules import AlertStatus, ResponseStatus
from app.core import broadcast
from app.core.problems import not_found
from app.neighbourhoods import service as neighbourhoods
from app.neighbourhoods.policy import Policy
from app.notifications import service as notifications
from app.notifications.rules import Kind

NOTICE_LIVES = timedelta(minutes=30)
LIVE = (AlertStatus.OPEN.value, AlertStatus.ACKNOWLEDGED.value)


def locked(session: Session, neighbourhood_id: UUID, alert_id: UUID) -> Alert:
    """The alert with its row locked until the commit; one of another neighbourhood is not found."""
    alert = session.execute(select(Alert).where(col(Alert.id) == alert_id).with_for_update()).scalar_one_or_none()
    if alert is None or alert.neighbourhood_id != neighbourhood_id:
        raise not_found()
    return alert


def wave_plan(policy: Policy) -> rules.WavePlan:
    """The part of a policy that decides steps, with seconds made durations."""
    return rules.WavePlan(
        sizes=policy.wave_sizes,
        after=[timedelta(seconds=after) for after in policy.wave_after_s],
        most_told=policy.most_told,
        enough_accepts=policy.enough_accepts,
        arrive_within=timedelta(seconds=policy.arrive_within_s),
        remind_desk=timedelta(seconds=policy.remind_desk_s),
        expire_after=timedelta(seconds=policy.expire_after_s),
    )


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


def responses_of(session: Session, alert_id: UUID) -> list[Response]:
    """Everybody told, in the order they were."""
    told = select(Response).where(col(Response.alert_id) == alert_id).order_by(col(Response.notified_at), col(Response.member_id))
    return list(session.execute(told).scalars())


def parts_of(responses: Sequence[Response]) -> list[rules.Part]:
    """The responses as the rules see them."""
    return [rules.Part(ResponseStatus(r.status), r.accepted_at, r.asked_at) for r in responses]


def take_step(session: Session, alert: Alert, now: datetime) -> None:
    """Do everything that is due for a live alert and write its next deadline."""
    policy = neighbourhoods.policy_of(session, alert.neighbourhood_id)
    plan = wave_plan(policy)
    responses = responses_of(session, alert.id)
    due = rules.due(
        opened_at=alert.opened_at,
        now=now,
        waves_told=alert.wave,
        people_told=len(responses),
        parts=parts_of(responses),
        desk_told_at=alert.desk_told_at,
        pages_volunteers=not alert.late,
        plan=plan,
    )
    if due.expire:
        close(session, alert, AlertStatus.EXPIRED, now, actor_id=None)
        return
    desk_why = "policy" if due.tell_desk else ""
    if due.tell:
        told, in_range = _tell_wave(session, alert, responses, due, policy, plan, now)
        few = alert.wave == 0 and in_range < policy.few_in_range
        if not desk_why and alert.desk_told_at is None and (few or told < due.tell):
            desk_why = "few_in_range" if few else "nobody_left"
    alert.wave = due.waves_told
    if due.ask_stalled:
        _ask_stalled(session, alert, responses, plan, now)
    if desk_why:
        tell_desk(session, alert, now, "late" if alert.late and alert.desk_told_at is None else desk_why)
        due_again = now + plan.remind_desk
        alert.next_step_at = min(due.next_step_at, due_again)
    else:
        alert.next_step_at = due.next_step_at
    session.flush()


def _tell_wave(
    session: Session, alert: Alert, responses: Sequence[Response], due: rules.Due, policy: Policy, plan: rules.WavePlan, now: datetime
) -> tuple[int, int]:
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
    notifications.queue(
        session,
        neighbourhood_id=alert.neighbourhood_id,
        member_ids=told,
        kind=Kind.ALERT,
        alert_id=alert.id,
        ttl=_worth(plan, due.waves_told),
        drill=alert.drill,
        now=now,
    )
    note(session, alert, now, "wave_told", wave=due.waves_told, told=len(told))
    return len(told), choice.in_range


def _worth(plan: rules.WavePlan, waves_told: int) -> timedelta:
    """How long telling somebody is worth sending: until the step after the next, five minutes at least."""
    rest = plan.after[waves_told:] or [plan.after[-1] + plan.arrive_within]
    return max(rest[-1] + plan.arrive_within, timedelta(minutes=5))


def _ask_stalled(session: Session, alert: Alert, responses: Sequence[Response], plan: rules.WavePlan, now: datetime) -> None:
    late = [
        r
        for r in responses
        if r.status == ResponseStatus.ACCEPTED
        and r.asked_at is None
        and r.accepted_at is not None
        and now - r.accepted_at >= plan.arrive_within
    ]
    for response in late:
        response.asked_at = now
    session.flush()
    members = [response.member_id for response in late]
    notifications.queue(
        session,
        neighbourhood_id=alert.neighbourhood_id,
        member_ids=members,
        kind=Kind.ALERT,
        alert_id=alert.id,
        ttl=plan.arrive_within,
        drill=alert.drill,
        now=now,
    )
    note(session, alert, now, "asked", asked=len(members))


def tell_desk(session: Session, alert: Alert, now: datetime, why: str) -> None:
    """Push to everybody at the desk, or remind them."""
    again = alert.desk_told_at is not None
    alert.desk_told_at = now
    desk = neighbourhoods.staff_of(session, alert.neighbourhood_id)
    notifications.queue(
        session,
        neighbourhood_id=alert.neighbourhood_id,
        member_ids=desk,
        kind=Kind.DESK,
        alert_id=alert.id,
        ttl=NOTICE_LIVES,
        drill=alert.drill,
        now=now,
    )
    note(session, alert, now, "desk_reminded" if again else "desk_told", why=why)


def stand_down(session: Session, alert: Alert, responses: Sequence[Response], now: datetime) -> None:
    """Enough people come: the rest are thanked and their notifications withdrawn."""
    waiting = [r for r in responses if ResponseStatus(r.status) in rules.WAITING]
    if not waiting:
        return
    for response in waiting:
        response.status = ResponseStatus.STOOD_DOWN
    session.flush()
    members = [response.member_id for response in waiting]
    notifications.withdraw(session, alert.neighbourhood_id, alert.id, members, now)
    notifications.queue(
        session,
        neighbourhood_id=alert.neighbourhood_id,
        member_ids=members,
        kind=Kind.NOT_NEEDED,
        alert_id=alert.id,
        ttl=NOTICE_LIVES,
        drill=alert.drill,
        now=now,
    )
    note(session, alert, now, "stood_down", people=len(members))


def close(
    session: Session,
    alert: Alert,
    status: AlertStatus,
    now: datetime,
    *,
    actor_id: UUID | None,
    outcome: str | None = None,
    closing_note: str = "",
) -> None:
    """End an alert and give everybody who was told the all-clear; from here on nobody sees the address."""
    alert.status, alert.closed_at, alert.next_step_at = status, now, None
    alert.outcome, alert.closing_note = outcome, closing_note
    session.flush()
    responses = responses_of(session, alert.id)
    told = [r.member_id for r in responses if r.status not in (ResponseStatus.DECLINED, ResponseStatus.STOOD_DOWN)]
    if alert.desk_told_at is not None:
        told += neighbourhoods.staff_of(session, alert.neighbourhood_id)
    if alert.person_id != actor_id:
        told.append(alert.person_id)
    notifications.withdraw(session, alert.neighbourhood_id, alert.id, None, now)
    notifications.queue(
        session,
        neighbourhood_id=alert.neighbourhood_id,
        member_ids=told,
        kind=Kind.ALL_CLEAR,
        alert_id=alert.id,
        ttl=NOTICE_LIVES,
        drill=alert.drill,
        now=now,
    )
    note(session, alert, now, status.value, actor_id, outcome=outcome)
    note(session, alert, now, "all_clear", told=len(told))


def tell_person(session: Session, alert: Alert, kind: Kind, now: datetime) -> None:
    """Push to the person the alert is about."""
    notifications.queue(
        session,
        neighbourhood_id=alert.neighbourhood_id,
        member_ids=[alert.person_id],
        kind=kind,
        alert_id=alert.id,
        ttl=NOTICE_LIVES,
        drill=alert.drill,
        now=now,
    )
