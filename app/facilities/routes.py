"""The neighbourhood's facilities for walkers, their care by the coordinator, and what became of what a walk sent."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy.orm import Session

from app.core import clock
from app.core.problems import forbidden
from app.core.web import CursorQuery, DatabaseDep, LimitQuery, Page, after_cursor, cursor_of
from app.facilities import importing, sent, service
from app.facilities.schemas import CheckOut, FacilityIn, FacilityOut, FacilityPatch, ImportOut, SentOut
from app.neighbourhoods import service as neighbourhoods
from app.people.auth import Coordinator, SignedIn, Staff

router = APIRouter(prefix="/api", tags=["facilities"])

_text = {"schema": {"type": "string"}}
_list: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "CSV, at most 4 MiB and 10,000 lines: `kind,label,number,lat,lon,every_days`, the header in English or Korean.",
        "content": {"text/csv": _text, "text/plain": _text},
    }
}


@router.get("/facilities", response_model=Page[FacilityOut])
async def list_facilities(
    actor: SignedIn,
    database: DatabaseDep,
    limit: Annotated[int, Query(ge=1, le=5000, description="How many at the most.")] = 2000,
    cursor: CursorQuery = None,
) -> Page[FacilityOut]:
    """What stands in the neighbourhood, when each is next due, and what the last look found."""
    if not actor.tier.may_patrol:
        raise forbidden()
    after = after_cursor(cursor)
    items = await database.read(lambda session: service.standing(session, actor.neighbourhood_id, clock.now(), after, limit + 1))
    return Page(items=items[:limit], next_cursor=cursor_of(items[limit - 1].id) if len(items) > limit else None)


@router.post("/facilities", status_code=201, response_model=FacilityOut)
async def add_facility(body: FacilityIn, actor: Coordinator, database: DatabaseDep) -> FacilityOut:
    """Enter a facility."""
    return await database.write(lambda session: service.add(session, actor.neighbourhood_id, body, clock.now()))


@router.post("/facilities/import", response_model=ImportOut, openapi_extra=_list)
async def import_facilities(request: Request, actor: Coordinator, database: DatabaseDep) -> ImportOut:
    """Bring in a list: good lines are added or changed, bad ones told with their number. The same list again changes nothing."""
    content = bytearray()
    async for piece in request.stream():
        content += piece
        if len(content) > importing.MOST_BYTES:
            raise importing.too_large()
    home = await database.read(
        lambda session: neighbourhoods.neighbourhood_out(neighbourhoods.neighbourhood_of(session, actor.neighbourhood_id))
    )
    read = await asyncio.to_thread(lambda: importing.read(importing.text_of(bytes(content)), home.centre.lat, home.centre.lon))

    def work(session: Session) -> tuple[int, int, int]:
        return service.merge(session, actor.neighbourhood_id, read.rows, clock.now())

    added, changed, unchanged = await database.write(work)
    return ImportOut(added=added, changed=changed, unchanged=unchanged, refused=read.refused, errors=read.errors)


@router.patch("/facilities/{facility_id}", response_model=FacilityOut)
async def change_facility(facility_id: UUID, body: FacilityPatch, actor: Coordinator, database: DatabaseDep) -> FacilityOut:
    """Change what is known of a facility."""
    return await database.write(lambda session: service.change(session, actor.neighbourhood_id, facility_id, body, clock.now()))


@router.delete("/facilities/{facility_id}", status_code=204)
async def remove_facility(facility_id: UUID, actor: Coordinator, database: DatabaseDep) -> Response:
    """Take a facility off the list; its checks and reports stay."""
    await database.write(lambda session: service.remove(session, actor.neighbourhood_id, facility_id, clock.now()))
    return Response(status_code=204)


@router.get("/facilities/{facility_id}/checks", response_model=Page[CheckOut])
async def list_checks(
    facility_id: UUID, actor: Staff, database: DatabaseDep, limit: LimitQuery = 30, cursor: CursorQuery = None
) -> Page[CheckOut]:
    """Every look at a facility, newest first."""
    after = after_cursor(cursor)
    items = await database.read(lambda session: service.checks_of(session, actor.neighbourhood_id, facility_id, after, limit + 1))
    return Page(items=items[:limit], next_cursor=cursor_of(items[limit - 1].id) if len(items) > limit else None)


@router.get("/reports/of-walk/{patrol_id}", response_model=Page[SentOut], tags=["reports"])
async def what_a_walk_sent(patrol_id: UUID, actor: SignedIn, database: DatabaseDep) -> Page[SentOut]:
    """What became of each thing I sent on one of my walks, in the order it was said."""
    return Page(items=await database.read(lambda session: sent.of_walk(session, actor, patrol_id)))
