"""My dogs, and the coordinator's record of them."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from app.core import clock
from app.core.web import CursorQuery, DatabaseDep, LimitQuery, Page, after_cursor, cursor_of
from app.dogs import service
from app.dogs.rules import Result
from app.dogs.schemas import DeskDog, DogIn, DogOut, TemperamentIn
from app.people.auth import Coordinator, SignedIn, Staff
from app.people.schemas import Words

router = APIRouter(prefix="/api", tags=["dogs"])


@router.get("/dogs", response_model=Page[DogOut])
async def list_dogs(actor: SignedIn, database: DatabaseDep) -> Page[DogOut]:
    """My dogs, all on one page: there are ten at the most."""
    return Page(items=await database.read(lambda session: service.mine(session, actor.neighbourhood_id, actor.member_id)))


@router.put("/dogs/{dog_id}", response_model=DogOut)
async def put_dog(dog_id: UUID, body: DogIn, actor: SignedIn, database: DatabaseDep) -> DogOut:
    """Enter a dog under an id of my own making, or replace what I said of it."""
    return await database.write(lambda session: service.put(session, actor.neighbourhood_id, actor.member_id, dog_id, body, clock.now()))


@router.delete("/dogs/{dog_id}", status_code=204)
async def take_dog_away(dog_id: UUID, actor: SignedIn, database: DatabaseDep) -> Response:
    """Take a dog away; past walks go on showing its name."""
    await database.write(lambda session: service.take_away(session, actor.neighbourhood_id, actor.member_id, dog_id, clock.now()))
    return Response(status_code=204)


@router.put("/dogs/{dog_id}/temperament", response_model=DeskDog)
async def record_temperament(dog_id: UUID, body: TemperamentIn, actor: Coordinator, database: DatabaseDep) -> DeskDog:
    """Record the temperament test."""
    return await database.write(lambda session: service.record_temperament(session, actor.neighbourhood_id, dog_id, body, actor.member_id))


@router.get("/desk/dogs", response_model=Page[DeskDog])
async def list_desk_dogs(
    actor: Staff,
    database: DatabaseDep,
    response: Response,
    q: Annotated[str, Words, Query(max_length=60, description="Part of a name, an owner's name or a registration number.")] = "",
    result: Annotated[Result | None, Query(description="Only with this test result.")] = None,
    limit: LimitQuery = 50,
    cursor: CursorQuery = None,
) -> Page[DeskDog]:
    """The neighbourhood's dogs with their owners."""
    response.headers["Cache-Control"] = "no-store"
    after = after_cursor(cursor)
    items = await database.read(
        lambda session: service.at_desk(session, actor.neighbourhood_id, query=q, result=result, after=after, limit=limit + 1)
    )
    return Page(items=items[:limit], next_cursor=cursor_of(items[limit - 1].id) if len(items) > limit else None)
