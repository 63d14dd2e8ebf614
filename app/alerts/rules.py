"""The rules of an alert, from values alone: its states, a responder's moves, and what is due now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


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
CALLS_AGAIN = timedelta(seconds=10)
"""A call so long after neighbours were told is a second call, and the next ones are told at once."""
SAID_MOST = 3
"""So often somebody's word that they are on their way is taken without seeing them move."""
SERIOUS_FIRST = (
    "fire_or_gas",
    "fallen",
    "afraid",
    "drunk_or_violent",
    "unwell",
    "person_in_need",
    "lost_person",
    "road_hazard",
    "animal",
    "please_check",
)
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


def more_serious(before: str, after: str) -> str:
    """The category that asks for more, of two concerns that are one alert; neighbours prepare for the worse of them."""
    rank = {category: place for place, category in enumerate(SERIOUS_FIRST)}
    return after if rank.get(after, len(rank)) < rank.get(before, len(rank)) else before


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
    outside_after: timedelta = timedelta(minutes=2)
    outside_again: timedelta = timedelta(minutes=15)
    outside_most: int = 3


@dataclass(frozen=True)
class Part:
    """What one response means for the next step."""

    status: ResponseStatus
    accepted_at: datetime | None
    asked_at: datetime | None
    was_on_scene: bool = False
    moved_at: datetime | None = None
    """When they last moved towards the place, or said that they are on their way."""


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


def is_anybody_coming(parts: Iterable[Part], plan: WavePlan, now: datetime) -> bool:
    """Whether at least one comes or came who is still counted on."""
    return any(_counts(part, plan, now) for part in parts)


def _counts(part: Part, plan: WavePlan, now: datetime) -> bool:
    if part.status is ResponseStatus.ACCEPTED:
        return not _stalled(part, plan, now)
    return part.status is ResponseStatus.ON_SCENE or (part.status is ResponseStatus.DONE and part.was_on_scene)


def _left_open(parts: Sequence[Part]) -> bool:
    """Whether everybody who came is done, and nobody closed it."""
    return any(part.status is ResponseStatus.DONE for part in parts) and not any(part.status in COMING for part in parts)


def stalls_at(part: Part, plan: WavePlan) -> datetime | None:
    """When somebody who comes is no longer counted on: so long after they accepted, or were last known to be moving."""
    if part.status is not ResponseStatus.ACCEPTED or part.accepted_at is None:
        return None
    return max(part.accepted_at, part.moved_at or part.accepted_at) + plan.arrive_within


def _stalled(part: Part, plan: WavePlan, now: datetime) -> bool:
    at = stalls_at(part, plan)
    return at is not None and now >= at


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
    next_wave: bool = False,
) -> Due:
    """Everything that is due at `now`, worked out from rows alone: called late or twice it does what is right now, once.

    Waves missed while nobody worked go out together, because people still have to be reached; reminders missed meanwhile
    are one reminder. `next_wave` sends one wave more than the time demands. `next_step_at` is always later than `now`.
    """
    expires_at = opened_at + plan.expire_after
    if now >= expires_at:
        return Due(0, waves_told, False, False, True, expires_at)
    enough = has_enough(parts, plan, now)
    waves = len(plan.sizes)
    reached = waves_told
    tell = 0
    if pages_volunteers and not enough:
        while reached < waves and (now >= opened_at + plan.after[reached] or (next_wave and reached == waves_told)):
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
    moments += [at for part in parts if (at := stalls_at(part, plan)) is not None and at > now]
    if tell_desk or desk_told_at is not None:
        moments.append((now if tell_desk or desk_told_at is None else desk_told_at) + plan.remind_desk)
    soonest = min(moments)
    return Due(tell, reached, tell_desk, stalled, False, soonest if soonest > now else now + timedelta(seconds=1))


def outside_at(
    *,
    desk_first_told_at: datetime | None,
    desk_seen_at: datetime | None,
    is_coming: bool,
    last_at: datetime | None,
    count: int,
    plan: WavePlan,
) -> datetime | None:
    """When the channels outside the app are told next: the desk was told and nobody there looked, nobody comes. Then again a few
    times; None when never."""
    if desk_first_told_at is None or desk_seen_at is not None or is_coming or count >= plan.outside_most:
        return None
    return desk_first_told_at + plan.outside_after if last_at is None else last_at + plan.outside_again


def forced_desk_at(*, since: datetime, told_at: datetime | None, seen_at: datetime | None, unseen: timedelta, seen: timedelta) -> datetime:
    """When the desk is told next of an alert taken back under force: at once, then often until somebody looks, then now and then."""
    if told_at is None:
        return since
    return told_at + (unseen if seen_at is None else seen)
