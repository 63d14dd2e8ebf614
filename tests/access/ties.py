"""Neighbours somebody wants called first or never, made for whoever is to own the tie."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from app.core import clock
from app.core.database import Database
from app.people import access_log, ties
from app.people import service as people
from app.people.models import Member, TieKind, Tier
from tests.support.api import Caller


def _database(owner: Caller) -> Database:
    database: Database = owner.http.app.state.database  # type: ignore[attr-defined]  # the client knows only that it calls an app
    return database


def newcomer(session: Session, owner: Caller) -> Member:
    """A walker met in person, in the owner's neighbourhood, of whom nobody has heard yet."""
    return people.create_member(
        session, neighbourhood_id=owner.me.neighbourhood_id, name="새얼굴", tier=Tier.WALKER, now=clock.now(), verified=True
    )


def _tied(owner: Caller, kind: TieKind, *, to_owner: bool = False) -> UUID:
    """Somebody tied to the owner, or to whom the owner is tied."""

    def work(session: Session) -> UUID:
        other, me = newcomer(session, owner), session.get_one(Member, owner.me.id)
        one, two = (other, me) if to_owner else (me, other)
        people.tie(session, one, two, kind, clock.now(), known_as=two.name)
        return other.id

    return _database(owner).write_sync(work)


def block(owner: Caller) -> str:
    return ties.own_reference(owner.me.id, _tied(owner, TieKind.BLOCK))


def buddy(owner: Caller) -> str:
    return ties.own_reference(owner.me.id, _tied(owner, TieKind.BUDDY))


def buddy_id(owner: Caller) -> UUID:
    """The same for the desk, which knows members by their ids."""
    return _tied(owner, TieKind.BUDDY)


def asked_by(owner: Caller) -> str:
    return ties.own_reference(owner.me.id, _tied(owner, TieKind.ASKED, to_owner=True))


def look(owner: Caller) -> str:
    """Somebody looked at something of the owner's."""

    def work(session: Session) -> str:
        looker = newcomer(session, owner)
        access_log.record(
            session,
            neighbourhood_id=owner.me.neighbourhood_id,
            actor_id=looker.id,
            subject_id=owner.me.id,
            what="alert_home",
            now=clock.now(),
        )
        (entry,) = access_log.about(session, owner.me.neighbourhood_id, owner.me.id, before=None, limit=1)
        return entry.hash.hex()

    return _database(owner).write_sync(work)
