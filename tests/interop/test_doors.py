"""Whatever knocks at the doors for other apps, the answer is a sentence or a receipt, never a fault."""

from __future__ import annotations

import base64
import json
import os
from typing import Any
from urllib.parse import urlencode

from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.core import clock
from tests.interop.phones import Phone, location, phone
from tests.support.api import Api

EXAMPLES = int(os.environ.get("MODU_FUZZ_EXAMPLES", "60"))
"""How many requests each fuzz test makes; set it higher for a longer run."""
DECENT = {200, 400, 401, 413, 422}

odd_numbers = st.floats() | st.integers() | st.sampled_from([1e308, -0.0, 2**63, 2**31, 1_795_000_000, 10**30])
leaves = st.none() | st.booleans() | odd_numbers | st.text(max_size=12)
anything = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4), max_leaves=12
)
messages = st.fixed_dictionaries(
    {},
    optional={
        "_type": st.sampled_from(["location", "lwt", "waypoints", "encrypted", "cmd"]) | leaves,
        "tst": leaves,
        "lat": leaves,
        "lon": leaves,
    }
    | {"acc": leaves, "vel": leaves, "mock": leaves},
)
places = st.fixed_dictionaries(
    {},
    optional={
        "timestamp": leaves,
        "mock": leaves,
        "coords": anything | st.fixed_dictionaries({"latitude": leaves, "longitude": leaves, "accuracy": leaves}),
    },
)
names = st.sampled_from(["lat", "lon", "timestamp", "accuracy", "hdop", "location", "valid", "mock", "speed", "x"])
values = (
    st.text(max_size=20) | odd_numbers.map(str) | st.sampled_from(["37.76", "126.77", "1795000000000", "2026-11-23T00:00:00", "37,126"])
)


def on(api: Api) -> Phone:
    """One phone for all examples of a test."""
    return phone(api, api.a.walker)


def written(document: object) -> bytes:
    """JSON as a careless program writes it: NaN, Infinity and halves of emoji included."""
    return json.dumps(document).encode()


def test_owntracks(api: Api) -> None:
    recorder = on(api)

    @settings(max_examples=EXAMPLES)
    @given(st.binary(max_size=60) | (messages | st.lists(messages, max_size=5) | anything).map(written))
    @example(b"[" * 100_000)
    @example(b'{"a":' * 2000)
    @example(b'{"_type":"location","tst":1e400,"lat":1,"lon":1}')
    def knock(body: bytes) -> None:
        assert recorder.owntracks(None, raw=body).status_code in DECENT

    knock()
    assert recorder.owntracks(location(clock.now())).status_code == 200, "and the next position is welcome"


def test_traccar_json(api: Api) -> None:
    recorder = on(api)

    @settings(max_examples=EXAMPLES)
    @given(places | st.lists(places, max_size=4) | anything, st.booleans())
    def knock(where: Any, ours: bool) -> None:
        said = {"location": where, "device_id": recorder.token if ours else "someone"}
        answer = api.anonymous.post("/api/interop/osmand", content=written(said))
        assert answer.status_code in DECENT

    knock()


def test_forms_and_queries(api: Api) -> None:
    recorder = on(api)

    @settings(max_examples=EXAMPLES)
    @given(st.lists(st.tuples(names, values), max_size=8), st.booleans())
    def knock(fields: list[tuple[str, str]], as_form: bool) -> None:
        said = urlencode([("id", recorder.token), *fields], errors="replace")
        http, path = api.anonymous, "/api/interop/osmand"
        answer = http.post(path, content=said.encode()) if as_form else http.get(f"{path}?{said}")
        assert answer.status_code in DECENT

    knock()


def test_raw_queries_and_headers(api: Api) -> None:
    @settings(max_examples=EXAMPLES)
    @given(st.binary(max_size=40), st.text(st.characters(codec="ascii", exclude_characters="#\r\n"), max_size=40))
    def knock(credentials: bytes, query: str) -> None:
        header = {"Authorization": "Basic " + base64.b64encode(credentials).decode()}
        assert api.anonymous.post("/api/interop/owntracks", content=b"{}", headers=header).status_code in DECENT
        assert api.anonymous.get("/api/interop/osmand", params={"id": query, "lat": query}).status_code in DECENT

    knock()


def test_files(api: Api) -> None:
    @settings(max_examples=EXAMPLES)
    @given(st.binary(max_size=200) | st.text(max_size=80).map(lambda text: f"<gpx><trk>{text}</trk></gpx>".encode("utf-16")))
    def bring(content: bytes) -> None:
        answer = api.a.walker.post("/api/patrols/import", content=content)
        assert answer.status_code == 422
        assert answer.json()["line"] >= 1

    bring()
