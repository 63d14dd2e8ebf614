"""The list through its own door: for the coordinator, with a reason, kept nowhere."""

from __future__ import annotations

import pytest

from tests.support.api import Api


def test_the_coordinator_prints_it_and_the_desk_knows_when(api: Api) -> None:
    assert api.a.coordinator.get("/api/desk/paper").json() == {"printed_at": None, "is_old": True}
    made = api.a.coordinator.post("/api/desk/paper", json={"reason": "태풍 전날"})
    assert (made.status_code, made.headers["content-type"], made.headers["cache-control"]) == (200, "application/pdf", "no-store")
    assert made.content.startswith(b"%PDF-")
    assert api.a.coordinator.get("/api/desk/paper").json()["is_old"] is False
    assert api.b.coordinator.get("/api/desk/paper").json()["printed_at"] is None
    (line,) = api.a.resident.get("/api/me/access-log").json()["items"]
    assert (line["what"], line["who"], line["reason"]) == ("paper", api.a.coordinator.me.name, "태풍 전날")
    assert api.b.resident.get("/api/me/access-log").json()["items"] == []


@pytest.mark.parametrize("body", [{}, {"reason": ""}, {"reason": " . "}, {"reason": "가" * 301}])
def test_without_a_reason_nothing_is_printed(api: Api, body: dict[str, str]) -> None:
    assert api.a.coordinator.post("/api/desk/paper", json=body).status_code == 422
    assert api.a.resident.get("/api/me/access-log").json()["items"] == []


def test_a_false_volunteer_and_a_curious_official_get_nothing(api: Api) -> None:
    for curious in (api.a.responder, api.a.walker, api.a.resident, api.a.officer):
        assert curious.post("/api/desk/paper", json={"reason": "보고 싶어요"}).status_code == 403
        assert curious.get("/api/desk/paper").status_code == 403
