"""My cancel numbers: kept, changed, turned off. They are never shown again."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request
from pydantic import StringConstraints
from sqlalchemy.orm import Session

from app.core import clock
from app.core.problems import Problem
from app.core.web import DatabaseDep
from app.people import pins, service
from app.people.auth import Coordinator, SignedIn
from app.people.schemas import Strict

router = APIRouter(prefix="/api", tags=["people"])

Digits = Annotated[str, StringConstraints(strip_whitespace=True, max_length=8)]


class CancelPinIn(Strict):
    """Two numbers of four digits, and one of those kept before when there are any."""

    pin: Digits
    other_pin: Digits
    current: Digits | None = None


class CancelPinOff(Strict):
    """The number kept until now."""

    current: Digits | None = None


@router.put("/me/cancel-pin", status_code=204)
async def keep_cancel_pin(body: CancelPinIn, request: Request, actor: SignedIn, database: DatabaseDep) -> None:
    """Keep two numbers: with one I take a call for help back, with the other it only looks so and the desk is told."""
    key: bytes = request.app.state.installation_key

    def work(session: Session) -> Problem | None:
        return pins.keep(
            session,
            key=key,
            neighbourhood_id=actor.neighbourhood_id,
            member_id=actor.member_id,
            pin=body.pin,
            other_pin=body.other_pin,
            current=body.current,
            now=clock.now(),
        )

    _raise(await database.write(work))


@router.delete("/me/cancel-pin", status_code=204)
async def turn_cancel_pin_off(body: CancelPinOff, request: Request, actor: SignedIn, database: DatabaseDep) -> None:
    """Take alerts back without a number again."""
    typed = pins.Typed(request.app.state.installation_key, body.current)
    _raise(await database.write(lambda session: pins.turn_off(session, actor.member_id, typed, clock.now())))


@router.delete("/members/{member_id}/cancel-pin", status_code=204)
async def forget_cancel_pin(member_id: UUID, actor: Coordinator, database: DatabaseDep) -> None:
    """A member no longer knows their numbers and said so in person: alerts are taken back without one again."""

    def work(session: Session) -> None:
        pins.forget(session, service.member_of(session, actor.neighbourhood_id, member_id).id)

    await database.write(work)


def _raise(problem: Problem | None) -> None:
    if problem is not None:
        raise problem
