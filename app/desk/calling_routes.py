"""The desk writes down whom a member wants called first, and whom never."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from sqlalchemy.orm import Session

from app.core import clock
from app.core.problems import Problem
from app.core.web import DatabaseDep, Page
from app.desk import calling
from app.desk.calling import NotedOut, NoteIn
from app.people.auth import Coordinator
from app.people.schemas import Words

router = APIRouter(prefix="/api/members/{member_id}/ties", tags=["desk"])

WhyQuery = Annotated[str, Words, Query(min_length=2, max_length=300, description="Why, or how the member asked for it; they see it.")]


@router.get("", response_model=Page[NotedOut])
async def look(member_id: UUID, reason: WhyQuery, actor: Coordinator, response: Response, database: DatabaseDep) -> Page[NotedOut]:
    """Whom a member wants called first or never, as the desk wrote it down; with a reason, logged, and shown to the member."""
    response.headers["Cache-Control"] = "no-store"
    return Page(items=await database.write(lambda session: calling.look(session, actor, member_id, reason, clock.now())))


@router.put("/{other_id}", response_model=Page[NotedOut])
async def note(
    member_id: UUID, other_id: UUID, body: NoteIn, actor: Coordinator, response: Response, database: DatabaseDep
) -> Page[NotedOut]:
    """Write it down on the member's word; logged, and shown to the member."""
    response.headers["Cache-Control"] = "no-store"

    def work(session: Session) -> list[NotedOut] | Problem:
        return calling.note(session, actor, member_id, other_id, body, clock.now())

    outcome = await database.write(work)
    if isinstance(outcome, Problem):
        raise outcome
    return Page(items=outcome)


@router.delete("/{other_id}", status_code=204)
async def take_back(member_id: UUID, other_id: UUID, reason: WhyQuery, actor: Coordinator, database: DatabaseDep) -> None:
    """Undo it on the member's word; logged, and shown to the member."""
    await database.write(lambda session: calling.take_back(session, actor, member_id, other_id, reason, clock.now()))
