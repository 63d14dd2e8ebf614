"""The desk changes a member's name, tier or standing; whoever may not be sent any more is on the way to nobody from then on."""

from __future__ import annotations

from uuid import UUID

from fastapi import APIRouter
from sqlalchemy.orm import Session

from app.alerts import parting
from app.core import clock
from app.core.web import DatabaseDep
from app.neighbourhoods import service as neighbourhoods
from app.neighbourhoods.schemas import MemberPatch
from app.people import service as people
from app.people.auth import Coordinator
from app.people.schemas import MemberOut

router = APIRouter(prefix="/api/members", tags=["neighbourhoods"])


@router.patch("/{member_id}", response_model=MemberOut)
async def change_member(member_id: UUID, body: MemberPatch, actor: Coordinator, database: DatabaseDep) -> MemberOut:
    """Change a name, tier or standing. Whoever thereby may not be sent any more loses their part in open calls: others are asked."""

    def work(session: Session) -> MemberOut:
        now = clock.now()
        member = neighbourhoods.change_member(session, actor.neighbourhood_id, member_id, body, now, by=actor.member_id)
        parting.stand_down(session, actor.neighbourhood_id, member_id, now)
        return people.member_out(member)

    return await database.write(work)
