"""Recorders: made, listed, found again by their token, ended. The only writer of recorders and of which walks are theirs."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, delete, func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.database import table_of
from app.core.ids import keyed_hash, new_id
from app.core.prepared import Prepared
from app.core.problems import Problem, forbidden, not_found
from app.interop.models import Recorder
from app.interop.rules import App, Reason
from app.interop.schemas import RecorderIn, RecorderOut, SetAside
from app.people.auth import Actor
from app.people.models import Member, Tier

MOST_RECORDERS = 10
TOKEN_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # noqa: S105  # an alphabet, no token
"""Without what looks alike in print, because a token is sometimes typed."""
TOKEN_LENGTH = 32
"""158 bits."""

_recorders, _members = table_of(Recorder), table_of(Member)
find = Prepared(
    select(
        _recorders.c.id,
        _recorders.c.neighbourhood_id,
        _recorders.c.member_id,
        _recorders.c.name.label("recorder_name"),
        _recorders.c.app,
        _recorders.c.token_hash,
        _members.c.tier,
        _members.c.language,
        _members.c.name,
        _members.c.verified_at,
        _members.c.active,
    )
    .join_from(_recorders, _members, _recorders.c.member_id == _members.c.id)
    .where(_recorders.c.token_hash == bindparam("presented"))
)


@dataclass(frozen=True)
class Known:
    """A recorder that has shown its token, and the walker it records for."""

    id: UUID
    name: str
    app: App
    walker: Actor


def hashed(key: bytes, token: str) -> bytes:
    """What is kept of a token."""
    return keyed_hash(key, "recorder", token)


def known_from(row: object, presented: bytes) -> Known | None:
    """The recorder of a row that `find` gave; None when the token is not its own, or its walker may no longer patrol."""
    if row is None or not hmac.compare_digest(row.token_hash, presented) or not row.active:  # type: ignore[attr-defined]  # a row of `find`
        return None
    tier = Tier(row.tier)  # type: ignore[attr-defined]  # as above
    if not tier.may_patrol:
        return None
    walker = Actor(row.member_id, row.neighbourhood_id, tier, row.language, row.name, row.verified_at is not None, row.id)  # type: ignore[attr-defined]  # as above
    return Known(row.id, row.recorder_name, App(row.app), walker)  # type: ignore[attr-defined]  # as above


def create(session: Session, actor: Actor, wanted: RecorderIn, key: bytes, now: datetime) -> tuple[RecorderOut, str]:
    """Make a recorder; the token beside it exists in the open only here."""
    if not actor.tier.may_patrol:
        raise forbidden()
    mine = (col(Recorder.neighbourhood_id) == actor.neighbourhood_id, col(Recorder.member_id) == actor.member_id)
    if session.execute(select(func.count()).select_from(Recorder).where(*mine)).scalar_one() >= MOST_RECORDERS:
        raise Problem(
            409,
            "too-many-recorders",
            ko=f"기록기는 {MOST_RECORDERS}개까지 둘 수 있어요. 쓰지 않는 것을 지우고 다시 만들어 주세요.",
            en=f"You can have {MOST_RECORDERS} recorders. Please delete one you no longer use.",
        )
    token = "".join(secrets.choice(TOKEN_LETTERS) for _ in range(TOKEN_LENGTH))
    row = Recorder(
        neighbourhood_id=actor.neighbourhood_id,
        id=new_id(),
        member_id=actor.member_id,
        name=wanted.name,
        app=wanted.app.value,
        token_hash=hashed(key, token),
        created_at=now,
    )
    session.add(row)
    session.flush()
    return _shown(row), token


def list_mine(session: Session, actor: Actor) -> list[RecorderOut]:
    """The actor's recorders, newest first."""
    mine = (col(Recorder.neighbourhood_id) == actor.neighbourhood_id, col(Recorder.member_id) == actor.member_id)
    return [_shown(row) for row in session.execute(select(Recorder).where(*mine).order_by(col(Recorder.id).desc())).scalars()]


def end(session: Session, actor: Actor, recorder_id: UUID) -> None:
    """Delete a recorder: its token opens nothing from now on. The walks it recorded stay. Anybody else's is not found."""
    this = (
        col(Recorder.neighbourhood_id) == actor.neighbourhood_id,
        col(Recorder.id) == recorder_id,
        col(Recorder.member_id) == actor.member_id,
    )
    if session.execute(delete(Recorder).where(*this).returning(col(Recorder.id))).first() is None:
        raise not_found()


def shown_aside(counts: dict[str, int]) -> list[SetAside]:
    """The counts by reason, in the reasons' own order."""
    return [SetAside(reason=reason, count=counts[reason.value]) for reason in Reason if counts.get(reason.value)]


def _shown(row: Recorder) -> RecorderOut:
    return RecorderOut(
        id=row.id,
        name=row.name,
        app=App(row.app),
        created_at=row.created_at,
        last_seen_at=row.last_seen_at,
        set_aside=shown_aside(row.set_aside),
    )
