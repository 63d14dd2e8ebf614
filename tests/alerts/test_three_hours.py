"""Three hours in a moment: what becomes of an alert that nobody answers, step by step."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from app.core import clock
from app.core.clock import FrozenClock
from app.core.database import Database
from app.people.models import Tier
from tests.support.story import fast_forward
from tests.support.street import build

START = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


def test_an_alert_nobody_answers_goes_its_whole_way(database: Database, time: FrozenClock) -> None:
    street = build(database)
    street.responders(22)
    street.subscribe(street.add("담당", Tier.COORDINATOR))
    alert_id = street.concern()
    fast_forward(street, time, timedelta(hours=3))
    assert clock.now() == START + timedelta(hours=3)
    moments = [int((part.notified_at - START).total_seconds()) for part in street.parts(alert_id).values()]
    assert moments == [0] * 3 + [60] * 6 + [120] * 11
    kinds = street.timeline(alert_id)
    assert (kinds.count("desk_told"), kinds.count("desk_reminded"), kinds.count("outside_told")) == (1, 17, 3)
    fast_forward(street, time, timedelta(hours=22))
    assert street.alert(alert_id).closed_at == START + timedelta(hours=24)
    assert street.timeline(alert_id)[-2:] == ["expired", "all_clear"]


def test_a_visit_goes_its_whole_way(database: Database, time: FrozenClock) -> None:
    street = build(database)
    street.responders(8)
    alert_id = street.concern()
    first, second, _third = street.parts(alert_id)
    for member_id in (first, second):
        street.says(member_id, alert_id, "accept")
    fast_forward(street, time, timedelta(minutes=4))
    for member_id in (first, second):
        street.says(member_id, alert_id, "on_scene")
    fast_forward(street, time, timedelta(minutes=30))
    assert len(street.parts(alert_id)) == 3, "two on scene are enough"
    assert {"responder_asked", "responder_silent"} <= set(street.timeline(alert_id)), "neither said that they are fine"
