"""What others than the walker's phone add to a walk: a coordinator's word, facilities checked, cells counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, case, select, update
from sqlalchemy.orm import Session

from app.core import broadcast
from app.core.database import table_of
from app.core.problems import Problem, not_found
from app.patrols import checkpoints, rules, statements
from app.patrols.checkpoints import Look
from app.patrols.credit import MOST_MIN
from app.patrols.models import Patrol
from app.patrols.rules import Status
from app.people import access_log
from app.people.auth import Actor
from app.people.models import Member, Tier

_patrols, _members = table_of(Patrol), table_of(Member)


def set_aside(session: Session, neighbourhood_id: UUID, patrol_id: UUID, counts: Mapping[str, int]) -> None:
    """Tell the walker of fixes that never became part of a track, by reason."""
    row = statements.LOCK.one(session, {"in_neighbourhood": neighbourhood_id, "of_patrol": patrol_id})
    this = (_patrols.c.neighbourhood_id == neighbourhood_id, _patrols.c.id == patrol_id)
    session.execute(update(_patrols).where(*this).values(set_aside=rules.added(row.set_aside, counts)))


def note_checkpoints(session: Session, neighbourhood_id: UUID, patrol_id: UUID, looks: Iterable[Look], received_at: datetime) -> None:
    """These are all looks at facilities on this walk; the newest came at `received_at`."""
    row = statements.LOCK.first(session, {"in_neighbourhood": neighbourhood_id, "of_patrol": patrol_id})
    if row is None:
        return
    checked = checkpoints.weigh(looks)
    this = (_patrols.c.neighbourhood_id == neighbourhood_id, _patrols.c.id == patrol_id)
    values = {
        "checkpoints": checked.places,
        "checked_m": checked.distance_m,
        "checked_s": checked.seconds,
        "arrived_at": rules.newest(row.arrived_at, received_at),
    }
    session.execute(update(_patrols).where(*this).values(values))


def note_cells(session: Session, neighbourhood_id: UUID, patrol_id: UUID, cells: int) -> None:
    """The walk came through so many cells, and its fixes so far are counted into the coverage. A count never shrinks when an old
    track is gone."""
    this = (_patrols.c.neighbourhood_id == neighbourhood_id, _patrols.c.id == patrol_id)
    most = case((_patrols.c.cells > cells, _patrols.c.cells), else_=cells)
    session.execute(update(_patrols).where(*this).values(cells=most, uncovered_at=None))


def confirm(session: Session, actor: Actor, patrol_id: UUID, minutes: int, note: str, now: datetime) -> None:
    """A coordinator's word on how long a walk was, GPS or not; 0 says that it does not count. The newest word holds.

    Never longer than the walk. The word on one's own walk is another coordinator's; where there is none it is taken, and logged."""
    row = statements.LOCK.first(session, {"in_neighbourhood": actor.neighbourhood_id, "of_patrol": patrol_id})
    if row is None:
        raise not_found()
    if row.status == Status.ACTIVE:
        raise Problem(
            409,
            "walk-under-way",
            ko="아직 순찰 중이에요. 순찰이 끝난 뒤에 시간을 확인해 주세요.",
            en="This walk is still under way. Please confirm its time when it is over.",
        )
    longest = _longest(row)
    if minutes > longest:
        raise Problem(
            422,
            "longer-than-the-walk",
            ko=f"이 순찰은 {longest}분 동안이었어요. {longest}분까지만 확인할 수 있어요.",
            en=f"This walk lasted {longest} min. That is the most that can be confirmed.",
        )
    if row.member_id == actor.member_id:
        _own(session, actor, note, now)
    this = (_patrols.c.neighbourhood_id == actor.neighbourhood_id, _patrols.c.id == patrol_id)
    values = {"confirmed_min": minutes, "confirmed_by": actor.member_id, "confirmed_note": note or None}
    session.execute(update(_patrols).where(*this).values(values))
    broadcast.append(session, actor.neighbourhood_id, "patrol.moved", patrol_id)


def _longest(row: Row[Any]) -> int:
    """Minutes from start to end, those begun included, as far as a walk counts."""
    return min(MOST_MIN, max(0, -int((row.started_at - row.ended_at).total_seconds() // 60)))


def _own(session: Session, actor: Actor, note: str, now: datetime) -> None:
    others = select(_members.c.id).where(
        _members.c.neighbourhood_id == actor.neighbourhood_id,
        _members.c.tier == Tier.COORDINATOR.value,
        _members.c.active.is_(True),
        _members.c.id != actor.member_id,
    )
    if session.execute(others.limit(1)).first() is not None:
        raise Problem(
            403,
            "own-walk",
            ko="내가 걸은 순찰이네요. 걸어 주셔서 고마워요. 시간은 다른 담당자가 확인해 줄 수 있어요.",
            en="This walk is your own. Thank you for walking. Another coordinator can confirm its time.",
        )
    access_log.record(
        session,
        neighbourhood_id=actor.neighbourhood_id,
        actor_id=actor.member_id,
        subject_id=actor.member_id,
        what="own_walk_confirmed",
        reason=note,
        now=now,
    )
