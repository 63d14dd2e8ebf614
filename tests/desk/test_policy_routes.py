"""The policy at the desk, through its own door."""

from __future__ import annotations

from itertools import pairwise
from typing import Any
from uuid import UUID

import pytest

from app.core import clock
from app.neighbourhoods.policy import Policy
from app.people import service as people
from app.people.models import Tier
from tests.support.api import Api, Caller, Json

PATH = "/api/desk/policy"
QUIET: Json = {"wave_sizes": [2, 4], "wave_after_s": [0, 300]}


def whole(**changes: object) -> Json:
    """The design's numbers with some changed, as the screen sends them."""
    return {**Policy().model_dump(mode="json"), **changes}


def put(who: Caller, policy: Json, version: int = 1, reason: str = "밤에 너무 자주 울려서", language: str = "en") -> Any:
    body = {"version": version, "policy": policy, "reason": reason}
    return who.put(PATH, json=body, headers={"Accept-Language": language})


def look(who: Caller, policy: Json | None = None, **about: object) -> Any:
    return who.post(f"{PATH}/preview", json={"policy": whole() if policy is None else policy, **about})


def test_a_policy_is_put_in_force_with_a_reason_and_shown_with_the_designs_numbers(api: Api) -> None:
    before = api.a.officer.get(PATH).json()
    assert (before["version"], before["changed_by_name"], before["defaults"]) == (1, None, whole())
    assert before["bounds"]["arrive_within_s"] == {"least": 60, "most": 3600}
    answer = put(api.a.coordinator, whole(**QUIET), reason="  밤에 너무 자주 울려서 ")
    assert answer.status_code == 200, answer.text
    after = api.a.officer.get(PATH).json()
    assert after == answer.json()
    assert (after["version"], after["reason"], after["policy"]) == (2, "밤에 너무 자주 울려서", whole(**QUIET))
    assert after["changed_by_name"] == api.a.coordinator.me.name
    assert api.b.coordinator.get(PATH).json()["version"] == 1


def test_whoever_was_slower_is_told_and_nothing_changes(api: Api) -> None:
    assert put(api.a.coordinator, whole(few_in_range=7)).status_code == 200
    late = put(api.a.coordinator, whole(few_in_range=9), reason="더 일찍 알려고요", language="ko")
    assert late.status_code == 409
    assert late.json()["type"].endswith("policy-changed")
    assert "그사이 다른 담당자가" in late.json()["detail"]
    assert api.a.coordinator.get(PATH).json()["policy"]["few_in_range"] == 7


def test_the_same_change_again_is_no_conflict(api: Api) -> None:
    first, again = put(api.a.coordinator, whole(few_in_range=7)), put(api.a.coordinator, whole(few_in_range=7))
    assert (first.status_code, again.status_code) == (200, 200)
    assert first.json() == again.json()


@pytest.mark.parametrize(
    ("changes", "field", "ko"),
    [
        ({"arrive_within_s": 5}, "arrive_within_s", "‘도착을 기다리는 시간’: 1분에서 1시간 사이로"),
        ({"arrive_within_s": 9 * 86_400}, "arrive_within_s", "‘도착을 기다리는 시간’: 1분에서 1시간 사이로"),
        ({"inner_rings": -1}, "inner_rings", "‘처음 찾는 범위’: 0에서 12 사이로"),
        ({"moved_m": 2}, "moved_m", "‘움직였다고 보는 거리’: 10m에서 1000m 사이로"),
        ({"enough_accepts": "많이"}, "enough_accepts", "‘충분하다고 보는 사람’: 1에서 10 사이로"),
        ({"most_told": None}, "most_told", "‘모두 합쳐 알릴 이웃’: 1에서 200 사이로"),
        ({"wave_sizes": []}, "wave_sizes", "차수는 1개에서 6개까지"),
        ({"wave_after_s": [0, 60]}, "wave_after_s", "뒤 차수가 앞 차수보다 먼저 나갈 수 없어요"),
        ({"wave_after_s": [30, 60, 90]}, "wave_after_s", "‘바로’ 나가는 것부터"),
        ({"wave_after_s": [0, 60, 7200]}, "wave_after_s", "30분 안에"),
        ({"outer_rings": 1}, "outer_rings", "좁을 수는 없어요"),
        ({"fresh_fix_s": 3600}, "fresh_fix_s", "‘쓸 수 있는 위치’의 시간보다 길 수 없어요"),
        ({"most_told": 2}, "most_told", "1차에 알리는 3명보다"),
    ],
)
def test_a_refused_number_is_named_as_the_desk_names_it(api: Api, changes: Json, field: str, ko: str) -> None:
    for refused in (put(api.a.coordinator, whole(**changes), language="ko"), look(api.a.coordinator, whole(**changes))):
        assert refused.status_code == 422, refused.text
        assert refused.json()["field"] == field
        assert field not in refused.json()["detail"]
    assert ko in put(api.a.coordinator, whole(**changes), language="ko").json()["detail"]
    assert api.a.coordinator.get(PATH).json()["version"] == 1


def test_a_number_of_another_release_is_no_riddle(api: Api) -> None:
    newer = put(api.a.coordinator, whole(of_tomorrow=1), language="ko")
    assert newer.status_code == 422
    assert "화면을 새로 연 뒤" in newer.json()["detail"]
    assert put(api.a.coordinator, whole(few_in_range=9)).status_code == 200
    older = {"few_in_range": 4}  # a screen that knows only this one
    assert put(api.a.coordinator, older, version=2).json()["policy"] == whole(few_in_range=4)


@pytest.mark.parametrize(
    "body", [{"reason": "x"}, {"reason": "가" * 301}, {"reason": "  "}, {"policy": 5}, {"policy": None}, {"version": "?"}]
)
def test_what_is_no_change_at_all_is_refused(api: Api, body: Json) -> None:
    sent = {"version": 1, "policy": whole(), "reason": "까닭", **body}
    assert api.a.coordinator.put(PATH, json=sent).status_code == 422


def test_only_a_coordinator_changes_and_only_the_desk_looks(api: Api) -> None:
    assert put(api.a.officer, whole(few_in_range=7)).status_code == 403
    assert look(api.a.officer).status_code == 200
    for who in (api.a.resident, api.a.walker, api.a.responder):
        assert {who.get(PATH).status_code, who.get(f"{PATH}/versions").status_code, look(who).status_code} == {403}


def test_the_history_comes_in_pages_each_beside_what_it_replaced(api: Api) -> None:
    for version in range(1, 6):
        assert put(api.a.coordinator, whole(few_in_range=version), version, f"{version}번째").status_code == 200
    pages, cursor = [], None
    while True:
        page = api.a.officer.get(f"{PATH}/versions", params={"limit": 2} | ({"cursor": cursor} if cursor else {})).json()
        pages.append(page["items"])
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert [[one["version"] for one in items] for items in pages] == [[6, 5], [4, 3], [2, 1]]
    entries = [one for items in pages for one in items]
    for newer, older in pairwise(entries):
        assert newer["replaced"] == older["policy"]
    assert (entries[-1]["replaced"], entries[-1]["reason"], entries[-1]["changed_by_name"]) == (None, "", None)
    assert {one["changed_by_name"] for one in entries[:-1]} == {api.a.coordinator.me.name}
    assert [one["version"] for one in api.b.officer.get(f"{PATH}/versions").json()["items"]] == [1]


@pytest.mark.parametrize("cursor", ["0", "-1", "x", str(2**31)])
def test_a_cursor_nobody_gave_out_is_refused(api: Api, cursor: str) -> None:
    assert api.a.coordinator.get(f"{PATH}/versions", params={"cursor": cursor}).status_code == 422


def test_a_preview_is_numbers_only_and_is_kept_nowhere(api: Api) -> None:
    answer = look(api.a.coordinator, whole(wave_sizes=[2], wave_after_s=[0]), member_id=str(api.a.resident.me.id))
    assert answer.status_code == 200, answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    seen = answer.json()
    assert set(seen) == {"in_range", "silent", "channels", "steps"}
    assert seen["in_range"] == 4
    assert (seen["steps"][0]["tells"], seen["steps"][0]["desk"]) == (2, True), "fewer than five in range: the desk at once"
    values = [value for step in seen["steps"] for value in step.values()] + [seen["in_range"], seen["silent"], seen["channels"]]
    assert all(isinstance(value, int) for value in values)
    for person in (*api.a.everybody, *api.b.everybody):
        assert person.me.name not in answer.text
        assert str(person.me.id) not in answer.text
    assert api.a.coordinator.get(PATH).json()["version"] == 1


def test_a_preview_for_somebody_is_logged_once_and_they_see_it(api: Api) -> None:
    for few in (3, 4, 5):
        assert look(api.a.coordinator, whole(few_in_range=few), member_id=str(api.a.resident.me.id)).status_code == 200
    assert look(api.a.coordinator).status_code == 200
    entries = api.a.resident.get("/api/me/access-log").json()["items"]
    assert [(entry["what"], entry["who"]) for entry in entries] == [("policy_preview", api.a.coordinator.me.name)]
    assert look(api.a.officer, member_id=str(api.a.resident.me.id)).status_code == 200
    assert len(api.a.resident.get("/api/me/access-log").json()["items"]) == 2
    assert look(api.a.coordinator, member_id=str(api.a.other_resident.me.id)).status_code == 200
    assert len(api.a.other_resident.get("/api/me/access-log").json()["items"]) == 1


def test_a_preview_for_a_neighbour_of_elsewhere_or_without_a_home_is_none(api: Api) -> None:
    assert look(api.a.coordinator, member_id=str(api.b.resident.me.id)).status_code == 404
    assert api.b.resident.get("/api/me/access-log").json()["items"] == []

    def newcomer(session: Any) -> UUID:
        return people.create_member(session, neighbourhood_id=api.a.id, name="새 이웃", tier=Tier.RESIDENT, now=clock.now()).id

    nowhere = look(api.a.coordinator, member_id=str(api.database.write_sync(newcomer)))
    assert nowhere.status_code == 409
    assert nowhere.json()["type"].endswith("no-home")


def test_a_public_place_asks_others_than_a_home(api: Api) -> None:
    home, public = look(api.a.coordinator), look(api.a.coordinator, place="public")
    assert home.status_code == public.status_code == 200
    assert look(api.a.coordinator, place="moon").status_code == 422
