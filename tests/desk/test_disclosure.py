"""Looking at an alert is not looking up an address: that is asked for, logged, and told to the person."""

from __future__ import annotations

from tests.support.api import Api, Caller, concern


def _alert(resident: Caller) -> str:
    (receipt,) = resident.sync(concern())
    return str(receipt["alert_id"])


def test_a_look_at_an_alert_gives_away_no_place_and_leaves_no_entry(api: Api) -> None:
    alert_id = _alert(api.a.resident)
    for _ in range(3):  # the screen refreshes itself
        shown = api.a.coordinator.get(f"/api/desk/alerts/{alert_id}").json()
        assert (shown["address"], shown["entry_note"], shown["location"]) == (None, None, None)
        assert shown["timeline"][0]["kind"] == "opened"
    assert api.a.resident.get("/api/me/access-log").json()["items"] == []


def test_asking_for_the_address_is_logged_and_shown_to_the_person(api: Api) -> None:
    alert_id = _alert(api.a.resident)
    shown = api.a.officer.get(f"/api/desk/alerts/{alert_id}?show=address").json()
    assert shown["address"]
    (entry,) = api.a.resident.get("/api/me/access-log").json()["items"]
    assert (entry["who"], entry["alert_id"]) == (api.a.officer.me.name, alert_id)


def test_another_thing_to_show_is_refused(api: Api) -> None:
    answer = api.a.coordinator.get(f"/api/desk/alerts/{_alert(api.a.resident)}?show=everything")
    assert answer.status_code == 422
