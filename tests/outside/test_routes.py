"""Channels over the API: kept, tested, removed; what is secret about them never comes back."""

from __future__ import annotations

from datetime import timedelta

from app.core import clock
from app.core.clock import FrozenClock
from tests.support.api import Api

PATH = "/api/desk/channels"
SECRET = "mailtos://user:hunter2@smtp.example.org?to=desk@example.org"


def test_a_channel_is_kept_tested_and_removed_and_never_says_its_secret(api: Api) -> None:
    with clock.frozen(clock.now()) as time:
        _story(api, time)


def _story(api: Api, time: FrozenClock) -> None:
    desk = api.a.coordinator
    made = desk.post(PATH, json={"label": " 당직 휴대전화 ", "url": SECRET})
    assert made.status_code == 201
    assert (made.json()["kind"], made.json()["label"]) == ("mail", "당직 휴대전화")
    assert made.json()["newest"]["why"] == "test", "whether it works is tried at once"
    listed = api.a.officer.get(PATH)
    assert "hunter2" not in made.text + listed.text
    assert [item["id"] for item in listed.json()["items"]] == [made.json()["id"]]
    path = f"{PATH}/{made.json()['id']}"
    soon = desk.post(f"{path}/tests")
    assert (soon.status_code, "test-too-soon" in soon.text) == (429, True)
    time.advance(timedelta(seconds=21))
    assert desk.post(f"{path}/tests").status_code == 202
    assert api.b.coordinator.get(PATH).json()["items"] == []
    assert desk.delete(path).status_code == 204
    assert desk.get(PATH).json()["items"] == []
    assert desk.delete(path).status_code == 404


def test_an_address_that_may_not_be_used_is_refused_in_words(api: Api) -> None:
    for url in ("http://example.org", "ntfy://127.0.0.1/desk", "json://example.org", "?"):
        refused = api.a.coordinator.post(PATH, json={"label": "x", "url": url})
        assert (refused.status_code, "channel-unknown" in refused.text) == (422, True)
    assert api.a.coordinator.get(PATH).json()["items"] == []


def test_there_is_an_end_to_how_many(api: Api) -> None:
    for number in range(10):
        assert api.a.coordinator.post(PATH, json={"label": f"{number}", "url": f"ntfys://ntfy.sh/{number}"}).status_code == 201
    full = api.a.coordinator.post(PATH, json={"label": "11", "url": "ntfys://ntfy.sh/11"})
    assert (full.status_code, "too-many-channels" in full.text) == (409, True)
