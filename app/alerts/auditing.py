"""The auditor: finds alerts that do not go their way, sets going again what it can, and tells the desk what it cannot."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from sqlalchemy import and_, func, or_, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from sqlmodel import col

from app.alerts.audit_rules import OVERDUE_AFTER, UNHEARD_AFTER, Finding, Seen, findings, is_mended
from app.alerts.models import Alert, AuditFinding, Response
from app.alerts.steps import LIVE
from app.alerts.telling import NOTICE_LIVES, note, push, tell_desk
from app.core import broadcast
from app.neighbourhoods import service as neighbourhoods
from app.notifications import service as notifications
from app.notifications.rules import Kind

CHANGED = "finding.changed"

log = structlog.get_logger()


@dataclass(frozen=True)
class Stuck:
    """What is wrong with an alert and since when, for the desk."""

    kind: Finding
    alert_id: UUID
    found_at: datetime


def step(session: Session, now: datetime) -> int:
    """Look at every alert with which something may be wrong, however many go their way; returns 0, once around is enough."""
    waiting = notifications.calls_waiting(session, OVERDUE_AFTER, now)
    alerts = _suspects(session, waiting.keys(), now)
    found = {(alert.id, kind): alert for alert in alerts for kind in findings(_seen(session, alert, waiting.get(alert.id), now), now)}
    known = _open(session)
    for row in known.values():
        key = (row.subject_id, Finding(row.kind))
        if key in found:
            row.last_at = now
        if is_mended(key[1], key in found, row.last_at, now):
            row.mended_at = now
            broadcast.append(session, row.neighbourhood_id, CHANGED, row.subject_id)
    for (_alert_id, kind), alert in found.items():
        if (alert.id, kind) not in known:
            _keep(session, alert, kind, now)
        try:
            with session.begin_nested():
                _mend(session, alert, kind, now)
        except OperationalError:
            raise  # the database as a whole: the worker's health tells
        except Exception:
            log.exception("alert_not_mended", finding=kind.value, alert_id=str(alert.id))
    for row in _open(session).values():
        _tell(session, row, now)
    session.flush()
    return 0


def step_failed(session: Session, alert: Alert, now: datetime) -> None:
    """The engine could not take a step of this alert; the auditor tells of it."""
    row = _open(session, alert.id).get((alert.id, Finding.STEP_FAILED))
    if row is None:
        _keep(session, alert, Finding.STEP_FAILED, now)
    else:
        row.last_at = now


def stuck(session: Session, neighbourhood_id: UUID) -> list[Stuck]:
    """What is wrong in a neighbourhood now, oldest first."""
    rows = sorted(_open(session, neighbourhood_id=neighbourhood_id).values(), key=lambda row: row.found_at)
    return [Stuck(Finding(row.kind), row.subject_id, row.found_at) for row in rows]


def is_stuck(session: Session, now: datetime, lasting: timedelta = timedelta()) -> bool:
    """Whether anything is wrong anywhere for so long: found by the auditor, or a step so late that nobody can be at work."""
    found = select(col(AuditFinding.id)).where(col(AuditFinding.mended_at).is_(None), col(AuditFinding.found_at) <= now - lasting)
    if session.execute(found.limit(1)).first() is not None:
        return True
    late = select(col(Alert.id)).where(col(Alert.next_step_at) < now - OVERDUE_AFTER - lasting)
    return session.execute(late.limit(1)).first() is not None


def _suspects(session: Session, waiting: Collection[UUID], now: datetime) -> list[Alert]:
    """The alerts of which a rule may say something; those that go their way are never read, so that a flood of them hides none."""
    live = col(Alert.status).in_(LIVE)
    standing = or_(
        and_(live, col(Alert.next_step_at).is_(None)),
        col(Alert.next_step_at) < now - OVERDUE_AFTER,
        and_(live, col(Alert.desk_told_at).is_(None), col(Alert.drill).is_(False), col(Alert.opened_at) < now - UNHEARD_AFTER),
    )
    found = list(session.execute(select(Alert).where(standing)).scalars())
    others = list(set(waiting) - {alert.id for alert in found})
    for first in range(0, len(others), 500):
        found += session.execute(select(Alert).where(col(Alert.id).in_(others[first : first + 500]))).scalars()
    return found


def _seen(session: Session, alert: Alert, call_waits_since: datetime | None, now: datetime) -> Seen:
    live = alert.status in LIVE
    is_unheard = live and alert.desk_told_at is None and now - alert.opened_at > UNHEARD_AFTER
    told = session.execute(select(func.count()).where(col(Response.alert_id) == alert.id)).scalar_one() if is_unheard else 0
    states = notifications.delivery_states(session, alert.neighbourhood_id, alert.id) if is_unheard else {}
    return Seen(
        is_live=live,
        drill=alert.drill,
        opened_at=alert.opened_at,
        next_step_at=alert.next_step_at,
        desk_told_at=alert.desk_told_at,
        told=told,
        call_waits_since=call_waits_since if live else None,
        calls=[state.status for state in states.values()],
    )


def _open(
    session: Session, alert_id: UUID | None = None, *, neighbourhood_id: UUID | None = None
) -> dict[tuple[UUID, Finding], AuditFinding]:
    query = select(AuditFinding).where(col(AuditFinding.mended_at).is_(None))
    if alert_id is not None:
        query = query.where(col(AuditFinding.subject_id) == alert_id)
    if neighbourhood_id is not None:
        query = query.where(col(AuditFinding.neighbourhood_id) == neighbourhood_id)
    return {(row.subject_id, Finding(row.kind)): row for row in session.execute(query).scalars()}


def _keep(session: Session, alert: Alert, kind: Finding, now: datetime) -> None:
    log.error("alert_stuck", finding=kind.value, alert_id=str(alert.id))
    session.add(AuditFinding(neighbourhood_id=alert.neighbourhood_id, kind=kind, subject_id=alert.id, found_at=now, last_at=now))
    session.flush()
    broadcast.append(session, alert.neighbourhood_id, CHANGED, alert.id)


def _mend(session: Session, alert: Alert, kind: Finding, now: datetime) -> None:
    """Set going again what only stands still. Whoever holds the alert now is at work on it and is left alone."""
    free = select(Alert).where(col(Alert.id) == alert.id).with_for_update(skip_locked=True)
    if session.execute(free.execution_options(populate_existing=True)).scalar_one_or_none() is None:
        return
    if kind in (Finding.NO_NEXT_STEP, Finding.NOBODY_TOLD):
        alert.next_step_at = now
    if kind in (Finding.NOBODY_TOLD, Finding.CALLS_FAILED) and alert.desk_told_at is None:
        tell_desk(session, alert, now, kind.value)


def _tell(session: Session, row: AuditFinding, now: datetime) -> None:
    """The desk hears once of each finding, by a push that needs nothing of the engine."""
    alert = session.get(Alert, row.subject_id)
    if row.told_at is not None or alert is None:
        return
    row.told_at = now
    push(session, alert, neighbourhoods.staff_of(session, row.neighbourhood_id), Kind.DESK, NOTICE_LIVES, now)
    free = select(col(Alert.id)).where(col(Alert.id) == alert.id).with_for_update(skip_locked=True)
    if session.execute(free).first() is not None:
        note(session, alert, now, "stuck", finding=row.kind)
