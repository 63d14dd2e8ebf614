"""Two at once: whoever is first, everybody ends up with the same story."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.alerts.visit_rules import BRAKE_AFTER
from tests.support.api import Api, Json, concern

ROUNDS = 5


def _together(*acts: Callable[[], object]) -> list[object]:
    with ThreadPoolExecutor(len(acts)) as crowd:
        return [future.result() for future in [crowd.submit(act) for act in acts]]


def _board(api: Api, alert_id: str) -> Json:
    board = api.a.coordinator.get("/api/desk/board").json()
    found: Json = next(alert for alert in [*board["alerts"], *board["closed_alerts"]] if alert["id"] == alert_id)
    return found


def test_of_four_who_accept_at_once_two_come_and_two_are_thanked(api: Api) -> None:
    alert_id = api.a.raise_alert()
    results = _together(*(lambda caller=caller: caller.respond(alert_id, "accept") for caller in api.a.responders))
    assert results == [["applied"]] * 4
    assert Counter(told["status"] for told in _board(api, alert_id)["told"]) == {"accepted": 2, "stood_down": 2}
    shown = [caller.get(f"/api/alerts/{alert_id}").json()["address"] for caller in api.a.responders]
    assert sum(address is not None for address in shown) == 2, "who was thanked is not told where"


def test_the_same_accept_twice_at_once_is_one(api: Api) -> None:
    alert_id = api.a.raise_alert()
    _together(*[lambda: api.a.responder.respond(alert_id, "accept")] * 6)
    timeline = api.a.coordinator.get(f"/api/desk/alerts/{alert_id}").json()["timeline"]
    assert [step["kind"] for step in timeline].count("accepted") == 1


@pytest.mark.parametrize("end", ["cancel", "resolve"])
def test_accepting_while_it_ends(api: Api, end: str) -> None:
    rounds = BRAKE_AFTER if end == "cancel" else ROUNDS  # taking back again and again tells the desk alone
    for _ in range(rounds):
        alert_id = api.a.raise_alert()
        body = {"outcome": "safe"} if end == "resolve" else {"note": ""}
        said, ended = _together(
            lambda alert_id=alert_id: api.a.responder.respond(alert_id, "accept"),  # type: ignore[misc]  # bound now, not later
            lambda alert_id=alert_id, body=body: api.a.resident.post(f"/api/alerts/{alert_id}/{end}", json=body).status_code,  # type: ignore[misc]  # as above
        )
        assert ended == 200
        assert said in (["applied"], ["rejected"])
        assert _board(api, alert_id)["status"] == ("cancelled" if end == "cancel" else "resolved")
        assert api.a.responder.get(f"/api/alerts/{alert_id}").json()["address"] is None, "over is over"


def test_ending_it_in_three_ways_at_once_is_one_end(api: Api) -> None:
    alert_id = api.a.raise_alert()
    api.a.responder.respond(alert_id, "accept", "on_scene")
    statuses = _together(
        lambda: api.a.resident.post(f"/api/alerts/{alert_id}/cancel").status_code,
        lambda: api.a.responder.post(f"/api/alerts/{alert_id}/resolve", json={"outcome": "safe"}).status_code,
        lambda: api.a.coordinator.post(f"/api/alerts/{alert_id}/resolve", json={"outcome": "other"}).status_code,
    )
    assert statuses == [200, 200, 200]
    timeline = api.a.coordinator.get(f"/api/desk/alerts/{alert_id}").json()["timeline"]
    assert sum(step["kind"] in ("resolved", "cancelled") for step in timeline) == 1
    assert [step["kind"] for step in timeline].count("all_clear") == 1


def test_everybody_at_once_leaves_one_numbered_list(api: Api) -> None:
    """Concerns, answers and views of all kinds together: no change is lost, no number is given twice, the log's chain holds."""
    alert_id = api.a.raise_alert()
    before = api.a.coordinator.get("/api/desk/board").json()["event_id"]
    home = f"/api/members/{api.a.resident.me.id}/home?reason=together"
    acts: list[Callable[[], object]] = [lambda: api.a.other_resident.sync(concern())[0]["status"]] * 4
    acts += [lambda: api.a.officer.get(home).status_code, lambda: api.a.coordinator.get(home).status_code] * 3
    acts += [lambda: api.a.responder.respond(alert_id, "seen", "accept")] * 2
    acts += [lambda: api.a.coordinator.get(f"/api/desk/alerts/{alert_id}?show=address").status_code] * 3
    results = _together(*acts)
    assert not [result for result in results if result not in ("applied", 200, ["applied", "applied"])], results
    assert len(api.a.resident.get("/api/me/access-log?limit=100").json()["items"]) == 7
    assert api.a.coordinator.get("/api/desk/board").json()["event_id"] > before
