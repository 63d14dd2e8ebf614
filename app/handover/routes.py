"""The hand-over card for 112 and 119."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query, Response

from app.core import clock
from app.core.web import DatabaseDep
from app.handover import service
from app.handover.schemas import HandOverOut
from app.people.auth import SignedIn

router = APIRouter(prefix="/api/alerts", tags=["alerts"])


@router.get("/{alert_id}/hand-over", response_model=HandOverOut)
async def show_hand_over(
    alert_id: UUID,
    actor: SignedIn,
    response: Response,
    database: DatabaseDep,
    show: Annotated[Literal["address"] | None, Query(description="The desk asks for the place explicitly.")] = None,
) -> HandOverOut:
    """Where, what and since when, as 112 and 119 ask for it. Each look is logged and shown to the person."""
    response.headers["Cache-Control"] = "no-store"
    return await database.write(lambda session: service.card(session, actor, alert_id, clock.now(), shows_place=show is not None))
