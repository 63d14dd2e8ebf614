"""Somebody keeps promises on a street: what they say, what a worker does, and what the phones were told."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.checkins import service as checkins
from app.checkins.schemas import CheckInBody
from app.core import clock
from app.core.clock import FrozenClock
from app.core.ids import new_id
from app.notifications.models import Delivery
from app.people.auth import Actor
from app.people.models import Tier
from app.plans import jobs, looking_after, service, views
from app.plans.answering import Answered
from app.plans.models import Decision, Plan
from app.plans.schemas import MyPlan, PlanContactBody, PlanEndBody, PlanPauseBody, PlanSetBody
from tests.support.street import Street

KEY = bytes(range(32))
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@dataclass
class Keeping:
    """A street on which the resident promises, and its clock."""

    street: Street
    time: FrozenClock
    buddies: list[UUID]
    desk: UUID

    @classmethod
    def on(cls, street: Street, time: FrozenClock) -> Keeping:
        """With two agreed buddies, a coordinator and four responders, all with a phone."""
        street.subscribe(street.resident)
        buddies = [street.add(f"단짝{number}", Tier.WALKER, steps=2) for number in range(2)]
        desk = street.add("담당자", Tier.COORDINATOR, steps=9)
        for member_id in (*buddies, desk):
            street.subscribe(member_id)
        for buddy in buddies:
            street.tie(buddy, "buddy")
        street.responders(4)
        return cls(street, time, buddies, desk)

    def write(self, work: Callable[[Session], object]) -> None:
        """One transaction."""
        self.street.database.write_sync(work)

    def actor(self, member_id: UUID | None = None, tier: Tier = Tier.RESIDENT) -> Actor:
        """Somebody signed in."""
        return Actor(
            member_id=member_id or self.street.resident,
            neighbourhood_id=self.street.neighbourhood_id,
            tier=tier,
            language="ko",
            name="순자",
            verified=True,
            device_id=new_id(),
        )

    def promise(self, *times: str, plan_id: UUID | None = None, **more: object) -> UUID:
        """A plan is made, or changed."""
        body = PlanSetBody.model_validate({"plan_id": plan_id or new_id(), "times": times or ("09:00",), "grace_min": 30, **more})
        self.write(lambda session: service.set_plan(session, self.actor(), body, clock.now()))
        return body.plan_id

    def end(self, plan_id: UUID) -> None:
        """It is ended."""
        self.write(lambda session: service.end(session, self.actor(), PlanEndBody(plan_id=plan_id), clock.now()))

    def pause(self, until: date) -> None:
        """Everything rests."""
        self.write(lambda session: service.pause(session, self.actor(), PlanPauseBody(until=until), clock.now()))

    def resume(self) -> None:
        """And goes on."""
        self.write(lambda session: service.resume(session, self.actor(), clock.now()))

    def says(self, at: datetime | None = None, **body: object) -> Answered:
        """A check-in of the resident arrives now, said now or at `at`."""
        said = CheckInBody.model_validate({"status": "safe", "context": "home", **body})
        recorded = self.street.database.write_sync(
            lambda session: checkins.record(
                session,
                neighbourhood_id=self.street.neighbourhood_id,
                member_id=self.street.resident,
                check_in_id=new_id(),
                body=said,
                patrol_id=None,
                said=checkins.Said(at or clock.now(), clock.now()),
            )
        )
        return recorded.answered

    def in_touch(self, buddy: UUID, plan_id: UUID, how: str = "talked") -> None:
        """A buddy says so, of the promise that is open."""
        plan = self.plan(plan_id)
        body = PlanContactBody.model_validate({"plan_id": plan_id, "day": plan.next_day, "minute": plan.next_minute, "how": how})
        self.write(lambda session: looking_after.contact(session, self.actor(buddy), body, clock.now(), clock.now()))

    def work(self) -> int:
        """What a worker does about plans at this moment."""
        done = 0
        while step := self.street.database.write_sync(lambda session: jobs.step(session, KEY, clock.now())):
            done += step
        return done

    def until(self, moment: datetime, every: timedelta = 5 * MINUTE) -> None:
        """Time passes with a worker that looks now and then."""
        while clock.now() < moment:
            self.time.advance(min(every, moment - clock.now()))
            self.work()

    def plan(self, plan_id: UUID) -> Plan:
        """The plan's row."""

        def read(session: Session) -> Plan:
            row = session.get_one(Plan, plan_id)
            session.expunge(row)
            return row

        return self.street.database.read_sync(read)

    def decisions(self, plan_id: UUID | None = None) -> list[Decision]:
        """What became of the promises, in the order in which they were due."""

        def read(session: Session) -> list[Decision]:
            every = select(Decision).order_by(col(Decision.due_at), col(Decision.plan_id))
            rows = list(session.execute(every if plan_id is None else every.where(col(Decision.plan_id) == plan_id)).scalars())
            for row in rows:
                session.expunge(row)
            return rows

        return self.street.database.read_sync(read)

    def came_to(self) -> list[str]:
        """The statuses alone."""
        return [row.status for row in self.decisions()]

    def mine(self) -> MyPlan | None:
        """What the home screen shows."""
        here = self.street
        return here.database.read_sync(lambda session: views.mine(session, here.neighbourhood_id, here.resident, clock.now()))

    def pushed(self, member_id: UUID | None = None) -> list[str]:
        """The kinds of pushes owed to somebody, in order; what was withdrawn is left out."""
        return [kind for kind, _payload in self.pushes(member_id)]

    def pushes(self, member_id: UUID | None = None) -> list[tuple[str, str]]:
        """Kinds and payloads."""
        theirs = select(col(Delivery.kind), col(Delivery.payload)).where(
            col(Delivery.member_id) == (member_id or self.street.resident), col(Delivery.status) != "withdrawn"
        )
        ordered = theirs.order_by(col(Delivery.created_at), col(Delivery.id))
        return self.street.database.read_sync(lambda session: [(row.kind, row.payload) for row in session.execute(ordered)])

    def token(self) -> str:
        """The signed word of the newest push to the resident."""
        answers = [json.loads(payload)["modu"].get("answer") for _kind, payload in self.pushes()]
        return str([answer for answer in answers if answer][-1])
