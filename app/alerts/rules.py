"""The rules of an alert, from values alone: who may be asked, in which order, and what is due now."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID


class AlertStatus(StrEnum):
    """`open → acknowledged → resolved`, or `cancelled`, `expired`."""

    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    RESOLVED = "resolved"
    CANCELLED = "cancelled"
    EXPIRED = "expired"

    @property
    def is_live(self) -> bool:
        """Somebody may still come."""
        return self in (AlertStatus.OPEN, AlertStatus.ACKNOWLEDGED)


class ResponseStatus(StrEnum):
    """One person's part: `notified → seen → accepted / declined → on_scene → done`, or `stood_down` when enough come."""

    NOTIFIED = "notified"
    SEEN = "seen"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    ON_SCENE = "on_scene"
    DONE = "done"
    STOOD_DOWN = "stood_down"


class Place(StrEnum):
    """Where help is needed."""

    HOME = "home"
    PUBLIC = "public"


COMING = frozenset({ResponseStatus.ACCEPTED, ResponseStatus.ON_SCENE})
WAITING = frozenset({ResponseStatus.NOTIFIED, ResponseStatus.SEEN})
MAY_CLOSE = frozenset({ResponseStatus.ON_SCENE, ResponseStatus.DONE})
DISCLOSED = COMING
"""Whoever is done needs the address no more."""

_NEXT: dict[ResponseStatus, frozenset[ResponseStatus]] = {
    ResponseStatus.NOTIFIED: frozenset({ResponseStatus.SEEN, ResponseStatus.ACCEPTED, ResponseStatus.DECLINED}),
    ResponseStatus.SEEN: frozenset({ResponseStatus.ACCEPTED, ResponseStatus.DECLINED}),
    ResponseStatus.ACCEPTED: frozenset({ResponseStatus.ON_SCENE, ResponseStatus.DONE, ResponseStatus.DECLINED}),
    ResponseStatus.DECLINED: frozenset({ResponseStatus.ACCEPTED}),
    ResponseStatus.ON_SCENE: frozenset({ResponseStatus.DONE, ResponseStatus.DECLINED}),
    ResponseStatus.DONE: frozenset(),
    ResponseStatus.STOOD_DOWN: frozenset({ResponseStatus.ACCEPTED}),
}
_ORDER = [ResponseStatus.NOTIFIED, ResponseStatus.SEEN, ResponseStatus.ACCEPTED, ResponseStatus.ON_SCENE, ResponseStatus.DONE]


def may_move(before: ResponseStatus, after: ResponseStatus) -> bool:
    """Whether a response may go from `before` to `after`."""
    return after in _NEXT[before]


def is_behind(before: ResponseStatus, after: ResponseStatus) -> bool:
    """Whether `after` says nothing new: the same again, or a step already passed (phones repeat themselves)."""
    if before is after or after is ResponseStatus.SEEN:
        return before is not ResponseStatus.NOTIFIED
    return before in _ORDER and after in _ORDER and _ORDER.index(after) < _ORDER.index(before)


@dataclass(frozen=True)
class Neighbour:
    """Somebody who might be asked, seen from one alert."""

    member_id: UUID
    is_verified_responder: bool
    is_walker: bool
    is_buddy: bool
    is_reachable: bool
    """Whether a push has somewhere to go."""
    in_inner_rings: bool
    fix_age: timedelta | None
    """Age of the newest fix of a walk under way; None when not walking."""


def may_be_asked(neighbour: Neighbour, place: Place) -> bool:
    """Homes: verified responders and the person's own buddies. Public places: also walkers out now."""
    if neighbour.is_verified_responder or (place is Place.HOME and neighbour.is_buddy):
        return True
    return place is Place.PUBLIC and neighbour.is_walker and neighbour.fix_age is not None


def order(neighbours: Iterable[Neighbour], *, seed: UUID, fresh: timedelta, usable: timedelta) -> list[UUID]:
    """Who is told first: people with a phone that rings before those without, then buddies, inner rings before outer, fresh
    fix, usable fix, home cell; ties by a seed that sticks to the alert. The unreachable still come last: they may have the app open."""

    def rank(neighbour: Neighbour) -> tuple[int, int, int, int, bytes]:
        age = neighbour.fix_age
        freshness = 2 if age is None or age > usable else 0 if age <= fresh else 1
        sticky = hashlib.blake2b(neighbour.member_id.bytes, key=seed.bytes, digest_size=8).digest()
        return (0 if neighbour.is_reachable else 1, 0 if neighbour.is_buddy else 1, 0 if neighbour.in_inner_rings else 1, freshness, sticky)

    return [neighbour.member_id for neighbour in sorted(neighbours, key=rank)]


@dataclass(frozen=True)
class WavePlan:
    """The part of the policy that decides the steps."""

    sizes: Sequence[int]
    after: Sequence[timedelta]
    most_told: int
    enough_accepts: int
    arrive_within: timedelta
    remind_desk: timedelta
    expire_after: timedelta


@dataclass(frozen=True)
class Part:
    """What one response means for the next step."""

    status: ResponseStatus
    accepted_at: datetime | None
    asked_at: datetime | None
    was_on_scene: bool = False


@dataclass(frozen=True)
class Due:
    """What is right to do now. `tell` counts people, `waves_told` is the number of waves behind us afterwards."""

    tell: int
    waves_told: int
    tell_desk: bool
    ask_stalled: bool
    expire: bool
    next_step_at: datetime


def has_enough(parts: Iterable[Part], plan: WavePlan, now: datetime) -> bool:
    """Whether enough people come or came; who accepted long ago and has not arrived, or left without arriving, does not count."""
    return sum(_counts(part, plan, now) for part in parts) >= plan.enough_accepts


def _counts(part: Part, plan: WavePlan, now: datetime) -> bool:
    if part.status is ResponseStatus.ACCEPTED:
        return not _stalled(part, plan, now)
    return part.status is ResponseStatus.ON_SCENE or (part.status is ResponseStatus.DONE and part.was_on_scene)


def _left_open(parts: Sequence[Part]) -> bool:
    """Whether everybody who came is done, and nobody closed it."""
    return any(part.status is ResponseStatus.DONE for part in parts) and not any(part.status in COMING for part in parts)


def _stalled(part: Part, plan: WavePlan, now: datetime) -> bool:
    return part.status is ResponseStatus.ACCEPTED and part.accepted_at is not None and now - part.accepted_at >= plan.arrive_within


def due(
    *,
    opened_at: datetime,
    now: datetime,
    waves_told: int,
    people_told: int,
    parts: Sequence[Part],
    desk_told_at: datetime | None,
    pages_volunteers: bool,
    plan: WavePlan,
) -> Due:
    """Everything that is due at `now`, worked out from rows alone: called late or twice it does what is right now, once.

    Waves missed while nobody worked go out together, because people still have to be reached; reminders missed meanwhile
    are one reminder. `next_step_at` is always later than `now`.
    """
    expires_at = opened_at + plan.expire_after
    if now >= expires_at:
        return Due(0, waves_told, False, False, True, expires_at)
    enough = has_enough(parts, plan, now)
    waves = len(plan.sizes)
    reached = waves_told
    tell = 0
    if pages_volunteers and not enough:
        while reached < waves and now >= opened_at + plan.after[reached]:
            tell += plan.sizes[reached]
            reached += 1
    tell = max(0, min(tell, plan.most_told - people_told))
    stalled = any(_stalled(part, plan, now) and part.asked_at is None for part in parts)
    last_wave_passed = reached >= waves and not enough  # more than there are now: the policy was changed meanwhile
    unattended = not enough or _left_open(parts)
    tell_desk = desk_told_at is None and (not pages_volunteers or last_wave_passed or stalled or _left_open(parts))
    if desk_told_at is not None and unattended and now - desk_told_at >= plan.remind_desk:
        tell_desk = True
    moments = [expires_at]
    if pages_volunteers and not enough and reached < waves:
        moments.append(opened_at + plan.after[reached])
    moments += [
        part.accepted_at + plan.arrive_within
        for part in parts
        if part.status is ResponseStatus.ACCEPTED and part.accepted_at and not _stalled(part, plan, now)
    ]
    if tell_desk or desk_told_at is not None:
        moments.append((now if tell_desk or desk_told_at is None else desk_told_at) + plan.remind_desk)
    soonest = min(moments)
    return Due(tell, reached, tell_desk, stalled, False, soonest if soonest > now else now + timedelta(seconds=1))
