"""Every route, every role, own things and others': what the table says is what happens."""

from __future__ import annotations

import asyncio
import re
from contextlib import ExitStack
from uuid import UUID

from app.core.ids import new_id
from tests.access.routes import every_route
from tests.access.table import Row, rows
from tests.access.things import MAKERS, PARTS, about_an_alert, bodies, by_role, device, on_new_device
from tests.support.api import Api, Caller

NAMED = re.compile(r"\{(\w+)\}")


def test_every_route_has_a_row(api: Api) -> None:
    written = {(row.method, row.path) for row in rows()}
    found = every_route(api.app)
    assert not found - written, "a new route: write who may call it into tests/access/table.py"
    assert not written - found, "gone from the application: take it out of tests/access/table.py"


def test_every_route_that_names_a_thing_is_tried_with_one_of_another_neighbourhood() -> None:
    named = {(row.method, row.path) for row in rows() if "_id}" in row.path}
    elsewhere = {(row.method, row.path) for row in rows() if row.whose == "other*"}
    # An id of B is free in A: these are kept per neighbourhood.
    own_per_neighbourhood = {("PUT", "/api/photos/{photo_id}"), ("PUT", "/api/dogs/{dog_id}")}
    assert named - elsewhere == own_per_neighbourhood
    assert all(status in (401, 403, 404) for row in rows() if row.whose == "other*" for status in row.expected.values())


def _owner(api: Api, row: Row, role: str, caller: Caller) -> Caller:
    if row.whose == "other*":
        return api.b.walker if any(part in row.path for part in ("patrol", "walk_id", "recorder")) else api.b.other_resident
    if row.whose == "other" or caller.person is None:
        return api.a.coordinator if "patrol" in row.path and role != "coordinator" else api.a.responders[-1]
    return caller


def _thing(api: Api, row: Row, role: str, caller: Caller, name: str, kept: dict[tuple[str, object], UUID | str]) -> UUID | str:
    """The id for one part of the path. What a request cannot change is made once for its owner."""
    if (row.method, row.path, row.whose) == ("PUT", "/api/photos/{photo_id}", "own"):
        return new_id()
    owner = _owner(api, row, role, caller)
    if row.method != "GET" and row.expected[role] < 400:
        return MAKERS[name](owner)
    key = (name, owner.me.device_id)
    if key not in kept:
        kept[key] = MAKERS[name](owner)
    return kept[key]


def _settle_calls(api: Api) -> None:
    for open_one in api.a.coordinator.get("/api/alerts", params={"state": "open", "limit": 100}).json()["items"]:
        if not open_one["drill"]:
            assert api.a.coordinator.post(f"/api/alerts/{open_one['id']}/resolve", json={"outcome": "safe"}).status_code == 200


def _status(api: Api, row: Row, role: str, kept: dict[tuple[str, object], UUID | str]) -> int:
    caller = by_role(api, api.a)[role]
    if row.method == "DELETE" or "push" in row.path:
        caller = on_new_device(api, caller)  # the next row still needs the device
    values: dict[str, object] = {"kind": "photos"}
    with ExitStack() as stack:
        for name in NAMED.findall(row.path):
            if row.whose in PARTS:
                values[name] = stack.enter_context(about_an_alert(api, caller, PARTS[row.whose]))
            elif name != "kind":
                values[name] = _thing(api, row, role, caller, name, kept)
        if (row.method, row.path) == ("POST", "/api/desk/drills"):
            _settle_calls(api)  # a drill gives way to a real call
        if row.path == "/api/push-tests" and caller.person is not None:
            MAKERS["delivery_id"](caller)
        return caller.request(row.method, row.path.format(**values), **bodies(api, caller, row.method, row.path)).status_code


def test_the_table_is_what_happens(api: Api) -> None:
    api.app.state.stopping = asyncio.Event()
    api.app.state.stopping.set()  # a stream says hello and ends
    api.a.responder.patch("/api/me", json={"duty_on": False})  # told of an alert only where the row says so
    kept: dict[tuple[str, object], UUID | str] = {}
    happened = {(row, role): _status(api, row, role, kept) for row in rows() for role in row.expected}
    wrong = [
        f"{row} as {role}: {status}, the table says {row.expected[role]}"
        for (row, role), status in happened.items()
        if status != row.expected[role]
    ]
    assert not wrong, "\n".join(wrong)


def test_a_device_id_is_not_a_key(api: Api) -> None:
    """The id of a device is known to the coordinator's screens; it opens nothing."""
    answer = api.anonymous.get("/api/me", headers={"Authorization": f"Bearer {device(api.a.resident)}"})
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["www-authenticate"] == "Bearer"
