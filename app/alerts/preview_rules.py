"""What a policy would do if somebody called now and nobody answered, step by step, from values alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from app.alerts.rules import Part, ResponseStatus, WavePlan, due

WATCHED = timedelta(hours=1)
MOST_STEPS = 20
_NOW = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Step:
    """One moment: how many more are told then and in all, and whether the desk or the channels outside are."""

    after_s: int
    tells: int
    total: int
    desk: bool = False
    outside: bool = False


def walk_through(plan: WavePlan, takes_push: Sequence[bool], few_in_range: int, *, channels: int) -> list[Step]:
    """The steps of the first hour, with the very rules that alerts follow. `takes_push` says of everybody who may be asked, in the order
    they are, whether they have a phone to push to; `channels` counts the contacts outside the app."""
    in_range = len(takes_push)
    steps: list[Step] = []
    told, waves, now = 0, 0, _NOW
    desk_at: datetime | None = None
    while now - _NOW <= WATCHED and len(steps) < MOST_STEPS:
        parts = [Part(ResponseStatus.NOTIFIED, None, None)] * told
        decided = due(
            opened_at=_NOW,
            now=now,
            waves_told=waves,
            people_told=told,
            parts=parts,
            desk_told_at=desk_at,
            pages_volunteers=True,
            plan=plan,
        )
        if decided.expire:
            break
        tells = min(decided.tell, in_range - told)
        too_few = tells < decided.tell or (waves == 0 and in_range < few_in_range)
        short = decided.tell > 0 and (too_few or not any(takes_push[told : told + tells]))
        desk = desk_at is None and (decided.tell_desk or short)
        told, waves = told + tells, decided.waves_told
        if desk:
            desk_at = now
        if tells or desk:
            steps.append(Step(int((now - _NOW).total_seconds()), tells, told, desk=desk))
        if desk_at is not None and waves >= len(plan.sizes):
            break
        now = decided.next_step_at
    if desk_at is not None and plan.outside_most and channels:
        outside_s = int((desk_at - _NOW + plan.outside_after).total_seconds())
        steps.append(Step(outside_s, 0, told, outside=True))
    return sorted(steps, key=lambda step: step.after_s)
