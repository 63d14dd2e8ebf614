"""Homes and who looked at them: moves are rare, views are logged in a chain that shows tampering, choices are each one's own."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import delete, update
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core import clock
from app.core.ids import new_id
from app.neighbourhoods.models import Presence
from app.patrols.models import TrackChunk
from app.people import access_log
from app.people.models import AccessEntry
from tests.support.api import Api, Json, concern, item

FAR = {"address": "가람동 먼길 1", "lat": 37.7705, "lon": 126.7848}
BACK = {"address": "가람동 옛길 1", "lat": 37.7605, "lon": 126.7748}


def test_a_home_moves_into_another_cell_once_in_thirty_days(api: Api) -> None:
    """Nobody finds out where somebody lives by moving a false home about and seeing who is asked."""
    home = f"/api/members/{api.a.responder.me.id}/home"
    now = clock.now()
    with clock.frozen(now) as time:
        refused = api.a.coordinator.put(home, json=FAR)
        assert (refused.status_code, refused.json()["type"]) == (409, "urn:modu-patrol:problem:home-moved-recently")
        assert api.a.coordinator.put(home, json={**BACK, "entry_note": "뒷문"}).status_code == 200, "words and the same cell are free"
        time.advance(timedelta(days=30))
        assert api.a.coordinator.put(home, json=FAR).status_code == 200
        time.advance(timedelta(days=29))
        assert api.a.coordinator.put(home, json=BACK).status_code == 409
    found = api.a.coordinator.get(home, params={"reason": "방문"}).json()
    assert (found["lat"], found["address"]) == (FAR["lat"], FAR["address"])


def test_a_coordinator_corrects_a_mistake_with_a_reason_and_the_member_sees_it(api: Api) -> None:
    home = f"/api/members/{api.a.responder.me.id}/home"
    assert api.a.coordinator.put(home, json={**FAR, "correction": " "}).status_code == 422, "no reason is no reason"
    assert api.a.responder.get("/api/me/access-log").json()["items"] == []
    assert api.a.coordinator.put(home, json={**FAR, "correction": "옆 동과 바꿔 적음"}).status_code == 200
    (logged,) = api.a.responder.get("/api/me/access-log").json()["items"]
    assert (logged["who"], logged["what"], logged["reason"]) == (api.a.coordinator.me.name, "home_corrected", "옆 동과 바꿔 적음")
    assert api.a.coordinator.put(home, json=BACK).status_code == 409, "the thirty days begin again"
    for other in (api.a.officer, api.a.responder, api.a.resident):
        assert other.put(home, json={**BACK, "correction": "내 집"}).status_code == 403
    assert api.b.coordinator.put(home, json={**BACK, "correction": "내 집"}).status_code == 404


@pytest.mark.parametrize("place", [{"lat": 91, "lon": 0}, {"lat": 0, "lon": 181}, {"lat": "x", "lon": 0}, {"lat": None, "lon": 0}, {}])
def test_a_home_lies_on_the_globe(api: Api, place: Json) -> None:
    answer = api.a.coordinator.put(f"/api/members/{api.a.resident.me.id}/home", json={"address": "어딘가", **place})
    assert answer.status_code == 422


def _look(api: Api, times: int) -> None:
    for number in range(times):
        answer = api.a.officer.get(f"/api/members/{api.a.resident.me.id}/home", params={"reason": f"방문 {number}"})
        assert answer.status_code == 200


def test_the_person_sees_who_looked_and_why_newest_first_a_page_at_a_time(api: Api) -> None:
    _look(api, 5)
    first = api.a.resident.get("/api/me/access-log?limit=3").json()
    rest = api.a.resident.get(f"/api/me/access-log?limit=3&cursor={first['next_cursor']}").json()
    assert [view["reason"] for view in first["items"] + rest["items"]] == [f"방문 {n}" for n in (4, 3, 2, 1, 0)]
    assert {view["who"] for view in first["items"]} == {api.a.officer.me.name}
    assert rest["next_cursor"] is None
    assert api.a.other_resident.get("/api/me/access-log").json()["items"] == []


@pytest.mark.parametrize("cursor", ["0", "-1", "x", str(10**30), "9223372036854775808"])
def test_a_cursor_nobody_gave_out_is_refused(api: Api, cursor: str) -> None:
    assert api.a.resident.get(f"/api/me/access-log?cursor={cursor}").status_code == 422


@pytest.mark.parametrize("reason", ["", "x", "가" * 301])
def test_no_reason_is_no_reason(api: Api, reason: str) -> None:
    answer = api.a.officer.get(f"/api/members/{api.a.resident.me.id}/home", params={"reason": reason})
    assert answer.status_code == 422
    assert api.a.resident.get("/api/me/access-log").json()["items"] == []


def test_tampering_with_the_log_shows(api: Api) -> None:
    _look(api, 4)
    broken_at = _broken_at(api)
    assert broken_at is None
    here = col(AccessEntry.neighbourhood_id) == api.a.id
    changes = {
        2: update(AccessEntry).where(here, col(AccessEntry.seq) == 2).values(reason="친척 확인"),
        3: update(AccessEntry).where(here, col(AccessEntry.seq) == 3).values(actor_id=new_id()),
        4: delete(AccessEntry).where(here, col(AccessEntry.seq) == 4),
    }
    for seq, change in reversed(changes.items()):
        api.database.write_sync(lambda session, change=change: session.execute(change) and None)  # type: ignore[misc]  # bound now, not later
        assert _broken_at(api) == seq


def _broken_at(api: Api) -> int | None:
    return api.database.read_sync(lambda session: access_log.broken_at(session, api.a.id))


def test_consents_are_separate_and_keep_their_date(api: Api) -> None:
    resident, now = api.a.resident, clock.now()
    with clock.frozen(now + timedelta(hours=1)):
        changed = resident.put("/api/me/consents/photos", json={"state": "paused"}).json()["consents"]
        again = resident.put("/api/me/consents/photos", json={"state": "paused"}).json()["consents"]
    assert changed == again
    assert {row["kind"]: row["state"] for row in changed} == {
        "alerts": "granted", "company": "granted", "home_disclosure": "granted", "location": "granted", "photos": "paused",
    }  # fmt: skip
    assert resident.put("/api/me/consents/everything", json={"state": "granted"}).status_code == 422
    assert resident.put("/api/me/consents/photos", json={"state": "maybe"}).status_code == 422


def test_without_consent_nobody_gets_the_address_and_the_desk_is_told_at_once(api: Api) -> None:
    api.a.resident.put("/api/me/consents/home_disclosure", json={"state": "withdrawn"})
    alert_id = api.a.raise_alert()
    api.a.responder.respond(alert_id, "accept")
    assert api.a.responder.get(f"/api/alerts/{alert_id}").json()["address"] is None
    (alert,) = api.a.coordinator.get("/api/desk/board").json()["alerts"]
    assert alert["desk_told_at"] is not None
    api.a.resident.put("/api/me/consents/home_disclosure", json={"state": "granted"})
    assert api.a.responder.get(f"/api/alerts/{alert_id}").json()["address"]


def test_a_responder_who_paused_alerts_is_not_asked(api: Api) -> None:
    api.a.responder.put("/api/me/consents/alerts", json={"state": "paused"})
    api.a.resident.sync(concern())
    (alert,) = api.a.coordinator.get("/api/desk/board").json()["alerts"]
    assert api.a.responder.me.name not in {told["name"] for told in alert["told"]}


def _walk(api: Api, fixes: str = "applied") -> str:
    patrol_id, t0 = str(new_id()), int(clock.now().timestamp()) - 60
    track = {"t": [t0, 15], "lat": [37_760_500, 10], "lon": [126_774_800, 10], "acc": [8, 0]}
    results = api.a.walker.sync(
        item("patrol.start", {"patrol_id": patrol_id}), item("patrol.fixes", {"patrol_id": patrol_id, "seq": 0, "track": track})
    )
    assert [entry["status"] for entry in results] == ["applied", fixes]
    return patrol_id


def _walking_cell(api: Api) -> str | None:
    row = api.database.read_sync(lambda session: session.get(Presence, api.a.walker.me.id))
    assert row is not None
    return row.walking_cell


def test_location_withdrawn_destroys_every_track_at_once(api: Api) -> None:
    patrol_id = _walk(api)
    assert _walking_cell(api) is not None
    api.a.walker.put("/api/me/consents/location", json={"state": "withdrawn"})
    assert _walking_cell(api) is None
    walk = api.a.walker.get(f"/api/patrols/{patrol_id}.geojson").json()
    assert walk["geometry"]["coordinates"] == []

    def kept(session: Session) -> bytes | None:
        chunk = session.get(TrackChunk, (api.a.id, UUID(patrol_id), 0))
        assert chunk is not None
        return chunk.data

    assert api.database.read_sync(kept) is None


def test_nobody_is_matched_by_a_place_they_paused(api: Api) -> None:
    api.a.walker.put("/api/me/consents/location", json={"state": "paused"})
    _walk(api, fixes="rejected")
    assert _walking_cell(api) is None
    api.a.walker.put("/api/me/consents/location", json={"state": "granted"})
    _walk(api)
    assert _walking_cell(api) is not None
