"""The desk settles a promise that nobody answered, or sends neighbours to knock at once."""

from __future__ import annotations

from uuid import UUID

from fastapi import APIRouter

from app.core import clock
from app.core.web import DatabaseDep
from app.people.auth import Coordinator
from app.plans import desk
from app.plans.schemas import KnockingOut, SettleIn, WhichPromise

router = APIRouter(prefix="/api/desk/plans", tags=["desk"])


@router.post("/{plan_id}/settle", status_code=204)
async def settle(plan_id: UUID, body: SettleIn, actor: Coordinator, database: DatabaseDep) -> None:
    """Somebody spoke with them, or was there: it is settled, and everybody who was told hears so. Logged for the person."""
    await database.write(lambda session: desk.settle(session, actor, plan_id, body, clock.now()))


@router.post("/{plan_id}/knock", response_model=KnockingOut)
async def knock(plan_id: UUID, body: WhichPromise, actor: Coordinator, database: DatabaseDep) -> KnockingOut:
    """Ask neighbours to knock now instead of at their time."""
    alert_id = await database.write(lambda session: desk.knock_now(session, actor, plan_id, body, clock.now()))
    return KnockingOut(alert_id=alert_id)
