"""What the worker does about alerts when one of them is damaged: the others go on, and it is not forgotten."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlmodel import col

from app.alerts.jobs import TRIED_AGAIN_AFTER
from app.alerts.models import Alert
from app.core import clock
from app.core.clock import FrozenClock
from app.core.database import Database
from app.people.models import Tier
from tests.support.street import Street, build

MINUTE = timedelta(minutes=1)


@pytest.fixture
def street(database: Database, time: FrozenClock) -> Street:
    return build(database)


def put_in_cell(street: Street, alert_id: object, cell: str) -> None:
    street.database.write_sync(lambda session: session.execute(update(Alert).where(col(Alert.id) == alert_id).values(cell=cell)))


def test_an_alert_whose_step_fails_holds_up_no_other_and_is_tried_again(street: Street, time: FrozenClock) -> None:
    street.responders(12)
    damaged = street.concern()
    sound = street.concern(of=street.add("다른 주민", Tier.RESIDENT, steps=0))
    cell = street.alert(damaged).cell
    put_in_cell(street, damaged, "nowhere")
    time.advance(MINUTE)
    street.work()
    assert len(street.parts(sound)) == 9, "its second wave goes out"
    assert len(street.parts(damaged)) == 3
    assert street.alert(damaged).next_step_at == clock.now() + TRIED_AGAIN_AFTER
    put_in_cell(street, damaged, cell)
    time.advance(TRIED_AGAIN_AFTER)
    street.work()
    assert len(street.parts(damaged)) == 9
