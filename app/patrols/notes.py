"""What others than the walker's phone add to a walk: a coordinator's word, facilities checked, cells counted."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import case, update
from sqlalchemy.orm import Session

from app.core import broadcast
from app.core.database import table_of
from app.core.problems import Problem, not_found
from app.patrols import rules, statements
from app.patrols.models import Patrol
from app.patrols.rules import Status
from app.people.auth import Actor

_patrols = table_of(Patrol)


def set_aside(session: Session, neighbourhood_id: UUID, patrol_id: UUID, counts: Mapping[str, int]) -> None:
    """Tell the walker of fixes that never became part of a track, by reason."""
    row = session.execute(statements.LOCK, {"in_neighbourhood": neighbourhood_id, "of_patrol": patrol_id}).one()
    this = (_patrols.c.neighbourhood_id == neighbourhood_id, _patrols.c.id == patrol_id)
    session.execute(update(_patrols).where(*this).values(set_aside=rules.added(row.set_aside, counts)))


def note_checkpoints(session: Session, neighbourhood_id: UUID, patrol_id: UUID, places: int) -> None:
    """So many different facilities were checked on this walk."""
    this = (_patrols.c.neighbourhood_id == neighbourhood_id, _patrols.c.id == patrol_id)
    session.execute(update(_patrols).where(*this).values(checkpoints=places))


def note_cells(session: Session, neighbourhood_id: UUID, patrol_id: UUID, cells: int) -> None:
    """The walk came through so many cells, and its fixes so far are counted into the coverage. A count never shrinks when an old
    track is gone."""
    this = (_patrols.c.neighbourhood_id == neighbourhood_id, _patrols.c.id == patrol_id)
    most = case((_patrols.c.cells > cells, _patrols.c.cells), else_=cells)
    session.execute(update(_patrols).where(*this).values(cells=most, uncovered_at=None))


def confirm(session: Session, actor: Actor, patrol_id: UUID, minutes: int, note: str) -> None:
    """A coordinator's word on how long a walk was, GPS or not; 0 says that it does not count. The newest word holds."""
    row = session.execute(statements.LOCK, {"in_neighbourhood": actor.neighbourhood_id, "of_patrol": patrol_id}).first()
    if row is None:
        raise not_found()
    if row.status == Status.ACTIVE:
        raise Problem(
            409,
            "walk-under-way",
            ko="아직 순찰 중이에요. 순찰이 끝난 뒤에 시간을 확인해 주세요.",
            en="This walk is still under way. Please confirm its time when it is over.",
        )
    this = (_patrols.c.neighbourhood_id == actor.neighbourhood_id, _patrols.c.id == patrol_id)
    values = {"confirmed_min": minutes, "confirmed_by": actor.member_id, "confirmed_note": note or None}
    session.execute(update(_patrols).where(*this).values(values))
    broadcast.append(session, actor.neighbourhood_id, "patrol.moved", patrol_id)
