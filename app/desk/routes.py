"""The desk: its board, one alert with everything, the members, and the live stream."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Header, Query, Request, Response
from fastapi.responses import StreamingResponse
from sqlalchemy.orm import Session

from app.alerts import debrief_answers
from app.alerts import service as alerts
from app.core import clock
from app.core.problems import Problem
from app.core.web import CursorQuery, DatabaseDep, LimitQuery, Page, after_cursor, cursor_of
from app.desk import board, members, stream
from app.desk.schemas import Board, DeskAlert
from app.neighbourhoods.schemas import MemberRow
from app.people import access_log
from app.people.auth import Coordinator, Staff, signed_in
from app.people.models import Tier
from app.people.schemas import Words

router = APIRouter(prefix="/api", tags=["desk"])


class EventStream(StreamingResponse):
    """Server-sent events, named in the API's description."""

    media_type = "text/event-stream"


@router.get("/desk/board", response_model=Board)
async def show_board(actor: Staff, response: Response, database: DatabaseDep) -> Board:
    """The live picture."""
    response.headers["Cache-Control"] = "no-store"
    return await database.read(
        lambda session: board.board(session, actor.neighbourhood_id, actor.tier, clock.now(), reader_id=actor.member_id)
    )


@router.get("/desk/alerts/{alert_id}", response_model=DeskAlert)
async def show_alert(
    alert_id: UUID,
    actor: Staff,
    response: Response,
    database: DatabaseDep,
    show: Annotated[Literal["address"] | None, Query(description="Also where; that is logged, and the person sees it.")] = None,
) -> DeskAlert:
    """One alert with its timeline; looking counts as seen by the desk. Where it is only when asked for, and that is logged."""
    response.headers["Cache-Control"] = "no-store"
    now = clock.now()

    def work(session: Session) -> DeskAlert:
        alerts.desk_saw(session, actor.neighbourhood_id, alert_id, actor.member_id, now)
        page, person_id = board.alert_page(session, actor.neighbourhood_id, alert_id, actor.tier, now, reader_id=actor.member_id)
        page.on_the_way = board.on_the_way(session, actor.neighbourhood_id, alert_id, actor.member_id, now)
        if show is None:
            return page.model_copy(update={"address": None, "entry_note": None, "location": None})
        if page.address is not None or page.location is not None:
            access_log.record_view(
                session,
                neighbourhood_id=actor.neighbourhood_id,
                actor_id=actor.member_id,
                subject_id=person_id,
                what=f"alert_{page.place}",
                alert_id=alert_id,
                now=now,
            )
        return page

    return await database.write(work)


@router.post("/desk/talks/{alert_id}/{member_id}/done", status_code=204)
async def talked(alert_id: UUID, member_id: UUID, actor: Coordinator, database: DatabaseDep) -> None:
    """Somebody who wanted to talk after a visit was called; they leave the list."""
    await database.write(lambda session: debrief_answers.talked(session, actor.neighbourhood_id, alert_id, member_id))


@router.get("/desk/stream", response_class=EventStream)
async def follow(
    request: Request,
    actor: Staff,
    database: DatabaseDep,
    last_event_id: Annotated[str | None, Header(max_length=20)] = None,
) -> EventStream:
    """Changes as they happen (server-sent events); goes on after `Last-Event-ID`."""
    last_id = int(last_event_id) if last_event_id is not None and last_event_id.isascii() and last_event_id.isdigit() else None

    async def still_staff() -> bool:
        try:
            return (await signed_in(request)).tier.is_staff
        except Problem:
            return False

    lines = stream.events(database, actor.neighbourhood_id, last_id, request.app.state.stopping, still_staff)
    return EventStream(lines, headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"})


@router.get("/members", response_model=Page[MemberRow], tags=["neighbourhoods"])
async def list_members(
    actor: Staff,
    database: DatabaseDep,
    q: Annotated[str, Words, Query(max_length=60, description="Part of a name.")] = "",
    tier: Annotated[Tier | None, Query(description="Only this tier.")] = None,
    limit: LimitQuery = 50,
    cursor: CursorQuery = None,
) -> Page[MemberRow]:
    """The neighbourhood's members and whether they can be reached; no addresses."""
    after = after_cursor(cursor)
    items = await database.read(
        lambda session: members.members(session, actor.neighbourhood_id, query=q, tier=tier, after=after, limit=limit + 1)
    )
    return Page(items=items[:limit], next_cursor=cursor_of(items[limit - 1].id) if len(items) > limit else None)
