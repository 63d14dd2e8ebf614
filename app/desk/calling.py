"""Whom a member wants called first and whom never, written down at the desk on their word."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.alerts import parting
from app.core.problems import Problem, not_found
from app.people import access_log, ties
from app.people import service as people
from app.people.auth import Actor
from app.people.models import Member, Tie, TieKind, Tier
from app.people.schemas import Strict

Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=300)]


class NoteIn(Strict):
    """What a member asked the desk to write down."""

    kind: Literal["buddy", "block"]
    word: Word = Field(description="When and how the member asked for it; they can read it.")


class NotedOut(BaseModel):
    """A neighbour a member wants called first, or never, as far as the desk wrote it down."""

    member_id: UUID
    name: str
    kind: Literal["buddy", "block"]
    since: datetime
    agreed: bool = Field(description="A buddy is called first only after they agreed on their own phone.")


def noted(session: Session, neighbourhood_id: UUID, member_id: UUID) -> list[NotedOut]:
    """What the desk may see: every buddy, and the blocks it wrote down itself. Those a member keeps on their own phone stay theirs."""
    rows = _visible(session, neighbourhood_id, member_id)
    known = select(col(Member.id), col(Member.name)).where(col(Member.id).in_([row.other_id for row in rows]))
    names = {row.id: row.name for row in session.execute(known)} if rows else {}
    return [
        NotedOut(
            member_id=row.other_id,
            name=names[row.other_id],
            kind="block" if row.kind == TieKind.BLOCK else "buddy",
            since=row.since,
            agreed=row.kind != TieKind.ASKED,
        )
        for row in rows
    ]


def look(session: Session, actor: Actor, member_id: UUID, reason: str, now: datetime) -> list[NotedOut]:
    """The same, with a reason that the member can read."""
    member = people.member_of(session, actor.neighbourhood_id, member_id)
    _log(session, actor, member.id, "ties", reason, now)
    return noted(session, actor.neighbourhood_id, member.id)


def note(session: Session, actor: Actor, member_id: UUID, other_id: UUID, body: NoteIn, now: datetime) -> list[NotedOut] | Problem:
    """Write down whom a member wants called first, or never. A buddy still has to agree on their own phone. What stands in the way of
    a buddy is returned, not raised, so that the member reads that it was tried."""
    member, other = ties.both(session, actor.neighbourhood_id, member_id, other_id)
    if body.kind == "block":
        parting.keep_apart(session, actor.neighbourhood_id, member.id, other.id, now, known_as=other.name, noted_by=actor.member_id)
        _log(session, actor, member.id, "block_noted", body.word, now)
        return noted(session, actor.neighbourhood_id, member.id)
    _log(session, actor, member.id, "buddy_noted", body.word, now)
    known = session.get(Tie, (actor.neighbourhood_id, member.id, other.id))
    if known is not None and known.kind == TieKind.BLOCK:
        return Problem(
            409,
            "kept-apart",
            ko="이 분이 부르지 않기로 한 이웃이에요. 그 목록에서 먼저 빼야 먼저 부를 수 있어요.",
            en="This member does not want that neighbour called. They have to come off that list first.",
        )
    if other.verified_at is None or not other.active or Tier(other.tier) not in (Tier.WALKER, Tier.RESPONDER):
        return Problem(
            409,
            "not-met-yet",
            ko="먼저 부를 이웃은 담당자가 직접 만나 확인한 순찰 이웃이나 출동 이웃이어야 해요. 먼저 만나서 확인해 주세요.",
            en="A neighbour to call first must be a walker or responder whom a coordinator has met. Please meet them first.",
        )
    kind = TieKind.ASKED if known is None else TieKind(known.kind)
    people.tie(session, member, other, kind, now, known_as=other.name, noted_by=actor.member_id)
    return noted(session, actor.neighbourhood_id, member.id)


def take_back(session: Session, actor: Actor, member_id: UUID, other_id: UUID, word: str, now: datetime) -> None:
    """Undo on the member's word what the desk can see; the other is not told."""
    member = people.member_of(session, actor.neighbourhood_id, member_id)
    row = next((row for row in _visible(session, actor.neighbourhood_id, member.id) if row.other_id == other_id), None)
    if row is None:
        raise not_found()
    what = "block_taken_back" if row.kind == TieKind.BLOCK else "buddy_taken_back"
    ties.drop(session, actor.neighbourhood_id, member.id, other_id, TieKind.BLOCK)
    parting.let_go(session, actor.neighbourhood_id, member.id, other_id, now)
    _log(session, actor, member.id, what, word, now)


def _visible(session: Session, neighbourhood_id: UUID, member_id: UUID) -> list[Tie]:
    rows = ties.chosen_by(session, neighbourhood_id, member_id, *TieKind)
    return [row for row in rows if row.kind != TieKind.BLOCK or row.noted_by is not None]


def _log(session: Session, actor: Actor, member_id: UUID, what: str, reason: str, now: datetime) -> None:
    """Last of all: the log's head is locked after alerts, here as everywhere."""
    access_log.record(
        session,
        neighbourhood_id=actor.neighbourhood_id,
        actor_id=actor.member_id,
        subject_id=member_id,
        what=what,
        reason=reason,
        now=now,
    )
