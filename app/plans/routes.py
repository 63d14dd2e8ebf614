"""My promises, and those of people who agreed that I look after them."""

from __future__ import annotations

import base64
import binascii
import struct
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from fastapi import APIRouter, Response

from app.core import clock
from app.core.web import CursorQuery, DatabaseDep, LimitQuery, Page, cursor_unknown
from app.people.auth import SignedIn
from app.plans import looking_after, views
from app.plans.schemas import AskedOut, PlanOut, PromiseDecided, RungOut

router = APIRouter(prefix="/api/plans", tags=["plans"])

_PLACE = struct.Struct(">q16sIH")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@router.get("", response_model=Page[PlanOut])
async def list_plans(actor: SignedIn, response: Response, database: DatabaseDep) -> Page[PlanOut]:
    """My plans that are not ended, the oldest first."""
    response.headers["Cache-Control"] = "no-store"
    now = clock.now()
    return Page(items=await database.read(lambda session: views.listed(session, actor.neighbourhood_id, actor.member_id, now)))


@router.get("/ladder", response_model=Page[RungOut])
async def show_ladder(actor: SignedIn, response: Response, database: DatabaseDep) -> Page[RungOut]:
    """Every step around my open promise, else around my next one: what happens when, unless I answer."""
    response.headers["Cache-Control"] = "no-store"
    now = clock.now()
    shown = await database.read(lambda session: views.mine(session, actor.neighbourhood_id, actor.member_id, now))
    return Page(items=shown.ladder if shown else [])


@router.get("/asked", response_model=Page[AskedOut])
async def show_asked(actor: SignedIn, response: Response, database: DatabaseDep) -> Page[AskedOut]:
    """Promises without an answer, of people whose buddy I agreed to be."""
    response.headers["Cache-Control"] = "no-store"
    return Page(items=await database.read(lambda session: looking_after.asked(session, actor.neighbourhood_id, actor.member_id)))


@router.get("/history", response_model=Page[PromiseDecided])
async def show_history(
    actor: SignedIn, response: Response, database: DatabaseDep, limit: LimitQuery = 20, cursor: CursorQuery = None
) -> Page[PromiseDecided]:
    """What became of my promises, newest first."""
    response.headers["Cache-Control"] = "no-store"
    before = _place(cursor) if cursor is not None else None
    items = await database.read(lambda session: views.history(session, actor.neighbourhood_id, actor.member_id, before, limit + 1))
    return Page(items=items[:limit], next_cursor=_cursor(items[limit - 1]) if len(items) > limit else None)


def _cursor(last: PromiseDecided) -> str:
    micros = (last.due_at - _EPOCH) // timedelta(microseconds=1)
    return base64.urlsafe_b64encode(_PLACE.pack(micros, last.plan_id.bytes, last.day.toordinal(), last.minute)).decode().rstrip("=")


def _place(cursor: str) -> views.Place:
    try:
        micros, plan_id, ordinal, minute = _PLACE.unpack(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        return views.Place(_EPOCH + timedelta(microseconds=micros), UUID(bytes=plan_id), date.fromordinal(ordinal), minute)
    except (ValueError, OverflowError, binascii.Error, struct.error):
        raise cursor_unknown() from None
