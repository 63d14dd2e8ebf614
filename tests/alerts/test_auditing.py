"""The auditor over real rows: it finds within a minute what stands still, sets it going, tells the desk once, and forgets what is mended."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session
from sqlmodel import col

from app.alerts import auditing
from app.alerts.audit_rules import Finding
from app.alerts.models import Alert, AuditFinding
from app.core import clock
from app.core.clock import FrozenClock
from app.core.database import Database
from app.core.ids import new_id
from app.notifications.models import Delivery
from app.people.models import Tier
from tests.alerts.test_visits import told
from tests.support.street import Street, build

ROUND = timedelta(seconds=15)


@pytest.fixture
def street(database: Database, time: FrozenClock) -> Street:
    street = build(database)
    street.subscribe(street.add("담당자", Tier.COORDINATOR))
    return street


def audit(street: Street) -> None:
    street.database.write_sync(lambda session: auditing.step(session, clock.now()))


def stuck(street: Street) -> list[Finding]:
    return [one.kind for one in street.database.read_sync(lambda session: auditing.stuck(session, street.neighbourhood_id))]


def is_red(street: Street) -> bool:
    return street.database.read_sync(lambda session: auditing.is_stuck(session, clock.now()))


def damage(street: Street, alert_id: UUID, **values: object) -> None:
    def work(session: Session) -> None:
        session.execute(update(Alert).where(col(Alert.id) == alert_id).values(**values))

    street.database.write_sync(work)


def test_nothing_is_found_in_an_alert_that_goes_its_way(street: Street, time: FrozenClock) -> None:
    street.responders(6)
    alert_id = street.concern()
    street.pushes_leave()
    for _ in range(20):
        time.advance(ROUND)
        street.work()
        street.pushes_leave()
        audit(street)
        assert stuck(street) == []
    assert "stuck" not in street.timeline(alert_id)
    assert not is_red(street)


def test_an_alert_whose_step_was_lost_goes_on(street: Street, time: FrozenClock) -> None:
    street.responders(12)
    alert_id = street.concern()
    street.pushes_leave()
    damage(street, alert_id, next_step_at=None)
    time.advance(timedelta(minutes=1))
    street.work()
    assert len(street.parts(alert_id)) == 3, "without the auditor nobody would ever look at it again"
    audit(street)
    assert stuck(street) == [Finding.NO_NEXT_STEP]
    assert is_red(street)
    street.work()
    assert len(street.parts(alert_id)) == 9
    street.pushes_leave()
    time.advance(ROUND)
    audit(street)
    assert stuck(street) == []
    assert not is_red(street)


def test_a_step_that_nobody_takes_is_found_within_a_minute_and_told_once(street: Street, time: FrozenClock) -> None:
    street.responders(6)
    alert_id = street.concern()
    street.pushes_leave()
    desk = len(told(street, "desk"))
    due = street.alert(alert_id).next_step_at
    assert due is not None
    time.advance(due - clock.now())
    rounds = 0
    while not stuck(street):
        time.advance(ROUND)
        audit(street)
        rounds += 1
    assert rounds * ROUND <= timedelta(minutes=1)
    assert len(told(street, "desk")) == desk + 1
    assert street.timeline(alert_id).count("stuck") == 1
    audit(street)
    assert len(told(street, "desk")) == desk + 1


def test_when_every_call_fails_the_desk_is_told_of_the_alert(street: Street, time: FrozenClock) -> None:
    street.responders(6)
    alert_id = street.concern()
    street.database.write_sync(lambda session: _all(session, "failed"))
    time.advance(timedelta(seconds=61))
    damage(street, alert_id, next_step_at=clock.now() + timedelta(minutes=1))
    audit(street)
    assert stuck(street) == [Finding.CALLS_FAILED]
    assert street.alert(alert_id).desk_told_at == clock.now()


def _all(session: Session, status: str) -> None:
    session.execute(update(Delivery).values(status=status))


def test_a_call_that_no_worker_sends_is_found(street: Street, time: FrozenClock) -> None:
    street.responders(6)
    street.concern()
    time.advance(timedelta(seconds=31))
    audit(street)
    assert stuck(street) == [Finding.CALL_WAITS]
    street.pushes_leave()
    audit(street)
    assert stuck(street) == []


def test_a_step_that_fails_again_and_again_is_told_and_mended_when_it_succeeds(street: Street, time: FrozenClock) -> None:
    street.responders(6)
    alert_id = street.concern()
    street.pushes_leave()
    cell = street.alert(alert_id).cell
    damage(street, alert_id, cell="nowhere")
    for _ in range(6):
        time.advance(timedelta(seconds=31))
        street.work()
        audit(street)
    assert stuck(street) == [Finding.STEP_FAILED]
    assert street.timeline(alert_id).count("stuck") == 1
    damage(street, alert_id, cell=cell)
    for _ in range(6):
        time.advance(timedelta(seconds=31))
        street.work()
        street.pushes_leave()
        audit(street)
    assert stuck(street) == []


def test_one_damaged_alert_keeps_the_auditor_from_no_other(street: Street, time: FrozenClock) -> None:
    street.responders(3)
    damaged, sound = street.concern(), street.concern(of=street.add("다른 주민", Tier.RESIDENT, steps=0))
    street.pushes_leave()
    damage(street, damaged, category="?" * 20, place="moon", next_step_at=None)
    damage(street, sound, next_step_at=None)
    time.advance(timedelta(minutes=2))
    audit(street)
    assert street.alert(sound).next_step_at == clock.now()
    found = street.database.read_sync(lambda session: {row.subject_id for row in session.query(AuditFinding).all()})
    assert found == {damaged, sound}


def test_a_flood_of_alerts_that_go_their_way_hides_none(street: Street, time: FrozenClock) -> None:
    street.responders(2)
    alert_id = street.concern()  # few in range: the desk is told, and the next step is a reminder
    healthy = street.alert(alert_id).model_dump()

    def flood(session: Session) -> None:
        earlier = clock.now() - timedelta(hours=1)
        session.add_all(
            [Alert(**{**healthy, "id": new_id(), "opened_at": earlier, "next_step_at": clock.now() + ROUND}) for _ in range(700)]
        )

    street.database.write_sync(flood)
    damage(street, alert_id, next_step_at=None)
    audit(street)
    assert stuck(street) == [Finding.NO_NEXT_STEP]
