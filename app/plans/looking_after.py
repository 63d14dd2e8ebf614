"""What agreed buddies see of a promise that nobody answered, and their word that they were in touch."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core import broadcast
from app.core.problems import not_found
from app.people import service as people
from app.people import ties
from app.people.auth import Actor
from app.people.models import Member, TieKind
from app.plans import problems
from app.plans.deciding import current, locked_one, look_again, standing_of, terms_of
from app.plans.ladder_rules import RUNGS
from app.plans.models import Plan, PlanAsk
from app.plans.rules import How
from app.plans.schemas import AskedOut, PlanContactBody, SaidOut


def _waiting(session: Session, neighbourhood_id: UUID, reader_id: UUID) -> tuple[list[tuple[Plan, str]], frozenset[UUID]]:
    """Plans of people who agreed with the reader that they look after them and who do not answer, the oldest first, with the name that the
    reader knows; and whom the reader is kept apart from."""
    chose = {member.id: member.name for tie, member in ties.chose_me(session, neighbourhood_id, reader_id) if tie.kind == TieKind.BUDDY}
    if not chose:  # nearly everybody who opens the app
        return [], frozenset()
    _, parted = people.ties_of(session, neighbourhood_id, reader_id)
    silent = select(Plan).where(
        col(Plan.neighbourhood_id) == neighbourhood_id,
        col(Plan.member_id).in_(chose.keys() - parted),
        col(Plan.people_told_at).is_not(None),
        col(Plan.next_due_at).is_not(None),
    )
    rows = session.execute(silent.order_by(col(Plan.next_due_at), col(Plan.id))).scalars()
    return [(plan, chose[plan.member_id]) for plan in rows], frozenset(parted)


def count_asked(session: Session, neighbourhood_id: UUID, reader_id: UUID) -> int:
    """How many there are."""
    return len(_waiting(session, neighbourhood_id, reader_id)[0])


def asked(session: Session, neighbourhood_id: UUID, reader_id: UUID) -> list[AskedOut]:
    """Promises without an answer of people who agreed with the reader that they look after them; the oldest first, never a place."""
    waiting, parted = _waiting(session, neighbourhood_id, reader_id)
    said = said_about(session, [plan for plan, _name in waiting], hidden=parted)
    shown = []
    for plan, name in waiting:
        promise = current(plan)
        if promise is not None:
            taken = standing_of(plan, promise).taken
            shown.append(
                AskedOut(
                    plan_id=plan.id,
                    day=promise.day,
                    minute=promise.minute,
                    name=name,
                    due_at=promise.due_at,
                    taken=[rung for rung in RUNGS if rung in taken],
                    said=said[plan.id],
                )
            )
    return shown


def said_about(session: Session, plans: Iterable[Plan], hidden: Iterable[UUID] = ()) -> dict[UUID, list[SaidOut]]:
    """Of each plan, by its id, who said that they were in touch during its silence, newest first; without the names of those the reader is
    kept apart from."""
    said: dict[UUID, list[SaidOut]] = {plan.id: [] for plan in plans}
    words: Any = (
        select(PlanAsk, col(Member.name).label("name"))
        .join(Member, col(Member.id) == col(PlanAsk.member_id))
        .join(Plan, col(Plan.id) == col(PlanAsk.plan_id))
        .where(col(PlanAsk.plan_id).in_(said), col(PlanAsk.said_at).is_not(None), col(PlanAsk.told_at) >= col(Plan.people_told_at))
        .order_by(col(PlanAsk.said_at).desc(), col(PlanAsk.member_id))
    )
    unnamed = set(hidden)
    for row, name in session.execute(words) if said else ():
        if row.how is not None and row.said_at is not None:
            by = None if row.member_id in unnamed else name
            said[row.plan_id].append(SaidOut(by=by, how=How(row.how), at=row.said_at))
    return said


def contact(session: Session, actor: Actor, body: PlanContactBody, said_at: datetime, now: datetime) -> None:
    """A buddy was in touch: the desk and the other buddies see it, and the first such word puts the knock off once. It does not keep the
    promise. Whoever is no agreed buddy does not find the plan; a promise that is settled says so."""
    plan = locked_one(session, actor.neighbourhood_id, body.plan_id)
    buddies, parted = people.ties_of(session, actor.neighbourhood_id, plan.member_id)
    was_asked = session.get(PlanAsk, (plan.id, body.day, body.minute, actor.member_id))
    if actor.member_id not in buddies - parted:
        raise not_found()
    promise = current(plan)
    if promise is None or (promise.day, promise.minute) != (body.day, body.minute):
        raise problems.is_over() if was_asked is not None else not_found()
    if plan.people_told_at is None:
        raise not_found()  # nothing is known of it outside, not even that there is such a promise
    if was_asked is None:
        was_asked = PlanAsk(
            plan_id=plan.id,
            day=body.day,
            minute=body.minute,
            member_id=actor.member_id,
            neighbourhood_id=plan.neighbourhood_id,
            told_at=now,
        )
        session.add(was_asked)
    was_asked.how, was_asked.said_at = body.how.value, min(said_at, now)
    plan.contact_at = plan.contact_at or now
    session.flush()
    look_again(session, plan, terms_of(session, plan.neighbourhood_id), now)
    broadcast.append(session, plan.neighbourhood_id, "plan.contact", plan.id)
