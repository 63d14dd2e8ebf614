"""Whom somebody wants called first, and whom never: what each of the two sees of it, and how it is undone."""

from __future__ import annotations

import hashlib
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.problems import Problem, not_found
from app.people.models import Member, Tie, TieKind, Tier

MINE = (TieKind.BUDDY.value, TieKind.ASKED.value)


def reference(reader_id: UUID, within: UUID, who: UUID) -> str:
    """What stands for somebody on one screen of one reader: nobody's id, and another one on every other screen."""
    return hashlib.blake2b(who.bytes, key=reader_id.bytes + within.bytes, digest_size=12).hexdigest()


def own_reference(reader_id: UUID, who: UUID) -> str:
    """The same in the reader's own lists."""
    return reference(reader_id, reader_id, who)


def both(session: Session, neighbourhood_id: UUID, member_id: UUID, other_id: UUID) -> tuple[Member, Member]:
    """The two, locked until the commit so that a call for help of either waits for what they say now. One of another neighbourhood
    is not found, nobody is tied to themselves, and the desk cannot be kept out of what it runs."""
    pair = select(Member).where(col(Member.neighbourhood_id) == neighbourhood_id, col(Member.id).in_((member_id, other_id)))
    locking = pair.order_by(col(Member.id)).with_for_update(key_share=True)
    found = {row.id: row for row in session.execute(locking).scalars()}
    if member_id not in found or other_id not in found:
        raise not_found()
    if member_id == other_id:
        raise Problem(
            422, "that-is-you", ko="그건 본인이에요. 다른 이웃을 골라 주세요.", en="That is you yourself. Please choose another neighbour."
        )
    if Tier(found[other_id].tier).is_staff:
        raise Problem(
            409,
            "runs-the-desk",
            ko="순찰대를 맡은 사람이라 이 목록에 넣을 수 없어요. 이 사람이 걱정되면 국민콜 110에, 위급하면 112에 전화해 주세요.",
            en="This person runs the patrol and cannot be put on this list. If they worry you, call 110, the government's line for "
            "complaints; in danger call 112.",
        )
    return found[member_id], found[other_id]


def chosen_by(session: Session, neighbourhood_id: UUID, member_id: UUID, *kinds: str) -> list[Tie]:
    """What the member chose, newest first."""
    mine = select(Tie).where(col(Tie.neighbourhood_id) == neighbourhood_id, col(Tie.member_id) == member_id, col(Tie.kind).in_(kinds))
    return list(session.execute(mine.order_by(col(Tie.since).desc(), col(Tie.other_id))).scalars())


def blocked_by(session: Session, neighbourhood_id: UUID, member_id: UUID) -> set[UUID]:
    """Whom this member does not want called: their own choices alone, never who chose so about them."""
    return {tie.other_id for tie in chosen_by(session, neighbourhood_id, member_id, TieKind.BLOCK)}


def chose_me(session: Session, neighbourhood_id: UUID, member_id: UUID) -> list[tuple[Tie, Member]]:
    """Who wants this member called first, asked or agreed. Whoever this member keeps away from is not among them."""
    theirs = (
        select(Tie, Member)
        .join(Member, col(Member.id) == col(Tie.member_id))
        .where(col(Tie.neighbourhood_id) == neighbourhood_id, col(Tie.other_id) == member_id, col(Tie.kind).in_(MINE), col(Member.active))
    )
    away = blocked_by(session, neighbourhood_id, member_id)
    rows = session.execute(theirs.order_by(col(Tie.since).desc(), col(Tie.member_id)))
    return [(row[0], row[1]) for row in rows if row[0].member_id not in away]


def drop(session: Session, neighbourhood_id: UUID, member_id: UUID, other_id: UUID, *kinds: str) -> bool:
    """Undo what the member chose about `other_id`, when it is of these kinds; nobody is told. Whether there was anything to undo."""
    row = session.get(Tie, (neighbourhood_id, member_id, other_id))
    if row is None or row.kind not in kinds:
        return False
    session.delete(row)
    session.flush()
    return True
