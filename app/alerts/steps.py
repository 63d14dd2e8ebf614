"""Taking an alert's next step: rows in, rows out, in one transaction. Late or repeated it does what is right now, once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.alerts import places, rules, visit_rules
from app.alerts.calling_outside import call_outside
from app.alerts.debriefs import owe_all, watch_debriefs
from app.alerts.drill_group import within
from app.alerts.forced import watch_forced
from app.alerts.models import Alert, Response
from app.alerts.rules import AlertStatus, Place, ResponseStatus
from app.alerts.telling import NOTICE_LIVES, Wave, ask_stalled, heard, note, push, tell_desk, tell_person, tell_wave
from app.alerts.visits import end_timers, watch
from app.core.problems import not_found
from app.neighbourhoods import policies
from app.neighbourhoods import service as neighbourhoods
from app.neighbourhoods.policy import Policy
from app.notifications import service as notifications
from app.notifications.rules import Kind

LIVE = (AlertStatus.OPEN.value, AlertStatus.ACKNOWLEDGED.value)
LOOKS_UP_EVERY = timedelta(seconds=60)
"""How often a drill looks whether somebody really calls, should the call not have been able to say so."""


def locked(session: Session, neighbourhood_id: UUID, alert_id: UUID) -> Alert:
    """The alert with its row locked until the commit; one of another neighbourhood is not found."""
    alert = session.execute(select(Alert).where(col(Alert.id) == alert_id).with_for_update()).scalar_one_or_none()
    if alert is None or alert.neighbourhood_id != neighbourhood_id:
        raise not_found()
    return alert


def wave_plan(policy: Policy, place: Place) -> rules.WavePlan:
    """The part of a policy that decides steps, with seconds made durations. Nobody goes to a home alone: two are always asked for."""
    return rules.WavePlan(
        sizes=policy.wave_sizes,
        after=[timedelta(seconds=after) for after in policy.wave_after_s],
        most_told=policy.most_told,
        enough_accepts=max(policy.enough_accepts, 2) if place is Place.HOME else policy.enough_accepts,
        arrive_within=timedelta(seconds=policy.arrive_within_s),
        remind_desk=timedelta(seconds=policy.remind_desk_s),
        expire_after=timedelta(seconds=policy.expire_after_s),
        outside_after=timedelta(seconds=policy.outside_after_s),
        outside_again=timedelta(seconds=policy.outside_again_s),
        outside_most=policy.outside_most,
    )


def real_call_waits(session: Session, neighbourhood_id: UUID) -> bool:
    """Whether an alert that is no drill is open."""
    real = select(col(Alert.id)).where(
        col(Alert.neighbourhood_id) == neighbourhood_id, col(Alert.status).in_(LIVE), col(Alert.drill).is_(False)
    )
    return session.execute(real.limit(1)).first() is not None


def end_drills(session: Session, neighbourhood_id: UUID, now: datetime) -> None:
    """Somebody really calls: the drill's next step is due now, and that ends it. The call waits for nothing: a drill that somebody is
    at work on at this moment is left to look up by itself."""
    drills = select(Alert).where(col(Alert.neighbourhood_id) == neighbourhood_id, col(Alert.status).in_(LIVE), col(Alert.drill).is_(True))
    for drill in session.execute(drills.with_for_update(skip_locked=True)).scalars():
        drill.next_step_at = now


def responses_of(session: Session, alert_id: UUID) -> list[Response]:
    """Everybody told, in the order they were."""
    told = select(Response).where(col(Response.alert_id) == alert_id).order_by(col(Response.notified_at), col(Response.member_id))
    return list(session.execute(told).scalars())


def parts_of(responses: Sequence[Response]) -> list[rules.Part]:
    """The responses as the rules see them."""
    return [rules.Part(ResponseStatus(r.status), r.accepted_at, r.asked_at, r.on_scene_at is not None, r.moved_at) for r in responses]


def take_step(session: Session, alert: Alert, now: datetime, *, next_wave: bool = False) -> None:
    """Do everything that is due for an alert and write its next deadline; after its end only who is or was on scene is looked after.
    `next_wave` tells the next neighbours at once, unless enough come."""
    if AlertStatus(alert.status).is_live:
        _take_live_step(session, alert, now, next_wave)
    else:
        alert.next_step_at = None
    responses = responses_of(session, alert.id)
    again_at = (
        watch(session, alert, responses, now),
        watch_forced(session, alert, now),
        watch_debriefs(session, alert, responses, now),
    )
    for again in again_at:
        if again is not None:
            alert.next_step_at = min(alert.next_step_at or again, again)
    session.flush()


def _take_live_step(session: Session, alert: Alert, now: datetime, next_wave: bool) -> None:
    policy = policies.at_version(session, alert.neighbourhood_id, alert.policy_version)
    plan = wave_plan(policy, Place(alert.place))
    if alert.drill:
        plan = replace(plan, expire_after=timedelta(seconds=policy.drill_expires_s))
        if real_call_waits(session, alert.neighbourhood_id):
            note(session, alert, now, "gave_way")
            close(session, alert, AlertStatus.CANCELLED, now, actor_id=None)
            return
    responses = responses_of(session, alert.id)
    alert.quiet = alert.quiet and visit_rules.stays_quiet(alert.opened_at, alert.desk_seen_at, now)
    due = rules.due(
        opened_at=alert.opened_at,
        now=now,
        waves_told=alert.wave,
        people_told=len(responses),
        parts=parts_of(responses),
        desk_told_at=alert.desk_told_at,
        pages_volunteers=not (alert.late or alert.quiet),
        plan=plan,
        next_wave=next_wave,
    )
    if due.expire:
        close(session, alert, AlertStatus.EXPIRED, now, actor_id=None)
        return
    desk_why = "policy" if due.tell_desk else ""
    if due.tell:
        wave = tell_wave(session, alert, responses, due, policy, plan, now)
        if not desk_why and alert.desk_told_at is None:
            desk_why = _why_desk(alert, wave, due, policy)
    alert.wave = due.waves_told
    if due.ask_stalled:
        ask_stalled(session, alert, responses, parts_of(responses), plan, now)
    if desk_why:
        first = alert.desk_told_at is None
        tell_desk(session, alert, now, "late" if first and alert.late else "repeated_cancels" if first and alert.quiet else desk_why)
        due_again = now + plan.remind_desk
        alert.next_step_at = min(due.next_step_at, due_again)
    else:
        alert.next_step_at = due.next_step_at
    is_coming = rules.is_anybody_coming(parts_of(responses), plan, now)
    if (outside_at := call_outside(session, alert, is_coming=is_coming, plan=plan, now=now)) is not None:
        alert.next_step_at = min(alert.next_step_at, outside_at)
    if alert.drill:
        alert.next_step_at = min(alert.next_step_at, now + LOOKS_UP_EVERY)
    if alert.quiet and alert.desk_seen_at is None:
        alert.next_step_at = min(alert.next_step_at, alert.opened_at + visit_rules.DESK_LOOKS_WITHIN)


def _why_desk(alert: Alert, wave: Wave, due: rules.Due, policy: Policy) -> str:
    """Why this wave is not enough by itself, or an empty text."""
    if alert.wave == 0 and wave.in_range < policy.few_in_range:
        return "few_in_range"
    if wave.told < due.tell:
        return "nobody_left"
    return "" if wave.devices else "nobody_reachable"


def close(
    session: Session,
    alert: Alert,
    status: AlertStatus,
    now: datetime,
    *,
    actor_id: UUID | None,
    outcome: str | None = None,
    closing_note: str = "",
    forced: bool = False,
) -> None:
    """End an alert and give everybody who was told the all-clear; from here on nobody sees the address. One that was taken back
    under force ends alike for all but the desk, for which it begins."""
    alert.status, alert.closed_at, alert.next_step_at = status, now, None
    alert.outcome, alert.closing_note = outcome, closing_note
    session.flush()
    responses = responses_of(session, alert.id)
    end_timers(responses, everybody=alert.drill)
    places.forget(session, alert)
    owe_all(session, alert, responses, now)
    again_at = (watch(session, alert, responses, now), watch_debriefs(session, alert, responses, now))
    alert.next_step_at = min((again for again in again_at if again is not None), default=None)
    untold = notifications.withdraw(session, alert.neighbourhood_id, alert.id, None).untold
    told = heard([r for r in responses if r.status not in (ResponseStatus.DECLINED, ResponseStatus.STOOD_DOWN)], untold)
    if alert.desk_told_at is not None and not forced:
        told += [member_id for member_id in neighbourhoods.staff_of(session, alert.neighbourhood_id) if member_id not in untold]
    forgotten = status is AlertStatus.EXPIRED and not alert.drill
    if alert.person_id != actor_id and not forgotten:
        told.append(alert.person_id)
    if forgotten:
        tell_person(session, alert, Kind.ASK, now)  # nobody closed it: that is no all-clear to the person
    told = within(session, alert, told)
    push(session, alert, told, Kind.ALL_CLEAR, NOTICE_LIVES, now)
    note(session, alert, now, status.value, actor_id, outcome=outcome)
    note(session, alert, now, "all_clear", told=len(told))
