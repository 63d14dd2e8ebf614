"""The quiet list at the desk: who would like to talk after a visit, for coordinators only, until somebody called."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from app.alerts import jobs
from app.core import clock
from app.core.clock import FrozenClock
from tests.support.api import Api, item


@pytest.fixture
def time() -> Iterator[FrozenClock]:
    with clock.frozen(datetime(2026, 11, 24, 3, 0, tzinfo=UTC)) as frozen:
        yield frozen


def test_whoever_wants_to_talk_is_on_the_list_until_a_coordinator_called(api: Api, time: FrozenClock) -> None:
    alert_id = api.a.raise_alert("욕실 앞이에요")
    went = api.a.responder
    went.respond(alert_id, "accept", "on_scene", "done")
    api.a.resident.post(f"/api/alerts/{alert_id}/resolve", json={"outcome": "safe"})
    time.advance(timedelta(minutes=91))
    while api.database.write_sync(lambda session: jobs.step(session, clock.now())):
        pass
    assert went.get(f"/api/alerts/{alert_id}").json()["my_response"]["debrief"] == "asked"
    said = item("alert.debrief", {"alert_id": alert_id, "answer": "talk"})
    assert [went.sync(said)[0]["status"] for _ in range(2)] == ["applied", "duplicate"]
    assert went.get(f"/api/alerts/{alert_id}").json()["my_response"]["debrief"] == "talk"
    (talk,) = api.a.coordinator.get("/api/desk/board").json()["talks"]
    assert (talk["name"], talk["alert_id"], talk["member_id"]) == (went.me.name, alert_id, str(went.me.id))
    assert set(talk) == {"alert_id", "member_id", "name", "phone", "asked_at"}, "nothing of what happened there"
    for other in (api.a.officer, api.b.coordinator):
        assert other.get("/api/desk/board").json()["talks"] == []
    done = f"/api/desk/talks/{alert_id}/{went.me.id}/done"
    assert api.b.coordinator.post(done).status_code == 404
    assert api.a.officer.post(done).status_code == 403
    assert [api.a.coordinator.post(done).status_code for _ in range(2)] == [204, 204]
    assert api.a.coordinator.get("/api/desk/board").json()["talks"] == []
    assert went.get(f"/api/alerts/{alert_id}").json()["my_response"]["debrief"] == "talked"


def test_whoever_is_fine_is_seen_by_nobody(api: Api, time: FrozenClock) -> None:
    alert_id = api.a.raise_alert()
    went = api.a.responder
    went.respond(alert_id, "accept", "on_scene", "done")
    time.advance(timedelta(minutes=91))
    while api.database.write_sync(lambda session: jobs.step(session, clock.now())):
        pass
    before = api.a.coordinator.get(f"/api/desk/alerts/{alert_id}").json()
    assert went.sync(item("alert.debrief", {"alert_id": alert_id, "answer": "fine"}))[0]["status"] == "applied"
    assert api.a.coordinator.get(f"/api/desk/alerts/{alert_id}").json() == before
    assert api.a.coordinator.get("/api/desk/board").json()["talks"] == []
