"""Hours as they are read, from the walks themselves. Writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Row, func, or_, select
from sqlalchemy.orm import Session

from app.core.database import table_of
from app.facilities.models import FacilityCheck
from app.hours import rules
from app.hours.rules import Timed
from app.hours.schemas import DayOut, DeskHours, HoursOut, MemberHours, MonthOut, Named, WaitingWalk
from app.neighbourhoods import service as neighbourhoods
from app.patrols.credit import Credit, CreditState, credit_of, whole_way_m
from app.patrols.models import Patrol
from app.patrols.reading import facts
from app.patrols.rules import Source, Status
from app.people.models import Member
from app.reports.models import Saying

MONTHS_SHOWN = 12
MOST_WAITING = 300
GOES_ON = timedelta(days=2)
"""No walk goes on for longer."""

_patrols, _members, _sayings, _checks = table_of(Patrol), table_of(Member), table_of(Saying), table_of(FacilityCheck)


@dataclass(frozen=True)
class CreditedWalk:
    """A walk, what it is worth by itself, and what counts of it beside the others."""

    row: Row[Any]
    day: date
    credit: Credit
    confirmed_min: int


def zone_of(session: Session, neighbourhood_id: UUID) -> ZoneInfo:
    """The neighbourhood's own time."""
    return ZoneInfo(neighbourhoods.neighbourhood_of(session, neighbourhood_id).time_zone)


def credited(rows: Sequence[Row[Any]], first: date, zone: ZoneInfo) -> list[CreditedWalk]:
    """The walks of one member that began on `first` or later, with what counts of each beside the ones before."""
    credits_ = [credit_of(facts(row)) for row in rows]
    days = [row.started_at.astimezone(zone).date() for row in rows]
    timed = {
        index: Timed(days[index], row.started_at, max(row.started_at, row.ended_at), credit.minutes or 0)
        for index, (row, credit) in enumerate(zip(rows, credits_, strict=True))
        if credit.state is CreditState.CONFIRMED
    }
    minutes = dict(zip(timed, rules.counted(list(timed.values())), strict=True))
    return [CreditedWalk(row, days[i], credits_[i], minutes.get(i, 0)) for i, row in enumerate(rows) if days[i] >= first]


def walks_of(session: Session, neighbourhood_id: UUID, member_id: UUID | None, first: date, end: date, zone: ZoneInfo) -> list[Row[Any]]:
    """Walks that began on the local days from `first` to before `end`, of one member or of all, by member and time; and those shortly
    before `first`, which may have gone on into it."""
    query = select(_patrols).where(
        _patrols.c.neighbourhood_id == neighbourhood_id,
        _patrols.c.started_at >= rules.begins_at(first, zone) - GOES_ON,
        _patrols.c.started_at < rules.begins_at(end, zone),
    )
    if member_id is not None:
        query = query.where(_patrols.c.member_id == member_id)
    return list(session.execute(query.order_by(_patrols.c.member_id, _patrols.c.started_at, _patrols.c.id)).all())


def statement(session: Session, neighbourhood_id: UUID, member_id: UUID, month: date, now: datetime) -> HoursOut:
    """A member's month and the eleven before it."""
    zone = zone_of(session, neighbourhood_id)
    first, end = rules.later(month, 1 - MONTHS_SHOWN), rules.later(month, 1)
    walks = credited(walks_of(session, neighbourhood_id, member_id, first, end, zone), first, zone)
    this = [walk for walk in walks if walk.day >= month]
    days = sorted({walk.day for walk in this})
    during = (rules.begins_at(month, zone), rules.begins_at(end, zone))
    return HoursOut(
        month=rules.month_name(month),
        **_sums(this) | {"distance_m": round(sum(whole_way_m(facts(walk.row)) for walk in this), 1)},
        cells=sum(walk.row.cells for walk in this),
        reports=_count(session, _sayings, _sayings.c.said_at, neighbourhood_id, member_id, during),
        checks=_count(session, _checks, _checks.c.checked_at, neighbourhood_id, member_id, during),
        days=[
            DayOut(
                day=day,
                minutes=sum(walk.confirmed_min for walk in this if walk.day == day),
                walks=sum(walk.day == day for walk in this),
            )
            for day in days
        ],
        weeks_in_a_row=rules.weeks_in_a_row({walk.day for walk in walks if walk.confirmed_min}, min(now.astimezone(zone).date(), end)),
        months=[months_sum(walks, each) for each in rules.months_between(first, month)],
    )


def months_sum(walks: Sequence[CreditedWalk], month: date) -> MonthOut:
    """What a month came to; walks that count."""
    during = [walk for walk in walks if (walk.day.year, walk.day.month) == (month.year, month.month) and walk.confirmed_min]
    return MonthOut(month=rules.month_name(month), confirmed_min=sum(walk.confirmed_min for walk in during), walks=len(during))


def at_desk(session: Session, neighbourhood_id: UUID, month: date) -> DeskHours:
    """Everybody who walked in a month."""
    zone = zone_of(session, neighbourhood_id)
    rows: dict[UUID, list[Row[Any]]] = {}
    for row in walks_of(session, neighbourhood_id, None, month, rules.later(month, 1), zone):
        rows.setdefault(row.member_id, []).append(row)
    walks = {member_id: during for member_id, theirs in rows.items() if (during := credited(theirs, month, zone))}
    here = select(_members.c.id, _members.c.name).where(_members.c.neighbourhood_id == neighbourhood_id)
    names = {row.id: row.name for row in session.execute(here.where(_members.c.id.in_(list(walks))))}
    items = [MemberHours(member=Named(id=member_id, name=names[member_id]), **_sums(theirs)) for member_id, theirs in walks.items()]
    items.sort(key=lambda item: (-item.confirmed_min, -item.walks, item.member.name))
    return DeskHours(month=rules.month_name(month), items=items)


def waiting(session: Session, neighbourhood_id: UUID, since: datetime) -> list[WaitingWalk]:
    """Walks since `since`, or that came since, which need a coordinator's word, the newest first."""
    query = (
        select(_patrols, _members.c.name)
        .join(_members, _members.c.id == _patrols.c.member_id)
        .where(
            _patrols.c.neighbourhood_id == neighbourhood_id,
            _patrols.c.status != Status.ACTIVE.value,
            _patrols.c.confirmed_min.is_(None),
            or_(_patrols.c.started_at >= since, _patrols.c.arrived_at >= since),
        )
        .order_by(_patrols.c.started_at.desc(), _patrols.c.id.desc())
    )
    found = []
    for row in session.execute(query):
        credit = credit_of(facts(row))
        if credit.state is not CreditState.NEEDS_CONFIRMATION:
            continue
        found.append(
            WaitingWalk(
                patrol_id=row.id,
                member=Named(id=row.member_id, name=row.name),
                started_at=row.started_at,
                ended_at=row.ended_at,
                distance_m=round(row.distance_m, 1),
                note=row.note or "",
                offered_min=credit.minutes or 0,
                why=credit.why,
                source=Source(row.source),
                companions=row.companions,
                checkpoints=row.checkpoints,
            )
        )
        if len(found) == MOST_WAITING:
            break
    return found


def _sums(walks: Sequence[CreditedWalk]) -> dict[str, Any]:
    waits = [walk for walk in walks if walk.credit.state is CreditState.NEEDS_CONFIRMATION]
    return {
        "confirmed_min": sum(walk.confirmed_min for walk in walks),
        "pending_min": sum(walk.credit.minutes or 0 for walk in waits),
        "needs_confirmation": len(waits),
        "walks": sum(walk.credit.state is not CreditState.NOT_COUNTED for walk in walks),
        "distance_m": round(sum(walk.row.distance_m for walk in walks), 1),
    }


def _count(session: Session, table: Any, at: Any, neighbourhood_id: UUID, member_id: UUID, during: tuple[datetime, datetime]) -> int:
    mine = (table.c.neighbourhood_id == neighbourhood_id, table.c.member_id == member_id, at >= during[0], at < during[1])
    query = select(func.count()).select_from(table).where(*mine)
    if table is _sayings:
        query = query.where(~table.c.by_check, table.c.withdrawn_at.is_(None))
    return session.execute(query).scalar_one()
