"""Coverage as the desk reads it, all of it; what walkers may know is in `for_walkers.py`. Writes nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core.database import table_of
from app.coverage import area, rules
from app.coverage.models import Visit
from app.coverage.schemas import CoverageOut, CoveredCell
from app.geo.cells import COVERAGE, boundary, centre
from app.neighbourhoods import service as neighbourhoods
from app.neighbourhoods.models import Neighbourhood

_visits = table_of(Visit)


@dataclass
class Walked:
    """What is known of one cell, by band: visits in the days asked for and in four weeks, the last day, and different walkers."""

    walks: list[int] = field(default_factory=lambda: [0] * len(rules.BANDS))
    month: list[int] = field(default_factory=lambda: [0] * len(rules.BANDS))
    last: list[date | None] = field(default_factory=lambda: [None] * len(rules.BANDS))
    walkers: int = 0


def at_desk(session: Session, neighbourhood_id: UUID, days: int, now: datetime) -> CoverageOut:
    """Visits of the last `days` days and what is owed, cell by cell."""
    place, zone, today = here_and_now(session, neighbourhood_id, now)
    found = walked(session, neighbourhood_id, today + timedelta(days=1), days)
    nobody = Walked()
    cells = []
    for name in sorted({*cells_of(place), *found}):
        cell = found.get(name, nobody)
        lat, lon = centre(name)
        times = [rules.began_at(day, band, zone) for band, day in enumerate(cell.last) if day is not None]
        cells.append(
            CoveredCell(
                cell=name,
                boundary=corners(name),
                lat=round(lat, 6),
                lon=round(lon, 6),
                walks=cell.walks,
                walkers=cell.walkers,
                last_at=max(times).astimezone(UTC) if times else None,
                debt=rules.cell_debt(cell.last, cell.month, today),
            )
        )
    window = (_visits.c.neighbourhood_id == neighbourhood_id, _visits.c.day > today - timedelta(days=days))
    first = session.execute(select(func.min(_visits.c.day)).where(*window)).scalar_one()
    since = rules.began_at(first, 0, zone).astimezone(UTC) if first else None
    return CoverageOut(made_at=now, since=since, resolution=COVERAGE, bands=list(rules.BANDS), cells=cells)


def walked(session: Session, neighbourhood_id: UUID, before: date, days: int) -> dict[str, Walked]:
    """Every cell that somebody came through in the four weeks before a day; walks and walkers are those of its last `days` days."""
    here = (_visits.c.neighbourhood_id == neighbourhood_id, _visits.c.day >= before - rules.WINDOW, _visits.c.day < before)
    each = select(_visits.c.cell, _visits.c.band, _visits.c.day, func.count().label("visits")).where(*here)
    cells: dict[str, Walked] = {}
    since = before - timedelta(days=days)
    for row in session.execute(each.group_by(_visits.c.cell, _visits.c.band, _visits.c.day)):
        cell = cells.setdefault(row.cell, Walked())
        cell.month[row.band] += row.visits
        known = cell.last[row.band]
        cell.last[row.band] = row.day if known is None else max(known, row.day)
        if row.day >= since:
            cell.walks[row.band] += row.visits
    people = select(_visits.c.cell, func.count(_visits.c.member_id.distinct()).label("walkers"))
    recent = people.where(*here, _visits.c.day >= since).group_by(_visits.c.cell)
    for row in session.execute(recent):
        cells[row.cell].walkers = row.walkers
    return cells


def here_and_now(session: Session, neighbourhood_id: UUID, now: datetime) -> tuple[Neighbourhood, ZoneInfo, date]:
    """The neighbourhood, its time zone, and which day it is there."""
    place = neighbourhoods.neighbourhood_of(session, neighbourhood_id)
    zone = ZoneInfo(place.time_zone)
    return place, zone, now.astimezone(zone).date()


def cells_of(place: Neighbourhood) -> tuple[str, ...]:
    """The cells of its boundary."""
    return area.cells_of(place.boundary, place.centre_lat, place.centre_lon)


def corners(cell: str) -> list[tuple[float, float]]:
    """A cell's corners as (latitude, longitude)."""
    return [(round(lat, 6), round(lon, 6)) for lat, lon in boundary(cell)]
