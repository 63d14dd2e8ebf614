"""What a drill came to: how many were told, how many phones answered, and how long it took until somebody looked, came, was there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.alerts.models import Alert
from app.alerts.steps import responses_of
from app.notifications import service as notifications
from app.notifications.rules import Status


@dataclass(frozen=True)
class DrillResult:
    """One drill in numbers; seconds are counted from its opening, None when nobody got so far."""

    alert: Alert
    told: int
    answered: int
    """How many of those told have a phone that said it got the call, or looked themselves."""
    first_seen_s: int | None
    first_accepted_s: int | None
    first_on_scene_s: int | None


def results(session: Session, neighbourhood_id: UUID, limit: int) -> list[DrillResult]:
    """The newest drills, newest first, the one that is going on included."""
    newest = select(Alert).where(col(Alert.neighbourhood_id) == neighbourhood_id, col(Alert.drill).is_(True))
    drills = session.execute(newest.order_by(col(Alert.opened_at).desc(), col(Alert.id).desc()).limit(limit)).scalars()
    return [_result(session, drill) for drill in drills]


def _result(session: Session, drill: Alert) -> DrillResult:
    told = responses_of(session, drill.id)
    got = notifications.delivery_states(session, drill.neighbourhood_id, drill.id)
    rang = {member_id for member_id, state in got.items() if state.status == Status.RECEIVED}
    return DrillResult(
        drill,
        told=len(told),
        answered=len(rang | {response.member_id for response in told if response.seen_at is not None}),
        first_seen_s=_first(drill, [response.seen_at for response in told]),
        first_accepted_s=_first(drill, [response.accepted_at for response in told]),
        first_on_scene_s=_first(drill, [response.on_scene_at for response in told]),
    )


def _first(drill: Alert, moments: list[datetime | None]) -> int | None:
    first = min((at for at in moments if at is not None), default=None)
    return None if first is None else max(0, int((first - drill.opened_at).total_seconds()))
