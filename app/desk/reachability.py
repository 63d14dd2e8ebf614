"""Who can be reached by a push and who cannot, and why: for the desk, before it matters."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, Field
from sqlalchemy import Select, and_, case, func, or_, select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core import clock
from app.core.web import CursorQuery, DatabaseDep, LimitQuery, after_cursor, cursor_of
from app.neighbourhoods import service as neighbourhoods
from app.neighbourhoods.quiet_rules import minute_of_day
from app.notifications.models import PushSubscription
from app.people.auth import Staff
from app.people.models import Device, Member, Tier

router = APIRouter(prefix="/api", tags=["desk"])


class Reach(StrEnum):
    """How well somebody can be reached, from what their phones themselves said."""

    OK = "ok"
    UNPROVED = "unproved"
    SILENT = "silent"
    OFF = "off"
    NO_DEVICE = "no_device"
    ASLEEP = "asleep"


class ReachRow(BaseModel):
    """One member: `unproved` has not answered any push yet, `silent` does not answer the weekly look, `asleep` keeps quiet hours now."""

    member_id: UUID
    name: str
    tier: Tier
    state: Reach
    last_answer_at: datetime | None = Field(description="When one of their phones last said that a push arrived.")
    last_test_at: datetime | None
    devices: int


class ReachCounts(BaseModel):
    """How many members are in each state, whatever is listed."""

    ok: int = 0
    unproved: int = 0
    silent: int = 0
    off: int = 0
    no_device: int = 0
    asleep: int = 0


class Reachability(BaseModel):
    """A page of members, newest first, and the counts of all."""

    items: list[ReachRow]
    next_cursor: str | None
    counts: ReachCounts


@router.get("/desk/reachability", response_model=Reachability)
async def show_reachability(
    actor: Staff,
    response: Response,
    database: DatabaseDep,
    state: Annotated[Reach | None, Query(description="Only members in this state.")] = None,
    limit: LimitQuery = 50,
    cursor: CursorQuery = None,
) -> Reachability:
    """Who can be reached, and why somebody cannot."""
    response.headers["Cache-Control"] = "no-store"
    after = after_cursor(cursor)
    return await database.read(
        lambda session: reachability(session, actor.neighbourhood_id, state=state, after=after, limit=limit, now=clock.now())
    )


def reachability(
    session: Session, neighbourhood_id: UUID, *, state: Reach | None, after: UUID | None, limit: int, now: datetime
) -> Reachability:
    """Everybody active in the neighbourhood, in two statements however many they are."""
    zone = neighbourhoods.neighbourhood_of(session, neighbourhood_id).time_zone
    everybody = _everybody(neighbourhood_id, minute_of_day(now, zone)).subquery()
    counted = session.execute(select(everybody.c.state, func.count()).group_by(everybody.c.state)).all()
    listed = select(everybody)
    if state is not None:
        listed = listed.where(everybody.c.state == state.value)
    if after is not None:
        listed = listed.where(everybody.c.member_id < after)
    rows = session.execute(listed.order_by(everybody.c.member_id.desc()).limit(limit + 1)).mappings().all()
    items = [ReachRow.model_validate(dict(row)) for row in rows[:limit]]
    return Reachability(
        items=items,
        next_cursor=cursor_of(items[-1].member_id) if len(rows) > limit else None,
        counts=ReachCounts(**{row[0]: row[1] for row in counted}),
    )


def _everybody(neighbourhood_id: UUID, minute: int) -> Select[Any]:
    device, pushed = col(Device.member_id), col(PushSubscription.member_id)
    devices: Any = select(device.label("member_id"), func.count().label("devices")).where(col(Device.neighbourhood_id) == neighbourhood_id)
    owned = devices.group_by(device).subquery()
    answers: Any = select(
        pushed.label("member_id"),
        func.max(col(PushSubscription.last_received_at)).label("last_answer_at"),
        func.max(col(PushSubscription.last_test_at)).label("last_test_at"),
        (func.count() - func.count(col(PushSubscription.silent_at))).label("heard"),
    ).where(col(PushSubscription.neighbourhood_id) == neighbourhood_id)
    takes = answers.group_by(pushed).subquery()
    reach = case(
        (owned.c.devices.is_(None), Reach.NO_DEVICE.value),
        (takes.c.heard.is_(None), Reach.OFF.value),
        (takes.c.heard == 0, Reach.SILENT.value),
        (_asleep(minute), Reach.ASLEEP.value),
        (takes.c.last_answer_at.is_(None), Reach.UNPROVED.value),
        else_=Reach.OK.value,
    )
    columns = select(
        col(Member.id).label("member_id"),
        col(Member.name).label("name"),
        col(Member.tier).label("tier"),
        reach.label("state"),
        takes.c.last_answer_at,
        takes.c.last_test_at,
        func.coalesce(owned.c.devices, 0).label("devices"),
    )
    joined = columns.outerjoin(owned, owned.c.member_id == col(Member.id)).outerjoin(takes, takes.c.member_id == col(Member.id))
    return joined.where(col(Member.neighbourhood_id) == neighbourhood_id, col(Member.active).is_(True))


def _asleep(minute: int) -> Any:
    """Whether it is a member's quiet time: `app.neighbourhoods.quiet_rules.is_awake`, said to the database."""
    begin, end = col(Member.quiet_from_min), col(Member.quiet_until_min)
    return or_(
        and_(begin < end, begin <= minute, minute < end),
        and_(begin > end, or_(begin <= minute, minute < end)),
    )
