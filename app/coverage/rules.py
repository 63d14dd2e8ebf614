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


def week_began(today: date) -> date:
    """The Monday of this week."""
    return today - timedelta(days=today.weekday())


def quiet_debt(last: date | None, monday: date) -> list[int]:
    """What is owed where fewer than five people walk, in each band alike, so that it tells neither an hour nor a day.

    `last` is the last visit before `monday` of anybody in the whole neighbouring group of cells: in the week before 0, the week before
    that 1, earlier in four weeks 2, else 3. It changes on Mondays only.
    """
    days = WINDOW.days + 1 if last is None else (monday - last).days
    owed = 0 if days <= 7 else 1 if days <= 14 else 2 if days <= WINDOW.days else MOST_DEBT
    return [0 if expected == 0 else owed for expected in EXPECTED]


def rounded_down(walks: int) -> int:
    """1, 2, 5, 10, 20, 50, 100 … walks: one more or less is not to be seen."""
    step = 1
    while step * 10 <= walks:
        step *= 10
    return max((step * part for part in (1, 2, 5) if step * part <= walks), default=0)


def began_at(day: date, band: int, zone: tzinfo) -> datetime:
    """When a band of a local day begins: as exactly as a visit is remembered."""
    return datetime(day.year, day.month, day.day, band * 4, tzinfo=zone)
