"""Which cells are owed a walk: the longer nobody came and the fewer came, the more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta, tzinfo

BANDS = ("00-04", "04-08", "08-12", "12-16", "16-20", "20-24")
"""Four hours of the local day each."""
EXPECTED = (0, 2, 4, 4, 6, 4)
"""Visits in four weeks that would be enough, by band. Nobody is sent out at night."""
WINDOW = timedelta(days=28)
KEPT = timedelta(days=35)
ENOUGH_WALKERS = 5
"""Walkers are told of nothing that fewer different people did."""
MOST_DEBT = 3


def band_of(local: datetime) -> int:
    """The four hours of the day that a local time lies in."""
    return local.hour // 4


def local(second: int, zone: tzinfo) -> tuple[date, int]:
    """The local day and its four hours in which a second (unix) lies."""
    then = datetime.fromtimestamp(second, zone)
    return then.date(), band_of(then)


def debt(band: int, days_since: int | None, visits: int) -> int:
    """0 (walked) to 3 (nobody for long).

    By the days since the last visit within this band: up to one 0, up to six 1, up to thirteen 2, more or never 3. As many visits in
    four weeks as are expected take one off. Where none are expected, in the small hours, nothing is ever owed.
    """
    if EXPECTED[band] == 0:
        return 0
    days = WINDOW.days if days_since is None else max(0, days_since)
    owed = 0 if days <= 1 else 1 if days <= 6 else 2 if days <= 13 else MOST_DEBT
    return max(0, owed - (visits >= EXPECTED[band]))


def cell_debt(last: Sequence[date | None], visits: Sequence[int], today: date) -> list[int]:
    """The debt of one cell in each band, from its last visit and the visits in the window."""
    return [
        debt(band, None if when is None else (today - when).days, count)
        for band, (when, count) in enumerate(zip(last, visits, strict=True))
    ]


def oldest_kept(now: datetime, zone: tzinfo) -> date:
    """The oldest local day of which visits are kept."""
    return now.astimezone(zone).date() - KEPT


def week_began(today: date) -> date:
    """The Monday of this week. What walkers are told changes then and at no other time: no day has a walk of its own in it."""
    return today - timedelta(days=today.weekday())


def told(group: int, people: int, by_band: Sequence[int]) -> list[int]:
    """What walkers are told of a cell, by band: how much it could do with a walk, and nothing that fewer than five people did.

    By the different people of four weeks: `by_band` in the cell at that hour, `people` in it at any hour, `group` in it and the cells
    around it. 0 where they are many at that hour, 1 in the cell, 2 in the group; 3 where they are few, however few, nobody included.
    """
    elsewhere = 1 if people >= ENOUGH_WALKERS else 2 if group >= ENOUGH_WALKERS else MOST_DEBT
    return [0 if wanted == 0 or here >= ENOUGH_WALKERS else elsewhere for wanted, here in zip(EXPECTED, by_band, strict=True)]


def rounded_down(walks: int) -> int:
    """5, 10, 20, 50, 100 … walks, below five none: one more or less is not to be seen."""
    if walks < ENOUGH_WALKERS:
        return 0
    step: int = 10 ** (len(str(walks)) - 1)
    return max(step * part for part in (1, 2, 5) if step * part <= walks)


def began_at(day: date, band: int, zone: tzinfo) -> datetime:
    """When a band of a local day begins: as exactly as a visit is remembered."""
    return datetime(day.year, day.month, day.day, band * 4, tzinfo=zone)
