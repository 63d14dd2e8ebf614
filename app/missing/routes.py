"""The desk calls for eyes and reads what was seen; whoever walks now reads whom to look out for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query, Response
from sqlalchemy.orm import Session

from app.core import clock
from app.core.database import Database
from app.core.web import DatabaseDep, Page
from app.missing import service, views
from app.missing.rules import Outcome
from app.missing.schemas import CloseIn, DeskMissing, ExtendIn, MissingIn, MissingOut, SightingOut
from app.people.auth import Actor, Coordinator, SignedIn, Staff

router = APIRouter(prefix="/api", tags=["missing"])


@router.get("/missing", response_model=Page[MissingOut])
async def list_for_me(actor: SignedIn, response: Response, database: DatabaseDep) -> Page[MissingOut]:
    """Whom to look out for, while I am out walking; nothing otherwise. What I was asked about and just ended comes without its words."""
    response.headers["Cache-Control"] = "no-store"
    return Page(items=await database.read(lambda session: views.for_walker(session, actor, clock.now())))


@router.post("/missing/{missing_id}/seen", status_code=204)
async def mark_seen(missing_id: UUID, actor: SignedIn, database: DatabaseDep) -> Response:
    """I opened it. The first time stands."""
    await database.write(lambda session: service.mark_seen(session, actor, missing_id, clock.now()))
    return Response(status_code=204)


async def _done(database: Database, actor: Actor, response: Response, work: Callable[[Session, datetime], UUID]) -> DeskMissing:
    response.headers["Cache-Control"] = "no-store"

    def both(session: Session) -> DeskMissing:
        now = clock.now()
        return views.one_for_desk(session, actor.neighbourhood_id, work(session, now), now)

    return await database.write(both)


@router.get("/desk/missing", response_model=Page[DeskMissing], tags=["desk"])
async def list_for_desk(actor: Staff, response: Response, database: DatabaseDep) -> Page[DeskMissing]:
    """Open calls, oldest first, then those that ended while what was seen is still kept."""
    response.headers["Cache-Control"] = "no-store"
    return Page(items=await database.read(lambda session: views.for_desk(session, actor.neighbourhood_id, clock.now())))


@router.post("/desk/missing", response_model=DeskMissing, status_code=201, tags=["desk"])
async def raise_call(body: MissingIn, actor: Coordinator, response: Response, database: DatabaseDep) -> DeskMissing:
    """Ask everybody who is out walking now, and whoever sets out while it is open, to look out. It expires by itself; there is no
    picture. The same call sent twice is one."""
    return await _done(database, actor, response, lambda session, now: service.raise_call(session, actor, body, now))


@router.post("/desk/missing/{missing_id}/extend", response_model=DeskMissing, tags=["desk"])
async def extend(missing_id: UUID, body: ExtendIn, actor: Coordinator, response: Response, database: DatabaseDep) -> DeskMissing:
    """Let it run longer, twelve hours from its opening at the most."""

    def work(session: Session, now: datetime) -> UUID:
        service.extend(session, actor.neighbourhood_id, missing_id, body.until, now)
        return missing_id

    return await _done(database, actor, response, work)


@router.post("/desk/missing/{missing_id}/close", response_model=DeskMissing, tags=["desk"])
async def close(missing_id: UUID, body: CloseIn, actor: Coordinator, response: Response, database: DatabaseDep) -> DeskMissing:
    """Say what became of it. Whoever was asked is thanked, and its words are gone."""

    def work(session: Session, now: datetime) -> UUID:
        service.close(session, actor.neighbourhood_id, actor.member_id, missing_id, Outcome(body.outcome), now)
        return missing_id

    return await _done(database, actor, response, work)


@router.get("/desk/missing/{missing_id}/sightings", response_model=Page[SightingOut], tags=["desk"])
async def list_sightings(
    missing_id: UUID,
    actor: Staff,
    response: Response,
    database: DatabaseDep,
    show: Annotated[Literal["places"] | None, Query(description="Also where; that is logged, and each walker sees it.")] = None,
) -> Page[SightingOut]:
    """What walkers saw, the newest first. Where they stood only when asked for, and that is logged."""
    response.headers["Cache-Control"] = "no-store"
    if show is None:
        return Page(items=await database.read(lambda session: views.sightings(session, actor.neighbourhood_id, missing_id, clock.now())))
    return Page(items=await database.write(lambda session: views.sightings_with_places(session, actor, missing_id, clock.now())))
