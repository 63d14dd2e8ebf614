"""The answer afterwards: kept once, and seen by nobody, except that the desk hears of whoever wants to talk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.alerts import debrief_rules
from app.alerts.debrief_rules import Answer, Kept
from app.alerts.models import Response
from app.alerts.schemas import DebriefBody
from app.alerts.steps import locked
from app.core import broadcast
from app.core.problems import Problem, not_found
from app.people.models import Member

CHANGED = "talk.changed"
MOST = 50


@dataclass(frozen=True)
class Talk:
    """Somebody who would like to talk after a visit."""

    alert_id: UUID
    member_id: UUID
    name: str
    phone: str | None
    asked_at: datetime


def answer(session: Session, neighbourhood_id: UUID, member_id: UUID, body: DebriefBody) -> None:
    """Keep that I answered. Said again it changes nothing; only that I want to talk may be added later."""
    alert = locked(session, neighbourhood_id, body.alert_id)
    response = session.get(Response, (alert.id, member_id))
    if response is None:
        raise not_found()
    if response.debrief_asked_at is None:
        raise Problem(
            409,
            "not-asked",
            ko="아직 여쭙지 않은 일이에요. 이야기하고 싶으시면 담당자에게 전화해 주세요.",
            en="You were not asked about this yet. If you would like to talk, please call your coordinator.",
        )
    before = Kept(response.debrief_answer) if response.debrief_answer else None
    after = debrief_rules.keep(before, Answer(body.answer))
    response.debrief_answer = after
    session.flush()
    if Kept.TALK in (before, after) and before is not after:
        broadcast.append(session, neighbourhood_id, CHANGED, alert.id)


def waiting(session: Session, neighbourhood_id: UUID) -> list[Talk]:
    """Who would like to talk and was not called yet, longest first."""
    rows = session.execute(
        select(Response, col(Member.name), col(Member.phone))
        .join(Member, col(Member.id) == col(Response.member_id))
        .where(col(Response.neighbourhood_id) == neighbourhood_id, col(Response.debrief_answer) == Kept.TALK.value)
        .order_by(col(Response.debrief_asked_at))
        .limit(MOST)
    ).all()
    return [
        Talk(response.alert_id, response.member_id, name, phone, response.debrief_asked_at)
        for response, name, phone in rows
        if response.debrief_asked_at is not None
    ]


def talked(session: Session, neighbourhood_id: UUID, alert_id: UUID, member_id: UUID) -> None:
    """The desk talked with them. Said twice, the first stands."""
    alert = locked(session, neighbourhood_id, alert_id)
    response = session.get(Response, (alert_id, member_id))
    if response is None or response.debrief_answer not in (Kept.TALK, Kept.TALKED):
        raise not_found()
    if response.debrief_answer == Kept.TALK:
        response.debrief_answer = Kept.TALKED
        broadcast.append(session, neighbourhood_id, CHANGED, alert.id)
