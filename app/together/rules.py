"""What may be proposed, who may still come, when somebody is there, and which people keep meeting."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from app.geo.distance import haversine

FURTHEST_AHEAD = timedelta(days=90)
REMIND_BEFORE = timedelta(minutes=60)
CHECK_IN_FROM = timedelta(minutes=30)
"""Before the start."""
CHECK_IN_UNTIL = timedelta(minutes=90)
"""After the start."""
LATE_WORD_TAKEN = timedelta(hours=24)
"""How long after the end a phone that had no network may still deliver what was said in time."""
KEPT_FOR = timedelta(days=180)
"""A walk, its parts and its meetings are deleted this long after its end."""

NEAR_ENOUGH_M = 100.0
SURE_ENOUGH_M = 60.0
REACH_BEYOND_M = 1_000.0
"""A meeting place may lie this far outside the neighbourhood's outline: a station, a stream."""
CODE_TRIES = 5
MOST_OPEN = 5
"""Upcoming walks one member may have proposed at the same time (the desk: as many as it likes)."""
MOST_A_DAY = 10
"""Proposals of one member within 24 hours, called off or not: each may push invitations."""

KEEP_MEETING_TIMES = 3
MOST_SETS = 2_000


class Pace(StrEnum):
    """How fast it goes."""

    SLOW = "slow"
    NORMAL = "normal"
    BRISK = "brisk"


class State(StrEnum):
    """Where a walk stands."""

    OPEN = "open"
    FULL = "full"
    CANCELLED = "cancelled"
    OVER = "over"


class PartState(StrEnum):
    """One person's part; `met` means that they were at the meeting place."""

    INVITED = "invited"
    JOINED = "joined"
    DECLINED = "declined"
    LEFT = "left"
    MET = "met"


COMING = (PartState.JOINED, PartState.MET)


class Action(StrEnum):
    """What a person may say to a walk."""

    JOIN = "join"
    LEAVE = "leave"
    DECLINE = "decline"


class Refusal(StrEnum):
    """Why something cannot be; each has its sentence in `refusals`."""

    CANCELLED = "walk-cancelled"
    OVER = "walk-over"
    STARTED = "walk-started"
    FULL = "walk-full"
    OWN = "walk-own"
    THERE = "walk-already-there"
    TOO_EARLY = "walk-too-early"
    TOO_LATE = "walk-too-late"
    WRONG_CODE = "walk-wrong-code"
    TRIES_SPENT = "walk-tries-spent"
    FAR = "walk-far"
    UNSURE = "walk-place-unsure"
    NO_PLACE = "walk-no-place"
    NOT_JOINED = "walk-not-joined"
    PAST = "walk-past"
    TOO_FAR_AHEAD = "walk-too-far-ahead"
    ELSEWHERE = "walk-elsewhere"
    TOO_MANY = "walk-too-many"


@dataclass(frozen=True)
class Times:
    """When a walk is, and whether it was called off."""

    starts_at: datetime
    ends_at: datetime
    cancelled: bool = False


def state_of(times: Times, now: datetime, coming: int, most: int | None) -> State:
    """Cancelled stays cancelled; over is over; full until somebody leaves."""
    if times.cancelled:
        return State.CANCELLED
    if now >= times.ends_at:
        return State.OVER
    return State.FULL if most is not None and coming >= most else State.OPEN


def proposal_refused(starts_at: datetime, now: datetime, open_already: int, of_today: int, *, desk: bool) -> Refusal | None:
    """Why this cannot be proposed: it lies in the past on arrival or months ahead, or they have too many already."""
    if starts_at <= now:
        return Refusal.PAST
    if starts_at - now > FURTHEST_AHEAD:
        return Refusal.TOO_FAR_AHEAD
    return Refusal.TOO_MANY if not desk and (open_already >= MOST_OPEN or of_today >= MOST_A_DAY) else None


def within_reach(lat: float, lon: float, centre: tuple[float, float], corners: Iterable[tuple[float, float]]) -> bool:
    """Whether a meeting place belongs to this neighbourhood: no further from its centre than its furthest corner and a kilometre.

    Whose home is near is deliberately not asked: an answer would tell a stranger where somebody lives.
    """
    furthest = max((haversine(*centre, *corner) for corner in corners), default=0.0)
    return haversine(lat, lon, *centre) <= furthest + REACH_BEYOND_M


def join_refused(times: Times, said_at: datetime, arrived_at: datetime, coming: int, most: int | None) -> Refusal | None:
    """Why somebody cannot join. What a phone without network said before the start counts; a place that is taken is taken."""
    if times.cancelled:
        return Refusal.CANCELLED
    if arrived_at > times.ends_at + LATE_WORD_TAKEN or said_at >= times.ends_at:
        return Refusal.OVER
    if said_at >= times.starts_at:
        return Refusal.STARTED
    return Refusal.FULL if most is not None and coming >= most else None


def leave_refused(times: Times, said_at: datetime, part: str | None, *, own: bool) -> Refusal | None:
    """Why somebody cannot step back: it is theirs to call off, they were there, or it is over."""
    if part == PartState.MET:
        return Refusal.THERE
    if not times.cancelled and said_at >= times.ends_at:
        return Refusal.OVER
    return Refusal.OWN if own and not times.cancelled else None


def check_in_open(times: Times, at: datetime) -> bool:
    """Whether people may be met at this moment; the code is shown just as long."""
    return not times.cancelled and times.starts_at - CHECK_IN_FROM <= at <= times.starts_at + CHECK_IN_UNTIL


def check_in_refused(times: Times, said_at: datetime, arrived_at: datetime) -> Refusal | None:
    """Why nobody can be met now."""
    if times.cancelled:
        return Refusal.CANCELLED
    if said_at < times.starts_at - CHECK_IN_FROM:
        return Refusal.TOO_EARLY
    if said_at > times.starts_at + CHECK_IN_UNTIL or arrived_at > times.ends_at + LATE_WORD_TAKEN:
        return Refusal.TOO_LATE
    return None


def place_refused(meeting: tuple[float, float] | None, here: tuple[float, float], accuracy_m: float | None) -> Refusal | None:
    """Why a position does not show that somebody is there."""
    if meeting is None:
        return Refusal.NO_PLACE
    if accuracy_m is None or accuracy_m > SURE_ENOUGH_M:
        return Refusal.UNSURE
    return Refusal.FAR if haversine(*meeting, *here) > NEAR_ENOUGH_M else None


@dataclass(frozen=True)
class Tried:
    """What a code came to. `counts`: it is a further wrong one; the same wrong code sent again is not."""

    refusal: Refusal | None
    counts: bool = False


def try_code(right: str, given: str, wrong_so_far: int, last_wrong: str | None) -> Tried:
    """Judge a code: after five different wrong ones none is looked at any more, not even the right one."""
    if wrong_so_far >= CODE_TRIES:
        return Tried(Refusal.TRIES_SPENT)
    if given == right:
        return Tried(None)
    again = given == last_wrong
    spent = not again and wrong_so_far + 1 >= CODE_TRIES
    return Tried(Refusal.TRIES_SPENT if spent else Refusal.WRONG_CODE, counts=not again)


def remind_at(starts_at: datetime, proposed_at: datetime) -> datetime | None:
    """When to remind; never for a walk proposed within the hour, which everybody who joins has just read."""
    at = starts_at - REMIND_BEFORE
    return at if at > proposed_at else None


def reminder_helps(times: Times, now: datetime) -> bool:
    """Whether a reminder still helps: late is better than never until it starts, after that it only shames."""
    return not times.cancelled and now < times.starts_at


def who_is_told(wanted: Sequence[UUID], present: Collection[UUID], blocks: Collection[tuple[UUID, UUID]]) -> tuple[list[UUID], list[UUID]]:
    """(told, withheld) of those to invite: nobody is asked to walk with somebody whom they blocked or who blocked them.

    `blocks` are (who blocked, whom). Whoever is part of the walk already stays; of two who are invited at once, the one who
    blocked is asked and the one who was blocked is not.
    """
    unlucky = {whom for who, whom in blocks if who in wanted}
    told: list[UUID] = []
    withheld: list[UUID] = []
    for member_id in sorted(dict.fromkeys(wanted), key=lambda one: one in unlucky):
        company = {*present, *told} - {member_id}
        apart = any((member_id, other) in blocks or (other, member_id) in blocks for other in company)
        (withheld if apart else told).append(member_id)
    return told, withheld


@dataclass(frozen=True)
class Group:
    """So many people walked together so many times; who they are is nobody's business but theirs."""

    people: int
    times: int


def regular_groups(walks: Iterable[Collection[UUID]], at_least: int = KEEP_MEETING_TIMES) -> list[Group]:
    """The largest sets of people who were all together on `at_least` walks or more; a set within another one is not told again.

    The sets that matter are intersections of walks. Bounded to 2,000 of them: beyond that the smallest are left out.
    """
    together = [frozenset(walk) for walk in walks if len(walk) > 1]
    sets = set(together)
    fresh = set(sets)
    for _ in range(at_least - 1):
        fresh = {both for one in fresh for other in together if len(both := one & other) > 1} - sets
        sets |= set(sorted(fresh, key=len, reverse=True)[: MOST_SETS - len(sets)] if len(sets) < MOST_SETS else ())
    often = [(one, times) for one in sets if (times := sum(one <= walk for walk in together)) >= at_least]
    largest = [(one, times) for one, times in often if not any(one < other for other, _ in often)]
    return sorted((Group(len(one), times) for one, times in largest), key=lambda group: (-group.people, -group.times))
