"""Coverage as it is read: all of it at the desk, only well-walked cells for everybody else. Writes nothing."""

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
from app.coverage.schemas import CoverageOut, CoveredCell, DebtCell, DebtOut, SharedCell, SharedOut
from app.geo.cells import COVERAGE, boundary, centre
from app.neighbourhoods import service as neighbourhoods
from app.neighbourhoods.models import Neighbourhood

_visits = table_of(Visit)


@dataclass
class _Cell:
    walks: list[int] = field(default_factory=lambda: [0] * len(rules.BANDS))
    month: list[int] = field(default_factory=lambda: [0] * len(rules.BANDS))
    last: list[date | None] = field(default_factory=lambda: [None] * len(rules.BANDS))
    walkers: int = 0


def at_desk(session: Session, neighbourhood_id: UUID, days: int, now: datetime) -> CoverageOut:
    """Visits of the last `days` days and what is owed, cell by cell."""
    place, zone, today = _here(session, neighbourhood_id, now)
    found = _cells(session, neighbourhood_id, today, days)
    nobody = _Cell()
    cells = []
    for name in sorted({*_area(place), *found}):
        cell = found.get(name, nobody)
        lat, lon = centre(name)
        times = [rules.began_at(day, band, zone) for band, day in enumerate(cell.last) if day is not None]
        cells.append(
            CoveredCell(
                cell=name,
                boundary=_corners(name),
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


def shared(session: Session, neighbourhood_id: UUID, days: int, now: datetime) -> SharedOut:
    """Only cells that at least five different people walked through."""
    _, _, today = _here(session, neighbourhood_id, now)
    walkers = func.count(_visits.c.member_id.distinct())
    query = (
        select(_visits.c.cell, func.count().label("walks"))
        .where(_visits.c.neighbourhood_id == neighbourhood_id, _visits.c.day > today - timedelta(days=days))
        .group_by(_visits.c.cell)
        .having(walkers >= rules.ENOUGH_WALKERS)
        .order_by(_visits.c.cell)
    )
    cells = [SharedCell(cell=row.cell, boundary=_corners(row.cell), walks=row.walks) for row in session.execute(query)]
    return SharedOut(made_at=now, cells=cells)


def debt(session: Session, neighbourhood_id: UUID, now: datetime) -> DebtOut:
    """What is owed in each cell of the neighbourhood."""
    place, _, today = _here(session, neighbourhood_id, now)
    found = _cells(session, neighbourhood_id, today, rules.WINDOW.days)
    nobody = _Cell()
    names = _area(place)
    cells = []
    for name, near in zip(names, area.near(names), strict=True):
        lat, lon = centre(name)
        cell = found.get(name, nobody)
        owed = rules.cell_debt(cell.last, cell.month, today)
        cells.append(DebtCell(cell=name, lat=round(lat, 6), lon=round(lon, 6), near=near, debt=owed))
    return DebtOut(made_at=now, time_zone=place.time_zone, resolution=COVERAGE, cells=cells)


def _cells(session: Session, neighbourhood_id: UUID, today: date, days: int) -> dict[str, _Cell]:
    here = (_visits.c.neighbourhood_id == neighbourhood_id, _visits.c.day > today - rules.WINDOW)
    each = select(_visits.c.cell, _visits.c.band, _visits.c.day, func.count().label("visits")).where(*here)
    cells: dict[str, _Cell] = {}
    since = today - timedelta(days=days)
    for row in session.execute(each.group_by(_visits.c.cell, _visits.c.band, _visits.c.day)):
        cell = cells.setdefault(row.cell, _Cell())
        cell.month[row.band] += row.visits
        known = cell.last[row.band]
        cell.last[row.band] = row.day if known is None else max(known, row.day)
        if row.day > since:
            cell.walks[row.band] += row.visits
    people = select(_visits.c.cell, func.count(_visits.c.member_id.distinct()).label("walkers"))
    recent = people.where(_visits.c.neighbourhood_id == neighbourhood_id, _visits.c.day > since).group_by(_visits.c.cell)
    for row in session.execute(recent):
        cells[row.cell].walkers = row.walkers
    return cells


def _here(session: Session, neighbourhood_id: UUID, now: datetime) -> tuple[Neighbourhood, ZoneInfo, date]:
    place = neighbourhoods.neighbourhood_of(session, neighbourhood_id)
    zone = ZoneInfo(place.time_zone)
    return place, zone, now.astimezone(zone).date()


def _area(place: Neighbourhood) -> tuple[str, ...]:
    return area.cells_of(place.boundary, place.centre_lat, place.centre_lon)


def _corners(cell: str) -> list[tuple[float, float]]:
    return [(round(lat, 6), round(lon, 6)) for lat, lon in boundary(cell)]
