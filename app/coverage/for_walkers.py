"""What walkers may know of where others walk: enough to choose a way, too little to follow anybody. Writes nothing.

Only whole weeks are counted, up to the Monday before today, and only whether five different people or more came: through a cell at an
hour of the day, through the cell, through the seven cells of its group (resolution 9, the finest place anybody may be put in). Walks
of this week change nothing before it is over. See docs/adr/0014.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from app.core.database import table_of
from app.coverage import area, rules
from app.coverage.models import Visit
from app.coverage.reading import cells_of, corners, here_and_now
from app.coverage.schemas import DebtCell, DebtOut, SharedCell, SharedOut
from app.geo.cells import COVERAGE, MATCHING, centre, parent

_visits = table_of(Visit)
_PEOPLE = func.count(_visits.c.member_id.distinct())


def shared(session: Session, neighbourhood_id: UUID, days: int, now: datetime) -> SharedOut:
    """Cells that at least five different people walked through in the last `days` days before Monday; walks rounded down."""
    _, zone, today = here_and_now(session, neighbourhood_id, now)
    monday = rules.week_began(today)
    query = (
        select(_visits.c.cell, func.count().label("walks"))
        .where(*_weeks(neighbourhood_id, monday, timedelta(days=days)))
        .group_by(_visits.c.cell)
        .having(_PEOPLE >= rules.ENOUGH_WALKERS)
        .order_by(_visits.c.cell)
    )
    cells = [SharedCell(cell=row.cell, boundary=corners(row.cell), walks=rules.rounded_down(row.walks)) for row in session.execute(query)]
    return SharedOut(made_at=_since(monday, zone), cells=cells)


def debt(session: Session, neighbourhood_id: UUID, now: datetime) -> DebtOut:
    """What is owed in each cell of the neighbourhood."""
    place, zone, today = here_and_now(session, neighbourhood_id, now)
    monday = rules.week_began(today)
    weeks = _weeks(neighbourhood_id, monday, rules.WINDOW)
    people = {
        row.cell: row.people
        for row in session.execute(select(_visits.c.cell, _PEOPLE.label("people")).where(*weeks).group_by(_visits.c.cell))
    }
    by_band: dict[str, list[int]] = defaultdict(lambda: [0] * len(rules.BANDS))
    each = select(_visits.c.cell, _visits.c.band, _PEOPLE.label("people")).where(*weeks).group_by(_visits.c.cell, _visits.c.band)
    for row in session.execute(each):
        by_band[row.cell][row.band] = row.people
    groups = _groups(session, weeks, people)
    names = cells_of(place)
    cells = []
    for name, near in zip(names, area.near(names), strict=True):
        lat, lon = centre(name)
        owed = rules.told(groups.get(parent(name, MATCHING), 0), people.get(name, 0), by_band[name])
        cells.append(DebtCell(cell=name, lat=round(lat, 6), lon=round(lon, 6), near=near, debt=owed))
    return DebtOut(made_at=_since(monday, zone), time_zone=place.time_zone, resolution=COVERAGE, cells=cells)


def _groups(session: Session, weeks: list[ColumnElement[bool]], people: dict[str, int]) -> dict[str, int]:
    """Different people in each group of cells. Names are fetched only for cells with few of them; one with many settles its group."""
    few = select(_visits.c.cell).where(*weeks).group_by(_visits.c.cell).having(_PEOPLE < rules.ENOUGH_WALKERS)
    who: dict[str, set[UUID]] = defaultdict(set)
    for row in session.execute(select(_visits.c.cell, _visits.c.member_id).distinct().where(*weeks, _visits.c.cell.in_(few))):
        who[parent(row.cell, MATCHING)].add(row.member_id)
    counts = {group: len(members) for group, members in who.items()}
    for cell, many in people.items():
        group = parent(cell, MATCHING)
        counts[group] = max(many, counts.get(group, 0))
    return counts


def _weeks(neighbourhood_id: UUID, monday: date, length: timedelta) -> list[ColumnElement[bool]]:
    return [_visits.c.neighbourhood_id == neighbourhood_id, _visits.c.day >= monday - length, _visits.c.day < monday]


def _since(monday: date, zone: ZoneInfo) -> datetime:
    """What walkers see is as of the Monday."""
    return rules.began_at(monday, 0, zone).astimezone(UTC)
