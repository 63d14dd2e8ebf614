"""Positions of another app become the walker's walks: each once, in order, whatever order and however often they come."""

from __future__ import annotations

import json
import random
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core import clock
from app.core.database import table_of
from app.interop import jobs, recording
from app.interop.models import RecorderWalk
from app.interop.rules import App, Position
from app.interop.service import Known
from app.interop.wire import Heard
from app.neighbourhoods.models import Presence
from app.patrols.models import TrackChunk
from app.people.auth import Actor
from tests.interop.phones import LAT, LON, location, phone, track, walk, walks
from tests.support.api import Api, item


def close_silent(api: Api) -> int:
    """The worker's step."""
    now = clock.now()
    return api.database.write_sync(lambda session: jobs.step(session, now))


def test_a_walk_position_by_position(api: Api) -> None:
    walker, began = api.a.walker, clock.now() - timedelta(minutes=5)
    on = phone(api, walker)
    for message in walk(began, 30):
        answer = on.owntracks(message)
        assert (answer.status_code, answer.json()) == (200, [])
    (patrol,) = walks(walker)
    assert (patrol["status"], patrol["source"], patrol["fix_count"], patrol["outcome"]) == ("active", "owntracks", 30, None)
    assert patrol["distance_m"] == pytest.approx(29 * 13.3, rel=0.1)
    assert len(track(walker, patrol["id"])) == 30
    assert patrol["set_aside"] == []


def test_four_hours_at_one_a_second_are_few_pieces(api: Api) -> None:
    walker, began = api.a.walker, clock.now() - timedelta(minutes=20)
    on = phone(api, walker)
    messages = walk(began, 1000, every_s=1)
    for start in range(0, 1000, 100):
        assert on.owntracks(messages[start : start + 100]).status_code == 200
    for message in messages[:5]:
        on.owntracks(message)
    pieces = api.database.read_sync(lambda session: session.execute(select(func.count()).select_from(table_of(TrackChunk))).scalar_one())
    assert pieces <= 9
    assert walks(walker)[0]["fix_count"] == 1000


@pytest.mark.parametrize("seed", range(3))
def test_any_order_and_twice_is_the_same_walk(api: Api, seed: int) -> None:
    walker, began = api.a.walker, clock.now() - timedelta(minutes=59)
    chance = random.Random(seed)
    messages = walk(began, 300)
    sent = messages + chance.sample(messages, 60)
    first, rest = sent[:1], sent[1:]
    chance.shuffle(rest)
    on, straight = phone(api, walker), phone(api, api.a.responder)
    parcels = [first, *(rest[i : i + 7] for i in range(0, len(rest), 7))]
    for parcel in parcels:
        assert on.owntracks(parcel).status_code == 200
    assert straight.owntracks(messages).status_code == 200
    (shuffled,), (whole,) = walks(walker), walks(api.a.responder)
    assert shuffled["fix_count"] == whole["fix_count"] == 300
    assert track(walker, shuffled["id"]) == track(api.a.responder, whole["id"])
    assert shuffled["distance_m"] == pytest.approx(whole["distance_m"], rel=0.05)
    assert shuffled["started_at"] == whole["started_at"]


def test_half_an_hour_of_silence_begins_another_walk(api: Api) -> None:
    walker, began = api.a.walker, clock.now() - timedelta(hours=3)
    on = phone(api, walker)
    on.owntracks(walk(began, 10))
    on.owntracks(walk(began + timedelta(minutes=20), 10))
    on.owntracks(walk(began + timedelta(minutes=60), 10))
    assert [patrol["fix_count"] for patrol in walks(walker)] == [20, 10]
    on.owntracks([location(began + timedelta(minutes=19, seconds=30), 40)])  # late, into the first
    assert [patrol["fix_count"] for patrol in walks(walker)] == [21, 10]


def test_a_silent_walk_ends_with_its_last_position(api: Api) -> None:
    walker, began = api.a.walker, clock.now() - timedelta(minutes=10)
    phone(api, walker).owntracks(walk(began, 10))
    assert close_silent(api) == 0
    with clock.frozen(clock.now() + timedelta(minutes=31)):
        assert close_silent(api) == 1
        assert close_silent(api) == 0
    (patrol,) = walks(walker)
    assert (patrol["status"], patrol["outcome"]) == ("completed", None)
    assert patrol["ended_at"][:19] == (began + timedelta(seconds=90)).isoformat()[:19]


def test_a_walk_its_walker_ended_takes_nothing_later(api: Api) -> None:
    walker, began = api.a.walker, clock.now() - timedelta(minutes=20)
    on = phone(api, walker)
    on.owntracks(walk(began, 10))
    (patrol,) = walks(walker)
    end = item("patrol.end", {"patrol_id": patrol["id"], "outcome": "nothing_to_report"}, recorded_at=began + timedelta(minutes=5))
    assert walker.sync(end)[0]["status"] == "applied"
    on.owntracks(walk(began + timedelta(minutes=6), 3))
    assert [one["fix_count"] for one in walks(walker)] == [10, 3]


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"tst": 946_684_800}, "too_old"),
        ({"lat": 0.0, "lon": 0.0}, "zero_place"),
        ({"tst": 4_000_000_000}, "future"),
        ({"acc": 1500}, "coarse"),
        ({"mock": True}, "mock"),
    ],
)
def test_what_cannot_be_true_is_set_aside_counted_and_shown(api: Api, wrong: dict[str, Any], reason: str) -> None:
    walker, began = api.a.walker, clock.now() - timedelta(minutes=5)
    on = phone(api, walker)
    on.owntracks(walk(began, 5))
    answer = on.owntracks(location(began + timedelta(minutes=1), 9) | wrong)
    assert (answer.status_code, answer.json()) == (200, [])
    (patrol,) = walks(walker)
    assert patrol["fix_count"] == 5
    assert patrol["set_aside"] == [{"reason": reason, "count": 1}]
    (recorder,) = walker.get("/api/recorders").json()["items"]
    assert recorder["set_aside"] == [{"reason": reason, "count": 1}]
    assert recorder["last_seen_at"] is not None


@pytest.mark.parametrize(
    "body",
    [b"", b"  ", b'{"_type":"lwt","tst":1}', b'{"_type":"transition","lat":1,"lon":1,"tst":1700000000}', b'{"_type":"status"}', b"[]"],
)
def test_what_is_no_position_is_taken_politely(api: Api, body: bytes) -> None:
    answer = phone(api, api.a.walker).owntracks(None, raw=body)
    assert (answer.status_code, answer.json()) == (200, [])
    assert walks(api.a.walker) == []


def test_what_was_encrypted_is_told(api: Api) -> None:
    on = phone(api, api.a.walker)
    assert on.owntracks({"_type": "encrypted", "data": "AAAA"}).status_code == 200
    assert api.a.walker.get("/api/recorders").json()["items"][0]["set_aside"] == [{"reason": "encrypted", "count": 1}]


@pytest.mark.parametrize("body", [b"{", b"\xff\xfe", b"lat=1", b"[" * 5000, b'{"_type":"location","tst":' + b"9" * 5000])
def test_nonsense_is_refused_in_words(api: Api, body: bytes) -> None:
    answer = phone(api, api.a.walker).owntracks(None, raw=body)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"


def test_osmand_and_traccar_forms(api: Api) -> None:
    walker, at = api.a.walker, int((clock.now() - timedelta(minutes=3)).timestamp())
    on = phone(api, walker, "osmand")
    stamp = clock.rfc3339(clock.now() - timedelta(minutes=1))
    assert on.osmand(lat=LAT, lon=LON, timestamp=at * 1000, hdop=7.5, speed=1.1).json() == {"kept": 1, "set_aside": []}
    assert on.osmand(lat=LAT + 0.0002, lon=LON, timestamp=at + 20, accuracy=5).json()["kept"] == 1
    assert on.osmand(location=f"{LAT + 0.0004},{LON}", timestamp=at + 40).json()["kept"] == 1
    assert on.osmand(batt=71).json() == {"kept": 0, "set_aside": []}
    fields = {"id": on.token, "lat": str(LAT + 0.0006), "lon": str(LON), "timestamp": str(at + 60)}
    assert api.anonymous.post("/api/interop/osmand", data=fields).json()["kept"] == 1
    assert api.anonymous.post("/api/interop/osmand", params=fields | {"timestamp": str(at + 70)}).json()["kept"] == 1
    coords = {"latitude": LAT + 0.001, "longitude": LON, "accuracy": 6, "speed": 1.2, "heading": 0, "altitude": 20}
    said = {"location": {"timestamp": stamp, "coords": coords, "is_moving": True, "battery": {"level": 0.7}}, "device_id": on.token}
    assert on.traccar(said).json() == {"kept": 1, "set_aside": []}
    assert on.traccar(said).json() == {"kept": 0, "set_aside": []}
    assert on.traccar({**said, "location": {**said["location"], "mock": True}}).json()["set_aside"] == [{"reason": "mock", "count": 1}]  # type: ignore[dict-item]  # a JSON object
    (patrol,) = walks(walker)
    assert (patrol["source"], patrol["fix_count"]) == ("osmand", 6)


@pytest.mark.parametrize(
    "fields",
    [
        {"lat": "x", "lon": "1"},
        {"lat": "91", "lon": "1"},
        {"lat": "nan", "lon": "1"},
        {"lat": "1e999", "lon": "1"},
        {"lat": "1"},
        {"location": "1,2,3,4"},
        {"lat": "37", "lon": "127", "timestamp": "yesterday"},
        {"lat": "37", "lon": "127", "timestamp": "9" * 39},
        {"lat": "37", "lon": "127", "timestamp": "-1e300"},
        {"lat": "37", "lon": "127", "valid": "false"},
        {"lat": "3" * 5000, "lon": "1"},
    ],
)
def test_an_odd_position_never_blocks_the_phone(api: Api, fields: dict[str, str]) -> None:
    answer = phone(api, api.a.walker, "osmand").osmand(**fields)
    assert answer.status_code == 200
    assert answer.json()["kept"] == 0
    assert walks(api.a.walker) == []


def test_without_consent_nothing_is_kept_and_what_was_recorded_meanwhile_never_comes(api: Api) -> None:
    walker, began = api.a.walker, clock.now() - timedelta(minutes=5)
    on = phone(api, walker)
    on.owntracks(walk(began, 5))
    assert walker.put("/api/me/consents/location", json={"state": "withdrawn"}).status_code == 200
    (patrol,) = walks(walker)
    assert track(walker, patrol["id"]) == []
    answer = on.owntracks(location(clock.now(), 7))
    assert answer.status_code == 403
    assert "허락" in answer.json()["detail"]
    with clock.frozen(clock.now() + timedelta(minutes=2)):
        walker.put("/api/me/consents/location", json={"state": "granted"})
        assert on.owntracks([location(clock.now() - timedelta(minutes=1), 8), location(clock.now(), 9)]).status_code == 200
    assert sum(len(track(walker, one["id"])) for one in walks(walker)) == 1
    aside = walker.get("/api/recorders").json()["items"][0]["set_aside"]
    assert aside == [{"reason": "without_consent", "count": 1}]


def test_a_recording_walker_can_be_matched(api: Api) -> None:
    walker = api.a.walker
    phone(api, walker).owntracks(location(clock.now() - timedelta(seconds=20)))

    def cell(session: Session) -> str | None:
        return session.get_one(Presence, walker.me.id).walking_cell

    assert api.database.read_sync(cell) is not None
    with clock.frozen(clock.now() + timedelta(minutes=31)):
        close_silent(api)
    assert api.database.read_sync(cell) is None


def test_two_phones_of_one_walker_record_two_walks(api: Api) -> None:
    walker, began = api.a.walker, clock.now() - timedelta(minutes=5)
    one, other = phone(api, walker), phone(api, walker, name="다른 폰")
    one.owntracks(walk(began, 10))
    other.owntracks(walk(began, 10))
    assert [patrol["fix_count"] for patrol in walks(walker)] == [10, 10]
    rows = api.database.read_sync(lambda session: session.execute(select(func.count()).select_from(table_of(RecorderWalk))).scalar_one())
    assert rows == 2


def test_a_recorder_that_never_stops_begins_anew_after_twelve_hours(api: Api) -> None:
    walker, began = api.a.walker, clock.now() - timedelta(hours=30)
    on = phone(api, walker)
    on.owntracks(walk(began, 90, every_s=20 * 60))
    assert len(walks(walker)) == 3
    assert json.dumps(walks(walker)).count('"active"') == 3


def test_a_phone_that_was_long_without_a_network_sends_everything_at_once(api: Api) -> None:
    walker, began = api.a.walker, clock.now() - timedelta(hours=3)
    assert phone(api, walker).owntracks(walk(began, 1500, every_s=5)).status_code == 200
    (patrol,) = walks(walker)
    assert patrol["fix_count"] == 1500


def test_requests_at_once_begin_one_walk(api: Api) -> None:
    walker, now = api.a.walker, clock.now()
    made = phone(api, walker).made
    me = walker.me
    actor = Actor(me.id, me.neighbourhood_id, me.tier, "ko", me.name, False, me.device_id)
    recorder = Known(UUID(made["id"]), made["name"], App.OWNTRACKS, actor)
    seconds = [now.timestamp() - 400 + 10 * i for i in range(40)]

    def send(t: float) -> int:
        heard = Heard([Position(t, LAT + (t - seconds[0]) * 1e-5, LON, 5.0)])
        return api.database.write_sync(lambda session: recording.hear(session, recorder, heard, now))[0]

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(send, seconds + seconds)) == 40
    (patrol,) = walks(walker)
    assert patrol["fix_count"] == 40
    times = [t for t, _lat, _lon in track(walker, patrol["id"])]
    assert times == sorted(times)
