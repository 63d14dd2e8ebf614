"""Answering a promise where its notification stands, without opening the app."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Request
from sqlalchemy.orm import Session

from app.checkins import from_notification
from app.checkins.from_notification import Outcome
from app.core import clock
from app.core.web import DatabaseDep, SettingsDep
from app.people import throttle
from app.plans import problems
from app.plans.schemas import AnswerIn, AnswerOut

router = APIRouter(prefix="/api/plan-answers", tags=["plans"])

KNOWN: dict[Outcome, Literal["applied", "duplicate"]] = {Outcome.APPLIED: "applied", Outcome.DUPLICATE: "duplicate"}


@router.post("", response_model=AnswerOut)
async def answer(body: AnswerIn, request: Request, database: DatabaseDep, settings: SettingsDep) -> AnswerOut:
    """Say "I'm OK" for the one promise that the token names. Nobody is signed in, and nothing else can be said with it. Whoever sends
    made-up tokens has to wait."""
    key: bytes = request.app.state.installation_key
    address = f"answers from {throttle.network_of(request.client.host if request.client else 'unknown')}"

    def work(session: Session) -> Outcome:
        now = clock.now()
        throttle.refuse_if_spent(session, key, address, now, settings.sign_in_tries_per_hour)
        outcome = from_notification.answer(session, key, body.token, body.recorded_at, now)
        if outcome is Outcome.FORGED:
            throttle.count_failure(session, key, address, now)
        return outcome

    outcome = await database.write(work)
    if outcome is Outcome.FORGED:
        raise problems.forged()
    if outcome is Outcome.OVER:
        raise problems.is_over()
    return AnswerOut(status=KNOWN[outcome])
