"""A street with a drill group, and what the desk and those in a drill do."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.alerts import drills, service
from app.alerts.raising import Heard
from app.alerts.rules import Place
from app.alerts.schemas import ResolveIn
from app.alerts.views import Shown, show
from app.core import clock
from app.core.database import Database
from app.notifications.models import Delivery
from app.people import pins
from app.people.models import Member, Tier
from tests.support.street import HOME, Street, build

START = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
IN_GROUP = 6


def drilling(database: Database) -> Street:
    """Twelve neighbours, six of them in the drill group; a desk of three of whom only the second is in it; the resident is."""
    built = build(database)
    for number, member_id in enumerate(built.responders(12)):
        built.change(member_id, drill_ok=number < IN_GROUP)
    for name, drill_ok in (("담당", False), ("동료", True), ("경찰", False)):
        built.subscribe(built.add(name, Tier.OFFICER if name == "경찰" else Tier.COORDINATOR))
        built.change(built.members[name], drill_ok=drill_ok)
    built.subscribe(built.resident)
    built.change(built.resident, drill_ok=True)
    return built


def drill(street: Street, member_id: UUID | None = None, place: Place = Place.PUBLIC, note: str = "") -> UUID:
    played = Heard(member_id, place, "other", note, *(HOME if place is Place.PUBLIC else (None, None)))
    return street.database.write_sync(
        lambda session: drills.start(session, street.neighbourhood_id, street.members["담당"], played, clock.now())
    )


def home_drill(street: Street) -> UUID:
    return drill(street, street.resident, Place.HOME)


def leave(street: Street, member_id: UUID) -> None:
    street.change(member_id, drill_ok=False)
    street.database.write_sync(lambda session: drills.leave(session, street.neighbourhood_id, member_id, clock.now()))


def looks(street: Street, member_id: UUID, alert_id: UUID) -> Shown:
    here = street.neighbourhood_id
    return street.database.read_sync(
        lambda session: show(session, neighbourhood_id=here, actor_id=member_id, tier=Tier.RESPONDER, alert_id=alert_id, now=clock.now())
    )


def resolve(street: Street, alert_id: UUID) -> None:
    here, desk = street.neighbourhood_id, street.members["담당"]
    street.database.write_sync(
        lambda session: service.resolve(
            session,
            neighbourhood_id=here,
            actor_id=desk,
            tier=Tier.COORDINATOR,
            alert_id=alert_id,
            body=ResolveIn(outcome="safe"),
            now=clock.now(),
        )
    )


def cancel(street: Street, alert_id: UUID, typed: pins.Typed = pins.NOTHING) -> None:
    here = street.neighbourhood_id
    street.database.write_sync(
        lambda session: service.cancel(
            session,
            neighbourhood_id=here,
            actor_id=street.resident,
            tier=Tier.RESIDENT,
            alert_id=alert_id,
            why="",
            typed=typed,
            now=clock.now(),
        )
    )


def rests_until(street: Street, member_id: UUID) -> datetime | None:
    return street.database.read_sync(lambda session: session.get_one(Member, member_id).resting_until)


def pushes(street: Street, alert_id: UUID) -> list[Delivery]:
    def read(session: Session) -> list[Delivery]:
        rows = list(session.execute(select(Delivery).where(col(Delivery.alert_id) == alert_id)).scalars())
        session.expunge_all()
        return rows

    return street.database.read_sync(read)


def may_hear(street: Street) -> set[UUID]:
    group = {street.members[f"이웃{number}"] for number in range(IN_GROUP)}
    return group | {street.members["담당"], street.members["동료"], street.resident}
