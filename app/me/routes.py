"""My page, my choices, my devices, and who looked at my address."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from app.core import clock
from app.core.web import DatabaseDep, LimitQuery, Page
from app.me import service
from app.me.schemas import MeOut, MePatch
from app.people import service as people
from app.people.auth import SignedIn
from app.people.models import ConsentKind
from app.people.schemas import AccessOut, ConsentIn, DeviceOut

router = APIRouter(prefix="/api/me", tags=["me"])


@router.get("", response_model=MeOut)
async def show_me(actor: SignedIn, response: Response, database: DatabaseDep) -> MeOut:
    """Who I am, tier, neighbourhood, consents, plan, what is open."""
    response.headers["Cache-Control"] = "no-store"
    return await database.read(lambda session: service.page(session, actor))


@router.patch("", response_model=MeOut)
async def change_me(body: MePatch, actor: SignedIn, response: Response, database: DatabaseDep) -> MeOut:
    """Change my name, language, duty, phones, quiet hours, or whether I take part in drills."""
    response.headers["Cache-Control"] = "no-store"
    return await database.write(lambda session: service.change(session, actor, body, clock.now()))


@router.put("/consents/{kind}", response_model=MeOut)
async def choose(kind: ConsentKind, body: ConsentIn, actor: SignedIn, response: Response, database: DatabaseDep) -> MeOut:
    """Grant, pause or withdraw one consent; each is its own choice."""
    response.headers["Cache-Control"] = "no-store"
    return await database.write(lambda session: service.choose(session, actor, kind, body.state, clock.now()))


@router.get("/devices", response_model=Page[DeviceOut])
async def list_devices(actor: SignedIn, database: DatabaseDep) -> Page[DeviceOut]:
    """Where I am signed in."""
    return Page(items=await database.read(lambda session: service.devices(session, actor)))


@router.delete("/devices/{device_id}", status_code=204)
async def sign_device_out(device_id: UUID, actor: SignedIn, database: DatabaseDep) -> None:
    """Sign one of my devices out; pushes to it stop at once."""
    await database.write(lambda session: people.sign_out(session, actor.member_id, device_id))


@router.get("/access-log", response_model=Page[AccessOut])
async def list_views(
    actor: SignedIn,
    database: DatabaseDep,
    limit: LimitQuery = 20,
    cursor: Annotated[int | None, Query(ge=1, le=2**63 - 1, description="`next_cursor` of the page before.")] = None,
) -> Page[AccessOut]:
    """Who looked at my address or place, when and why."""
    rows = await database.read(lambda session: service.views_of_me(session, actor, cursor, limit + 1, clock.now()))
    return Page(items=[entry for _seq, entry in rows[:limit]], next_cursor=str(rows[limit - 1][0]) if len(rows) > limit else None)
