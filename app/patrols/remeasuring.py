"""Measuring a walk anew when its start arrives after fixes that turn out to be older than it."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from itertools import pairwise
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.core.database import table_of
from app.geo import track as codec
from app.patrols import rules
from app.patrols.measuring import Aside, Ends, join, measure
from app.patrols.models import Patrol, TrackChunk
from app.patrols.stretch import pack_aside, pack_ends, read_aside

_patrols, _chunks = table_of(Patrol), table_of(TrackChunk)


def from_the_start(session: Session, neighbourhood_id: UUID, patrol_id: UUID, started_at: datetime) -> None:
    """Set aside what was recorded more than ten minutes before `started_at`; the row of the walk is locked by the caller."""
    its_chunks = (_chunks.c.neighbourhood_id == neighbourhood_id, _chunks.c.patrol_id == patrol_id)
    this = (_patrols.c.neighbourhood_id == neighbourhood_id, _patrols.c.id == patrol_id)
    walk = session.execute(select(_patrols).where(*this)).one()
    offset = timedelta(seconds=walk.clock_offset_s)
    earliest_t = int((started_at - rules.BEFORE_THE_START - offset).timestamp())
    metres, paused_s, jumps = 0.0, 0, 0
    before: Counter[str] = Counter()
    after: Counter[str] = Counter()
    pieces: list[tuple[int, Ends]] = []
    for chunk in session.execute(select(_chunks).where(*its_chunks, _chunks.c.data.is_not(None)).order_by(_chunks.c.seq)).all():
        if not chunk.data:
            continue
        track, known = codec.decode(chunk.data), read_aside(chunk.aside)
        given = {i: reason for i, reason in known.items() if reason is not Aside.JUMP}
        measured = measure(*track.columns(), given | {i: Aside.TOO_OLD for i, t in enumerate(track.t) if t < earliest_t})
        changed = {"ends": pack_ends(measured.ends), "aside": pack_aside(measured.aside)}
        session.execute(update(_chunks).where(*its_chunks, _chunks.c.seq == chunk.seq).values(changed))
        before += Counter(reason.value for reason in known.values())
        after += Counter(reason.value for reason in measured.aside.values())
        metres, paused_s, jumps = metres + measured.distance_m, paused_s + measured.paused_s, jumps + measured.jumps
        if any(t >= earliest_t for t in track.t):
            pieces.append((chunk.seq, measured.ends))
    for (one_seq, one), (next_seq, following) in pairwise(pieces):
        if next_seq == one_seq + 1:
            between = join(one, following)
            metres, paused_s, jumps = metres + between.distance_m, paused_s + between.paused_s, jumps + between.jumps
    lost = Counter(walk.set_aside)
    lost.subtract(before)
    first_t = min((ends.first_t for _, ends in pieces), default=None)
    values = {
        "distance_m": metres,
        "paused_s": paused_s,
        "jumps": jumps,
        "set_aside": rules.added(+lost, after),
        "first_fix_at": None if first_t is None else rules.moment(first_t) + offset,
    }
    session.execute(update(_patrols).where(*this).values(values))
