"""One neighbour is blocked, another is told that enough people come: whatever they ask or say, both get the same bytes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from app.core import clock
from app.core.clock import FrozenClock
from tests.access.test_forced_cancel import ASKED_BY_ANYBODY, NOON, evened, pushed
from tests.access.things import subscription
from tests.support.api import Api, Neighbourhood, item


@pytest.fixture
def time() -> Iterator[FrozenClock]:
    with clock.frozen(NOON) as frozen:
        yield frozen


def story(api: Api, time: FrozenClock, side: Neighbourhood, *, blocks: bool) -> list[object]:
    """An alert is told to somebody, who then is not needed: because two others come, or because she does not want them."""
    him, second, third, _fourth = side.responders
    heard: list[object] = []

    def look() -> None:
        for method, path in ASKED_BY_ANYBODY:
            answer = him.request(method, path.format(alert_id=alert_id))
            headers = {name: value for name, value in answer.headers.items() if name not in ("etag", "content-length")}
            heard.append(evened(f"{path} {answer.status_code} {sorted(headers.items())} {answer.text}", side))
        heard.append([line for line in pushed(api, side) if line.startswith(f"{side.everybody.index(him)} ")])

    def say(*actions: str) -> None:
        said = him.sync(*(item("alert.respond", {"alert_id": alert_id, "action": action}) for action in actions))
        heard.append([(one["status"], one.get("problem", {}).get("detail")) for one in said])

    for caller in side.everybody:
        caller.put(f"/api/push-subscriptions/{caller.me.device_id}", json=subscription())
    alert_id = side.raise_alert()
    say("seen")
    look()
    time.advance(timedelta(seconds=10))
    if blocks:
        word = {"kind": "block", "word": "전화로 부탁하셨어요"}
        assert side.coordinator.put(f"/api/members/{side.resident.me.id}/ties/{him.me.id}", json=word).status_code == 200
    else:
        second.respond(alert_id, "accept")
        third.respond(alert_id, "accept")
    look()
    time.advance(timedelta(seconds=10))
    say("seen", "accept", "on_scene", "on_my_way", "fine", "decline", "done", "accept")
    heard.append(him.post(f"/api/alerts/{alert_id}/resolve", json={"outcome": "safe"}).text)
    heard.append(him.get(f"/api/alerts/{alert_id}/hand-over").text)
    look()
    side.resident.post(f"/api/alerts/{alert_id}/cancel")
    say("accept", "done")
    look()
    assert (len(side.resident.get("/api/me/blocks").json()["items"]) == 1) is blocks, "the story did what it says"
    return heard


@pytest.mark.nightly_on_postgresql
def test_nobody_can_tell_a_block_from_enough_people(api: Api, time: FrozenClock) -> None:
    plain = story(api, time, api.a, blocks=False)
    time.advance(NOON - clock.now())
    blocked = story(api, time, api.b, blocks=True)
    for number, (one, other) in enumerate(zip(plain, blocked, strict=True)):
        assert one == other, f"step {number}"
