"""The desk raises an alert through its own door."""

from __future__ import annotations

import pytest

from tests.support.api import Api


def test_the_coordinator_raises_an_alert_and_sees_it_without_the_address(api: Api) -> None:
    body = {"member_id": str(api.a.resident.me.id), "place": "home", "category": "fallen", "note": "전화"}
    made = api.a.coordinator.post("/api/desk/alerts", json=body)
    assert made.status_code == 201, made.text
    alert = made.json()
    assert (alert["address"], alert["entry_note"], alert["location"], alert["check_in_id"]) == (None, None, None, None)
    assert len(alert["told"]) == 4
    assert alert["timeline"][0]["actor_name"] == api.a.coordinator.me.name
    assert api.a.responder.respond(alert["id"], "accept") == ["applied"]
    assert api.a.responder.get(f"/api/alerts/{alert['id']}").json()["address"]
    assert [own["id"] for own in api.a.resident.get("/api/alerts", params={"state": "open"}).json()["items"]] == [alert["id"]]


def test_a_member_of_another_neighbourhood_is_not_there(api: Api) -> None:
    body = {"member_id": str(api.b.resident.me.id), "place": "home", "category": "fallen"}
    assert api.a.coordinator.post("/api/desk/alerts", json=body).status_code == 404


@pytest.mark.parametrize(
    "wrong", [{"category": "litter"}, {"place": "public"}, {"lat": 37.5}, {"lat": 91.0, "lon": 0.0}, {"note": "가" * 1001}, {"drill": True}]
)
def test_what_does_not_hang_together_is_refused(api: Api, wrong: dict[str, object]) -> None:
    body = {"member_id": str(api.a.resident.me.id), "place": "home", "category": "fallen", **wrong}
    assert api.a.coordinator.post("/api/desk/alerts", json=body).status_code == 422


def test_the_next_wave_and_the_wake_answer_with_the_alert(api: Api) -> None:
    alert_id = api.a.raise_alert()
    hurried = api.a.coordinator.post(f"/api/desk/alerts/{alert_id}/next-wave")
    assert hurried.status_code == 200, hurried.text
    assert "next_wave" in [entry["kind"] for entry in hurried.json()["timeline"]]
    woken = api.a.coordinator.post(f"/api/desk/alerts/{alert_id}/wake")
    assert (woken.status_code, woken.json()["address"]) == (200, None)
