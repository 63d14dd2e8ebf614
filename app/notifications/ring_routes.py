"""Ringing a neighbour's phones from the desk, and everybody's own record of what arrived."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from app.core import clock
from app.core.problems import Problem
from app.core.web import DatabaseDep
from app.notifications import rings
from app.people import service as people
from app.people.auth import SignedIn, Staff

router = APIRouter(prefix="/api", tags=["notifications"])


class RungOut(BaseModel):
    """The phones that ring now."""

    rang: int = Field(description="How many phones; 0 when none of them takes notifications.")
    at: datetime


class RingOut(BaseModel):
    """A notification that only asks whether it arrives: a test, or the weekly look."""

    id: UUID
    at: datetime
    device_name: str | None = Field(description="Null when that phone is not signed in any more.")
    kind: Literal["test", "proof"]
    status: Literal["queued", "sent", "received", "failed", "gone", "withdrawn"]
    sent_at: datetime | None
    received_at: datetime | None = Field(description="When the phone itself said that it arrived.")


class RingsOut(BaseModel):
    """The newest tests, newest first."""

    items: list[RingOut]


class PhoneOut(BaseModel):
    """One of my phones, and when it last showed that notifications reach it."""

    device_id: UUID
    name: str
    current: bool
    last_received_at: datetime | None
    last_test_at: datetime | None
    silent_at: datetime | None = Field(description="Since when it does not answer the weekly look.")


class PushProofsOut(BaseModel):
    """What is known of how well I can be reached."""

    devices: list[PhoneOut]
    items: list[RingOut]


@router.post("/members/{member_id}/rings", status_code=202, response_model=RungOut)
async def ring(member_id: UUID, actor: Staff, database: DatabaseDep) -> RungOut:
    """Send a test notification to all phones of a neighbour. It is logged, and they can read that."""
    now = clock.now()

    def work(session: Session) -> int:
        people.member_of(session, actor.neighbourhood_id, member_id)
        wait_s = rings.wait_s(session, actor.neighbourhood_id, member_id, now)
        if wait_s:
            raise too_many_rings(wait_s)
        return rings.ring(session, actor.neighbourhood_id, member_id, actor_id=actor.member_id, now=now)

    return RungOut(rang=await database.write(work), at=now)


@router.get("/members/{member_id}/rings", response_model=RingsOut)
async def show_rings(member_id: UUID, actor: Staff, database: DatabaseDep) -> RingsOut:
    """When this neighbour's phones were tested, and whether they answered."""
    found = await database.read(lambda session: rings.rings(session, actor.neighbourhood_id, member_id))
    return RingsOut(items=[_ring(one) for one in found])


@router.get("/push-proofs", response_model=PushProofsOut)
async def show_proofs(actor: SignedIn, database: DatabaseDep) -> PushProofsOut:
    """Which of my phones notifications reach, and when that was last seen."""

    def work(session: Session) -> PushProofsOut:
        phones = rings.phones(session, actor.neighbourhood_id, actor.member_id)
        return PushProofsOut(
            devices=[PhoneOut(current=phone.device_id == actor.device_id, **vars(phone)) for phone in phones],
            items=[_ring(one) for one in rings.rings(session, actor.neighbourhood_id, actor.member_id)],
        )

    return await database.read(work)


def _ring(one: rings.Ring) -> RingOut:
    return RingOut.model_validate(vars(one))


def too_many_rings(retry_after_s: int) -> Problem:
    """A phone that rings again and again is switched off by its owner."""
    return Problem(
        429,
        "too-many-rings",
        ko="방금 여러 번 울려 봤어요. 잠시 뒤에 다시 눌러 주세요.",
        en="It was just rung several times. Please try again in a moment.",
        headers={"Retry-After": str(retry_after_s)},
    )
