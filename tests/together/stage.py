"""Neighbours, a park and a walk together, told at the services on a clock that is held still."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core import clock
from app.core.database import Database
from app.core.ids import new_id
from app.core.problems import Problem
from app.notifications.models import Delivery
from app.people import service as people
from app.people.auth import Actor
from app.people.models import ConsentKind, ConsentState, Member, Tier
from app.together import arriving, company, jobs, service, views
from app.together.models import Meeting, Part, SharedWalk
from app.together.schemas import ArriveBody, ProposeBody, SharedWalkOut, WalkAnswerBody
from tests.support.street import Street, build

PARK = (37.7600, 126.7750)
NEAR = (37.7604, 126.7753)  # about 52 m from the park
FAR = (37.7620, 126.7750)  # about 222 m from it


@dataclass
class Stage:
    """One street and what its people do about walks."""

    street: Street

    @property
    def database(self) -> Database:
        return self.street.database

    def person(self, name: str, tier: Tier = Tier.WALKER, *, rings: bool = True) -> Actor:
        """A member who agreed to everything and, when it `rings`, has a phone."""
        member_id = self.street.add(name, tier)
        if rings:
            self.street.subscribe(member_id)
        return self.actor(member_id)

    def actor(self, member_id: UUID) -> Actor:
        """The member as they are now, signed in."""

        def read(session: Session) -> Actor:
            row = session.get_one(Member, member_id)
            return Actor(row.id, row.neighbourhood_id, Tier(row.tier), row.language, row.name, True, new_id())

        return self.database.read_sync(read)

    def propose(self, who: Actor, starts_in: timedelta = timedelta(hours=24), **how: Any) -> UUID:
        """A walk at the park; its id."""
        walk_id = how.pop("walk_id", None) or new_id()
        body = {
            "walk_id": walk_id,
            "starts_at": clock.now() + starts_in,
            "duration_min": 60,
            "meeting_place": "느티나무 공원 정문",
            "lat": PARK[0],
            "lon": PARK[1],
            "pace": "slow",
            "dogs": True,
            **how,
        }
        proposal = ProposeBody.model_validate(body)
        self.database.write_sync(lambda session: service.propose(session, who, proposal, clock.now()))
        return UUID(str(walk_id))

    def says(self, who: Actor, walk_id: UUID, action: str, *, at: datetime | None = None) -> str:
        """`ok`, or the name of the refusal; `at` is when a phone without network said it."""
        body = WalkAnswerBody.model_validate({"walk_id": walk_id, "action": action})
        return self._said(lambda session: service.respond(session, who, body, at or clock.now(), clock.now()))

    def join(self, walk_id: UUID, *people_: Actor) -> None:
        """All of them join."""
        for who in people_:
            assert self.says(who, walk_id, "join") == "ok"

    def arrives(self, who: Actor, walk_id: UUID, *, at: datetime | None = None, **how: Any) -> str:
        """By `code`, or by `lat`, `lon` and `accuracy_m`."""
        body = ArriveBody.model_validate({"walk_id": walk_id, **how})
        return self._said(lambda session: arriving.check_in(session, who, body, at or clock.now(), clock.now()))

    def _said(self, work: Any) -> str:
        try:
            outcome = self.database.write_sync(work)
        except Problem as problem:
            return problem.slug
        return outcome.slug if isinstance(outcome, Problem) else "ok"

    def meet(self, walk_id: UUID, *people_: Actor) -> None:
        """All of them say the code."""
        for who in people_:
            assert self.arrives(who, walk_id, code=self.code(walk_id)) == "ok"

    def walked(self, leader: Actor, *others: Actor) -> UUID:
        """A walk proposed for tomorrow, joined, met and over; the clock moves on with it."""
        assert isinstance(clock._source, clock.FrozenClock)
        walk_id = self.propose(leader)
        self.join(walk_id, *others)
        clock._source.advance(timedelta(hours=24))
        self.meet(walk_id, leader, *others)
        clock._source.advance(timedelta(hours=2))
        return walk_id

    def invites(self, coordinator: Actor, walk_id: UUID, *who: Actor) -> None:
        """The desk's invitations."""
        ids = [one.member_id for one in who]
        self.database.write_sync(lambda session: service.invite_by_desk(session, coordinator, walk_id, ids, clock.now()).id)

    def cancels(self, who: Actor, walk_id: UUID, note: str = "") -> None:
        self.database.write_sync(lambda session: service.cancel(session, who, walk_id, note, clock.now()).id)

    def code(self, walk_id: UUID) -> str:
        return self.walk(walk_id).code

    def walk(self, walk_id: UUID) -> SharedWalk:
        """The walk's row."""

        def read(session: Session) -> SharedWalk:
            row = session.get_one(SharedWalk, walk_id)
            session.expunge(row)
            return row

        return self.database.read_sync(read)

    def sees(self, who: Actor, walk_id: UUID) -> SharedWalkOut | None:
        """The walk as this person may see it."""
        try:
            return self.database.read_sync(lambda session: views.show(session, who, walk_id, clock.now()))
        except Problem:
            return None

    def shown(self, who: Actor, walk_id: UUID) -> SharedWalkOut:
        """`sees`, when they do."""
        seen = self.sees(who, walk_id)
        assert seen is not None
        return seen

    def listed(self, who: Actor, when: str = "upcoming") -> list[UUID]:
        """The walks in this person's list."""
        look = views.upcoming if when == "upcoming" else views.past
        return [walk.id for walk in self.database.read_sync(lambda session: look(session, who, None, 100, clock.now()))]

    def companions(self, who: Actor) -> dict[str, int]:
        """Whom this person walked with, and how often."""
        found = self.database.read_sync(lambda session: company.companions(session, who.neighbourhood_id, who.member_id))
        return {one.name: one.times for one in found.values()}

    def consents(self, who: Actor, state: ConsentState, kind: ConsentKind = ConsentKind.COMPANY) -> None:
        """A choice, with what follows from it."""
        from app.me import service as me

        self.database.write_sync(lambda session: me.choose(session, who, kind, state, clock.now()).id)

    def blocks(self, who: Actor, other: Actor) -> None:
        def work(session: Session) -> None:
            people.tie(session, session.get_one(Member, who.member_id), session.get_one(Member, other.member_id), "block", clock.now())

        self.database.write_sync(work)

    def remind(self) -> int:
        """What a worker does about reminders now."""
        return self.database.write_sync(lambda session: jobs.remind(session, clock.now()))

    def pushed(self, kind: str) -> list[UUID]:
        """Who was pushed something of this kind, in order."""
        query = select(col(Delivery.member_id)).where(col(Delivery.kind) == kind).order_by(col(Delivery.created_at), col(Delivery.id))
        return list(self.database.read_sync(lambda session: session.execute(query).scalars().all()))

    def rows(self, table: type[Meeting | Part]) -> Sequence[Any]:
        return self.database.read_sync(lambda session: [row.model_dump() for row in session.execute(select(table)).scalars()])


def stage(database: Database) -> Stage:
    """A street with nobody but its resident yet."""
    return Stage(build(database))
