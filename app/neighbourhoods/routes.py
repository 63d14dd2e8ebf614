"""The coordinator's members: adding them, their roles, their homes and the codes they sign in with."""

from __future__ import annotations

import io
from typing import Annotated
from uuid import UUID

import segno
from fastapi import APIRouter, Query, Request, Response
from sqlalchemy.orm import Session

from app.core import clock
from app.core.web import DatabaseDep, Page, SettingsDep
from app.neighbourhoods import service
from app.neighbourhoods.schemas import CodeOut, CodeState, MemberIn
from app.people import pairing
from app.people import service as people
from app.people.auth import Coordinator, Staff
from app.people.schemas import HomeMoveIn, HomeOut, MemberOut, Words

router = APIRouter(prefix="/api/members", tags=["neighbourhoods"])


def qr_svg(link: str) -> str:
    """A QR code as an SVG of its own, dark on white."""
    out = io.BytesIO()
    segno.make(link, error="m", micro=False).save(out, kind="svg", scale=8, border=4, dark="#000", light="#fff", xmldecl=False)
    return out.getvalue().decode()


@router.post("", status_code=201, response_model=MemberOut)
async def add_member(body: MemberIn, actor: Coordinator, database: DatabaseDep) -> MemberOut:
    """Enter a member whom the coordinator met."""
    return await database.write(lambda session: people.member_out(service.add_member(session, actor.neighbourhood_id, body, clock.now())))


@router.post("/{member_id}/pairing-codes", status_code=201, response_model=CodeOut)
async def hand_out_code(
    member_id: UUID, actor: Coordinator, request: Request, response: Response, database: DatabaseDep, settings: SettingsDep
) -> CodeOut:
    """Make a sign-in code for a member; codes made before end at once."""
    key: bytes = request.app.state.installation_key

    def work(session: Session) -> pairing.FreshCode:
        member = people.member_of(session, actor.neighbourhood_id, member_id)
        return pairing.hand_out(
            session, key, member, actor.member_id, clock.now(), minutes=settings.pairing_minutes, tries=settings.pairing_tries
        )

    fresh = await database.write(work)
    link = f"{settings.public_url}/join#{fresh.digits}"
    response.headers["Cache-Control"] = "no-store"
    return CodeOut(id=fresh.id, code=fresh.shown, link=link, qr_svg=qr_svg(link), expires_at=fresh.expires_at)


@router.get("/{member_id}/pairing-codes", response_model=Page[CodeState])
async def list_codes(member_id: UUID, actor: Coordinator, database: DatabaseDep) -> Page[CodeState]:
    """What became of the member's newest codes."""
    return Page(items=await database.read(lambda session: service.codes_of(session, actor.neighbourhood_id, member_id, clock.now())))


@router.get("/{member_id}/home", response_model=HomeOut)
async def show_home(
    member_id: UUID,
    reason: Annotated[str, Words, Query(min_length=2, max_length=300, description="Why the address is needed; the member sees it.")],
    actor: Staff,
    response: Response,
    database: DatabaseDep,
) -> HomeOut:
    """A member's address, with a reason; logged, and shown to the member."""
    response.headers["Cache-Control"] = "no-store"
    return await database.write(
        lambda session: service.show_home(
            session, actor.neighbourhood_id, member_id, actor_id=actor.member_id, reason=reason, now=clock.now()
        )
    )


@router.put("/{member_id}/home", response_model=HomeOut)
async def move_home(member_id: UUID, body: HomeMoveIn, actor: Coordinator, response: Response, database: DatabaseDep) -> HomeOut:
    """Set where a member lives; into another cell at most once in 30 days, or to correct a mistake, with a reason that is logged."""
    response.headers["Cache-Control"] = "no-store"
    return await database.write(
        lambda session: service.move_home(session, actor.neighbourhood_id, member_id, body, clock.now(), by=actor.member_id)
    )
