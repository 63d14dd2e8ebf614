"""How long a call to look out lives, who is asked, and what is told and forgotten when it ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

LEAST_LIFE = timedelta(minutes=10)
MOST_LIFE = timedelta(hours=12)
"""From the opening on, however often it is extended: after that the desk asks anew, with words that are true now."""

MOST_OPEN = 3
"""Open at once in one neighbourhood. Who is asked to look for everybody looks for nobody."""

MOST_SIGHTINGS = 30
"""That one walker may send of one call; nobody sees somebody that often."""

HINT_LIVES = timedelta(minutes=30)
"""A push to somebody out walking is worth nothing once the walk is over."""

NEWS_WORTH = timedelta(hours=1)
"""After its end nobody is told any more how a call ended: they are at home, and it would only ring."""

OVER_SHOWN = timedelta(minutes=30)
"""How long those who were asked still read in the app that it is over."""


class Outcome(StrEnum):
    """What became of it. `expired` is what it is when nobody at the desk said anything."""

    FOUND_SAFE = "found_safe"
    FOUND_NEEDS_HELP = "found_needs_help"
    HANDED_TO_POLICE = "handed_to_police"
    NOT_FOUND = "not_found"
    MISTAKEN = "mistaken"
    EXPIRED = "expired"

    @property
    def is_found(self) -> bool:
        """Whether those who looked out may be told that it was worth it."""
        return self in (Outcome.FOUND_SAFE, Outcome.FOUND_NEEDS_HELP)


class State(StrEnum):
    """What a walker is shown: the words only while it is open."""

    OPEN = "open"
    FOUND = "found"
    OVER = "over"


@dataclass(frozen=True)
class Life:
    """The times of a call. It is over at `expires_at` by itself, whether or not a worker was there to write it down."""

    opened_at: datetime
    expires_at: datetime
    closed_at: datetime | None = None
    outcome: Outcome | None = None

    def is_open(self, now: datetime) -> bool:
        """Whether anybody is to look out now."""
        return self.closed_at is None and now < self.expires_at

    def ended_at(self, now: datetime) -> datetime | None:
        """When it ended; None while it is open."""
        if self.closed_at is not None:
            return self.closed_at
        return self.expires_at if now >= self.expires_at else None

    @property
    def latest_end(self) -> datetime:
        """No extension goes beyond this."""
        return self.opened_at + MOST_LIFE

    def state(self, now: datetime) -> State:
        """What those who were asked are shown of it."""
        if self.is_open(now):
            return State.OPEN
        return State.FOUND if self.outcome is not None and self.outcome.is_found else State.OVER


def first_end(opened_at: datetime, asked: timedelta | None, usual: timedelta) -> datetime:
    """When a new call expires: as long as was asked for, else as long as is usual here; ten minutes at least, twelve hours at most."""
    return opened_at + min(max(asked if asked is not None else usual, LEAST_LIFE), MOST_LIFE)


def extended(life: Life, until: datetime) -> datetime:
    """When it expires after somebody asked for `until`: never earlier than it did, and never beyond twelve hours from its opening.

    The same wish said twice comes to the same.
    """
    return max(life.expires_at, min(until, life.latest_end))


@dataclass(frozen=True)
class Walker:
    """Somebody who may be out walking."""

    fix_at: datetime | None
    """Of their walk under way; None when there is none."""
    agreed: bool
    """To be located, now: neither never asked, nor paused, nor withdrawn."""
    is_parted: bool
    """They or whoever raised the call blocked the other."""
    is_raiser: bool


def may_look(walker: Walker, life: Life, now: datetime, usable: timedelta) -> bool:
    """Whether this person reads the call now: only while it is open and only while out walking, by a fix that can still be used.

    Quiet hours are not asked about: who walks is awake. Nobody learns who is missing by sitting at home.
    """
    if not life.is_open(now) or walker.fix_at is None or now - walker.fix_at > usable:
        return False
    return walker.agreed and not walker.is_parted and not walker.is_raiser


def hint_worth(life: Life, now: datetime) -> timedelta:
    """How long a push about it is worth sending; zero when it is over. Each walker is pushed once for each call."""
    return max(timedelta(), min(life.expires_at - now, HINT_LIVES))


def tells_the_end(outcome: Outcome, ended_at: datetime, now: datetime) -> bool:
    """Whether those who were asked are told that it is over: never when it merely expired, and never late."""
    return outcome is not Outcome.EXPIRED and now - ended_at <= NEWS_WORTH


def may_settle(life: Life, now: datetime) -> bool:
    """Whether the desk may (still) say what became of it: while it is open, or after it expired without a word."""
    return life.ended_at(now) is None or life.outcome in (None, Outcome.EXPIRED)


def are_places_over(ended_at: datetime | None, now: datetime, kept: timedelta) -> bool:
    """Whether what was seen, and where, is to be erased. Only how many there were stays."""
    return ended_at is not None and now - ended_at >= kept


def is_same(one: tuple[str, str, datetime | None], other: tuple[str, str, datetime | None]) -> bool:
    """Whether two calls (words, where, when last seen) are the same one sent twice, whatever the spaces."""
    return _plain(one) == _plain(other)


def _plain(said: tuple[str, str, datetime | None]) -> tuple[str, str, datetime | None]:
    return " ".join(said[0].split()), " ".join(said[1].split()), said[2]
