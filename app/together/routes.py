"""Walks together: what is on, who I walked with, my calendar, and the desk's part."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy.orm import Session

from app.core import clock
from app.core.web import CursorQuery, DatabaseDep, LimitQuery, Page, SettingsDep, after_cursor, cursor_of
from app.people.auth import Coordinator, SignedIn, Staff
from app.together import arriving, calendar, desk, service, views
from app.together.schemas import (
    ArrivalIn,
    CalendarOut,
    CancelIn,
    CompanionOut,
    DeskTogetherOut,
    DeskWalkOut,
    InvitationsIn,
    SharedWalkOut,
)

router = APIRouter(tags=["together"])

CALENDAR_FOR_S = 900
WhenQuery = Annotated[Literal["upcoming", "past"], Query(description="Walks to come, or walks I had a part in.")]


@router.get("/api/together", response_model=Page[SharedWalkOut])
async def list_walks(
    actor: SignedIn, database: DatabaseDep, when: WhenQuery = "upcoming", limit: LimitQuery = 20, cursor: CursorQuery = None
) -> Page[SharedWalkOut]:
    """Walks together in my neighbourhood: to come, the next one first; or past ones of mine, the last one first."""
    look, after, now = (views.upcoming if when == "upcoming" else views.past), after_cursor(cursor), clock.now()
    items = await database.read(lambda session: look(session, actor, after, limit + 1, now))
    return Page(items=items[:limit], next_cursor=cursor_of(items[limit - 1].id) if len(items) > limit else None)


@router.get("/api/together/companions", response_model=Page[CompanionOut])
async def list_companions(actor: SignedIn, response: Response, database: DatabaseDep) -> Page[CompanionOut]:
    """People I walked with who, like me, agree that this is kept."""
    response.headers["Cache-Control"] = "no-store"
    return Page(items=await database.read(lambda session: views.companions(session, actor)))


@router.get("/api/together/calendar", response_model=CalendarOut | None)
async def show_calendar(
    actor: SignedIn, request: Request, response: Response, database: DatabaseDep, settings: SettingsDep
) -> CalendarOut | None:
    """The secret address of my calendar, or null."""
    key: bytes = request.app.state.installation_key
    response.headers["Cache-Control"] = "no-store"
    return await database.read(lambda session: calendar.address(session, actor, key, settings.public_url))


@router.post("/api/together/calendar", status_code=201, response_model=CalendarOut)
async def make_calendar(actor: SignedIn, request: Request, response: Response, database: DatabaseDep, settings: SettingsDep) -> CalendarOut:
    """Make the address of my calendar, or a new one: the one before ends at once."""
    key: bytes = request.app.state.installation_key
    response.headers["Cache-Control"] = "no-store"
    return await database.write(lambda session: calendar.renew(session, actor, key, settings.public_url, clock.now()))


@router.delete("/api/together/calendar", status_code=204)
async def end_calendar(actor: SignedIn, database: DatabaseDep) -> None:
    """End the address of my calendar."""
    await database.write(lambda session: calendar.end(session, actor))


@router.get("/api/together/{walk_id}", response_model=SharedWalkOut)
async def show_walk(walk_id: UUID, actor: SignedIn, response: Response, database: DatabaseDep) -> SharedWalkOut:
    """One walk, as far as I may see it."""
    response.headers["Cache-Control"] = "no-store"
    return await database.read(lambda session: views.show(session, actor, walk_id, clock.now()))


@router.post("/api/together/{walk_id}/cancel", response_model=SharedWalkOut)
async def cancel_walk(walk_id: UUID, actor: SignedIn, database: DatabaseDep, body: CancelIn | None = None) -> SharedWalkOut:
    """Call off a walk I proposed (the coordinator: any); everybody who joined is told. Twice is once."""
    note = body.note if body else ""

    def work(session: Session) -> SharedWalkOut:
        now = clock.now()
        return views.present(session, actor, [service.cancel(session, actor, walk_id, note, now)], now)[0]

    return await database.write(work)


@router.post("/api/together/{walk_id}/invitations", response_model=DeskWalkOut)
async def invite(walk_id: UUID, body: InvitationsIn, actor: Coordinator, database: DatabaseDep) -> DeskWalkOut:
    """Invite people, each once, without naming them to anybody else."""

    def work(session: Session) -> DeskWalkOut:
        now = clock.now()
        return desk.for_desk(session, actor, [service.invite_by_desk(session, actor, walk_id, body.member_ids, now)], now)[0]

    return await database.write(work)


@router.post("/api/together/{walk_id}/arrivals", response_model=DeskWalkOut)
async def note_arrival(walk_id: UUID, body: ArrivalIn, actor: Coordinator, database: DatabaseDep) -> DeskWalkOut:
    """The coordinator saw somebody at the meeting place: for those without a phone, or after too many wrong codes."""

    def work(session: Session) -> DeskWalkOut:
        now = clock.now()
        return desk.for_desk(session, actor, [arriving.arrive_by_desk(session, actor, walk_id, body.member_id, now)], now)[0]

    return await database.write(work)


@router.get("/api/desk/together", response_model=DeskTogetherOut)
async def show_desk(actor: Staff, response: Response, database: DatabaseDep) -> DeskTogetherOut:
    """Walks to come and of the last seven days, and how many people keep walking together."""
    response.headers["Cache-Control"] = "no-store"
    return await database.read(lambda session: desk.overview(session, actor, clock.now()))


@router.get(
    "/api/calendar/{token}.ics",
    response_class=Response,
    responses={200: {"description": "An iCalendar text.", "content": {"text/calendar": {}}}, 304: {"description": "Nothing has changed."}},
)
async def read_calendar(token: str, request: Request, database: DatabaseDep, settings: SettingsDep) -> Response:
    """The calendar behind a secret address, for calendar apps, which cannot sign in. It names places and times, nobody."""
    feed = await database.read(lambda session: calendar.read(session, token, settings.public_url, clock.now()))
    headers = {"Cache-Control": f"private, max-age={CALENDAR_FOR_S}", "ETag": feed.etag, "Referrer-Policy": "no-referrer"}
    known = [tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")]
    if feed.etag in known or "*" in known:
        return Response(status_code=304, headers=headers)
    headers["Content-Disposition"] = 'inline; filename="modu-patrol.ics"'
    return Response(feed.text, media_type="text/calendar; charset=utf-8", headers=headers)
