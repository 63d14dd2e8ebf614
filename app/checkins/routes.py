"""My check-ins."""

from __future__ import annotations

from fastapi import APIRouter

from app.checkins import service
from app.checkins.schemas import CheckInOut
from app.core.web import CursorQuery, DatabaseDep, LimitQuery, Page, after_cursor, cursor_of
from app.people.auth import SignedIn

router = APIRouter(prefix="/api/check-ins", tags=["checkins"])


@router.get("", response_model=Page[CheckInOut])
async def list_check_ins(actor: SignedIn, database: DatabaseDep, limit: LimitQuery = 20, cursor: CursorQuery = None) -> Page[CheckInOut]:
    """Mine, newest first."""
    after = after_cursor(cursor)
    items = await database.read(lambda session: service.mine(session, actor.neighbourhood_id, actor.member_id, after, limit + 1))
    return Page(items=items[:limit], next_cursor=cursor_of(items[limit - 1].id) if len(items) > limit else None)
