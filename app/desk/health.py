"""Whether the safety parts work."""

from __future__ import annotations

import asyncio
from typing import Literal

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel
from sqlalchemy.orm import Session

from app.alerts.auditing import is_stuck
from app.core import clock
from app.core.database import reachable
from app.core.web import DatabaseDep, SettingsDep
from app.notifications.beats import worker_health
from app.notifications.health import push_health

WORKER_STARTS_WITHIN_S = 60

router = APIRouter(prefix="/api/health", tags=["desk"])


class HealthOut(BaseModel):
    """Whether the safety parts work; `down` comes with status 503, `advice` says what the operator should do."""

    status: Literal["ok", "degraded", "down"]
    database: Literal["ok", "down"]
    worker: Literal["ok", "late", "dead", "unknown"]
    push: Literal["ok", "degraded", "unknown"]
    alerts: Literal["ok", "stuck", "unknown"]
    advice: list[str]


@router.get("", response_model=HealthOut, responses={503: {"model": HealthOut}})
async def health(request: Request, response: Response, database: DatabaseDep, settings: SettingsDep) -> HealthOut:
    """503 when a safety part is dead. A worker has a minute to start after the server."""
    now = clock.now()

    def look(session: Session) -> tuple[str, str, bool, list[str]]:
        push = push_health(session, settings, now)
        return worker_health(session, now), push.state, is_stuck(session, now), list(push.advice)

    if not await asyncio.to_thread(reachable, database):
        response.status_code = 503
        return HealthOut(
            status="down", database="down", worker="unknown", push="unknown", alerts="unknown", advice=["The database does not answer."]
        )
    worker, push, stuck, advice = await database.read(look)
    starting = (now - request.app.state.started_at).total_seconds() < WORKER_STARTS_WITHIN_S
    if worker == "dead":
        advice.insert(0, "No worker is alive: nobody is told anything. Start one with `modu work`.")
    if stuck:
        advice.insert(0, "An alert does not go its way: the desk's board says which. See `alert_stuck` in the log.")
    dead = worker == "dead" or stuck
    status = "down" if dead and not starting else "ok" if (worker, push) == ("ok", "ok") else "degraded"
    response.status_code = 503 if status == "down" else 200
    return HealthOut.model_validate(
        {"status": status, "database": "ok", "worker": worker, "push": push, "alerts": "stuck" if stuck else "ok", "advice": advice}
    )
