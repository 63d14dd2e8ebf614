"""Canaries: the words of a call and the place of a sighting are set free, and looked for in everything that leaves the house."""

from __future__ import annotations

import json
import logging
from collections import defaultdict
from collections.abc import Iterator

import prometheus_client
import pytest
import structlog
from sqlalchemy import select
from sqlmodel import col

from app.core import observability
from app.core.broadcast import Change
from app.core.settings import Settings
from app.missing import service
from app.notifications.models import Delivery
from tests.access.table import rows
from tests.missing.street import call_out, set_out, sighting, with_phone, work
from tests.support.api import Api, Caller

pytestmark = pytest.mark.nightly_on_postgresql

WORDS, NEAR, NOTE = "카나리아깃털", "노란둥지앞", "새장쪽으로"
LAT, LON = 37.7613371, 126.7713377
PLACES = ("37.7613", "126.7713")
SECRETS = (WORDS, NEAR, NOTE, *PLACES)
# Every cell of the neighbourhood is listed with its corners; some begin with the same digits.
CELLS = {"/api/coverage", "/api/coverage/debt"}


def _found(text: str) -> list[str]:
    plain = text.encode().decode("unicode_escape", "replace") + text if "\\u" in text else text
    return [secret for secret in SECRETS if secret in plain]


@pytest.fixture
def missing_id(api: Api) -> str:
    """Somebody is missing; the walker of A saw them, another one walks too."""
    with_phone(*api.a.everybody)
    set_out(api, api.a.walker)
    set_out(api, api.a.responder)
    call = call_out(api.a.coordinator, words=WORDS, seen_near=NEAR)
    (receipt,) = api.a.walker.sync(sighting(call["id"], note=NOTE, lat=LAT, lon=LON))
    assert receipt["status"] == "applied"
    return str(call["id"])


def _everything(caller: Caller, missing_id: str) -> Iterator[tuple[str, str]]:
    ids: defaultdict[str, object] = defaultdict(lambda: missing_id)
    for path in sorted({row.path for row in rows() if row.method == "GET"} - {"/api/desk/stream", "/api/openapi.json"}):
        yield path, caller.get(path.format_map(ids)).text


def _leaks(caller: Caller, missing_id: str) -> set[tuple[str, str]]:
    return {
        (path, secret)
        for path, body in _everything(caller, missing_id)
        for secret in _found(body)
        if not (path in CELLS and secret in PLACES)
    }


def test_only_who_walks_reads_the_words_and_no_neighbour_what_was_seen(api: Api, missing_id: str) -> None:
    for stranger in (api.anonymous, api.a.resident, api.a.responders[1], api.b.walker, api.b.coordinator):
        assert not _leaks(stranger, missing_id)
    read = {("/api/missing", WORDS), ("/api/missing", NEAR)}
    assert _leaks(api.a.responder, missing_id) == read
    assert _leaks(api.a.walker, missing_id) == read, "not even one's own sighting comes back: a phone may be in other hands"
    api.a.coordinator.post(f"/api/desk/missing/{missing_id}/close", json={"outcome": "not_found"}).raise_for_status()
    assert not _leaks(api.a.responder, missing_id)


def test_the_desk_sees_where_only_when_it_asks(api: Api, missing_id: str) -> None:
    at_the_desk = {("/api/desk/missing", WORDS), ("/api/desk/missing", NEAR), ("/api/desk/missing/{missing_id}/sightings", NOTE)}
    assert _leaks(api.a.officer, missing_id) == at_the_desk
    shown = api.a.officer.get(f"/api/desk/missing/{missing_id}/sightings?show=places").text
    assert set(_found(shown)) == {NOTE, *PLACES}


def test_no_push_and_no_change_says_who_or_where(api: Api, missing_id: str) -> None:
    set_out(api, api.a.responders[1])
    assert work(api) == 1
    api.a.responders[1].post(f"/api/missing/{missing_id}/seen")
    api.a.coordinator.post(f"/api/desk/missing/{missing_id}/close", json={"outcome": "found_needs_help"}).raise_for_status()
    pushed = api.database.read_sync(lambda session: session.execute(select(col(Delivery.kind), col(Delivery.payload))).all())
    assert {row.kind for row in pushed} == {"missing", "desk", "found"}
    for row in pushed:
        assert not _found(row.payload)
        assert not any(word in row.payload for word in ("실종", "찾습니다", "needs_help", "할머니"))
    changes = api.database.read_sync(lambda session: [row.kind for row in session.execute(select(Change)).scalars()])
    assert {"missing.opened", "missing.sighted", "missing.closed"} <= set(changes)
    assert not _found(json.dumps(changes))


def test_neither_logs_nor_metrics_know_anything(
    api: Api, missing_id: str, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also when taking a sighting goes wrong, or a worker's step."""

    def failing(*_args: object, **_named: object) -> None:
        raise RuntimeError(f"{WORDS} {NOTE} {LAT}")

    observability.configure_logging(Settings(log_level="debug", log_format="json", data_dir=api.app.state.settings.data_dir))
    try:
        with monkeypatch.context() as patched:
            patched.setattr(service, "tell_desk", failing)
            assert api.a.walker.sync(sighting(missing_id, note=NOTE, lat=LAT, lon=LON))[0]["status"] == "retry"
            patched.setattr("app.missing.jobs.tell_whoever_walks", failing)
            assert work(api) == 0
    finally:
        structlog.reset_defaults()
    logging.getLogger("uvicorn.error").error("Exception in ASGI application", exc_info=ValueError(NOTE, LAT))
    printed = capfd.readouterr()
    said = printed.out + printed.err + "".join(str(entry.exc_text) + entry.getMessage() for entry in caplog.records)
    assert "sync_item_failed" in said
    assert "missing_step_failed" in said
    assert not _found(said), said[-3000:]
    assert not _found(prometheus_client.generate_latest().decode())
