"""The live stream: resumed without a gap and without a repeat, begun anew when too old, ended with the server."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Coroutine
from datetime import timedelta
from typing import Any, TypeVar

import pytest

from app.core import broadcast, clock
from app.desk import stream
from tests.support.api import Api, safe

T = TypeVar("T")


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "POLL_S", 0.005)


async def still_staff() -> bool:
    return True


def run(work: Coroutine[Any, Any, T]) -> T:
    return asyncio.run(asyncio.wait_for(work, 30))


def _event(text: str) -> tuple[int, str, Any]:
    lines = dict(line.split(": ", 1) for line in text.strip().splitlines())
    return int(lines["id"]), lines["event"], json.loads(lines["data"])


async def _take(events: AsyncIterator[str], count: int) -> list[tuple[int, str, Any]]:
    return [_event(await anext(events)) for _ in range(count)]


def _follow(api: Api, last_id: int | None, stop: asyncio.Event | None = None) -> AsyncIterator[str]:
    return stream.events(api.database, api.a.id, last_id, stop or asyncio.Event(), still_staff)


def _changed(api: Api, times: int) -> list[str]:
    """The ids of check-ins sent just now, each one change at the desk."""
    said = [safe() for _ in range(times)]
    api.a.resident.sync(*said)
    return [entry["id"] for entry in said]


def test_a_reader_that_comes_back_misses_nothing_and_sees_nothing_twice(api: Api) -> None:
    last_seen = api.a.coordinator.get("/api/desk/board").json()["event_id"]
    expected = _changed(api, 300)
    seen: list[str] = []

    async def come_and_go(last_id: int) -> int:
        for _ in range(3):
            hello, *changes = await _take(_follow(api, last_id), 101)
            assert hello[:2] == (last_id, "hello")
            assert [entry[0] for entry in changes] == list(range(last_id + 1, last_id + 101))
            seen.extend(entry[2]["subject_id"] for entry in changes)
            last_id = changes[-1][0]
        return last_id

    assert run(come_and_go(last_seen)) == last_seen + 300
    assert seen == expected


def test_what_happens_while_somebody_reads_arrives_in_order(api: Api) -> None:
    async def read() -> tuple[list[str], list[str]]:
        events = _follow(api, None)
        await _take(events, 1)
        expected = [subject for _ in range(3) for subject in await asyncio.to_thread(_changed, api, 5)]
        return expected, [entry[2]["subject_id"] for entry in await _take(events, 15)]

    expected, seen = run(read())
    assert seen == expected


@pytest.mark.parametrize("ahead", [1, 10**12])
def test_a_reader_from_the_future_begins_anew(api: Api, ahead: int) -> None:
    _changed(api, 3)
    newest = api.a.coordinator.get("/api/desk/board").json()["event_id"]
    _hello, reset = run(_take(_follow(api, newest + ahead), 2))
    assert reset[:2] == (newest, "reset")


def test_a_reader_away_for_too_long_begins_anew(api: Api) -> None:
    now = clock.now()
    with clock.frozen(now - timedelta(days=3)):
        _changed(api, 4)
    _changed(api, 2)
    api.database.write_sync(lambda session: broadcast.sweep(session, clock.now()))
    newest = api.a.coordinator.get("/api/desk/board").json()["event_id"]
    _hello, reset = run(_take(_follow(api, newest - 4), 2))
    assert reset[:2] == (newest, "reset")
    _hello, *changes = run(_take(_follow(api, newest - 2), 3))
    assert [entry[0] for entry in changes] == [newest - 1, newest]


def test_another_neighbourhood_is_not_heard(api: Api) -> None:
    api.b.raise_alert()
    expected = _changed(api, 1)
    _hello, change = run(_take(_follow(api, 0), 2))
    assert change[2] == {"kind": "check_in.recorded", "subject_id": expected[0]}


def test_the_stream_ends_when_the_server_stops(api: Api) -> None:
    async def stop_it() -> list[str]:
        stop = asyncio.Event()
        events = _follow(api, None, stop)
        first = await anext(events)
        asyncio.get_running_loop().call_soon(stop.set)
        return [first, *[text async for text in events]]

    assert len(run(stop_it())) == 1


def test_a_quiet_stream_says_that_it_is_alive(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "KEEP_ALIVE_S", 0.01)

    async def wait() -> str:
        events = _follow(api, None)
        await anext(events)
        return await anext(events)

    assert run(wait()) == ": still here\n\n"


def test_the_route_says_what_it_is_and_takes_any_last_id(api: Api) -> None:
    api.app.state.stopping = asyncio.Event()
    api.app.state.stopping.set()
    newest = api.a.coordinator.get("/api/desk/board").json()["event_id"]
    for given, resumed in [("", newest), ("0", 0), ("-1", newest), ("x", newest), ("9" * 20, int("9" * 20)), ("٣", newest)]:
        answer = api.a.officer.get("/api/desk/stream", headers={"Last-Event-ID": given.encode()})
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/event-stream")
        assert answer.headers["cache-control"] == "no-store"
        assert _event("\n".join(answer.text.split("\n")[1:]))[0] == resumed, given


def test_a_reader_who_may_no_longer_see_the_desk_is_let_go(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "KEEP_ALIVE_S", 0.02)
    answers = iter([True, True, False])

    async def asked() -> bool:
        return next(answers)

    async def to_the_end() -> list[str]:
        return [text async for text in stream.events(api.database, api.a.id, None, asyncio.Event(), asked)]

    assert run(to_the_end())[0].startswith("retry")
    assert next(answers, None) is None
