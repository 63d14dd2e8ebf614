"""The desk starts drills through their own door and compares what they came to."""

from __future__ import annotations

import pytest

from tests.support.api import Api

MADE_UP = {"place": "public", "category": "other", "lat": 37.7605, "lon": 126.7748}


def take_part(api: Api) -> None:
    for caller in (api.a.resident, *api.a.responders):
        assert caller.patch("/api/me", json={"drill_ok": True}).status_code == 200


def test_a_drill_is_marked_for_everybody_in_it_and_its_numbers_stay(api: Api) -> None:
    take_part(api)
    before = api.a.coordinator.get("/api/desk/drills").json()
    assert {one["name"] for one in before["group"]} == {caller.me.name for caller in (api.a.resident, *api.a.responders)}
    assert (before["may_be_asked"], before["hindered_by"], before["drills"]) == (4, None, [])
    body = {"member_id": str(api.a.resident.me.id), "place": "home", "category": "fallen"}
    made = api.a.coordinator.post("/api/desk/drills", json=body)
    assert made.status_code == 201, made.text
    drill = made.json()
    assert (drill["drill"], drill["address"], len(drill["told"])) == (True, None, 4)
    assert api.a.coordinator.get("/api/desk/drills").json()["hindered_by"] == "drill"
    mine = api.a.responder.get("/api/me").json()["open"]
    assert (mine["asked_alert_ids"], mine["drill_alert_ids"]) == ([drill["id"]], [drill["id"]])
    assert api.a.responder.respond(drill["id"], "accept", "on_scene") == ["applied"] * 2
    card = api.a.responder.get(f"/api/alerts/{drill['id']}/hand-over").json()
    assert (card["drill"], card["address"]) == (True, api.a.responder.get(f"/api/alerts/{drill['id']}").json()["address"])
    api.a.coordinator.post(f"/api/alerts/{drill['id']}/resolve", json={"outcome": "safe"})
    (came_to,) = api.a.officer.get("/api/desk/drills").json()["drills"]
    assert (came_to["told"], came_to["answered"], came_to["status"]) == (4, 1, "resolved")
    assert came_to["first_accepted_s"] is not None


def test_a_drill_is_no_call_of_whoever_is_played_and_theirs_for_real_is_another(api: Api) -> None:
    take_part(api)
    body = {"member_id": str(api.a.resident.me.id), "place": "home", "category": "fallen"}
    drill = api.a.coordinator.post("/api/desk/drills", json=body).json()
    mine = api.a.resident.get("/api/me").json()["open"]
    assert (mine["my_alert_ids"], mine["drill_alert_ids"]) == ([], [drill["id"]])
    real = api.a.raise_alert()
    assert real != drill["id"]
    assert api.a.resident.get("/api/me").json()["open"]["my_alert_ids"] == [real]
    asked = api.a.responder.get("/api/me").json()["open"]["asked_alert_ids"]
    assert asked == [real, drill["id"]], "the real one comes first"
    assert api.a.walker.get(f"/api/alerts/{drill['id']}").status_code == 404


def test_nobody_outside_the_group_is_told_though_they_live_next_door(api: Api) -> None:
    api.a.responder.patch("/api/me", json={"drill_ok": True})
    drill = api.a.coordinator.post("/api/desk/drills", json=MADE_UP).json()
    assert [one["name"] for one in drill["told"]] == [api.a.responder.me.name]
    for outsider in api.a.responders[1:]:
        assert outsider.respond(drill["id"], "accept") == ["rejected"]
        assert outsider.get(f"/api/alerts/{drill['id']}").status_code == 404


def test_turning_drills_off_in_the_settings_ends_ones_part_at_once(api: Api) -> None:
    take_part(api)
    body = {"member_id": str(api.a.resident.me.id), "place": "home", "category": "fallen"}
    drill = api.a.coordinator.post("/api/desk/drills", json=body).json()
    api.a.responder.respond(drill["id"], "accept")
    api.a.responder.patch("/api/me", json={"drill_ok": False})
    assert api.a.responder.get(f"/api/alerts/{drill['id']}").json()["address"] is None
    assert api.a.responder.get("/api/me").json()["open"]["drill_alert_ids"] == []
    api.a.resident.patch("/api/me", json={"drill_ok": False})
    assert api.a.coordinator.get(f"/api/desk/alerts/{drill['id']}").json()["status"] == "cancelled"


@pytest.mark.parametrize(("changed", "status"), [({"category": "no-such-thing"}, 422), ({"lat": None}, 422), ({"place": "home"}, 422)])
def test_what_does_not_hang_together_is_refused_in_words(api: Api, changed: dict[str, object], status: int) -> None:
    assert api.a.coordinator.post("/api/desk/drills", json={**MADE_UP, **changed}).status_code == status


def test_nobody_of_another_neighbourhood_can_be_played(api: Api) -> None:
    api.b.resident.patch("/api/me", json={"drill_ok": True})
    assert api.a.coordinator.post("/api/desk/drills", json={**MADE_UP, "member_id": str(api.b.resident.me.id)}).status_code == 404
