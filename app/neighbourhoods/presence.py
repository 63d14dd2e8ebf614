"""Where members can be matched when somebody needs help: cell to cell, never by an exact position."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import structlog
from sqlalchemy import Executable, Integer, bindparam, case, exists, literal_column, null, or_, select, union_all, update
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.database import table_of
from app.core.listed import Among, prepared_with_lists
from app.neighbourhoods.models import Presence
from app.people.models import Consent, ConsentKind, ConsentState, Home, Member, Tier

MOST_READ = 2_000
"""A cell holds people, not thousands of them on duty; with more than this in one band the farther rings are left out."""

log = structlog.get_logger()


class Spot(NamedTuple):
    """One member who may be asked, and the one cell (H3 at resolution 9) where they are now: of their walk under way, or of their home.

    In the order in which the searches read them.
    """

    cell: str | None
    fix_at: datetime | None
    """Of a walk under way, when it is fresh enough to be used."""
    member_id: UUID
    tier: str
    verified: bool
    on_duty: bool
    drill_ok: bool
    quiet_from_min: int | None
    quiet_until_min: int | None
    quiet_but_buddies: bool


_presence, _consents = table_of(Presence), table_of(Consent)
_chosen = (
    _presence.c.member_id,
    _presence.c.tier,
    _presence.c.verified,
    _presence.c.on_duty,
    _presence.c.drill_ok,
    _presence.c.quiet_from_min,
    _presence.c.quiet_until_min,
    _presence.c.quiet_but_buddies,
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
    row.drill_ok = member.drill_ok
    row.quiet_from_min, row.quiet_until_min = member.quiet_from_min, member.quiet_until_min
    row.quiet_but_buddies = member.quiet_but_buddies
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


def _search(among: Among) -> Executable:
    here = _presence.c.neighbourhood_id == bindparam("in_neighbourhood")
    rested = or_(_presence.c.resting_until.is_(None), _presence.c.resting_until <= bindparam("now"))
    walking = select(_presence.c.walking_cell.label("cell"), _presence.c.fix_at, *_chosen).where(
        here, among(_presence.c.walking_cell, "cells"), _presence.c.fix_at >= bindparam("fix_since"), rested
    )
    at_home = select(_presence.c.home_cell.label("cell"), null().label("fix_at"), *_chosen).where(
        here,
        among(_presence.c.home_cell, "cells"),
        _presence.c.on_duty,  # these three are the index's own words, so that it serves
        _presence.c.verified,
        _presence.c.tier == literal_column("'responder'"),
        or_(_presence.c.fix_at.is_(None), _presence.c.fix_at < bindparam("fix_since")),
        rested,
    )
    return union_all(walking, at_home).limit(bindparam("most", type_=Integer()))


def _wherever(among: Among) -> Executable:
    is_walking = _presence.c.fix_at >= bindparam("fix_since")
    return select(
        case((is_walking, _presence.c.walking_cell), else_=_presence.c.home_cell).label("cell"),
        case((is_walking, _presence.c.fix_at), else_=null()).label("fix_at"),
        *_chosen,
    ).where(
        among(_presence.c.member_id, "of_members"),
        # In words that no index serves: SQLite would rather read the whole neighbourhood than a handful of members by their key.
        case((_presence.c.neighbourhood_id == bindparam("in_neighbourhood"), 1), else_=0) == 1,
        or_(_presence.c.resting_until.is_(None), _presence.c.resting_until <= bindparam("now")),
        _presence.c.on_duty,
    )


_in_some_cells = prepared_with_lists(_search, row=Spot)
_of_members = prepared_with_lists(_wherever, row=Spot)


def in_rings(
    session: Session, neighbourhood_id: UUID, near_first: Sequence[Sequence[str]], *, now: datetime, fix_since: datetime
) -> list[Spot]:
    """Everybody in these rings of cells, nearest ring first: rested, and walking there with a fix since `fix_since`, or at home there,
    on duty as a responder met in person. Who is out walking is matched by the walk alone."""
    cells = [cell for ring in near_first for cell in ring]
    spots = _in_cells(session, neighbourhood_id, cells, now, fix_since)
    if len(spots) > MOST_READ:
        log.warning("presence_crowded", rings=len(near_first), cells=len(cells))
        spots = []
        for ring in near_first:
            spots = [*spots, *_in_cells(session, neighbourhood_id, ring, now, fix_since)]
            if len(spots) >= MOST_READ:
                break
    number = {cell: ring for ring, members in enumerate(near_first) for cell in members}
    return sorted(spots[:MOST_READ], key=lambda spot: number[spot.cell or ""])


def _in_cells(session: Session, neighbourhood_id: UUID, cells: Sequence[str], now: datetime, fix_since: datetime) -> Sequence[Spot]:
    said = {"in_neighbourhood": neighbourhood_id, "cells": cells, "now": now, "fix_since": fix_since, "most": MOST_READ + 1}
    return _in_some_cells.all(session, said)


def of_members(
    session: Session, neighbourhood_id: UUID, member_ids: Iterable[UUID], *, now: datetime, fix_since: datetime
) -> Sequence[Spot]:
    """Those of these members who are on duty and rested, wherever they are (for a person's own buddies)."""
    said = {"in_neighbourhood": neighbourhood_id, "of_members": list(member_ids), "now": now, "fix_since": fix_since}
    return _of_members.all(session, said)


def rest(session: Session, neighbourhood_id: UUID, member_id: UUID, until: datetime) -> None:
    """Leave a member alone until `until`."""
    session.execute(
        update(Member).where(col(Member.id) == member_id, col(Member.neighbourhood_id) == neighbourhood_id).values(resting_until=until)
    )
    session.execute(update(_presence).where(_presence.c.member_id == member_id).values(resting_until=until))
