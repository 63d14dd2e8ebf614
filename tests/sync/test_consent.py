"""What somebody paused or withdrew is not kept when it arrives all the same."""

from __future__ import annotations

import time

import pytest

from app.core.ids import new_id
from tests.photos.pictures import gradient, saved
from tests.support.api import Api, item


@pytest.mark.parametrize("state", ["paused", "withdrawn"])
def test_fixes_against_the_walkers_will_are_set_aside_and_the_rest_goes_on(api: Api, state: str) -> None:
    patrol_id = str(new_id())
    api.a.walker.put("/api/me/consents/location", json={"state": state})
    track = {"t": [int(time.time()) - 60, 15], "lat": [37760000, 100], "lon": [126774000, 50], "acc": [8, 0]}
    fixes = item("patrol.fixes", {"patrol_id": patrol_id, "seq": 0, "track": track})
    end = item("patrol.end", {"patrol_id": patrol_id, "outcome": "nothing_to_report"})
    refused, ended = api.a.walker.sync(item("patrol.start", {"patrol_id": patrol_id}), fixes, end)[1:]
    assert (refused["status"], refused["problem"]["type"]) == ("rejected", "urn:modu-patrol:problem:consent-not-given")
    assert ended["status"] == "applied"
    api.a.walker.put("/api/me/consents/location", json={"state": "granted"})
    assert api.a.walker.sync(fixes)[0]["status"] == "applied"


def test_photos_against_the_members_will_are_refused(api: Api) -> None:
    api.a.walker.put("/api/me/consents/photos", json={"state": "paused"})
    answer = api.a.walker.put(f"/api/photos/{new_id()}", content=saved(gradient(), "JPEG"))
    assert (answer.status_code, answer.json()["type"]) == (403, "urn:modu-patrol:problem:consent-not-given")


HERE = {"lat": 37.7605, "lon": 126.7748, "accuracy_m": 6}


@pytest.mark.parametrize("state", ["paused", "withdrawn"])
def test_a_report_against_the_walkers_will_is_heard_without_its_place(api: Api, state: str) -> None:
    lamp = {"status": "concern", "context": "walk", "urgency": "report", "category": "light_out", **HERE}
    api.a.responder.put("/api/me/consents/location", json={"state": "granted"})
    (before,) = api.a.responder.sync(item("check_in", lamp))
    api.a.walker.put("/api/me/consents/location", json={"state": state})
    said = item("check_in", {**lamp, "note": "편의점 앞 💡 꺼짐"})
    unsaid = item("check_in", {"status": "concern", "context": "walk", "category": "litter", **HERE})
    well = item("check_in", {"status": "safe", "context": "walk", **HERE})
    joined = item("check_in", {**lamp, "same_as": before["id"]})
    assert [one["status"] for one in api.a.walker.sync(said, unsaid, well, joined)] == ["applied"] * 4
    assert [one["status"] for one in api.a.walker.sync(said)] == ["duplicate"]

    mine = api.a.walker.get("/api/check-ins").json()["items"]
    assert {(one["lat"], one["lon"], one["accuracy_m"]) for one in mine} == {(None, None, None)}
    assert {one["id"]: one["place"] for one in api.a.walker.get("/api/reports").json()["items"]} == {
        said["id"]: None,
        unsaid["id"]: None,
        before["id"]: {"lat": HERE["lat"], "lon": HERE["lon"]},
    }, "only the place that somebody else gave of their own will"
    assert [one["id"] for one in api.a.responder.get("/api/reports/recent").json()["items"]] == [before["id"]]
    shown = {one["id"]: one for one in api.a.officer.get("/api/desk/reports").json()["items"]}
    assert (shown[said["id"]]["note"], shown[said["id"]]["place"]) == ("편의점 앞 💡 꺼짐", None)
    assert shown[before["id"]]["also_reported"] == 1, "without a place the walker's word that it is the same counts"


@pytest.mark.parametrize("context", ["walk", "home"])
def test_a_call_for_help_keeps_its_place_whatever_was_withdrawn(api: Api, context: str) -> None:
    api.a.walker.put("/api/me/consents/location", json={"state": "withdrawn"})
    category = "person_in_need" if context == "walk" else "fallen"
    help_ = item("check_in", {"status": "concern", "context": context, "urgency": "urgent", "category": category, **HERE})
    (receipt,) = api.a.walker.sync(help_)
    assert receipt["alert_id"]
    (mine,) = api.a.walker.get("/api/check-ins").json()["items"]
    assert (mine["lat"], mine["lon"], mine["accuracy_m"]) == (HERE["lat"], HERE["lon"], HERE["accuracy_m"])


def test_a_facility_is_checked_without_the_phones_place(api: Api) -> None:
    lamp = {"kind": "lamp", "label": "느티나무길 1", "lat": 37.7611, "lon": 126.7751}
    facility_id = api.a.coordinator.post("/api/facilities", json=lamp).json()["id"]
    api.a.walker.put("/api/me/consents/location", json={"state": "withdrawn"})
    check = item("facility.check", {"facility_id": facility_id, "working": False})
    with_place = item("facility.check", {"facility_id": facility_id, "working": False, "lat": 37.7605, "lon": 126.7748})
    assert [one["status"] for one in api.a.walker.sync(check, with_place)] == ["applied", "rejected"]
    (report,) = api.a.responder.get("/api/reports/recent").json()["items"]
    assert (report["id"], report["lat"], report["lon"]) == (check["id"], 37.7611, 126.7751), "the lamp's own place"


def test_withdrawn_location_forgets_where_check_ins_were_said_at_once(api: Api) -> None:
    other = item("check_in", {"status": "concern", "context": "walk", "urgency": "report", "category": "litter", **HERE})
    for caller in (api.a.walker, api.a.responder):
        caller.put("/api/me/consents/location", json={"state": "granted"})
    api.a.responder.sync(other)
    lamp = item("check_in", {"status": "concern", "context": "walk", "urgency": "report", "category": "light_out", **HERE})
    api.a.walker.sync(lamp)
    api.a.walker.put("/api/me/consents/location", json={"state": "paused"})
    assert api.a.walker.get("/api/check-ins").json()["items"][0]["lat"] == HERE["lat"], "a pause destroys nothing"
    api.a.walker.put("/api/me/consents/location", json={"state": "withdrawn"})
    kept = api.a.walker.get("/api/check-ins").json()["items"][0]
    assert (kept["id"], kept["lat"], kept["lon"], kept["accuracy_m"]) == (lamp["id"], None, None, None)
    assert api.a.responder.get("/api/check-ins").json()["items"][0]["lat"] == HERE["lat"]
    shown = {one["id"]: one["place"] for one in api.a.officer.get("/api/desk/reports").json()["items"]}
    assert shown[lamp["id"]] is not None, "where the lamp stands is not where somebody is"
