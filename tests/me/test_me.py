"""My page: everything my phone needs to begin, and nothing of anybody else."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from app.core.ids import new_id
from app.neighbourhoods.models import Presence
from tests.support.api import Api, item


def test_my_page_says_who_i_am_and_what_waits(api: Api) -> None:
    alert_id, patrol_id = api.a.raise_alert(), str(new_id())
    api.a.walker.sync(item("patrol.start", {"patrol_id": patrol_id}))
    nothing_else: dict[str, object] = {"asked_alert_ids": [], "drill_alert_ids": [], "active_patrol_id": None, "asked_plans": 0}
    assert api.a.resident.get("/api/me").json()["open"] == {"my_alert_ids": [alert_id], **nothing_else}
    assert api.a.responder.get("/api/me").json()["open"]["asked_alert_ids"] == [alert_id]
    assert api.a.walker.get("/api/me").json()["open"]["active_patrol_id"] == patrol_id
    api.a.responder.respond(alert_id, "decline")
    assert api.a.responder.get("/api/me").json()["open"]["asked_alert_ids"] == []
    api.a.resident.post(f"/api/alerts/{alert_id}/cancel")
    assert api.a.resident.get("/api/me").json()["open"]["my_alert_ids"] == []


def test_what_i_leave_out_stays_and_an_empty_phone_goes(api: Api) -> None:
    resident = api.a.resident
    before = resident.get("/api/me").json()
    assert resident.patch("/api/me", json={}).json() == before
    changed = resident.patch("/api/me", json={"family_phone": "", "language": "en"}).json()
    assert changed == {**before, "family_phone": None, "language": "en"}
    assert "sign" in api.anonymous.get("/api/me").json()["detail"]


@pytest.mark.parametrize(
    "body",
    [
        {"name": ""},
        {"language": "fr"},
        {"duty_on": "perhaps"},
        {"family_phone": "x"},
        {"phone": "x"},
        {"plan": {}},
        {"quiet_hours": {"from_min": 0, "until_min": 0}},
        {"quiet_hours": {"from_min": 0, "until_min": 1440}},
        {"drill_ok": "perhaps"},
        [],
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(api: Api, body: object) -> None:
    before = api.a.resident.get("/api/me").json()
    assert api.a.resident.patch("/api/me", json=body).status_code == 422
    assert api.a.resident.get("/api/me").json() == before


def test_quiet_hours_are_kept_until_null_takes_them_away_and_nobody_is_found_in_them(api: Api) -> None:
    responder = api.a.responder
    hours = {"from_min": 22 * 60, "until_min": 7 * 60, "but_buddies": False}
    assert responder.patch("/api/me", json={"quiet_hours": hours}).json()["quiet_hours"] == hours
    assert responder.patch("/api/me", json={"duty_on": True}).json()["quiet_hours"] == hours, "what is left out stays"

    def kept(session: Session) -> tuple[int | None, int | None, bool, bool]:
        row = session.get_one(Presence, responder.me.id)
        return row.quiet_from_min, row.quiet_until_min, row.quiet_but_buddies, row.drill_ok

    assert responder.patch("/api/me", json={"drill_ok": True}).json()["drill_ok"] is True
    assert api.database.read_sync(kept) == (1320, 420, False, True)
    assert responder.patch("/api/me", json={"quiet_hours": None}).json()["quiet_hours"] is None
    assert api.database.read_sync(kept)[:2] == (None, None)


def test_my_own_number_is_mine_to_change_and_to_take_away(api: Api) -> None:
    assert api.a.resident.patch("/api/me", json={"phone": " 010-1234-5678 "}).json()["phone"] == "010-1234-5678"
    assert api.a.resident.patch("/api/me", json={"phone": ""}).json()["phone"] is None


def test_a_name_confirmed_in_person_is_the_coordinators_to_change(api: Api) -> None:
    answer = api.a.responder.patch("/api/me", json={"name": "경찰관 김"})
    assert (answer.status_code, answer.json()["type"]) == (409, "urn:modu-patrol:problem:name-verified")
    assert api.a.responder.get("/api/me").json()["name"] != "경찰관 김"
    assert api.a.responder.patch("/api/me", json={"name": api.a.responder.get("/api/me").json()["name"]}).status_code == 200
