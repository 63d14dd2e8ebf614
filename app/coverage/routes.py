"""Where people walk and where nobody did."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response

from app.core import clock
from app.core.problems import forbidden
from app.core.web import DatabaseDep
from app.coverage import for_walkers, reading
from app.coverage.schemas import CoverageOut, DebtOut, SharedOut
from app.people.auth import SignedIn, Staff

router = APIRouter(prefix="/api/coverage", tags=["coverage"])
DaysQuery = Annotated[Literal["7", "28"], Query(description="How many days back.")]


@router.get("", response_model=CoverageOut)
async def show_coverage(actor: Staff, response: Response, database: DatabaseDep, days: DaysQuery = "7") -> CoverageOut:
    """Every cell for the desk: visits by band, walkers, what is owed."""
    response.headers["Cache-Control"] = "no-store"
    return await database.read(lambda session: reading.at_desk(session, actor.neighbourhood_id, int(days), clock.now()))


@router.get("/shared", response_model=SharedOut)
async def show_shared(actor: SignedIn, database: DatabaseDep, days: DaysQuery = "7") -> SharedOut:
    """Cells that at least five different people walked through, for walkers."""
    if not actor.tier.may_patrol:
        raise forbidden()
    return await database.read(lambda session: for_walkers.shared(session, actor.neighbourhood_id, int(days), clock.now()))


@router.get("/debt", response_model=DebtOut)
async def show_debt(actor: SignedIn, database: DatabaseDep) -> DebtOut:
    """Where a walk is owed, for walkers; a phone keeps it to suggest a way without a network."""
    if not actor.tier.may_patrol:
        raise forbidden()
    return await database.read(lambda session: for_walkers.debt(session, actor.neighbourhood_id, clock.now()))
