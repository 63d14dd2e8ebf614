"""Alerts by my part in them, and closing one."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from app.alerts import service, showing_place, views
from app.alerts.schemas import AlertOut, CancelIn, MyPlaceIn, ResolveIn
from app.core import clock
from app.core.database import Database
from app.core.web import CursorQuery, DatabaseDep, LimitQuery, Page, after_cursor, cursor_of
from app.people.auth import Actor, SignedIn
from app.people.pins import Typed

router = APIRouter(prefix="/api/alerts", tags=["alerts"])


@router.get("", response_model=Page[AlertOut])
async def list_alerts(
    actor: SignedIn,
    database: DatabaseDep,
    state: Annotated[Literal["open", "closed", "all"], Query(description="Which ones.")] = "all",
    limit: LimitQuery = 20,
    cursor: CursorQuery = None,
) -> Page[AlertOut]:
    """Alerts about me or that I was told of; for staff all of the neighbourhood. Newest first, never with an address."""
    after = after_cursor(cursor)
    items = await database.read(
        lambda session: views.mine(
            session,
            neighbourhood_id=actor.neighbourhood_id,
            actor_id=actor.member_id,
            tier=actor.tier,
            state=state,
            after=after,
            limit=limit + 1,
            now=clock.now(),
        )
    )
    return Page(items=items[:limit], next_cursor=cursor_of(items[limit - 1].id) if len(items) > limit else None)


async def _shown(database: Database, actor: Actor, alert_id: UUID) -> AlertOut:
    now = clock.now()
    shown = await database.read(
        lambda session: views.show(
            session,
            neighbourhood_id=actor.neighbourhood_id,
            actor_id=actor.member_id,
            tier=actor.tier,
            alert_id=alert_id,
            now=now,
        )
    )
    if shown.discloses:
        await database.write(lambda session: views.log_view(session, shown, actor.neighbourhood_id, actor.member_id, now))
    return shown.alert


@router.get("/{alert_id}", response_model=AlertOut)
async def show_alert(alert_id: UUID, actor: SignedIn, response: Response, database: DatabaseDep) -> AlertOut:
    """One alert. The address only after accepting, for this incident only; each view is logged and shown to the person."""
    response.headers["Cache-Control"] = "no-store"
    return await _shown(database, actor, alert_id)


@router.post("/{alert_id}/resolve", response_model=AlertOut)
async def resolve(alert_id: UUID, body: ResolveIn, actor: SignedIn, response: Response, database: DatabaseDep) -> AlertOut:
    """Close it: the person, a coordinator, or a responder on scene."""
    response.headers["Cache-Control"] = "no-store"

    await database.write(
        lambda session: service.resolve(
            session,
            neighbourhood_id=actor.neighbourhood_id,
            actor_id=actor.member_id,
            tier=actor.tier,
            alert_id=alert_id,
            body=body,
            now=clock.now(),
        )
    )
    return await _shown(database, actor, alert_id)


@router.post("/{alert_id}/cancel", response_model=AlertOut)
async def cancel(
    alert_id: UUID, request: Request, actor: SignedIn, response: Response, database: DatabaseDep, body: CancelIn | None = None
) -> AlertOut:
    """Take it back: only the person. Everybody who was told gets the all-clear."""
    response.headers["Cache-Control"] = "no-store"
    typed = Typed(request.app.state.installation_key, body.pin if body else None)

    problem = await database.write(
        lambda session: service.cancel(
            session,
            neighbourhood_id=actor.neighbourhood_id,
            actor_id=actor.member_id,
            tier=actor.tier,
            alert_id=alert_id,
            why=body.note if body else "",
            typed=typed,
            now=clock.now(),
        )
    )
    if problem is not None:
        raise problem
    return await _shown(database, actor, alert_id)


@router.put("/{alert_id}/my-place", status_code=204)
async def show_my_place(alert_id: UUID, body: MyPlaceIn, actor: SignedIn, database: DatabaseDep) -> None:
    """Where I am on my way: shown to the person (roughly) and to the desk until I arrive. Only the newest place is kept."""
    await database.write(
        lambda session: showing_place.show(session, actor.neighbourhood_id, actor.member_id, actor.device_id, alert_id, body, clock.now())
    )


@router.delete("/{alert_id}/my-place", status_code=204)
async def hide_my_place(alert_id: UUID, actor: SignedIn, database: DatabaseDep) -> None:
    """Stop showing it: what was kept is forgotten at once."""
    await database.write(lambda session: showing_place.hide(session, actor.neighbourhood_id, actor.member_id, alert_id))
