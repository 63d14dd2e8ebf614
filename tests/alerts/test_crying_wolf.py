"""Raising and taking back again and again, on a clock that is held still."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal
from uuid import UUID

import pytest
from sqlalchemy import update
from sqlmodel import col

from app.alerts import service
from app.alerts.cries import Cries, cries
from app.alerts.models import Alert
from app.alerts.rules import AlertStatus
from app.alerts.schemas import ResolveIn
from app.core import clock
from app.core.clock import FrozenClock
from app.core.database import Database
from app.desk.board import alert_page
from app.people.models import Tier
from tests.support.street import Street, build


@pytest.fixture
def street(database: Database, time: FrozenClock) -> Street:
    return build(database)


def cancel(street: Street, alert_id: UUID, person: UUID | None = None) -> None:
    street.database.write_sync(
        lambda session: service.cancel(
            session,
            neighbourhood_id=street.neighbourhood_id,
            actor_id=person or street.resident,
            tier=Tier.RESIDENT,
            alert_id=alert_id,
            why="",
            now=clock.now(),
        )
    )


def test_raising_and_cancelling_again_and_again_goes_to_the_desk_alone_for_a_while(street: Street, time: FrozenClock) -> None:
    street.responders(6)
    street.add("담당", Tier.COORDINATOR)
    for _ in range(3):
        alert_id = street.concern()
        assert len(street.parts(alert_id)) == 3
        cancel(street, alert_id)
        time.advance(timedelta(minutes=2))
    quiet = street.concern()
    assert street.parts(quiet) == {}
    alert = street.alert(quiet)
    assert (alert.quiet, alert.desk_told_at) == (True, clock.now())
    assert street.concern() == quiet
    page, _person = street.database.read_sync(
        lambda session: alert_page(session, street.neighbourhood_id, quiet, Tier.COORDINATOR, clock.now())
    )
    assert (page.quiet, page.taken_back) == (True, 3)
    other = street.add("다른 주민", Tier.RESIDENT, steps=0)
    assert len(street.parts(street.concern(of=other))) == 3
    time.advance(timedelta(minutes=10))
    real = street.concern()
    assert real != quiet
    assert len(street.parts(real)) == 3
    assert street.alert(quiet).status == AlertStatus.OPEN


@pytest.mark.parametrize("desk_looks", [True, False])
def test_a_braked_concern_pages_neighbours_when_nobody_at_the_desk_looks_within_a_minute(
    street: Street, time: FrozenClock, desk_looks: bool
) -> None:
    street.responders(12)
    desk = street.add("담당", Tier.COORDINATOR)
    for _ in range(3):
        cancel(street, street.concern())
        time.advance(timedelta(minutes=2))
    quiet = street.concern()
    if desk_looks:
        time.advance(timedelta(seconds=30))
        street.database.write_sync(lambda session: service.desk_saw(session, street.neighbourhood_id, quiet, desk, clock.now()))
    time.advance(timedelta(seconds=59 - 30 * desk_looks))
    street.work()
    assert street.parts(quiet) == {}
    time.advance(timedelta(seconds=1 + 30 * desk_looks))
    street.work()
    assert len(street.parts(quiet)) == (0 if desk_looks else 9), "both waves that would have been out by then"
    assert street.alert(quiet).quiet is desk_looks


def test_the_desk_sees_how_often_it_was_nothing_within_ninety_days(street: Street, time: FrozenClock) -> None:
    desk = street.add("담당", Tier.COORDINATOR)

    def seen() -> Cries:
        return street.database.read_sync(lambda session: cries(session, street.neighbourhood_id, street.resident, clock.now()))

    def resolve(alert_id: UUID, outcome: Literal["safe", "nobody_found"]) -> None:
        street.database.write_sync(
            lambda session: service.resolve(
                session,
                neighbourhood_id=street.neighbourhood_id,
                actor_id=desk,
                tier=Tier.COORDINATOR,
                alert_id=alert_id,
                body=ResolveIn(outcome=outcome),
                now=clock.now(),
            )
        )

    def change(alert_id: UUID, **values: object) -> None:
        street.database.write_sync(lambda session: session.execute(update(Alert).where(col(Alert.id) == alert_id).values(**values)))

    cancel(street, street.concern())
    slow = street.concern()
    time.advance(timedelta(minutes=11))
    cancel(street, slow)
    resolve(street.concern(), "nobody_found")
    resolve(street.concern(), "safe")
    assert seen() == Cries(raised=4, taken_back=1, nobody_found=1)
    for values in ({"drill": True}, {"duress_at": clock.now()}, {"raised_by": desk}):
        left_out = street.concern()
        cancel(street, left_out)
        change(left_out, **values)
    assert seen() == Cries(raised=4, taken_back=1, nobody_found=1)
    time.advance(timedelta(days=90))
    assert seen() == Cries(0, 0, 0)
