"""What somebody paused or withdrew is not kept when it arrives all the same."""

from __future__ import annotations

import time

import pytest

from app.core.ids import new_id
from tests.photos.pictures import gradient, saved
from tests.support.api import Api, item


@pytest.mark.parametrize("state", ["paused", "withdrawn"])
def test_fixes_against_the_walkers_will_are_set_aside_and_the_rest_goes_on(api: Api, state: str) -> None:
    patrol_id = str(new_id())
    api.a.walker.put("/api/me/consents/location", json={"state": state})
    track = {"t": [int(time.time()) - 60, 15], "lat": [37760000, 100], "lon": [126774000, 50], "acc": [8, 0]}
    fixes = item("patrol.fixes", {"patrol_id": patrol_id, "seq": 0, "track": track})
    end = item("patrol.end", {"patrol_id": patrol_id, "outcome": "nothing_to_report"})
    refused, ended = api.a.walker.sync(item("patrol.start", {"patrol_id": patrol_id}), fixes, end)[1:]
    assert (refused["status"], refused["problem"]["type"]) == ("rejected", "urn:modu-patrol:problem:consent-not-given")
    assert ended["status"] == "applied"
    api.a.walker.put("/api/me/consents/location", json={"state": "granted"})
    assert api.a.walker.sync(fixes)[0]["status"] == "applied"


def test_photos_against_the_members_will_are_refused(api: Api) -> None:
    api.a.walker.put("/api/me/consents/photos", json={"state": "paused"})
    answer = api.a.walker.put(f"/api/photos/{new_id()}", content=saved(gradient(), "JPEG"))
    assert (answer.status_code, answer.json()["type"]) == (403, "urn:modu-patrol:problem:consent-not-given")
