"""Whom I want called first, whom never, and who wants me called."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Response

from app.core import clock
from app.core.web import DatabaseDep, Page
from app.me import calling
from app.me.schemas import BlockIn, BuddiesOut, TieOut
from app.people.auth import SignedIn

router = APIRouter(prefix="/api/me", tags=["me"])

Who = Annotated[str, Path(max_length=24, description="What stands for somebody in my own list.")]


@router.get("/blocks", response_model=Page[TieOut])
async def list_blocks(actor: SignedIn, response: Response, database: DatabaseDep) -> Page[TieOut]:
    """Whom I do not want called. Nobody else sees this."""
    response.headers["Cache-Control"] = "no-store"
    return Page(items=await database.read(lambda session: calling.blocks(session, actor)))


@router.post("/blocks", status_code=201, response_model=TieOut)
async def not_call(body: BlockIn, actor: SignedIn, response: Response, database: DatabaseDep) -> TieOut:
    """Not call somebody any more whom I was shown. It holds at once, and they are not told."""
    response.headers["Cache-Control"] = "no-store"
    return await database.write(lambda session: calling.block(session, actor, body, clock.now()))


@router.delete("/blocks/{block}", status_code=204)
async def unblock(block: Who, actor: SignedIn, database: DatabaseDep) -> None:
    """Let somebody be called again."""
    await database.write(lambda session: calling.unblock(session, actor, block))


@router.get("/buddies", response_model=BuddiesOut)
async def list_buddies(actor: SignedIn, response: Response, database: DatabaseDep) -> BuddiesOut:
    """Who is called first for my home, and who wants me called first."""
    response.headers["Cache-Control"] = "no-store"
    return await database.read(lambda session: calling.buddies(session, actor))


@router.delete("/buddies/{buddy}", status_code=204)
async def drop_buddy(buddy: Who, actor: SignedIn, database: DatabaseDep) -> None:
    """Not call somebody first any more; they are not told."""
    await database.write(lambda session: calling.drop_buddy(session, actor, buddy, clock.now()))


@router.put("/buddy-of/{person}", status_code=204)
async def agree(person: Who, actor: SignedIn, database: DatabaseDep) -> None:
    """Agree to be called first for somebody's home."""
    await database.write(lambda session: calling.agree(session, actor, person, clock.now()))


@router.delete("/buddy-of/{person}", status_code=204)
async def step_back(person: Who, actor: SignedIn, database: DatabaseDep) -> None:
    """Not be called first for somebody's home any more, or never."""
    await database.write(lambda session: calling.step_back(session, actor, person, clock.now()))
