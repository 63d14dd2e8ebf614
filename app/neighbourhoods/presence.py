"""Where members can be matched when somebody needs help: cell to cell, never by an exact position."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, exists, or_, select, update
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.database import table_of
from app.neighbourhoods.models import Presence
from app.people.models import Consent, ConsentKind, ConsentState, Home, Member, Tier


@dataclass(frozen=True)
class Spot:
    """One member who may be asked; cells are H3 at resolution 9."""

    member_id: UUID
    tier: Tier
    verified: bool
    on_duty: bool
    home_cell: str | None
    walking_cell: str | None
    fix_at: datetime | None


_presence, _consents = table_of(Presence), table_of(Consent)
_columns = (
    _presence.c.member_id,
    _presence.c.tier,
    _presence.c.verified,
    _presence.c.on_duty,
    _presence.c.home_cell,
    _presence.c.walking_cell,
    _presence.c.fix_at,
)

_taken_back = exists().where(
    _consents.c.neighbourhood_id == _presence.c.neighbourhood_id,
    _consents.c.member_id == _presence.c.member_id,
    _consents.c.kind == ConsentKind.LOCATION.value,
    _consents.c.state != ConsentState.GRANTED.value,
)


def refresh(session: Session, member_id: UUID) -> None:
    """Recompute a member's row from what they chose; call it after a change of tier, home, duty, consent or rest."""
    member = session.get(Member, member_id)
    row = session.get(Presence, member_id)
    if member is None or not member.active or member.tier not in (Tier.WALKER, Tier.RESPONDER) or not _may_be_told(session, member):
        if row is not None:
            session.delete(row)
            session.flush()
        return
    home = session.get(Home, member_id)
    if row is None:
        row = Presence(member_id=member_id, neighbourhood_id=member.neighbourhood_id, tier=member.tier, verified=False, on_duty=False)
        session.add(row)
    row.tier = member.tier
    row.verified = member.verified_at is not None
    row.on_duty = member.duty_on
    row.home_cell = home.cell if home else None
    row.resting_until = member.resting_until
    session.flush()


def _may_be_told(session: Session, member: Member) -> bool:
    consent = session.get(Consent, (member.neighbourhood_id, member.id, ConsentKind.ALERTS.value))
    return consent is not None and consent.state == ConsentState.GRANTED


_mine = (_presence.c.member_id == bindparam("of_member"), _presence.c.neighbourhood_id == bindparam("in_neighbourhood"))
_walk_on = (
    update(_presence)
    .where(*_mine, or_(_presence.c.fix_at.is_(None), _presence.c.fix_at < bindparam("at")), ~_taken_back)
    .values(walking_cell=bindparam("cell"), fix_at=bindparam("at"))
)
_walk_no_more = update(_presence).where(*_mine).values(walking_cell=None, fix_at=None)


def set_walking(session: Session, neighbourhood_id: UUID, member_id: UUID, cell: str, fix_at: datetime) -> None:
    """Note the cell of the newest fix of a walk under way; an older fix than the one known changes nothing, nor does one
    of somebody who paused or withdrew their consent to be located."""
    session.execute(_walk_on, {"in_neighbourhood": neighbourhood_id, "of_member": member_id, "cell": cell, "at": fix_at})


def clear_walking(session: Session, neighbourhood_id: UUID, member_id: UUID) -> None:
    """The walk is over: nobody is matched by where it was."""
    session.execute(_walk_no_more, {"in_neighbourhood": neighbourhood_id, "of_member": member_id})


def in_cells(
    session: Session, neighbourhood_id: UUID, cells: Iterable[str], *, now: datetime, fix_since: datetime, limit: int
) -> list[Spot]:
    """Members in any of the cells by their home, or by a walk with a fix since `fix_since`; resting ones are left out."""
    wanted = list(cells)
    rested = or_(_presence.c.resting_until.is_(None), _presence.c.resting_until <= now)
    at_home = select(*_columns).where(
        _presence.c.neighbourhood_id == neighbourhood_id, _presence.c.home_cell.in_(wanted), rested, _presence.c.on_duty
    )
    walking = select(*_columns).where(
        _presence.c.neighbourhood_id == neighbourhood_id, _presence.c.walking_cell.in_(wanted), rested, _presence.c.fix_at >= fix_since
    )
    spots: dict[UUID, Spot] = {}
    for query in (walking, at_home):
        for row in session.execute(query.limit(limit)):
            spots[row.member_id] = Spot(
                row.member_id, Tier(row.tier), row.verified, row.on_duty, row.home_cell, row.walking_cell, row.fix_at
            )
    return list(spots.values())


def of_members(session: Session, neighbourhood_id: UUID, member_ids: Iterable[UUID], *, now: datetime) -> list[Spot]:
    """Those of these members who are on duty and rested, wherever they are (for a person's own buddies)."""
    these = (_presence.c.neighbourhood_id == neighbourhood_id, _presence.c.member_id.in_(list(member_ids)))
    rested = or_(_presence.c.resting_until.is_(None), _presence.c.resting_until <= now)
    query = select(*_columns).where(*these, rested, _presence.c.on_duty)
    return [
        Spot(row.member_id, Tier(row.tier), row.verified, row.on_duty, row.home_cell, row.walking_cell, row.fix_at)
        for row in session.execute(query)
    ]


def rest(session: Session, neighbourhood_id: UUID, member_id: UUID, until: datetime) -> None:
    """Leave a member alone until `until`."""
    session.execute(
        update(Member).where(col(Member.id) == member_id, col(Member.neighbourhood_id) == neighbourhood_id).values(resting_until=until)
    )
    session.execute(update(_presence).where(_presence.c.member_id == member_id).values(resting_until=until))
