"""What happens around a promise, rung by rung, from values alone: the person is asked first, then their own people, then the desk,
and only then neighbours who knock.

Late work does what is right now. Rungs that were slept through are not made up for one by one; nobody is told that somebody did not
answer before that person was really asked and had time to.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

ANSWER_WITHIN = timedelta(minutes=15)
"""So long somebody has to answer before their own people hear of it, counted from when they were really asked."""
KNOCK_AFTER = timedelta(minutes=30)
"""So long after somebody was really asked nobody knocks at their door."""
LATE = timedelta(minutes=10)
"""A rung that is reached later than this after its time is marked late."""


class Rung(StrEnum):
    """The rungs in their order."""

    QUIET = "quiet"
    """A silent word in the app: the promise is coming."""
    SOON = "soon"
    DUE = "due"
    AGAIN = "again"
    PEOPLE = "people"
    """Buddies and guardians hear that no answer came."""
    DESK = "desk"
    KNOCK = "knock"
    """Responders are asked to knock."""


RUNGS = tuple(Rung)
ASKS = (Rung.QUIET, Rung.SOON, Rung.DUE, Rung.AGAIN)
"""What reaches the person alone. Of several at once only the last is said."""


@dataclass(frozen=True)
class Ladder:
    """When each rung comes, in minutes around the moment of the promise; `grace_min` is the person's own."""

    quiet_min: int = 60
    soon_min: int = 10
    grace_min: int = 30
    """After so long their own people hear of it; half way there the person is asked once more."""
    desk_after_min: int = 30
    """So long after their own people the desk hears of it, and neighbours are asked to knock."""

    def at(self, rung: Rung, due_at: datetime) -> datetime:
        """When a rung comes."""
        after = self.grace_min + self.desk_after_min
        minutes = {
            Rung.QUIET: -self.quiet_min,
            Rung.SOON: -self.soon_min,
            Rung.DUE: 0,
            Rung.AGAIN: self.grace_min // 2,
            Rung.PEOPLE: self.grace_min,
            Rung.DESK: after,
            Rung.KNOCK: after,
        }
        return due_at + timedelta(minutes=minutes[rung])

    def tightened(self, by: float) -> Ladder:
        """The same with everything after the promise coming sooner, as in a heat wave; `by` is the part of the time that is left."""
        return Ladder(self.quiet_min, self.soon_min, max(10, round(self.grace_min * by)), max(10, round(self.desk_after_min * by)))


@dataclass(frozen=True)
class Standing:
    """How far one promise got: which rungs were taken or slept through, and when its person was first really asked."""

    due_at: datetime
    taken: frozenset[Rung] = frozenset()
    asked_at: datetime | None = None


@dataclass(frozen=True)
class Acts:
    """What is to be done now, how the promise stands then, and when to look again (None: every rung was taken)."""

    rungs: tuple[Rung, ...]
    late: bool
    then: Standing
    again_at: datetime | None


def comes_at(rung: Rung, standing: Standing, ladder: Ladder) -> datetime:
    """When a rung may be taken: at its time, and where others hear of a silence, not before the person had time to answer."""
    at = ladder.at(rung, standing.due_at)
    waits = {Rung.PEOPLE: ANSWER_WITHIN, Rung.KNOCK: KNOCK_AFTER}.get(rung)
    if waits is not None and standing.asked_at is not None:
        return max(at, standing.asked_at + min(waits, at - standing.due_at))
    return at


def act(standing: Standing, ladder: Ladder, now: datetime) -> Acts:
    """What an unanswered promise asks for now.

    A desk that can only hear of it late hears at once. Whoever was not asked in time is asked now, and has the usual time to answer.
    """
    open_rungs = [rung for rung in RUNGS if rung not in standing.taken]
    asks = [rung for rung in open_rungs if rung in ASKS and ladder.at(rung, standing.due_at) <= now]
    asked_at = standing.asked_at
    if asked_at is None and any(rung is not Rung.QUIET for rung in asks):
        asked_at = now
    heard = Standing(standing.due_at, standing.taken | frozenset(asks), asked_at)
    told = [rung for rung in open_rungs if rung not in ASKS and comes_at(rung, heard, ladder) <= now]
    then = Standing(standing.due_at, heard.taken | frozenset(told), asked_at)
    does = (*asks[-1:], *told)
    late = any(now - comes_at(rung, then, ladder) > LATE for rung in does)
    return Acts(does, late, then, min((comes_at(rung, then, ladder) for rung in RUNGS if rung not in then.taken), default=None))
