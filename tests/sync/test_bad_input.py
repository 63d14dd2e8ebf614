"""Bad input at the sync door: a problem that says what to do, the rest of the batch applied, nothing lost."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from app.core import clock
from app.core.clock import rfc3339
from app.core.ids import new_id
from tests.support.api import Api, Caller, Json, concern, item, safe

Bad = Callable[[Api], object]
NOW = "2026-11-23T12:00:00Z"


def _track(**changes: object) -> Json:
    t0 = int(clock.now().timestamp()) - 60
    return {"t": [t0, 15], "lat": [37_760_000, 10], "lon": [126_774_000, 10], "acc": [8, 0], **changes}


def _fixes(track: object, seq: object = 0, patrol_id: object = None) -> Json:
    return item("patrol.fixes", {"patrol_id": str(patrol_id or new_id()), "seq": seq, "track": track})


def _walk_of(caller: Caller) -> str:
    patrol_id = str(new_id())
    assert caller.sync(item("patrol.start", {"patrol_id": patrol_id}))[0]["status"] == "applied"
    return patrol_id


def _check_in(**changes: object) -> Json:
    return item("check_in", {"status": "concern", "context": "home", "category": "unwell", "urgency": "report", **changes})


def _nested(depth: int) -> object:
    value: object = 1
    for _ in range(depth):
        value = [value]
    return value


BAD: dict[str, Bad] = {
    "unknown kind": lambda _: item("patrol.teleport", {}),
    "kind of another type": lambda _: {**safe(), "kind": 7},
    "no kind": lambda _: {key: value for key, value in safe().items() if key != "kind"},
    "no id": lambda _: {key: value for key, value in safe().items() if key != "id"},
    "id that is none": lambda _: {**safe(), "id": "eleven"},
    "id that is a list": lambda _: {**safe(), "id": [1]},
    "no body": lambda _: {key: value for key, value in safe().items() if key != "body"},
    "body that is a list": lambda _: item("check_in", [1, 2]),
    "a field nobody knows": lambda _: {**safe(), "colour": "red"},
    "a body field nobody knows": lambda _: _check_in(colour="red"),
    "not an object": lambda _: "safe",
    "null": lambda _: None,
    "a number": lambda _: 5,
    "naive time": lambda _: safe(recorded_at="2026-11-23T12:00:00"),
    "time that is none": lambda _: safe(recorded_at="yesterday"),
    "month 13": lambda _: safe(recorded_at="2026-13-01T00:00:00Z"),
    "NaN": lambda _: _check_in(lat=float("nan"), lon=126.7),
    "Infinity": lambda _: _check_in(lat=37.7, lon=float("inf")),
    "endless number": lambda _: _check_in(lat=10**4000, lon=126.7),
    "latitude 91": lambda _: _check_in(lat=91, lon=126.7),
    "half a place": lambda _: _check_in(lat=37.7),
    "accuracy below zero": lambda _: _check_in(lat=37.7, lon=126.7, accuracy_m=-1),
    "note of 1,001 letters": lambda _: _check_in(note="가" * 1001),
    "category of a walk, at home": lambda _: _check_in(category="litter"),
    "category that is none": lambda _: _check_in(category="dragons"),
    "eleven photos": lambda _: _check_in(photo_ids=[str(new_id()) for _ in range(11)]),
    "photo id that is none": lambda _: _check_in(photo_ids=["../../etc/passwd"]),
    "safe with a category": lambda _: _check_in(status="safe"),
    "deep nesting": lambda _: _check_in(note=_nested(250)),
    "deeper nesting": lambda _: _check_in(note=_nested(600)),
    "key with half an emoji": lambda _: item("check_in", {"status": "safe", "context": "home", "\ud83d": 1}),
    "id with half an emoji": lambda _: {**safe(), "id": "\udc00"},
    "somebody else's walk": lambda api: _fixes(_track(), patrol_id=_walk_of(api.a.responder)),
    "ending somebody else's walk": lambda api: item("patrol.end", {"patrol_id": _walk_of(api.a.responder), "outcome": "nothing_to_report"}),
    "safe on somebody else's walk": lambda api: item(
        "check_in", {"status": "safe", "context": "walk", "patrol_id": _walk_of(api.a.responder)}
    ),
    "alert of another neighbourhood": lambda api: item("alert.respond", {"alert_id": api.b.raise_alert(), "action": "accept"}),
    "alert nobody told me of": lambda api: item("alert.respond", {"alert_id": api.a.raise_alert(), "action": "accept"}),
    "alert that is none": lambda _: item("alert.respond", {"alert_id": str(new_id()), "action": "seen"}),
    "action that is none": lambda _: item("alert.respond", {"alert_id": str(new_id()), "action": "fly"}),
    "taking back somebody else's check-in": lambda api: item(
        "check_in.cancel", {"check_in_id": api.a.resident.sync(safe())[0]["check_in_id"]}
    ),
    "taking back one that never came": lambda _: item("check_in.cancel", {"check_in_id": str(new_id())}),
    "columns of two lengths": lambda _: _fixes(_track(acc=[8])),
    "an empty track": lambda _: _fixes(_track(t=[], lat=[], lon=[], acc=[])),
    "a track of floats": lambda _: _fixes(_track(lat=[37.76, 0.1])),
    "a track off the globe": lambda _: _fixes(_track(lat=[37_760_000, 90_000_000])),
    "a track of NaN": lambda _: _fixes(_track(lat=[float("nan"), 1])),
    "a piece numbered below zero": lambda _: _fixes(_track(), seq=-1),
    "a piece numbered by a word": lambda _: _fixes(_track(), seq="first"),
    "5,001 fixes": lambda _: _fixes({name: [1] * 5001 for name in ("t", "lat", "lon", "acc")}),
    "twelve dogs": lambda _: item("patrol.start", {"patrol_id": str(new_id()), "companions": ["초코"] * 12}),
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD.keys())
@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_a_bad_item_is_set_aside_alone(api: Api, bad: Bad) -> None:
    _set_aside_alone(api, bad)


@pytest.mark.postgresql
@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
def test_bad_items_are_set_aside_alone_on_postgresql(api: Api) -> None:
    for bad in BAD.values():
        _set_aside_alone(api, bad)


def _set_aside_alone(api: Api, bad: Bad) -> None:
    walker = api.a.walker if bad is not BAD["alert nobody told me of"] else api.b.walker
    wrong, before, after = bad(api), safe(), safe()
    first, refused, last = walker.sync(before, wrong, after)
    assert (first["status"], last["status"]) == ("applied", "applied")
    assert refused["status"] in ("rejected", "conflict"), refused
    if isinstance(wrong, dict) and isinstance(wrong.get("id"), str):
        assert refused["id"] == wrong["id"].replace("\udc00", "\ufffd")
    _says_what_to_do(refused["problem"])
    kept = {entry["id"] for entry in walker.get("/api/check-ins?limit=100").json()["items"]}
    assert {before["id"], after["id"]} <= kept
    again = walker.sync(before, wrong, after)
    assert [result["status"] for result in again] == ["duplicate", refused["status"], "duplicate"]


def _says_what_to_do(problem: Json) -> None:
    assert problem["type"].startswith("urn:modu-patrol:problem:")
    assert problem["status"] in (403, 404, 409, 410, 422)
    assert len(problem["detail"]) > 20
    assert "Traceback" not in problem["detail"]
    assert "input_value" not in problem["detail"]


FORGIVEN: dict[str, tuple[Callable[[], Json], str]] = {
    "half an emoji in a note": (lambda: _check_in(note="괜찮아요 \ud83d"), "괜찮아요 \ufffd"),
    "the other half": (lambda: _check_in(note="\ude22 아파요"), "\ufffd 아파요"),
    "a whole emoji": (lambda: _check_in(note="아파요 😢"), "아파요 😢"),
    "backslashes that look like half an emoji": (lambda: _check_in(note="\\ud83d \\\\ud83d \ud83d"), "\\ud83d \\\\ud83d \ufffd"),
    "NUL": (lambda: _check_in(note="a\0b"), "ab"),
    "time in year 5": (lambda: {**_check_in(note="5"), "recorded_at": "0005-01-01T00:00:00Z"}, "5"),
    "time in year 1 east of Greenwich": (lambda: {**_check_in(note="1"), "recorded_at": "0001-01-01T00:00:00+23:59"}, "1"),
    "time in year 9999": (lambda: {**_check_in(note="9999"), "recorded_at": "9999-12-31T23:59:59Z"}, "9999"),
    "time in year 9999 west of Greenwich": (lambda: {**_check_in(note="w"), "recorded_at": "9999-12-31T23:59:59-23:59"}, "w"),
    "time as a number": (lambda: {**_check_in(note="n"), "recorded_at": 1_700_000_000}, "n"),
}


def test_what_people_cannot_help_is_mended_and_kept(api: Api) -> None:
    resident, coordinator = api.a.other_resident, api.a.coordinator
    for name, (make, note) in FORGIVEN.items():
        given = make()
        assert [entry["status"] for entry in resident.sync(given, safe())] == ["applied", "applied"], name
        assert resident.sync(given)[0]["status"] == "duplicate", name
        kept = {entry["id"]: entry for entry in resident.get("/api/check-ins?limit=100").json()["items"]}
        assert kept[given["id"]]["note"] == note, name
    board = coordinator.get("/api/desk/board")
    assert board.status_code == 200, "no time anybody sends may blind the desk"
    assert all(entry["recorded_at"] >= "2020" for entry in board.json()["check_ins"])


@pytest.mark.parametrize("sent_at", ["0001-01-01T00:00:00Z", "1890-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00+23:59"])
def test_an_absurd_clock_of_the_phone_stops_nothing(api: Api, sent_at: str) -> None:
    walker, patrol_id = api.a.walker, str(new_id())
    items = [item("patrol.start", {"patrol_id": patrol_id}), _fixes(_track(), patrol_id=patrol_id), safe()]
    assert [entry["status"] for entry in walker.sync(*items, sent_at=sent_at)] == ["applied"] * 3


def _batch(api: Api, **changes: object) -> Json:
    return {"device_id": str(api.a.resident.me.device_id), "sent_at": rfc3339(clock.now()), "items": [safe()], **changes}


WHOLE: dict[str, tuple[Callable[[Api], bytes], dict[str, str], int]] = {
    "nothing": (lambda _: b"", {}, 400),
    "no JSON": (lambda _: b"safe", {}, 400),
    "broken UTF-8": (lambda api: json.dumps(_batch(api)).encode().replace(b"safe", b"s\xff\xfee"), {}, 400),
    "UTF-16": (lambda api: json.dumps(_batch(api)).encode("utf-16"), {}, 400),
    "cut short": (lambda api: json.dumps(_batch(api)).encode()[:-9], {}, 400),
    "100,000 brackets": (lambda _: b"[" * 100_000, {}, 400),
    "a list": (lambda _: b"[]", {}, 422),
    "null": (lambda _: b"null", {}, 422),
    "no items": (lambda api: json.dumps({k: v for k, v in _batch(api).items() if k != "items"}).encode(), {}, 422),
    "items that are none": (lambda api: json.dumps(_batch(api, items="all")).encode(), {}, 422),
    "naive sent_at": (lambda api: json.dumps(_batch(api, sent_at="2026-11-23T12:00:00")).encode(), {}, 422),
    "device that is none": (lambda api: json.dumps(_batch(api, device_id="mine")).encode(), {}, 422),
    "501 items": (lambda api: json.dumps(_batch(api, items=[safe() for _ in range(501)])).encode(), {}, 413),
    "5,000 items": (lambda api: json.dumps(_batch(api, items=[None] * 5_000)).encode(), {}, 413),
    "a note of 10 MiB": (lambda api: json.dumps(_batch(api, items=[_check_in(note="x" * 10 * 2**20)])).encode(), {}, 413),
    "17 MiB": (lambda _: b" " * 17 * 2**20, {}, 413),
    "gzip bomb": (lambda _: gzip.compress(b" " * 200 * 2**20, 9), {"Content-Encoding": "gzip"}, 413),
    "gzip bomb of empty blocks": (lambda _: b"\x1f\x8b\x08" + b"\0" * 7 + b"\0\0\0\xff\xff" * 400_000, {"Content-Encoding": "gzip"}, 413),
    "gzip with a long tail": (lambda _: gzip.compress(b"{}") + b"x" * 2 * 2**20, {"Content-Encoding": "gzip"}, 413),
    "truncated gzip": (lambda api: gzip.compress(json.dumps(_batch(api)).encode())[:-12], {"Content-Encoding": "gzip"}, 400),
    "gzip that is none": (lambda api: json.dumps(_batch(api)).encode(), {"Content-Encoding": "gzip"}, 400),
    "gzip that says nothing of it": (lambda api: gzip.compress(json.dumps(_batch(api)).encode()), {}, 400),
    "zlib called gzip": (lambda api: zlib.compress(json.dumps(_batch(api)).encode()), {"Content-Encoding": "gzip"}, 400),
    "wrong encoding": (lambda api: json.dumps(_batch(api)).encode(), {"Content-Encoding": "br"}, 415),
}


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("made", "headers", "status"), WHOLE.values(), ids=WHOLE.keys())
def test_a_batch_that_cannot_be_read_is_refused_whole_and_kept_by_the_phone(
    api: Api, made: Callable[[Api], bytes], headers: dict[str, str], status: int
) -> None:
    answer = api.a.resident.post("/api/sync", content=made(api), headers=headers)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert len(answer.json()["detail"]) > 20
    assert api.a.resident.get("/api/check-ins").json()["items"] == [], "nothing of it was kept, so that all of it can come again"
    assert api.a.resident.sync(safe())[0]["status"] == "applied"


def test_an_empty_batch_is_a_question_for_the_time(api: Api) -> None:
    answer = api.a.resident.send([])
    assert answer.status_code == 200
    assert answer.json()["results"] == []
    assert answer.json()["server_time"].endswith("Z")


def test_a_resident_does_not_walk_but_is_always_heard(api: Api) -> None:
    resident = api.a.resident
    start = item("patrol.start", {"patrol_id": str(new_id())})
    walking = item("check_in", {"status": "concern", "context": "walk", "urgency": "urgent", "patrol_id": _walk_of(api.a.walker)})
    results = resident.sync(start, _fixes(_track()), walking, concern())
    assert [entry["status"] for entry in results] == ["rejected", "rejected", "applied", "applied"]
    assert results[0]["problem"]["status"] == 403
    assert results[2]["alert_id"] != results[3]["alert_id"]  # a street and a home are two places to go to


def test_what_is_wrong_is_said_in_the_members_language_without_their_words(api: Api) -> None:
    resident = api.a.resident
    secret = "느티나무길 12, 101호"
    (refused,) = resident.sync(_check_in(category=secret, note=secret * 200))
    assert "읽을 수 없어서" in refused["problem"]["detail"]
    assert secret not in json.dumps(refused, ensure_ascii=False)
    resident.patch("/api/me", json={"language": "en"})
    assert "could not be read" in resident.sync(_check_in(category=secret))[0]["problem"]["detail"]


def test_future_and_past_are_marked(api: Api) -> None:
    resident, now = api.a.resident, clock.now()
    future, soon = safe(recorded_at=now + timedelta(hours=2)), safe(recorded_at=now + timedelta(minutes=4))
    resident.sync(future, soon)
    kept: dict[str, Any] = {entry["id"]: entry for entry in resident.get("/api/check-ins").json()["items"]}
    assert kept[future["id"]]["clock_flag"] == "future_clamped"
    assert kept[future["id"]]["recorded_at"] == kept[future["id"]]["received_at"]
    assert kept[soon["id"]]["clock_flag"] is None
