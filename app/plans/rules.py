"""What a promise comes to, from values alone: when a check-in counts for it, what a pause covers, how long a word from others holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from app.plans import ladder_rules
from app.plans.ladder_rules import Acts, Ladder, Rung, Standing
from app.plans.schedule_rules import Promise, Schedule, between, due_at, local_day

MOST_PLANS = 3
PAUSE_MOST_DAYS = 14
REMINDED_AT_MIN = 18 * 60
"""On the last evening of a pause whoever paused hears that their promises begin again."""
HOLDS_BACK = timedelta(minutes=30)
"""So long after somebody was first in touch nobody knocks."""
ANSWERS_FOR = timedelta(hours=12)
"""So long after its time a promise may be kept from the notification, without opening the app."""


class Status(StrEnum):
    """What a promise came to."""

    KEPT = "kept"
    KEPT_EARLY = "kept_early"
    KEPT_LATE = "kept_late"
    MISSED = "missed"
    """It was asked about, and a newer promise came due, or its alert ran out."""
    SETTLED = "settled"
    """The desk, or whoever went there, saw to it."""
    PAUSED = "paused"
    ASLEEP = "asleep"
    """Nobody was asked because we were down, and a newer promise came due."""

    @property
    def is_kept(self) -> bool:
        """Whether the person answered."""
        return self in (Status.KEPT, Status.KEPT_EARLY, Status.KEPT_LATE)


class Open(StrEnum):
    """Where a promise stands that is not decided."""

    EARLY = "early"
    DUE = "due"
    ASKED = "asked"
    PEOPLE = "people"
    DESK = "desk"
    KNOCKING = "knocking"


class How(StrEnum):
    """How a buddy was in touch."""

    TALKED = "talked"
    SAW = "saw"
    ANSWERED_DOOR = "answered_door"


class SettledHow(StrEnum):
    """How the desk knows that somebody is well."""

    SPOKE_BY_PHONE = "spoke_by_phone"
    VISITED = "visited"
    OTHER = "other"


@dataclass(frozen=True)
class Pause:
    """From when on, and up to and including which local day, nothing is owed."""

    begun_at: datetime
    until: date

    def covers(self, promise: Promise) -> bool:
        """Whether this promise need not be kept; what was due before the pause began is still owed."""
        return promise.due_at > self.begun_at and promise.day <= self.until


def opens_at(schedule: Schedule, promise: Promise, early: timedelta) -> datetime:
    """From when on a check-in keeps a promise: so long before its time, and never before the time of the promise before it."""
    begin = promise.due_at - early
    before = [earlier.due_at for earlier in between(schedule, begin, promise.due_at) if earlier < promise]
    return max([begin, *before])


def status_at(promise_due_at: datetime, grace: timedelta, at: datetime) -> Status:
    """What keeping a promise at this moment comes to."""
    if at < promise_due_at:
        return Status.KEPT_EARLY
    return Status.KEPT if at <= promise_due_at + grace else Status.KEPT_LATE


def unanswered(asked_at: datetime | None) -> Status:
    """What a promise comes to that nobody answered before the next was due."""
    return Status.ASLEEP if asked_at is None else Status.MISSED


TOLD = (Rung.PEOPLE, Rung.DESK, Rung.KNOCK)
"""The rungs on which others hear of a silence."""


def pause_is_short_enough(until: date, now: datetime, zone: str) -> bool:
    """Whether a pause ends today at the earliest and in two weeks at the latest."""
    return 0 <= (until - local_day(now, zone)).days <= PAUSE_MOST_DAYS


def reminds_at(pause: Pause, zone: str) -> datetime | None:
    """When somebody hears that their pause ends: on its last evening; never when it began after that."""
    at = due_at(pause.until, REMINDED_AT_MIN, zone)
    return at if at is not None and at > pause.begun_at else None


@dataclass(frozen=True)
class Silence:
    """What came before the promise whose turn it is: the oldest promise without an answer, who was not told of it yet, and when a
    buddy first said that they were in touch."""

    since: datetime | None = None
    untold: frozenset[Rung] = frozenset()
    contact_at: datetime | None = None


def comes_at(rung: Rung, standing: Standing, ladder: Ladder, silence: Silence) -> datetime:
    """When a rung may be taken. A newer promise puts off nothing: others hear at the time of the oldest one without an answer, when the
    person was asked about the newest, too, and had time to answer. A buddy's word puts the knock off once."""
    at = ladder_rules.comes_at(rung, standing, ladder)
    is_older = silence.since is not None and silence.since < standing.due_at
    if silence.since is not None and is_older and rung in silence.untold and standing.asked_at is not None:
        at = min(at, max(ladder.at(rung, silence.since), standing.asked_at + ladder_rules.ANSWER_WITHIN))
    if rung is Rung.KNOCK and silence.contact_at is not None:
        at = max(at, silence.contact_at + HOLDS_BACK)
    return at


def act(standing: Standing, ladder: Ladder, silence: Silence, now: datetime) -> Acts:
    """What an unanswered promise asks for now, with what is known of the silence before it."""
    asks = ladder_rules.act(standing, ladder, now)
    own = [rung for rung in asks.rungs if rung in ladder_rules.ASKS]
    before = Standing(standing.due_at, standing.taken | (asks.then.taken & frozenset(ladder_rules.ASKS)), asks.then.asked_at)
    waiting = [rung for rung in ladder_rules.RUNGS if rung not in before.taken and rung not in ladder_rules.ASKS]
    told = [rung for rung in waiting if comes_at(rung, before, ladder, silence) <= now]
    then = Standing(before.due_at, before.taken | frozenset(told), before.asked_at)
    does = (*own, *told)
    late = any(now - comes_at(rung, before, ladder, silence) > ladder_rules.LATE for rung in does)
    left = [comes_at(rung, then, ladder, silence) for rung in ladder_rules.RUNGS if rung not in then.taken]
    return Acts(does, late, then, min(left, default=None))


def where(standing: Standing, now: datetime) -> Open:
    """Where an undecided promise stands."""
    for rung, stands in ((Rung.KNOCK, Open.KNOCKING), (Rung.DESK, Open.DESK), (Rung.PEOPLE, Open.PEOPLE), (Rung.AGAIN, Open.ASKED)):
        if rung in standing.taken:
            return stands
    return Open.EARLY if now < standing.due_at else Open.DUE


@dataclass(frozen=True)
class Terms:
    """What a neighbourhood's policy says of promises."""

    quiet_min: int = 60
    soon_min: int = 10
    desk_after_min: int = 30
    early: timedelta = timedelta(hours=6)

    def ladder(self, grace_min: int) -> Ladder:
        """The ladder of a plan with this grace."""
        return Ladder(self.quiet_min, self.soon_min, grace_min, self.desk_after_min)
