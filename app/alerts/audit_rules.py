"""What is wrong with an alert that does not go its way, from values alone. The auditor looks on from outside the engine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

OVERDUE_AFTER = timedelta(seconds=30)
"""A step or a call that waits longer than this past its moment is stuck; the worker takes them within a second."""
UNHEARD_AFTER = timedelta(seconds=60)
"""Somebody hears of every alert within this, if only the desk."""
FAILING_FOR = timedelta(seconds=75)
"""A step that fails is tried again every 30 s; after this long without another failure it is mended."""


class Finding(StrEnum):
    """What can be wrong."""

    NO_NEXT_STEP = "no_next_step"
    STEP_OVERDUE = "step_overdue"
    STEP_FAILED = "step_failed"
    NOBODY_TOLD = "nobody_told"
    CALL_WAITS = "call_waits"
    CALLS_FAILED = "calls_failed"


@dataclass(frozen=True)
class Seen:
    """One alert as the auditor finds it."""

    is_live: bool
    drill: bool
    opened_at: datetime
    next_step_at: datetime | None
    desk_told_at: datetime | None
    told: int
    call_waits_since: datetime | None = None
    """Since when its oldest call that is not sent yet is due."""
    calls: Sequence[str] = ()
    """How far the best push got for each person told: `queued`, `sent`, `received`, `failed`, `gone`."""


def findings(seen: Seen, now: datetime) -> list[Finding]:
    """Everything that is wrong with an alert at `now`. A drill that stands still is found, one that reaches nobody is not."""
    found = []
    if seen.is_live and seen.next_step_at is None:
        found.append(Finding.NO_NEXT_STEP)
    if seen.next_step_at is not None and now - seen.next_step_at > OVERDUE_AFTER:
        found.append(Finding.STEP_OVERDUE)
    if not seen.is_live or seen.drill:
        return found
    if seen.call_waits_since is not None and now - seen.call_waits_since > OVERDUE_AFTER:
        found.append(Finding.CALL_WAITS)
    if seen.desk_told_at is None and now - seen.opened_at > UNHEARD_AFTER:
        if seen.told == 0:
            found.append(Finding.NOBODY_TOLD)
        elif not any(state in ("queued", "sent", "received") for state in seen.calls):
            found.append(Finding.CALLS_FAILED)
    return found


def is_mended(kind: Finding, is_found: bool, last_at: datetime, now: datetime) -> bool:
    """Whether what was found is over. A failed step leaves no mark on the alert: it is over when it did not fail again."""
    return now - last_at > FAILING_FOR if kind is Finding.STEP_FAILED else not is_found
