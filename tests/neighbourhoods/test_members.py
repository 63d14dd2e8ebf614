"""The coordinator's members: found by name, whatever is in it, page by page; entered once."""

from __future__ import annotations

import pytest

from app.core.ids import new_id
from tests.support.api import Api


def _add(api: Api, name: str) -> str:
    made = api.a.coordinator.post("/api/members", json={"name": name, "tier": "resident"})
    assert made.status_code == 201, made.text
    return str(made.json()["id"])


def _names(api: Api, q: str) -> set[str]:
    answer = api.a.coordinator.get("/api/members", params={"q": q, "limit": 100})
    assert answer.status_code == 200, answer.text
    return {row["name"] for row in answer.json()["items"]}


def test_signs_of_a_pattern_are_letters_of_a_name(api: Api) -> None:
    for name in ("100%김", "밑_줄", "밑X줄", "역\\슬래시", "Ann O'Neill", '"; DROP TABLE members; --'):
        _add(api, name)
    assert _names(api, "%") == {"100%김"}
    assert _names(api, "_") == {"밑_줄"}
    assert _names(api, "\\") == {"역\\슬래시"}
    assert _names(api, "o'n") == {"Ann O'Neill"}
    assert _names(api, "DROP") == {'"; DROP TABLE members; --'}
    assert _names(api, "\0") == _names(api, "") >= {"100%김", api.a.resident.me.name}
    assert api.b.resident.me.name not in _names(api, "")


@pytest.mark.parametrize("query", ["q=" + "x" * 61, "tier=king", "limit=0", "limit=101", "cursor=%20", "cursor=AAAA", "cursor=가"])
def test_a_question_that_makes_no_sense_says_so(api: Api, query: str) -> None:
    assert api.a.coordinator.get(f"/api/members?{query}").status_code in (400, 422)


def test_everybody_is_on_exactly_one_page(api: Api) -> None:
    added = {_add(api, f"이웃 {number:02d}") for number in range(23)}
    seen: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        page = api.a.coordinator.get("/api/members", params={"q": "이웃", "limit": 5, **cursor}).json()
        seen += [row["id"] for row in page["items"]]
        if page["next_cursor"] is None:
            break
        cursor = {"cursor": page["next_cursor"]}
    assert len(seen) == 23
    assert set(seen) == added


def test_a_member_is_entered_once_however_often_it_is_sent(api: Api) -> None:
    body = {"id": str(new_id()), "name": "새 이웃", "tier": "walker"}
    first, again = api.a.coordinator.post("/api/members", json=body), api.a.coordinator.post("/api/members", json=body)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json()["id"] == again.json()["id"]
    assert api.a.coordinator.post("/api/members", json={**body, "name": "다른 사람"}).status_code == 409
    taken = {**body, "id": str(api.b.resident.me.id)}
    assert api.a.coordinator.post("/api/members", json=taken).status_code == 409, "an id of another neighbourhood is not taken over"
    assert api.b.resident.get("/api/me").json()["name"] == api.b.resident.me.name


@pytest.mark.parametrize(
    "body",
    [
        {"name": "", "tier": "resident"},
        {"name": "   ", "tier": "resident"},
        {"name": "\0", "tier": "resident"},
        {"name": "x" * 61, "tier": "resident"},
        {"name": "이웃", "tier": "king"},
        {"name": "이웃"},
        {"name": "이웃", "tier": "resident", "neighbourhood_id": str(new_id())},
        {"name": "이웃", "tier": "resident", "family_phone": "call me"},
        {"name": 5, "tier": "resident"},
        {"name": "이웃", "tier": "resident", "home": {"address": "x", "lat": 100, "lon": 0}},
        [],
        "이웃",
    ],
)
def test_what_is_no_member_is_refused_in_words(api: Api, body: object) -> None:
    answer = api.a.coordinator.post("/api/members", json=body)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_nul_is_taken_out_of_what_people_type(api: Api) -> None:
    assert api.a.coordinator.patch("/api/me", json={"name": "김\0순자"}).json()["name"] == "김순자"
    home = {"address": "가람동\0 1", "entry_note": "\0", "lat": 37.7605, "lon": 126.7748}
    assert api.a.coordinator.put(f"/api/members/{api.a.resident.me.id}/home", json=home).json()["address"] == "가람동 1"
    shown = api.a.officer.get(f"/api/members/{api.a.resident.me.id}/home", params={"reason": "방\0문 확인"})
    assert shown.status_code == 200
    assert api.a.resident.get("/api/me/access-log").json()["items"][0]["reason"] == "방문 확인"


@pytest.mark.parametrize(
    "content", [b'{"name":"\\ud83d"}', b'{"\\ud83d":1}', b"{", b"\xff", b"[" * 5_000, b'{"name":' + b"9" * 5_000 + b"}"]
)
def test_a_body_that_cannot_be_read_is_a_problem_not_a_fault(api: Api, content: bytes) -> None:
    answer = api.a.resident.patch("/api/me", content=content, headers={"Content-Type": "application/json"})
    assert answer.status_code in (400, 422), answer.text
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("path", ["/api/sessions", "/api/members", "/api/alerts/x/resolve"])
def test_no_body_is_read_without_end(api: Api, path: str) -> None:
    answer = api.anonymous.post(path, content=b"x" * 70_000)
    assert (answer.status_code, answer.json()["type"]) == (413, "urn:modu-patrol:problem:too-large")
    streamed = api.anonymous.post("/api/sessions", content=(b"x" * 30_000 for _ in range(3)))
    assert (streamed.status_code, streamed.json()["type"]) == (413, "urn:modu-patrol:problem:too-large")


def test_the_desk_writes_whom_to_ring_and_takes_it_away_again(api: Api) -> None:
    path = f"/api/members/{api.a.resident.me.id}"
    changed = api.a.coordinator.patch(path, json={"family_phone": "010-9876-5432"})
    assert changed.status_code == 200, changed.text
    assert "9876" not in changed.text
    assert api.a.resident.get("/api/me").json()["family_phone"] == "010-9876-5432"
    api.a.coordinator.patch(path, json={"name": "새 이름"})
    assert api.a.resident.get("/api/me").json()["family_phone"] == "010-9876-5432"
    api.a.coordinator.patch(path, json={"family_phone": ""})
    assert api.a.resident.get("/api/me").json()["family_phone"] is None
    assert api.a.coordinator.patch(path, json={"family_phone": "call me"}).status_code == 422
