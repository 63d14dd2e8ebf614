"""Whole calls to look out: asked, read, seen, found, expired, forgotten."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlmodel import col

from app.core import clock
from app.core.clock import FrozenClock
from app.core.ids import new_id
from app.missing import jobs
from app.missing.models import MissingPerson, MissingSighting, MissingTold
from app.people.models import ConsentKind
from tests.missing.street import WORDS, block, call_out, come_home, ids, listed, pushed, pushes_leave, set_out, sighting, with_phone, work
from tests.support.api import Api

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
pytestmark = pytest.mark.usefixtures("time")


def test_who_walks_is_asked_sees_somebody_and_is_thanked(api: Api) -> None:
    desk, walker, home = api.a.coordinator, api.a.walker, api.a.responder
    with_phone(walker, home, desk)
    set_out(api, walker)
    call = call_out(desk)
    assert (call["told"], call["seen"], call["open"]) == (1, 0, True)
    (shown,) = listed(walker)
    assert (shown["words"], shown["seen_near"], shown["state"], shown["seen"]) == (WORDS, "금촌시장 북문", "open", False)
    assert listed(home) == [], "sitting at home nobody learns who is missing"
    assert pushed(api, walker) == [("missing", "queued")]
    assert pushed(api, home) == []
    assert walker.post(f"/api/missing/{call['id']}/seen").status_code == 204
    assert home.post(f"/api/missing/{call['id']}/seen").status_code == 404
    (receipt,) = walker.sync(sighting(call["id"], note="버스 정류장 쪽으로"))
    assert receipt["status"] == "applied", receipt
    pushes_leave(api)
    (row,) = desk.get("/api/desk/missing").json()["items"]
    assert (row["told"], row["seen"], row["sightings"], row["after_close"]) == (1, 1, 1, 0)
    closed = desk.post(f"/api/desk/missing/{call['id']}/close", json={"outcome": "found_safe"}).json()
    assert (closed["open"], closed["outcome"], closed["words"], closed["told"]) == (False, "found_safe", "", 1)
    assert pushed(api, walker) == [("missing", "sent"), ("found", "queued")]
    (over,) = listed(walker)
    assert (over["state"], over["words"], over["seen_near"], over["last_seen_at"]) == ("found", None, None, None)


def test_who_sets_out_later_is_asked_once_and_who_comes_home_reads_nothing(api: Api, time: FrozenClock) -> None:
    late = api.a.responder
    with_phone(late)
    call = call_out(api.a.coordinator, for_s=3600)
    assert (work(api), call["told"]) == (0, 0)
    time.advance(10 * MINUTE)
    set_out(api, late)
    assert [work(api), work(api)] == [1, 0]
    assert ids(listed(late))
    time.advance(20 * MINUTE)
    set_out(api, late)
    api.a.coordinator.post(f"/api/desk/missing/{call['id']}/extend", json={"until": clock.rfc3339(clock.now() + HOUR)}).raise_for_status()
    assert work(api) == 0
    assert pushed(api, late) == [("missing", "queued")], "extended, and nobody is rung twice"
    come_home(api, late)
    assert listed(late) == []
    assert late.post(f"/api/missing/{call['id']}/seen").status_code == 404
    assert late.sync(sighting(call["id"]))[0]["status"] == "applied", "asked, and it was seen on the way home"


def test_a_fix_too_old_a_pause_a_block_and_the_raiser_are_left_alone(api: Api, time: FrozenClock) -> None:
    old, paused, parted, walking = api.a.responders
    for caller in (old, paused, parted, walking):
        set_out(api, caller)
    paused.put(f"/api/me/consents/{ConsentKind.LOCATION}", json={"state": "paused"}).raise_for_status()
    block(api, parted, api.a.coordinator)
    time.advance(31 * MINUTE)
    set_out(api, parted)
    set_out(api, walking)
    set_out(api, paused)
    call = call_out(api.a.coordinator)
    assert call["told"] == 1
    assert [len(listed(one)) for one in (old, paused, parted, walking)] == [0, 0, 0, 1]
    for one in (old, paused, parted, api.b.walker, api.a.resident):
        assert one.sync(sighting(call["id"]))[0]["problem"]["status"] == 404


def test_quiet_hours_do_not_matter_to_somebody_out_walking(api: Api) -> None:
    walker = api.a.walker
    walker.patch("/api/me", json={"quiet_hours": {"from_min": 0, "until_min": 1439}}).raise_for_status()
    set_out(api, walker)
    assert call_out(api.a.coordinator)["told"] == 1


def test_a_sighting_is_there_once_and_its_place_for_the_desk_alone(api: Api) -> None:
    walker, other, desk = api.a.walker, api.a.responder, api.a.officer
    set_out(api, walker)
    set_out(api, other)
    call = call_out(api.a.coordinator)
    said = sighting(call["id"], note="정류장")
    assert [receipt["status"] for receipt in walker.sync(said, said)] == ["applied", "duplicate"]
    assert walker.sync({**said, "body": {**said["body"], "note": "다른 말"}})[0]["status"] == "conflict"
    seen = desk.get(f"/api/desk/missing/{call['id']}/sightings").json()["items"]
    assert [(one["by"], one["note"], one["has_place"], one["place"]) for one in seen] == [(walker.me.name, "정류장", True, None)]
    assert walker.get("/api/me/access-log").json()["items"] == [], "nobody looked where yet"
    for _twice in range(2):
        placed = desk.get(f"/api/desk/missing/{call['id']}/sightings?show=places").json()["items"]
        assert placed[0]["place"]["lat"] == said["body"]["lat"]
    looks = walker.get("/api/me/access-log").json()["items"]
    assert [(look["who"], look["what"]) for look in looks] == [(desk.me.name, "missing_sighting")]
    assert "37.76" not in other.get("/api/missing").text + walker.get("/api/missing").text
    assert desk.get("/api/desk/missing").text.count("37.76") == 0


def test_without_location_a_sighting_comes_without_its_place_and_withdrawing_takes_it_away(api: Api) -> None:
    walker = api.a.walker
    set_out(api, walker)
    call = call_out(api.a.coordinator)
    walker.sync(sighting(call["id"], note="먼저"))
    walker.put("/api/me/consents/location", json={"state": "withdrawn"}).raise_for_status()
    (receipt,) = walker.sync(sighting(call["id"], note="나중"))
    assert receipt["status"] == "applied"
    seen = api.a.coordinator.get(f"/api/desk/missing/{call['id']}/sightings?show=places").json()["items"]
    assert {one["note"]: one["place"] for one in seen} == {"먼저": None, "나중": None}


def test_what_arrives_after_the_end_is_taken_and_the_desk_told_so(api: Api, time: FrozenClock) -> None:
    walker, desk = api.a.walker, api.a.coordinator
    with_phone(desk)
    set_out(api, walker)
    call = call_out(desk)
    seen_at = clock.now() + 5 * MINUTE
    time.advance(HOUR)
    desk.post(f"/api/desk/missing/{call['id']}/close", json={"outcome": "handed_to_police"}).raise_for_status()
    time.advance(HOUR)
    (receipt,) = walker.sync({**sighting(call["id"], seen_at=clock.rfc3339(seen_at)), "recorded_at": clock.rfc3339(seen_at)})
    assert receipt["status"] == "applied"
    (one,) = desk.get(f"/api/desk/missing/{call['id']}/sightings").json()["items"]
    assert (one["after_close"], one["seen_at"]) == (True, clock.rfc3339(seen_at))
    assert desk.get("/api/desk/missing").json()["items"][0]["after_close"] == 1
    assert ("desk", "queued") in pushed(api, desk)


def test_a_phone_with_a_wrong_clock_saw_them_when_it_did(api: Api, time: FrozenClock) -> None:
    walker = api.a.walker
    set_out(api, walker)
    call = call_out(api.a.coordinator)
    wrong = clock.now() - 2 * HOUR
    walker.sync(sighting(call["id"], seen_at=clock.rfc3339(wrong - 3 * MINUTE)), sent_at=wrong)
    (one,) = api.a.coordinator.get(f"/api/desk/missing/{call['id']}/sightings").json()["items"]
    assert one["seen_at"] == clock.rfc3339(clock.now() - 3 * MINUTE)


def test_it_expires_by_itself_without_a_worker_and_a_worker_three_hours_late_tells_nobody(api: Api, time: FrozenClock) -> None:
    walker, desk = api.a.walker, api.a.coordinator
    with_phone(walker)
    set_out(api, walker)
    call = call_out(desk, for_s=1800)
    expires_at = clock.now() + timedelta(seconds=1800)
    time.advance(4 * HOUR)
    set_out(api, walker)
    assert listed(walker) == [], "over is over, whoever wrote it down"
    (row,) = desk.get("/api/desk/missing").json()["items"]
    assert (row["open"], row["outcome"], row["words"], row["closed_at"]) == (False, "expired", "", clock.rfc3339(expires_at))
    assert [work(api), work(api)] == [1, 0]
    assert pushed(api, walker) == [("missing", "withdrawn")]
    kept = api.database.read_sync(lambda session: session.execute(select(MissingPerson)).scalar_one().model_dump())
    assert (kept["words"], kept["seen_near"], kept["last_seen_at"], kept["closed_at"]) == ("", "", None, expires_at)
    assert kept["told_count"] == 1
    late = desk.post(f"/api/desk/missing/{call['id']}/close", json={"outcome": "found_safe"})
    assert late.json()["outcome"] == "found_safe", "what became of it may still be said"
    assert pushed(api, walker) == [("missing", "withdrawn")], "and rings nobody any more"


def test_nobody_is_thanked_for_what_they_never_heard_of(api: Api) -> None:
    heard, unheard, read = api.a.responders[:3]
    with_phone(heard)
    set_out(api, heard)
    call = call_out(api.a.coordinator)
    pushes_leave(api)
    with_phone(unheard, read)
    set_out(api, unheard)
    set_out(api, read)
    work(api)
    read.post(f"/api/missing/{call['id']}/seen")
    api.a.coordinator.post(f"/api/desk/missing/{call['id']}/close", json={"outcome": "not_found"}).raise_for_status()
    assert [pushed(api, one) for one in (heard, unheard, read)] == [
        [("missing", "sent"), ("looked", "queued")],
        [("missing", "withdrawn")],
        [("missing", "withdrawn"), ("looked", "queued")],
    ]


def test_words_go_at_the_end_and_what_was_seen_after_the_time_that_places_are_kept(api: Api, time: FrozenClock) -> None:
    walker = api.a.walker
    set_out(api, walker)
    call = call_out(api.a.coordinator)
    walker.sync(sighting(call["id"], note="정류장"))
    time.advance(HOUR)
    api.a.coordinator.post(f"/api/desk/missing/{call['id']}/close", json={"outcome": "not_found"}).raise_for_status()

    def forget() -> int:
        return api.database.write_sync(lambda session: jobs.forget(session, clock.now()))

    time.advance(timedelta(hours=72) - MINUTE)
    assert forget() == 0
    time.advance(MINUTE)
    assert [forget(), forget()] == [1, 0]
    row = api.database.read_sync(lambda session: session.execute(select(MissingSighting)).scalar_one().model_dump())
    assert [row[name] for name in ("lat", "lon", "cell", "accuracy_m", "note")] == [None, None, None, None, ""]
    told = api.database.read_sync(lambda session: session.execute(select(col(MissingTold.member_id))).scalars().all())
    assert told == [walker.me.id], "how many were asked and what it came to stays"
    walker.sync(sighting(call["id"], note="나흘 뒤"))
    assert forget() == 1, "also what comes so late"


def test_the_same_call_sent_twice_is_one_and_a_fourth_is_refused(api: Api) -> None:
    desk = api.a.coordinator
    first = call_out(desk)
    assert call_out(desk, words=f" {WORDS}  ")["id"] == first["id"]
    call_out(desk, words="회색 외투")
    call_out(desk, words="빨간 가방")
    refused = desk.post("/api/desk/missing", json={"words": "네 번째"})
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:modu-patrol:problem:too-many-missing")
    assert call_out(api.b.coordinator)["id"] != first["id"], "each neighbourhood has its own"
    desk.post(f"/api/desk/missing/{first['id']}/close", json={"outcome": "mistaken"}).raise_for_status()
    call_out(desk, words="네 번째")


def test_it_is_extended_up_to_twelve_hours_and_not_after_its_end(api: Api, time: FrozenClock) -> None:
    desk = api.a.coordinator
    call = call_out(desk)
    path, opened = f"/api/desk/missing/{call['id']}", clock.now()

    def until(hours: float) -> tuple[int, str | None]:
        answer = desk.post(f"{path}/extend", json={"until": clock.rfc3339(opened + timedelta(hours=hours))})
        return answer.status_code, answer.json().get("expires_at")

    def moment(hours: int) -> str:
        return clock.rfc3339(opened + timedelta(hours=hours))

    assert call["expires_at"] == moment(3)
    assert [until(4), until(4), until(2)] == [(200, moment(4))] * 3
    assert until(20) == (200, moment(12))
    assert until(21)[0] == 409
    desk.post(f"{path}/close", json={"outcome": "found_safe"}).raise_for_status()
    assert until(11)[0] == 410
    assert desk.post(f"{path}/close", json={"outcome": "found_safe"}).status_code == 200, "said twice"
    assert desk.post(f"{path}/close", json={"outcome": "not_found"}).status_code == 410


def test_there_is_no_place_for_a_picture_and_no_time_to_come(api: Api) -> None:
    desk, walker = api.a.coordinator, api.a.walker
    assert desk.post("/api/desk/missing", json={"words": "할머니", "photo_ids": [str(new_id())]}).status_code == 422
    future = clock.rfc3339(clock.now() + HOUR)
    assert desk.post("/api/desk/missing", json={"words": "할머니", "last_seen_at": future}).status_code == 422
    for words in ("", "   ", "가" * 301):
        assert desk.post("/api/desk/missing", json={"words": words}).status_code == 422
    set_out(api, walker)
    call = call_out(desk)
    assert walker.sync(sighting(call["id"], photo_ids=[str(new_id())]))[0]["status"] == "rejected"
    assert walker.sync(sighting(call["id"], lat=None))[0]["status"] == "rejected"


def test_one_walker_cannot_bury_the_desk(api: Api) -> None:
    walker = api.a.walker
    set_out(api, walker)
    call = call_out(api.a.coordinator)
    receipts = walker.sync(*(sighting(call["id"]) for _ in range(31)))
    assert [receipt["status"] for receipt in receipts] == ["applied"] * 30 + ["rejected"]
