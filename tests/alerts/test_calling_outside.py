"""Nobody answers and nobody looks: the channels outside the app, on a clock that is held still."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from app.alerts import service
from app.alerts.rules import outside_at
from app.core import clock
from app.core.clock import FrozenClock
from app.core.database import Database
from app.outside.models import OutsideChannel, OutsideSend
from app.people.models import Tier
from tests.alerts.test_rules import PLAN
from tests.support.street import Street, build

START = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


@pytest.fixture
def street(database: Database, time: FrozenClock) -> Street:
    built = build(database)
    built.add("담당", Tier.COORDINATOR)

    def channels(session: Session) -> None:
        for active in (True, True, False):
            session.add(
                OutsideChannel(
                    neighbourhood_id=built.neighbourhood_id, kind="mail", label="사무실", sealed=b"-", active=active, created_at=START
                )
            )

    database.write_sync(channels)
    return built


def sends(street: Street) -> list[tuple[str, str, UUID | None]]:
    return street.database.read_sync(
        lambda session: [(row.why, row.status, row.alert_id) for row in session.query(OutsideSend).order_by("id")]
    )


def pass_by(street: Street, time: FrozenClock, seconds: int, step: int = 5) -> None:
    for _ in range(seconds // step):
        time.advance(timedelta(seconds=step))
        street.work()


def test_after_two_minutes_unseen_every_channel_is_told_three_times_at_most(street: Street, time: FrozenClock) -> None:
    alert_id = street.concern()
    pass_by(street, time, 115)
    assert sends(street) == []
    pass_by(street, time, 5)
    assert sends(street) == [("nobody", "queued", alert_id)] * 2
    pass_by(street, time, 895)
    assert len(sends(street)) == 2
    pass_by(street, time, 5)
    assert len(sends(street)) == 4
    pass_by(street, time, 3600, 60)
    assert len(sends(street)) == 6
    assert street.timeline(alert_id).count("outside_told") == 3


def test_a_look_of_the_desk_keeps_it_inside(street: Street, time: FrozenClock) -> None:
    alert_id = street.concern()
    street.database.write_sync(
        lambda session: service.desk_saw(session, street.neighbourhood_id, alert_id, street.members["담당"], clock.now())
    )
    pass_by(street, time, 1800, 60)
    assert sends(street) == []


def test_somebody_coming_keeps_it_inside_until_they_stall(street: Street, time: FrozenClock) -> None:
    (responder,) = street.responders(1)
    alert_id = street.concern()
    pass_by(street, time, 60)
    street.says(responder, alert_id, "accept")
    pass_by(street, time, 295)
    assert sends(street) == []
    pass_by(street, time, 5)
    assert len(sends(street)) == 2


def test_a_desk_that_is_reminded_every_minute_does_not_put_it_off(database: Database, time: FrozenClock) -> None:
    street = build(database, policy={"remind_desk_s": 60})
    alert_id = street.concern()
    pass_by(street, time, 120)
    assert "outside_told" in street.timeline(alert_id)
    assert sends(street) == [], "there is no channel"


def test_it_ends_with_the_alert(street: Street, time: FrozenClock) -> None:
    alert_id = street.concern()
    pass_by(street, time, 60)
    street.database.write_sync(lambda session: service.cancel_own(session, street.neighbourhood_id, alert_id, street.resident, clock.now()))
    pass_by(street, time, 1800, 60)
    assert sends(street) == []


moments = st.none() | st.integers(0, 7200).map(lambda s: START + timedelta(seconds=s))


@given(told=moments, seen=moments, coming=st.booleans(), last=moments, count=st.integers(0, 5))
def test_the_channels_are_told_only_when_the_desk_was_and_nobody_acts(
    told: datetime | None, seen: datetime | None, coming: bool, last: datetime | None, count: int
) -> None:
    at = outside_at(desk_first_told_at=told, desk_seen_at=seen, is_coming=coming, last_at=last, count=count, plan=PLAN)
    assert (at is not None) == (told is not None and seen is None and not coming and count < PLAN.outside_most)
    if at is not None and last is not None:
        assert at - last == PLAN.outside_again
