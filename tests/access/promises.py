"""Promises that nobody answered, made for whoever is to own them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.core import clock
from app.core.database import Database
from app.core.ids import new_id
from app.plans.models import Plan
from tests.support.api import Caller

DAY, MINUTE = date(2026, 1, 1), 540


def overdue(owner: Caller) -> UUID:
    """A plan of the owner's whose one promise is due since a minute ago, whatever the day."""
    me, now, plan_id = owner.me, clock.now(), new_id()

    def work(session: Session) -> None:
        session.add(
            Plan(
                id=plan_id,
                neighbourhood_id=me.neighbourhood_id,
                member_id=me.id,
                minutes=str(MINUTE),
                zone="Asia/Seoul",
                first_day=DAY,
                last_day=DAY,
                grace_min=30,
                created_at=now,
                from_at=now,
                next_due_at=now - timedelta(minutes=1),
                next_day=DAY,
                next_minute=MINUTE,
                next_step_at=now,
            )
        )
        session.flush()

    database: Database = owner.http.app.state.database  # type: ignore[attr-defined]  # the client knows only that it calls an app
    database.write_sync(work)
    return plan_id


def bodies() -> dict[tuple[str, str], Callable[[], dict[str, Any]]]:
    """What well-meant requests about promises carry."""
    which = {"day": DAY.isoformat(), "minute": MINUTE}
    made_up = {"token": "A" * 60, "recorded_at": "2026-01-01T00:00:00Z"}
    return {
        ("POST", "/api/plan-answers"): lambda: {"json": made_up},
        ("POST", "/api/desk/plans/{plan_id}/settle"): lambda: {"json": {**which, "how": "spoke_by_phone"}},
        ("POST", "/api/desk/plans/{plan_id}/knock"): lambda: {"json": which},
    }
