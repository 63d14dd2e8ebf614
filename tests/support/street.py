"""A street of made-up members straight in the database, for stories told at the services."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session
from sqlmodel import col

from app.alerts import jobs
from app.alerts.models import Alert, Response, TimelineEntry
from app.alerts.responding import respond
from app.alerts.schemas import RespondBody
from app.alerts.steps import responses_of
from app.checkins import service as checkins
from app.checkins.schemas import CheckInBody
from app.core import clock
from app.core.database import Database
from app.core.ids import new_id
from app.neighbourhoods import presence
from app.neighbourhoods import service as neighbourhoods
from app.notifications.models import Delivery
from app.people import service as people
from app.people.models import ConsentKind, ConsentState, Device, Member, Tier
from app.people.schemas import HomeIn
from tests.support.policies import set_policy

HOME = (37.76052, 126.77481)
STEP = 0.0006  # about 60 m


@dataclass
class Street:
    """One neighbourhood: a resident at HOME, and as many responders and walkers as a story asks for."""

    database: Database
    neighbourhood_id: UUID
    resident: UUID
    members: dict[str, UUID] = field(default_factory=dict)

    def add(self, name: str, tier: Tier, *, steps: int = 1, on_duty: bool = True, verified: bool = True, consents: bool = True) -> UUID:
        """A member whose home is `steps` × 60 m north of the resident's."""
        at = clock.now()

        def work(session: Session) -> UUID:
            member = people.create_member(session, neighbourhood_id=self.neighbourhood_id, name=name, tier=tier, now=at, verified=verified)
            member.duty_on = on_duty
            people.set_home(session, member, HomeIn(address=f"{name} 집", lat=HOME[0] + steps * STEP, lon=HOME[1]), at)
            if consents:
                for kind in ConsentKind:
                    people.set_consent(session, member, kind, ConsentState.GRANTED, at)
            session.flush()
            presence.refresh(session, member.id)
            return member.id

        self.members[name] = self.database.write_sync(work)
        return self.members[name]

    def responders(self, count: int) -> list[UUID]:
        """Verified responders on duty with a phone that rings, one cell or two away."""
        made = [self.add(f"이웃{number}", Tier.RESPONDER, steps=1 + number % 4) for number in range(count)]
        for member_id in made:
            self.subscribe(member_id)
        return made

    def subscribe(self, member_id: UUID) -> UUID:
        """A device with a push subscription (its endpoint is never called here)."""
        from app.notifications import service as notifications

        device_id, at = new_id(), clock.now()

        def work(session: Session) -> None:
            session.add(
                Device(
                    id=device_id,
                    neighbourhood_id=self.neighbourhood_id,
                    member_id=member_id,
                    name="phone",
                    token_hash=device_id.bytes * 2,
                    created_at=at,
                    last_seen_at=at,
                )
            )
            session.flush()
            notifications.save_subscription(
                session,
                neighbourhood_id=self.neighbourhood_id,
                member_id=member_id,
                device_id=device_id,
                endpoint=f"https://updates.push.services.mozilla.com/{device_id}",
                p256dh=bytes(65),
                auth=bytes(16),
                now=at,
            )

        self.database.write_sync(work)
        return device_id

    def tie(self, other_id: UUID, kind: str, *, of: UUID | None = None) -> None:
        """The resident (or another) makes somebody their buddy, or blocks them."""

        def work(session: Session) -> None:
            member, other = session.get_one(Member, of or self.resident), session.get_one(Member, other_id)
            people.tie(session, member, other, kind, clock.now())

        self.database.write_sync(work)

    def change(self, member_id: UUID, **values: object) -> None:
        """What a member chose in their settings."""

        def work(session: Session) -> None:
            member = session.get_one(Member, member_id)
            for name, value in values.items():
                setattr(member, name, value)
            session.flush()
            presence.refresh(session, member_id)

        self.database.write_sync(work)

    def concern(
        self, *, of: UUID | None = None, recorded_at: datetime | None = None, context: str = "home", check_in_id: UUID | None = None
    ) -> UUID:
        """An urgent concern arrives now; returns the alert's id."""
        at = clock.now()
        body = CheckInBody.model_validate(
            {
                "status": "concern",
                "context": context,
                "urgency": "urgent",
                "category": "fallen" if context == "home" else "person_in_need",
                **({} if context == "home" else {"lat": HOME[0], "lon": HOME[1], "accuracy_m": 8}),
            }
        )
        alert_id = self.database.write_sync(
            lambda session: (
                checkins.record(
                    session,
                    neighbourhood_id=self.neighbourhood_id,
                    member_id=of or self.resident,
                    check_in_id=check_in_id or new_id(),
                    body=body,
                    patrol_id=None,
                    said=checkins.Said(recorded_at or at, at),
                ).alert_id
            )
        )
        assert alert_id is not None
        return alert_id

    def pushes_leave(self) -> None:
        """The pump takes everything that is queued; the push services have it now."""

        def work(session: Session) -> None:
            session.execute(update(Delivery).where(col(Delivery.status) == "queued").values(status="sent", sent_at=clock.now(), attempts=1))

        self.database.write_sync(work)

    def says(self, member_id: UUID, alert_id: UUID, action: str) -> None:
        """A responder's word arrives now."""
        body = RespondBody.model_validate({"alert_id": alert_id, "action": action})
        self.database.write_sync(lambda session: respond(session, self.neighbourhood_id, member_id, body, clock.now()))

    def work(self) -> int:
        """What a worker does about alerts at this moment."""
        return self.database.write_sync(lambda session: jobs.step(session, clock.now()))

    def alert(self, alert_id: UUID) -> Alert:
        """The alert's row."""

        def read(session: Session) -> Alert:
            row = session.get_one(Alert, alert_id)
            session.expunge(row)
            return row

        return self.database.read_sync(read)

    def parts(self, alert_id: UUID) -> dict[UUID, Response]:
        """Everybody told, in order."""

        def read(session: Session) -> dict[UUID, Response]:
            rows = responses_of(session, alert_id)
            for row in rows:
                session.expunge(row)
            return {row.member_id: row for row in rows}

        return self.database.read_sync(read)

    def timeline(self, alert_id: UUID) -> list[str]:
        """The kinds of the alert's steps, in order; their numbers have no gap."""
        return [kind for kind, _ in self.moments(alert_id)]

    def moments(self, alert_id: UUID) -> list[tuple[str, datetime]]:
        """The alert's steps with when they were taken, in order."""

        def read(session: Session) -> list[tuple[str, datetime]]:
            rows = session.query(TimelineEntry).filter_by(alert_id=alert_id).order_by("seq").all()
            assert [row.seq for row in rows] == list(range(1, len(rows) + 1))
            return [(row.kind, row.at) for row in rows]

        return self.database.read_sync(read)


def build(database: Database, *, policy: dict[str, object] | None = None) -> Street:
    """A neighbourhood with one resident who agreed to everything."""
    at = clock.now()

    def work(session: Session) -> UUID:
        ring = [(37.765, 126.765), (37.765, 126.785), (37.755, 126.785), (37.755, 126.765)]
        row = neighbourhoods.create(session, name_ko="우리동", name_en="Our street", ring=ring, now=at)
        if policy:
            set_policy(session, row.id, policy)
        return row.id

    street = Street(database, database.write_sync(work), resident=new_id())
    street.resident = street.add("순자", Tier.RESIDENT, steps=0)
    return street
