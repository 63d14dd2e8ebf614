"""The desk starts a drill, and sees what drills came to."""

from __future__ import annotations

from fastapi import APIRouter, Response

from app.alerts import drills as alerts
from app.alerts.raising import Heard
from app.core.web import DatabaseDep
from app.desk import drills
from app.desk.drill_schemas import DrillsOut
from app.desk.raising_routes import RaiseIn, answered
from app.desk.schemas import DeskAlert
from app.people.auth import Coordinator, Staff

router = APIRouter(prefix="/api/desk/drills", tags=["desk"])


@router.get("", response_model=DrillsOut)
async def show_drills(actor: Staff, response: Response, database: DatabaseDep) -> DrillsOut:
    """Who takes part in drills, whether one can start now, and what the last twenty came to."""
    response.headers["Cache-Control"] = "no-store"
    return await database.read(lambda session: drills.page(session, actor.neighbourhood_id, actor.member_id))


@router.post("", response_model=DeskAlert, status_code=201)
async def start_drill(body: RaiseIn, actor: Coordinator, response: Response, database: DatabaseDep) -> DeskAlert:
    """Start a drill: the whole path of a call for help, with nobody outside the drill group. `member_id` is who is played; null is a
    made-up person at a made-up place."""
    played = Heard(body.member_id, body.place, body.category, body.note, body.lat, body.lon)
    return await answered(
        database, actor, response, lambda session, now: alerts.start(session, actor.neighbourhood_id, actor.member_id, played, now)
    )
