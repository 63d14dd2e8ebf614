"""What counts as volunteer time, and what a month of it comes to: pure, from the credit of single walks (`app/patrols/credit.py`).

The minutes of a walk run from its start to its end. Gaps of more than ten minutes in which nothing was heard are left out, and no walk
counts for more than four hours. They are confirmed by themselves when something proves the walk:

* A hundred metres by GPS. The phone cuts 50 to 200 m off both ends before anything leaves it, so it says how much that was (`trimmed_m`,
  in steps of 50 m); believed once a fix has come, and only as far as somebody walks in the time that was cut.
* Three different facilities that were looked at one after the other on a hundred metres of way, at a walking pace
  (`app/patrols/checkpoints.py`). Only the time from the first to the last of them counts, and ten minutes for the way there and home.
* A coordinator's word, up to the length of the walk. Not on their own walk, unless nobody else could give it; then that is logged.

Everything else over five minutes waits for that word, and is kept and offered whenever it comes: a walk without either proof, one brought
as a file, checks that reached us more than 48 hours after the walk, a track that did so more than seven days after it. Long after a walk,
records prove little: they can be typed up at home. Records that are made up and sent in time cannot be told from true ones here; the
desk sees every walk with its time, and a certificate can be looked up.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

MOST_A_DAY_MIN = 480
"""No day counts for more than eight hours."""
MOST_MONTHS = 24
"""A certificate covers two years at the most."""
_MONTH = re.compile(r"(20[2-9][0-9])-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class Timed:
    """A walk with its credit in minutes; `day` is the local day on which it began."""

    day: date
    started_at: datetime
    ended_at: datetime
    minutes: int


def counted(walks: Sequence[Timed]) -> list[int]:
    """The minutes that count of each walk of one member, in the order given.

    Time during which an earlier walk went on counts once, with the earlier one; a day counts at most eight hours, its first ones.
    """
    result = [0] * len(walks)
    covered: datetime | None = None
    left: dict[date, int] = defaultdict(lambda: MOST_A_DAY_MIN)
    for index in sorted(range(len(walks)), key=lambda i: (walks[i].started_at, walks[i].ended_at, walks[i].minutes)):
        walk = walks[index]
        twice = timedelta()
        if covered is not None and covered > walk.started_at:
            twice = min(covered, walk.ended_at) - walk.started_at
        minutes = max(0, walk.minutes - -(-int(twice.total_seconds()) // 60))
        result[index] = min(minutes, left[walk.day])
        left[walk.day] -= result[index]
        covered = walk.ended_at if covered is None else max(covered, walk.ended_at)
    return result


def weeks_in_a_row(days: Iterable[date], today: date) -> int:
    """Weeks (from Monday) with a walk, one after the other up to now.

    A week without one is a pause: it is passed over and not counted. Two such weeks in a row begin anew. The present week is not missed
    before it is over.
    """
    walked = {monday(day) for day in days if day <= today}
    week = monday(today)
    count, missed = 0, 0
    if week not in walked:
        week -= timedelta(weeks=1)
    while missed < 2:
        if week in walked:
            count, missed = count + 1, 0
        else:
            missed += 1
        week -= timedelta(weeks=1)
    return count


def monday(day: date) -> date:
    """The first day of a day's week."""
    return day - timedelta(days=day.weekday())


def month_of(text: str) -> date | None:
    """The first day of a month written as 2026-11; None for anything else."""
    found = _MONTH.fullmatch(text)
    return date(int(found[1]), int(found[2]), 1) if found else None


def month_name(first: date) -> str:
    """A month as 2026-11."""
    return f"{first:%Y-%m}"


def later(first: date, months: int) -> date:
    """The first day of the month so many months later (earlier, when negative)."""
    index = first.year * 12 + first.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def months_between(first: date, last: date) -> list[date]:
    """The first days of all months from one to another, both included."""
    count = (last.year - first.year) * 12 + last.month - first.month
    return [later(first, step) for step in range(count + 1)]


def begins_at(day: date, zone: tzinfo) -> datetime:
    """When a local day begins."""
    return datetime(day.year, day.month, day.day, tzinfo=zone)
