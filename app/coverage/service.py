"""Turning tracks into visits, and forgetting them: the only writer of the coverage."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.core.database import table_of
from app.coverage import rules
from app.coverage.models import Visit
from app.geo import track as codec
from app.geo.cells import COVERAGE, cell_of
from app.geo.track import Track
from app.geo.trimming import trimmed
from app.neighbourhoods import service as neighbourhoods
from app.patrols import notes, reading
from app.patrols.measuring import GOOD_ACCURACY_M
from app.patrols.models import Patrol
from app.patrols.rules import Source
from app.patrols.stretch import counted

TRIM_M = 200.0
"""What comes from other recorders and files still has its ends, and they may be homes."""

_visits, _patrols = table_of(Visit), table_of(Patrol)
_INSERT = {
    "sqlite": sqlite.insert(_visits).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(_visits).on_conflict_do_nothing(),
}


def count_walk(session: Session, neighbourhood_id: UUID, patrol_id: UUID, now: datetime) -> int:
    """Count a walk's fixes so far as visits, each cell, day and band once; counting again changes nothing. Returns its cells."""
    this = (_patrols.c.neighbourhood_id == neighbourhood_id, _patrols.c.id == patrol_id)
    walk = session.execute(select(_patrols).where(*this)).one()
    place = neighbourhoods.neighbourhood_of(session, neighbourhood_id)
    pieces = [
        counted(track, aside)
        for track, aside in reading.chunks_of(session, neighbourhood_id, patrol_id)
        if track is not None and len(track)
    ]
    track = codec.joined(pieces)
    if walk.source != Source.APP and len(track):
        track = trimmed(track, TRIM_M)
    zone = ZoneInfo(place.time_zone)
    seen = _seen(track, walk.clock_offset_s, zone)
    oldest = rules.oldest_kept(now, zone)
    rows = [
        {"neighbourhood_id": neighbourhood_id, "day": day, "cell": cell, "band": band, "member_id": walk.member_id}
        for cell, day, band in sorted(seen)
        if day >= oldest
    ]
    if rows:
        session.execute(_INSERT[session.get_bind().dialect.name], rows)
    cells = len({cell for cell, _, _ in seen})
    notes.note_cells(session, neighbourhood_id, patrol_id, cells)
    return cells


def forget(session: Session, neighbourhood_id: UUID, member_id: UUID) -> None:
    """Withdrawn consent destroys at once."""
    session.execute(delete(_visits).where(_visits.c.neighbourhood_id == neighbourhood_id, _visits.c.member_id == member_id))


def delete_old(session: Session, neighbourhood_id: UUID, now: datetime) -> int:
    """Visits live five weeks. Returns how many were deleted."""
    zone = ZoneInfo(neighbourhoods.neighbourhood_of(session, neighbourhood_id).time_zone)
    old = delete(_visits).where(_visits.c.neighbourhood_id == neighbourhood_id, _visits.c.day < rules.oldest_kept(now, zone))
    return len(session.execute(old.returning(_visits.c.band)).all())


def _seen(track: Track, offset_s: int, zone: ZoneInfo) -> set[tuple[str, date, int]]:
    seen = set()
    local_of: dict[int, tuple[date, int]] = {}
    for t, lat, lon, acc in zip(*track.columns(), strict=True):
        if acc > GOOD_ACCURACY_M:
            continue
        quarter = (t + offset_s) // 900  # no zone begins an hour within one
        if quarter not in local_of:
            local_of[quarter] = rules.local(quarter * 900, zone)
        seen.add((cell_of(lat / 1e6, lon / 1e6, COVERAGE), *local_of[quarter]))
    return seen
