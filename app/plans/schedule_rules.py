"""When promises are due, from values alone: local days and clocks on one side, moments in UTC on the other.

A promise is one time of one local day. Its moment follows from the zone's own rules (PEP 495, `fold=0`): a time that a clock put
forward skips is due as long after the change as it would have stood after it; a time that comes twice is due the first time. A local
day that a zone leaves out has no promises.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise, takewhile
from zoneinfo import ZoneInfo

DAY_MINUTES = 24 * 60
MOST_TIMES = 6
CLOSEST_MIN = 60
"""Two promises of one day lie at least this far apart: one has to be settled before the next is due."""
MOST_DAYS_APART = 14
SEARCH_DAYS = 3 * 366
"""How far ahead the next promise is looked for: beyond any week and any two weeks."""


class Flaw(StrEnum):
    """Why a schedule can never be kept, or never be missed."""

    NO_TIMES = "no_times"
    NO_DAYS = "no_days"
    TOO_MANY_TIMES = "too_many_times"
    TIMES_TOO_CLOSE = "times_too_close"
    NOT_A_TIME = "not_a_time"
    NOT_A_STEP = "not_a_step"
    NO_SUCH_ZONE = "no_such_zone"
    NEVER_DUE = "never_due"


@dataclass(frozen=True)
class Schedule:
    """On which local days and at which times of the wall clock somebody promised to check in.

    `minutes` are minutes after local midnight, ascending. Either on `weekdays` (0 is Monday), or every `every_days` days counted from
    `first_day`. Nothing is owed before `first_day` nor after `last_day`.
    """

    minutes: tuple[int, ...]
    zone: str
    first_day: date
    last_day: date | None = None
    weekdays: frozenset[int] | None = None
    every_days: int = 1

    def holds_on(self, day: date) -> bool:
        """Whether something is promised for this local day."""
        if day < self.first_day or (self.last_day is not None and day > self.last_day):
            return False
        if self.weekdays is not None:
            return day.weekday() in self.weekdays
        return (day - self.first_day).days % self.every_days == 0


@dataclass(frozen=True, order=True)
class Promise:
    """One time of one local day, and when that is. In the order in which they fall due."""

    due_at: datetime
    day: date
    minute: int


@lru_cache(maxsize=64)
def zone_of(name: str) -> ZoneInfo:
    """The zone of this name; raises `ZoneInfoNotFoundError` or `ValueError` for anything else."""
    return ZoneInfo(name)


def is_zone(name: str) -> bool:
    """Whether there is a zone of this name."""
    try:
        zone_of(name)
    except (ValueError, KeyError, OSError):  # what zoneinfo raises for names that are none: not found is a KeyError
        return False
    return True


def _moment(day: date, minute: int, zone: str) -> datetime:
    return datetime.combine(day, time(minute // 60, minute % 60), zone_of(zone)).astimezone(UTC)


def exists(day: date, zone: str) -> bool:
    """Whether the zone has this day at all: whoever moves the date line leaves one out."""
    return local_day(_moment(day, DAY_MINUTES // 2, zone), zone) == day


def due_at(day: date, minute: int, zone: str) -> datetime | None:
    """The moment in UTC at which this time of this day comes, or None when the zone leaves the day out."""
    return _moment(day, minute, zone) if exists(day, zone) else None


def local_day(moment: datetime, zone: str) -> date:
    """The day that calendars on the wall show."""
    return moment.astimezone(zone_of(zone)).date()


def of_day(schedule: Schedule, day: date) -> list[Promise]:
    """The promises of one local day, in the order in which they fall due."""
    if not schedule.holds_on(day) or not exists(day, schedule.zone):
        return []
    return sorted(Promise(_moment(day, minute, schedule.zone), day, minute) for minute in schedule.minutes)


def after(schedule: Schedule, cursor: datetime | Promise) -> Iterator[Promise]:
    """Promises that come after a moment, or after another promise, soonest first; ends where nothing is due for three years."""
    last = cursor if isinstance(cursor, Promise) else Promise(cursor, date.max, DAY_MINUTES)
    day = max(local_day(last.due_at, schedule.zone) - timedelta(days=1), schedule.first_day)
    waiting: list[Promise] = []
    idle = 0
    while idle < SEARCH_DAYS and (waiting or schedule.last_day is None or day <= schedule.last_day):
        # Where a clock is put forward at midnight, late times of a day come after early ones of the next.
        opens = _moment(day, 0, schedule.zone) if waiting else None
        waiting = sorted(waiting + of_day(schedule, day))
        while waiting and opens is not None and waiting[0].due_at < opens:
            idle = 0
            yield waiting.pop(0)
        waiting = [promise for promise in waiting if promise > last]
        day += timedelta(days=1)
        idle += 1


def next_after(schedule: Schedule, cursor: datetime | Promise) -> Promise | None:
    """The first promise after a moment, or after another promise."""
    return next(after(schedule, cursor), None)


def between(schedule: Schedule, begin: datetime, end: datetime) -> list[Promise]:
    """Every promise due after `begin` and not after `end`."""
    return list(takewhile(lambda promise: promise.due_at <= end, after(schedule, begin)))


def flaws(schedule: Schedule, now: datetime) -> list[Flaw]:
    """Everything that makes a schedule one that cannot be kept; empty for a good one."""
    found = _flaws_of_times(schedule.minutes)
    if schedule.weekdays is not None and not schedule.weekdays:
        found.append(Flaw.NO_DAYS)
    if not 1 <= schedule.every_days <= MOST_DAYS_APART or not (schedule.weekdays or frozenset()) <= frozenset(range(7)):
        found.append(Flaw.NOT_A_STEP)
    if not is_zone(schedule.zone):
        found.append(Flaw.NO_SUCH_ZONE)
    if not found and next_after(schedule, now) is None:
        found.append(Flaw.NEVER_DUE)
    return found


def _flaws_of_times(minutes: tuple[int, ...]) -> list[Flaw]:
    if not minutes:
        return [Flaw.NO_TIMES]
    if len(minutes) > MOST_TIMES:
        return [Flaw.TOO_MANY_TIMES]
    if any(not 0 <= minute < DAY_MINUTES for minute in minutes):
        return [Flaw.NOT_A_TIME]
    ordered = sorted(minutes)
    round_the_clock = [*ordered, ordered[0] + DAY_MINUTES]
    if any(late - early < CLOSEST_MIN for early, late in pairwise(round_the_clock)):
        return [Flaw.TIMES_TOO_CLOSE]
    return []
