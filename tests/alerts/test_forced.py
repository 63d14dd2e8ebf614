"""Taken back under force: over for everybody, and only the desk knows better."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.alerts import drills, forced, service
from app.alerts.models import Alert
from app.alerts.raising import Heard
from app.alerts.rules import AlertStatus, Place
from app.alerts.schemas import ResolveIn
from app.core import clock
from app.core.clock import FrozenClock
from app.core.database import Database
from app.core.problems import Problem
from app.desk.board import alert_page, board
from app.desk.drills import page as drill_page
from app.desk.schemas import DeskAlert
from app.notifications.models import Delivery
from app.outside.models import OutsideChannel, OutsideSend
from app.people import access_log, pins
from app.people.models import Tier
from tests.support.street import HOME, Street, build

START = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
KEY = b"k" * 32
RIGHT, OTHER = "2580", "7136"


@pytest.fixture
def street(database: Database, time: FrozenClock) -> Street:
    built = build(database)
    built.responders(8)
    built.subscribe(built.add("담당", Tier.COORDINATOR))
    keep_numbers(built, built.resident)
    return built


def keep_numbers(street: Street, member_id: UUID) -> None:
    street.database.write_sync(
        lambda session: pins.keep(
            session,
            key=KEY,
            neighbourhood_id=street.neighbourhood_id,
            member_id=member_id,
            pin=RIGHT,
            other_pin=OTHER,
            current=None,
            now=clock.now(),
        )
    )


def take_back(street: Street, alert_id: UUID, pin: str) -> None:
    problem = street.database.write_sync(
        lambda session: service.cancel(
            session,
            neighbourhood_id=street.neighbourhood_id,
            actor_id=street.resident,
            tier=Tier.RESIDENT,
            alert_id=alert_id,
            why="",
            typed=pins.Typed(KEY, pin),
            now=clock.now(),
        )
    )
    assert problem is None


def pushes(street: Street, member_id: UUID, alert_id: UUID) -> list[str]:
    rows = select(Delivery).where(col(Delivery.member_id) == member_id, col(Delivery.alert_id) == alert_id)
    return street.database.read_sync(lambda session: [row.kind for row in session.execute(rows).scalars()])


def pass_by(street: Street, time: FrozenClock, seconds: int, step: int = 10) -> None:
    for _ in range(seconds // step):
        time.advance(timedelta(seconds=step))
        street.work()


def desk_looks(street: Street, alert_id: UUID) -> None:
    street.database.write_sync(
        lambda session: service.desk_saw(session, street.neighbourhood_id, alert_id, street.members["담당"], clock.now())
    )


def resolve(street: Street, alert_id: UUID, actor_id: UUID, tier: Tier) -> None:
    body = ResolveIn(outcome="safe", note="경찰관이 만났어요")
    street.database.write_sync(
        lambda session: service.resolve(
            session,
            neighbourhood_id=street.neighbourhood_id,
            actor_id=actor_id,
            tier=tier,
            alert_id=alert_id,
            body=body,
            now=clock.now(),
        )
    )


def test_the_desk_is_told_at_once_and_each_minute_until_somebody_looks(street: Street, time: FrozenClock) -> None:
    alert_id = street.concern()
    take_back(street, alert_id, OTHER)
    assert street.alert(alert_id).status == AlertStatus.CANCELLED
    assert pushes(street, street.members["담당"], alert_id) == ["desk"]
    pass_by(street, time, 180)
    assert street.timeline(alert_id).count("duress_told") == 4
    desk_looks(street, alert_id)
    pass_by(street, time, 540)
    assert street.timeline(alert_id).count("duress_told") == 4
    pass_by(street, time, 60)
    assert street.timeline(alert_id).count("duress_told") == 5, "looked at, and nobody ended it for ten minutes"


def test_nobody_is_sent_into_it(street: Street, time: FrozenClock) -> None:
    alert_id = street.concern()
    told = set(street.parts(alert_id))
    take_back(street, alert_id, OTHER)
    pass_by(street, time, 600)
    assert set(street.parts(alert_id)) == told


def test_the_channels_outside_hear_after_a_minute_unseen(street: Street, time: FrozenClock) -> None:
    channel = OutsideChannel(neighbourhood_id=street.neighbourhood_id, kind="mail", label="사무실", sealed=b"-", created_at=START)
    street.database.write_sync(lambda session: session.add(channel))
    alert_id = street.concern()
    take_back(street, alert_id, OTHER)

    def sends() -> list[str]:
        return street.database.read_sync(lambda session: [row.why for row in session.query(OutsideSend)])

    pass_by(street, time, 50)
    assert sends() == []
    pass_by(street, time, 10)
    assert sends() == ["duress"]
    desk_looks(street, alert_id)
    pass_by(street, time, 3600, 60)
    assert sends() == ["duress"]


def test_the_board_shows_it_open_and_first_with_its_place_until_the_desk_ends_it(street: Street, time: FrozenClock) -> None:
    alert_id = street.concern()
    take_back(street, alert_id, OTHER)
    other = street.concern(of=street.add("이웃 주민", Tier.RESIDENT))

    def shown(session: Session) -> tuple[list[tuple[UUID, AlertStatus]], list[UUID], str | None]:
        picture = board(session, street.neighbourhood_id, Tier.COORDINATOR, clock.now())
        page, _person = alert_page(session, street.neighbourhood_id, alert_id, Tier.COORDINATOR, clock.now())
        assert page.closed_at is None or picture.closed_alerts
        return [(one.id, one.status) for one in picture.alerts], [one.id for one in picture.closed_alerts], page.address

    alerts, closed, address = street.database.read_sync(shown)
    assert alerts == [(alert_id, AlertStatus.OPEN), (other, AlertStatus.OPEN)]
    assert closed == []
    assert address
    resolve(street, alert_id, street.resident, Tier.RESIDENT)
    assert forced.is_open(street.alert(alert_id)), "only the desk ends it"
    before = {member_id: pushes(street, member_id, alert_id) for member_id in street.parts(alert_id)}
    resolve(street, alert_id, street.members["담당"], Tier.COORDINATOR)
    assert before == {member_id: pushes(street, member_id, alert_id) for member_id in street.parts(alert_id)}
    alerts, closed, address = street.database.read_sync(shown)
    assert ([one for one, _status in alerts], closed, address) == ([other], [alert_id], None)
    told = street.timeline(alert_id).count("duress_told")
    pass_by(street, time, 3600, 60)
    assert street.timeline(alert_id).count("duress_told") == told


def test_it_counts_for_no_brake_and_a_new_call_is_a_new_alert(street: Street, time: FrozenClock) -> None:
    for _ in range(3):
        take_back(street, street.concern(), OTHER)
    again = street.concern()
    assert not street.alert(again).quiet
    assert len(street.parts(again)) == 3


def test_where_it_is_stays_known_while_it_is_open(street: Street, time: FrozenClock) -> None:
    alert_id = street.concern(context="walk")
    take_back(street, alert_id, OTHER)
    time.advance(timedelta(days=4))
    street.database.write_sync(lambda session: service.forget_places(session, clock.now()))
    assert street.alert(alert_id).lat is not None
    resolve(street, alert_id, street.members["담당"], Tier.COORDINATOR)
    street.database.write_sync(lambda session: service.forget_places(session, clock.now()))
    assert street.alert(alert_id).lat is None


def test_what_the_desk_looks_at_is_told_to_the_person_when_it_is_long_over(street: Street, time: FrozenClock) -> None:
    alert_id = street.concern()

    def look(session: Session) -> None:
        access_log.record_view(
            session,
            neighbourhood_id=street.neighbourhood_id,
            actor_id=street.members["담당"],
            subject_id=street.resident,
            what="alert_home",
            alert_id=alert_id,
            now=clock.now(),
        )

    def told(session: Session) -> int:
        withheld = forced.withheld(session, street.neighbourhood_id, street.resident, clock.now())
        return len(access_log.about(session, street.neighbourhood_id, street.resident, before=None, limit=9, withheld=withheld))

    street.database.write_sync(look)
    time.advance(timedelta(minutes=20))
    take_back(street, alert_id, OTHER)
    time.advance(timedelta(seconds=1))
    street.database.write_sync(look)
    assert street.database.read_sync(told) == 1
    resolve(street, alert_id, street.members["담당"], Tier.COORDINATOR)
    assert street.database.read_sync(told) == 1
    time.advance(timedelta(days=30))
    assert street.database.read_sync(told) == 2
    assert street.database.read_sync(lambda session: access_log.broken_at(session, street.neighbourhood_id)) is None


def test_a_coordinator_who_was_forced_hears_nothing_on_their_own_phone(street: Street, time: FrozenClock) -> None:
    alert_id = street.concern()

    def make_staff(session: Session) -> None:
        alert = session.get_one(Alert, alert_id)
        alert.person_id = street.members["담당"]

    street.database.write_sync(make_staff)
    street.resident = street.members["담당"]
    keep_numbers(street, street.resident)
    take_back(street, alert_id, OTHER)
    assert "desk" not in pushes(street, street.resident, alert_id)


def test_whoever_reads_along_at_a_forced_coordinators_desk_sees_it_over_and_stops_nothing(street: Street, time: FrozenClock) -> None:
    """Their phone is the desk's, too: there it looks as if it had been taken back, and opening it counts as nobody's look."""
    here, other = street.neighbourhood_id, street.members["담당"]
    forced_one = street.add("박 담당", Tier.COORDINATOR)
    keep_numbers(street, forced_one)
    street.resident = forced_one
    alert_id = street.concern(of=forced_one)
    take_back(street, alert_id, OTHER)

    def shown(session: Session, reader: UUID) -> tuple[list[UUID], list[UUID], DeskAlert]:
        picture = board(session, here, Tier.COORDINATOR, clock.now(), reader_id=reader)
        page, _person = alert_page(session, here, alert_id, Tier.COORDINATOR, clock.now(), reader_id=reader)
        return [one.id for one in picture.alerts], [one.id for one in picture.closed_alerts], page

    street.database.write_sync(lambda session: service.desk_saw(session, here, alert_id, forced_one, clock.now()))
    pass_by(street, time, 120)
    resolve(street, alert_id, other, Tier.COORDINATOR)
    for is_ended in (False, True):
        street.database.write_sync(partial(_set_outcome, alert_id=alert_id, is_ended=is_ended))
        live, over, page = street.database.read_sync(lambda session: shown(session, forced_one))
        assert (live, over) == ([], [alert_id])
        assert (page.status, page.duress_at, page.outcome, page.next_step_at, page.address) == (
            AlertStatus.CANCELLED,
            None,
            None,
            None,
            None,
        )
        assert (page.closed_at, page.closing_note) == (START, "")
        assert not [line.kind for line in page.timeline if "duress" in line.kind or line.kind == "outside_told"]
    assert "duress_seen" not in street.timeline(alert_id), "their own look is no look of the desk"
    street.database.write_sync(partial(_set_outcome, alert_id=alert_id, is_ended=False))
    live, _over, page = street.database.read_sync(lambda session: shown(session, other))
    assert (live, page.status, page.duress_at) == ([alert_id], AlertStatus.OPEN, START)


def _set_outcome(session: Session, alert_id: UUID, is_ended: bool) -> None:
    session.get_one(Alert, alert_id).outcome = "safe" if is_ended else None


def test_no_drill_starts_while_the_desk_has_a_forced_call_to_see_to(street: Street, time: FrozenClock) -> None:
    """To whoever forced a coordinator it would tell on their own desk: there a drill starts as ever."""
    alert_id = street.concern()
    take_back(street, alert_id, OTHER)
    here, desk = street.neighbourhood_id, street.members["담당"]

    def start(session: Session) -> None:
        drills.start(session, here, desk, Heard(None, Place.PUBLIC, "other", "", *HOME), clock.now())

    with pytest.raises(Problem, match="409 real-call-open"):
        street.database.write_sync(start)
    assert street.database.read_sync(lambda session: drill_page(session, here, desk).hindered_by) == "real_call"
    assert street.database.read_sync(lambda session: drill_page(session, here, street.resident).hindered_by) is None
    resolve(street, alert_id, desk, Tier.COORDINATOR)
    street.database.write_sync(start)
