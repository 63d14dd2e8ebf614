"""Whom I want called first and whom never: found only among those I was shown, and undone by myself."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.alerts import forced, parting
from app.alerts import views as alerts
from app.core.problems import not_found
from app.me.schemas import BlockIn, BuddiesOut, TieOut
from app.people import access_log, ties
from app.people import service as people
from app.people.auth import Actor
from app.people.models import Member, Tie, TieKind
from app.people.names import first_name
from app.together import views as together


def blocks(session: Session, actor: Actor) -> list[TieOut]:
    """Whom I do not want called, newest first."""
    return _shown(session, actor, ties.chosen_by(session, actor.neighbourhood_id, actor.member_id, TieKind.BLOCK))


def block(session: Session, actor: Actor, body: BlockIn, now: datetime) -> TieOut:
    """Not call somebody any more whom I was shown; the same again changes nothing."""
    other_id, name = _found(session, actor, body, now)
    parting.keep_apart(session, actor.neighbourhood_id, actor.member_id, other_id, now, known_as=name)
    mine = _own(session, actor, TieKind.BLOCK)
    return _shown(session, actor, [mine[ties.own_reference(actor.member_id, other_id)]])[0]


def unblock(session: Session, actor: Actor, who: str) -> None:
    """Let somebody be called again."""
    row = _own(session, actor, TieKind.BLOCK).get(who)
    if row is None:
        raise not_found()
    session.delete(row)
    session.flush()


def buddies(session: Session, actor: Actor) -> BuddiesOut:
    """Both directions. Of whoever wants me called first I learn what neighbours call them, and nothing else."""
    return BuddiesOut(
        mine=_shown(session, actor, ties.chosen_by(session, actor.neighbourhood_id, actor.member_id, *ties.MINE)),
        of=[
            TieOut(
                who=ties.own_reference(actor.member_id, member.id),
                name=first_name(member.name),
                since=row.since,
                agreed=row.kind == TieKind.BUDDY,
            )
            for row, member in ties.chose_me(session, actor.neighbourhood_id, actor.member_id)
        ],
    )


def drop_buddy(session: Session, actor: Actor, who: str, now: datetime) -> None:
    """I do not want them called first any more; they are not told."""
    row = _own(session, actor, *ties.MINE).get(who)
    if row is None:
        raise not_found()
    parting.let_go(session, actor.neighbourhood_id, actor.member_id, row.other_id, now)


def agree(session: Session, actor: Actor, who: str, now: datetime) -> None:
    """Be somebody's buddy, from now on; said again it changes nothing."""
    row = _of_me(session, actor, who)
    if row.kind == TieKind.ASKED:
        row.kind, row.since = TieKind.BUDDY.value, now
        session.flush()


def step_back(session: Session, actor: Actor, who: str, now: datetime) -> None:
    """Be somebody's buddy no more, or never."""
    row = _of_me(session, actor, who)
    parting.let_go(session, actor.neighbourhood_id, row.member_id, actor.member_id, now)


def _own(session: Session, actor: Actor, *kinds: str) -> dict[str, Tie]:
    """My choices by what stands for each."""
    chosen = ties.chosen_by(session, actor.neighbourhood_id, actor.member_id, *kinds)
    return {ties.own_reference(actor.member_id, row.other_id): row for row in chosen}


def _of_me(session: Session, actor: Actor, who: str) -> Tie:
    for row, member in ties.chose_me(session, actor.neighbourhood_id, actor.member_id):
        if ties.own_reference(actor.member_id, member.id) == who:
            return row
    raise not_found()


def _found(session: Session, actor: Actor, body: BlockIn, now: datetime) -> tuple[UUID, str]:
    """Whom I mean, and the name I was shown."""
    if body.alert_id is not None and body.who is not None:
        return alerts.who_came(session, actor.neighbourhood_id, actor.member_id, body.alert_id, body.who)
    if body.walk_id is not None and body.who is not None:
        return together.who_walked(session, actor, body.walk_id, body.who, now)
    withheld = forced.withheld(session, actor.neighbourhood_id, actor.member_id, now)
    only = bytes.fromhex(body.look or "")
    looked = access_log.about(session, actor.neighbourhood_id, actor.member_id, before=None, limit=1, withheld=withheld, only=only)
    if not looked:
        raise not_found()
    return looked[0].actor_id, people.member_of(session, actor.neighbourhood_id, looked[0].actor_id).name


def _shown(session: Session, actor: Actor, rows: list[Tie]) -> list[TieOut]:
    """A name that was never noted is what neighbours call them."""
    return [
        TieOut(
            who=ties.own_reference(actor.member_id, row.other_id),
            name=row.known_as or first_name(session.get_one(Member, row.other_id).name),
            since=row.since,
            agreed=row.kind != TieKind.ASKED,
        )
        for row in rows
    ]
