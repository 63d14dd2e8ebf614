"""The list on paper, for the coordinator alone."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field, StringConstraints

from app.core import clock
from app.core.web import DatabaseDep
from app.neighbourhoods import service as neighbourhoods
from app.paper import service
from app.people.auth import Coordinator
from app.people.schemas import Strict

router = APIRouter(prefix="/api/desk/paper", tags=["desk"])

PDF = "application/pdf"


class PaperOut(BaseModel):
    """When the list was printed last."""

    printed_at: datetime | None
    is_old: bool = Field(description="Never printed, or more than a day ago.")


class PaperIn(Strict):
    """Why it is printed; everybody on it sees that."""

    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=300)]


@router.get("", response_model=PaperOut)
async def show_paper(actor: Coordinator, response: Response, database: DatabaseDep) -> PaperOut:
    """When the list was printed last, and whether it is time to print it again."""
    response.headers["Cache-Control"] = "no-store"
    at = await database.read(
        lambda session: service.last_printed_at(session, actor.neighbourhood_id, neighbourhoods.staff_of(session, actor.neighbourhood_id))
    )
    return PaperOut(printed_at=at, is_old=at is None or clock.now() - at > service.OLD_AFTER)


@router.post(
    "",
    response_class=Response,
    responses={200: {"content": {PDF: {"schema": {"type": "string", "format": "binary"}}}, "description": "Sheets to print, in Korean."}},
)
async def print_paper(body: PaperIn, actor: Coordinator, database: DatabaseDep) -> Response:
    """The list for the day when the server or the network is down. Everybody on it sees in their own log that it was printed, by whom
    and why; the server keeps no copy."""
    now = clock.now()
    paper = await database.write(lambda session: service.take(session, actor.neighbourhood_id, actor.member_id, body.reason, now))
    from app.paper import sheet  # what draws it takes half a second to load, which no start is to wait for

    content = await database.read(lambda _session: sheet.pdf(paper))  # drawn outside the event loop
    headers = {
        "Cache-Control": "no-store",
        "Content-Disposition": f'attachment; filename="paper-{paper.printed_at:%Y-%m-%d}.pdf"',
        "X-Content-Type-Options": "nosniff",
    }
    return Response(content, media_type=PDF, headers=headers)
