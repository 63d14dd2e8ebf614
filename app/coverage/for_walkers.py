"""What walkers may know of where others walk: enough to choose a way, too little to follow anybody. Writes nothing.

Today is never in it. Where at least five different people came through a cell in four weeks, it is told by day and by four hours.
Anywhere else the cell goes up in the seven of its group (resolution 9, the finest that anybody may be placed in), all hours alike,
and changes on Mondays only: from one answer to the next, nobody's route stands out. See docs/adr/0014.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core.database import table_of
from app.coverage import area, rules
from app.coverage.models import Visit
from app.coverage.reading import Walked, cells_of, corners, here_and_now, walked
from app.coverage.schemas import DebtCell, DebtOut, SharedCell, SharedOut
from app.geo.cells import COVERAGE, MATCHING, centre, parent

_visits = table_of(Visit)


def shared(session: Session, neighbourhood_id: UUID, days: int, now: datetime) -> SharedOut:
    """Cells that at least five different people walked through in the last `days` days before today; walks rounded down."""
    _, _, today = here_and_now(session, neighbourhood_id, now)
    window = (_visits.c.day >= today - timedelta(days=days), _visits.c.day < today)
    query = (
        select(_visits.c.cell, func.count().label("walks"))
        .where(_visits.c.neighbourhood_id == neighbourhood_id, *window)
        .group_by(_visits.c.cell)
        .having(func.count(_visits.c.member_id.distinct()) >= rules.ENOUGH_WALKERS)
        .order_by(_visits.c.cell)
    )
    cells = [SharedCell(cell=row.cell, boundary=corners(row.cell), walks=rules.rounded_down(row.walks)) for row in session.execute(query)]
    return SharedOut(made_at=now, cells=cells)


def debt(session: Session, neighbourhood_id: UUID, now: datetime) -> DebtOut:
    """What is owed in each cell of the neighbourhood."""
    place, _, today = here_and_now(session, neighbourhood_id, now)
    monday = rules.week_began(today)
    busy = {
        name: cell
        for name, cell in walked(session, neighbourhood_id, today, rules.WINDOW.days).items()
        if cell.walkers >= rules.ENOUGH_WALKERS
    }
    last = _last_in_groups(walked(session, neighbourhood_id, monday, rules.WINDOW.days))
    names = cells_of(place)
    cells = []
    for name, near in zip(names, area.near(names), strict=True):
        lat, lon = centre(name)
        known = busy.get(name)
        owed = rules.cell_debt(known.last, known.month, today) if known else rules.quiet_debt(last.get(parent(name, MATCHING)), monday)
        cells.append(DebtCell(cell=name, lat=round(lat, 6), lon=round(lon, 6), near=near, debt=owed))
    return DebtOut(made_at=now, time_zone=place.time_zone, resolution=COVERAGE, cells=cells)


def _last_in_groups(cells: dict[str, Walked]) -> dict[str, date]:
    """The last day anybody came through any cell of a group."""
    last: dict[str, date] = {}
    for name, cell in cells.items():
        group = parent(name, MATCHING)
        newest = max(day for day in cell.last if day is not None)
        last[group] = max(newest, last.get(group, newest))
    return last
