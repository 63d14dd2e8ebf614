"""Stories that take hours in a moment: time jumps from one due step to the next, as a worker would meet them."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlmodel import col

from app.alerts.models import Alert
from app.core import clock
from app.core.clock import FrozenClock
from tests.support.street import Street

MOST_JUMPS = 5_000


def work_off(street: Street) -> int:
    """The worker takes every step that is due now; returns how many it took."""
    taken = 0
    while count := street.work():
        taken += count
        assert taken < MOST_JUMPS, "a step that is due again at once never ends"
    return taken


def fast_forward(street: Street, time: FrozenClock, by: timedelta, *, pushes_leave: bool = True) -> int:
    """Let `by` pass: at each moment at which something is due the worker does it, and pushes leave. Returns the steps taken."""
    until, taken = clock.now() + by, 0
    for _ in range(MOST_JUMPS):
        taken += work_off(street)
        if pushes_leave:
            street.pushes_leave()
        at = _next_step_at(street)
        if at is None or at > until:
            time.advance(until - clock.now())
            return taken + work_off(street)
        time.advance(at - clock.now())
    raise AssertionError("something is due again and again")


def _next_step_at(street: Street) -> datetime | None:
    return street.database.read_sync(
        lambda session: session.execute(
            select(func.min(col(Alert.next_step_at))).where(col(Alert.neighbourhood_id) == street.neighbourhood_id)
        ).scalar_one()
    )
