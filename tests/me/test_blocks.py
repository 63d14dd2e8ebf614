"""Whom I do not want called: found among those I was shown, by what stands for them there, and never by an id."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from app.core import clock
from tests.support.api import Api, Caller, Json, item


def coming(api: Api) -> tuple[str, Json]:
    """The resident's alert with the first responder on the way, as the resident sees them."""
    alert_id = api.a.raise_alert()
    api.a.responder.respond(alert_id, "accept")
    (one,) = api.a.resident.get(f"/api/alerts/{alert_id}").json()["progress"]["coming"]
    return alert_id, one


def names(caller: Caller) -> list[str]:
    answer = caller.get("/api/me/blocks")
    assert answer.headers["cache-control"] == "no-store"
    return [one["name"] for one in answer.json()["items"]]


def walk_with(api: Api, host: Caller, *others: Caller) -> str:
    walk_id = "01a20000-0000-7000-8000-00000000b10c"
    starts_at = clock.rfc3339(clock.now() + timedelta(minutes=20))
    body = {"walk_id": walk_id, "starts_at": starts_at, "duration_min": 40, "meeting_place": "시장 앞", "pace": "slow", "dogs": True}
    assert host.sync(item("together.propose", body))[0]["status"] == "applied"
    for one in others:
        assert one.sync(item("together.respond", {"walk_id": walk_id, "action": "join"}))[0]["status"] == "applied"
    return walk_id


def test_somebody_on_the_way_is_blocked_from_the_alert_and_unblocked_again(api: Api) -> None:
    alert_id, one = coming(api)
    assert one["blocked"] is False
    made = api.a.resident.post("/api/me/blocks", json={"alert_id": alert_id, "who": one["who"]})
    assert made.status_code == 201, made.text
    assert (made.json()["name"], made.json()["agreed"]) == (api.a.responder.me.name, True)
    assert api.a.responder.get(f"/api/alerts/{alert_id}").json()["my_response"]["status"] == "stood_down"
    assert api.a.resident.get(f"/api/alerts/{alert_id}").json()["progress"]["coming"] == []
    again = api.a.resident.post("/api/me/blocks", json={"alert_id": alert_id, "who": one["who"]})
    assert again.json() == made.json(), "also from a screen that was not read anew"
    assert names(api.a.resident) == [api.a.responder.me.name]
    assert api.a.resident.delete(f"/api/me/blocks/{made.json()['who']}").status_code == 204
    assert api.a.resident.delete(f"/api/me/blocks/{made.json()['who']}").status_code == 404
    assert names(api.a.resident) == []


def test_who_looked_is_blocked_from_the_access_log(api: Api) -> None:
    alert_id, _one = coming(api)
    api.a.responder.get(f"/api/alerts/{alert_id}")
    api.a.resident.post(f"/api/alerts/{alert_id}/resolve", json={"outcome": "safe"})
    (entry,) = api.a.resident.get("/api/me/access-log").json()["items"]
    assert entry["blocked"] is False
    assert api.a.resident.post("/api/me/blocks", json={"look": entry["look"]}).status_code == 201
    assert api.a.resident.get("/api/me/access-log").json()["items"][0]["blocked"] is True
    told = api.a.raise_alert()
    assert api.a.responder.get(f"/api/alerts/{told}").status_code == 404, "not even asked any more"


def test_a_name_from_a_walk_stays_the_first_name(api: Api) -> None:
    walk_id = walk_with(api, api.a.walker, api.a.responder)
    seen = api.a.walker.get(f"/api/together/{walk_id}").json()
    body = {"walk_id": walk_id, "who": seen["who"][0]}
    made = api.a.walker.post("/api/me/blocks", json=body)
    assert made.json()["name"] == seen["names"][0]
    after = api.a.walker.get(f"/api/together/{walk_id}").json()
    assert (after["names"], after["who"]) == ([], [])
    assert api.a.walker.post("/api/me/blocks", json=body).status_code == 404, "not named any more"
    assert api.a.responder.get(f"/api/together/{walk_id}").json()["names"] == []


def test_a_block_tells_the_one_who_made_it_nothing_about_where_the_other_is(api: Api) -> None:
    """He blocks her to see where she goes: her walks look to him as if she had never been named to anybody."""
    walk_id = walk_with(api, api.a.walker, api.a.responder, api.a.responders[1])
    him, her = api.a.responder, api.a.responders[1]
    seen = him.get(f"/api/together/{walk_id}").json()
    at = seen["names"].index(her.me.name.split()[0]) if her.me.name in seen["names"] else 1
    assert him.post("/api/me/blocks", json={"walk_id": walk_id, "who": seen["who"][at]}).status_code == 201
    assert len(him.get(f"/api/together/{walk_id}").json()["names"]) == len(seen["names"]) - 1
    assert len(her.get(f"/api/together/{walk_id}").json()["names"]) == len(seen["names"]) - 1


def test_the_new_name_of_somebody_is_not_theirs_to_learn(api: Api) -> None:
    alert_id, one = coming(api)
    api.a.resident.post("/api/me/blocks", json={"alert_id": alert_id, "who": one["who"]})
    api.a.coordinator.patch(f"/api/members/{api.a.responder.me.id}", json={"name": "새이름"})
    assert names(api.a.resident) == [one["name"]]


def test_whoever_runs_the_desk_cannot_be_kept_out_and_she_is_told_whom_to_call(api: Api) -> None:
    api.a.coordinator.get(f"/api/members/{api.a.resident.me.id}/home?reason=이사")
    (entry,) = api.a.resident.get("/api/me/access-log").json()["items"]
    refused = api.a.resident.post("/api/me/blocks", json={"look": entry["look"]}, headers={"Accept-Language": "ko"})
    assert refused.status_code == 409
    assert "110" in refused.json()["detail"]
    assert "112" in refused.json()["detail"]
    assert names(api.a.resident) == []


def test_what_stands_for_somebody_works_for_nobody_else_and_nowhere_else(api: Api) -> None:
    alert_id, one = coming(api)
    api.a.responder.get(f"/api/alerts/{alert_id}")
    (entry,) = api.a.resident.get("/api/me/access-log").json()["items"]
    walk_id = walk_with(api, api.a.walker, api.a.responder)
    mine = {"alert_id": alert_id, "who": one["who"]}
    for stranger in (api.a.other_resident, api.a.responder, api.a.walker, api.a.coordinator, api.b.resident, api.b.coordinator):
        assert stranger.post("/api/me/blocks", json=mine).status_code == 404, stranger.me.name
        assert stranger.post("/api/me/blocks", json={"look": entry["look"]}).status_code == 404, stranger.me.name
    assert api.a.resident.post("/api/me/blocks", json={"walk_id": walk_id, "who": one["who"]}).status_code == 404
    shown = [one, entry, *api.a.resident.get("/api/me/blocks").json()["items"], api.a.walker.get(f"/api/together/{walk_id}").json()]
    assert not any(str(api.a.responder.me.id) in str(each) for each in shown), "nobody's id is given out"


def test_staff_and_helpers_see_neither_what_stands_for_somebody_nor_a_block(api: Api) -> None:
    alert_id, one = coming(api)
    second = api.a.responders[1]
    second.respond(alert_id, "accept", "on_scene")
    (_, other) = api.a.resident.get(f"/api/alerts/{alert_id}").json()["progress"]["coming"]
    second.respond(alert_id, "done")
    api.a.resident.post("/api/me/blocks", json={"alert_id": alert_id, "who": other["who"]})
    assert api.a.resident.get(f"/api/alerts/{alert_id}").json()["progress"]["coming"][1]["blocked"] is True
    for staff in (api.a.coordinator, api.a.officer):
        seen = staff.get(f"/api/alerts/{alert_id}").json()["progress"]["coming"]
        assert [(each["who"], each["blocked"]) for each in seen] == [(None, False)] * 2
    assert one["who"] != other["who"]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"who": "0" * 24},
        {"alert_id": str(UUID(int=1))},
        {"alert_id": str(UUID(int=1)), "walk_id": str(UUID(int=1)), "who": "0" * 24},
        {"look": "0" * 64, "who": "0" * 24},
        {"look": "x" * 64},
        {"member_id": str(UUID(int=1))},
    ],
)
def test_nobody_is_blocked_by_guessing(api: Api, body: Json) -> None:
    assert api.a.resident.post("/api/me/blocks", json=body).status_code == 422
    assert api.a.resident.post("/api/me/blocks", json={"alert_id": str(UUID(int=1)), "who": "0" * 24}).status_code == 404
    assert api.a.resident.post("/api/me/blocks", json={"look": "0" * 64}).status_code == 404
