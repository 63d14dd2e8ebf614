"""The desk writes down on a member's word whom they want called first and whom never, and they read that it did."""

from __future__ import annotations

from tests.support.api import Api, Caller

WORD = {"word": "전화로 부탁하셨어요"}


def path(member: Caller, other: Caller) -> str:
    return f"/api/members/{member.me.id}/ties/{other.me.id}"


def log_of(caller: Caller) -> list[tuple[str, str]]:
    return [(entry["what"], entry["reason"]) for entry in caller.get("/api/me/access-log").json()["items"]]


def test_a_block_on_her_word_holds_and_she_reads_of_it_and_he_does_not(api: Api) -> None:
    her, him = api.a.resident, api.a.responder
    before = him.get("/api/me").json(), him.get("/api/me/access-log").json(), him.get("/api/me/buddies").json()
    noted = api.a.coordinator.put(path(her, him), json={"kind": "block", **WORD})
    assert noted.headers["cache-control"] == "no-store"
    assert [(one["name"], one["kind"]) for one in noted.json()["items"]] == [(him.me.name, "block")]
    assert log_of(her) == [("block_noted", WORD["word"])]
    assert [one["name"] for one in her.get("/api/me/blocks").json()["items"]] == [him.me.name]
    assert (him.get("/api/me").json(), him.get("/api/me/access-log").json(), him.get("/api/me/buddies").json()) == before
    assert him.get(f"/api/alerts/{api.a.raise_alert()}").status_code == 404
    assert api.a.coordinator.delete(path(her, him), params={"reason": "이제 괜찮대요"}).status_code == 204
    assert her.get("/api/me/blocks").json()["items"] == []
    assert log_of(her)[0] == ("block_taken_back", "이제 괜찮대요")


def test_a_block_on_the_desks_word_holds_for_whoever_is_on_the_way(api: Api) -> None:
    her, him = api.a.resident, api.a.responder
    alert_id = api.a.raise_alert()
    him.respond(alert_id, "accept")
    api.a.coordinator.put(path(her, him), json={"kind": "block", **WORD})
    assert him.get(f"/api/alerts/{alert_id}").json()["address"] is None
    kinds = [step["kind"] for step in api.a.coordinator.get(f"/api/desk/alerts/{alert_id}").json()["timeline"]]
    assert {"desk_told", "desk_reminded"} & set(kinds), "she has nobody coming any more"


def test_what_she_keeps_on_her_own_phone_the_desk_neither_sees_nor_undoes(api: Api) -> None:
    her, him = api.a.resident, api.a.responder
    alert_id = api.a.raise_alert()
    him.respond(alert_id, "accept")
    (one,) = her.get(f"/api/alerts/{alert_id}").json()["progress"]["coming"]
    her.post("/api/me/blocks", json={"alert_id": alert_id, "who": one["who"]})
    looked = api.a.coordinator.get(f"/api/members/{her.me.id}/ties", params={"reason": "통화 중에 물어보심"})
    assert looked.json()["items"] == []
    assert log_of(her)[0] == ("ties", "통화 중에 물어보심")
    assert api.a.coordinator.delete(path(her, him), params={"reason": "정리"}).status_code == 404
    assert len(her.get("/api/me/blocks").json()["items"]) == 1


def test_nobody_she_keeps_away_from_becomes_her_buddy_and_she_reads_that_it_was_tried(api: Api) -> None:
    her, him = api.a.resident, api.a.responder
    api.a.coordinator.put(path(her, him), json={"kind": "block", **WORD})
    refused = api.a.coordinator.put(path(her, him), json={"kind": "buddy", **WORD})
    assert (refused.status_code, refused.json()["type"].rpartition(":")[2]) == (409, "kept-apart")
    assert log_of(her)[0] == ("buddy_noted", WORD["word"])
    assert [one["name"] for one in her.get("/api/me/blocks").json()["items"]] == [him.me.name]


def test_a_buddy_is_somebody_the_coordinator_has_met_who_walks(api: Api) -> None:
    her = api.a.resident
    for other in (api.a.walker, api.a.other_resident):  # not met yet; met, but never asked to an alert
        refused = api.a.coordinator.put(path(her, other), json={"kind": "buddy", **WORD})
        assert (refused.status_code, refused.json()["type"].rpartition(":")[2]) == (409, "not-met-yet")
    api.a.coordinator.patch(f"/api/members/{api.a.walker.me.id}", json={"verified": True})
    asked = api.a.coordinator.put(path(her, api.a.walker), json={"kind": "buddy", **WORD}).json()["items"]
    assert [(one["kind"], one["agreed"]) for one in asked] == [("buddy", False)]
    assert api.a.coordinator.delete(path(her, api.a.walker), params={"reason": "그만하신대요"}).status_code == 204
    assert log_of(her)[0] == ("buddy_taken_back", "그만하신대요")


def test_the_desk_itself_is_neither_buddy_nor_kept_out(api: Api) -> None:
    for kind in ("buddy", "block"):
        for staff in (api.a.coordinator, api.a.officer):
            refused = api.a.coordinator.put(path(api.a.resident, staff), json={"kind": kind, **WORD})
            assert (refused.status_code, refused.json()["type"].rpartition(":")[2]) == (409, "runs-the-desk")


def test_nothing_is_written_down_without_her_word(api: Api) -> None:
    for word in ("", " ", "x"):
        answer = api.a.coordinator.put(path(api.a.resident, api.a.responder), json={"kind": "block", "word": word})
        assert answer.status_code == 422
    assert api.a.resident.get("/api/me/blocks").json()["items"] == []
