"""A neighbour called first for somebody's home: asked at the desk, agreed on their own phone, given up at any time."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.api import Api, Caller, Json


def ask(api: Api, member: Caller, other: Caller, kind: str = "buddy") -> Any:
    path = f"/api/members/{member.me.id}/ties/{other.me.id}"
    return api.a.coordinator.put(path, json={"kind": kind, "word": "전화로 부탁하셨어요"})


def buddies(caller: Caller) -> Json:
    answer = caller.get("/api/me/buddies")
    assert answer.headers["cache-control"] == "no-store"
    found: Json = answer.json()
    return found


def agreed(api: Api, buddy: Caller) -> str:
    """The resident's buddy, who agreed; what stands for the resident on the buddy's screen."""
    assert ask(api, api.a.resident, buddy).status_code == 200
    (of,) = buddies(buddy)["of"]
    assert buddy.put(f"/api/me/buddy-of/{of['who']}").status_code == 204
    return str(of["who"])


def test_asked_is_not_agreed_and_a_buddy_learns_a_first_name_and_nothing_else(api: Api) -> None:
    resident, buddy = api.a.resident, api.a.responder
    ask(api, resident, buddy)
    (of,) = buddies(buddy)["of"]
    assert set(of) == {"who", "name", "since", "agreed"}
    assert of["agreed"] is False
    assert str(resident.me.id) not in str(of)
    (mine,) = buddies(resident)["mine"]
    assert (mine["name"], mine["agreed"]) == (buddy.me.name, False)
    assert buddy.put(f"/api/me/buddy-of/{of['who']}").status_code == 204
    assert buddy.put(f"/api/me/buddy-of/{of['who']}").status_code == 204, "said again"
    assert buddies(buddy)["of"][0]["agreed"] is True
    assert buddies(resident)["mine"][0]["agreed"] is True
    assert ask(api, resident, buddy).json()["items"][0]["agreed"] is True, "asked again they stay agreed"


def test_only_the_one_who_was_asked_can_agree(api: Api) -> None:
    ask(api, api.a.resident, api.a.responder)
    (of,), (mine,) = buddies(api.a.responder)["of"], buddies(api.a.resident)["mine"]
    for stranger in (api.a.resident, api.a.walker, api.a.responders[1], api.a.coordinator, api.b.responder):
        for who in (of["who"], mine["who"]):
            assert stranger.put(f"/api/me/buddy-of/{who}").status_code == 404
            assert stranger.delete(f"/api/me/buddy-of/{who}").status_code == 404
    assert buddies(api.a.responder)["of"][0]["agreed"] is False


def test_a_buddy_steps_back_and_a_person_lets_them_go_without_a_word(api: Api) -> None:
    resident, buddy = api.a.resident, api.a.responder
    who = agreed(api, buddy)
    assert buddy.delete(f"/api/me/buddy-of/{who}").status_code == 204
    assert (buddies(buddy)["of"], buddies(resident)["mine"]) == ([], [])
    agreed(api, buddy)
    (mine,) = buddies(resident)["mine"]
    assert resident.delete(f"/api/me/buddies/{mine['who']}").status_code == 204
    assert resident.delete(f"/api/me/buddies/{mine['who']}").status_code == 404
    assert (buddies(buddy)["of"], buddies(resident)["mine"]) == ([], [])


@pytest.mark.parametrize("who_blocks", ["resident", "buddy"])
def test_a_block_looks_to_the_other_like_stepping_back(api: Api, who_blocks: str) -> None:
    resident, buddy = api.a.resident, api.a.responder
    agreed(api, buddy)
    one, two = (resident, buddy) if who_blocks == "resident" else (buddy, resident)
    assert ask(api, one, two, "block").status_code == 200
    assert (buddies(buddy)["of"], buddies(resident)["mine"]) == ([], [])


def test_whoever_keeps_away_from_somebody_is_not_shown_their_wish_and_she_only_sees_no_answer(api: Api) -> None:
    resident, buddy = api.a.resident, api.a.responder
    ask(api, buddy, resident, "block")
    assert ask(api, resident, buddy).status_code == 200
    assert buddies(buddy)["of"] == []
    assert [one["agreed"] for one in buddies(resident)["mine"]] == [False]
