"""One alert is taken back, another by force: whoever is not at the desk gets the same bytes, whatever they ask.

The same story is told in two neighbourhoods. What differs between any two alerts (ids, names, places, moments) is evened out,
in the order in which it appears; everything else has to be equal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.alerts import jobs
from app.core import clock
from app.core.clock import FrozenClock
from app.notifications.models import Delivery
from tests.access.table import rows
from tests.access.things import subscription
from tests.support.api import PLACES, Api, Caller, Json, Neighbourhood, concern, item

NOON = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
RIGHT, OTHER = "2580", "7136"
NATIONAL_POINT = re.compile(r"[가-하]{2} \d{4} \d{4}")
UNLIKE = re.compile(
    r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"  # ids
    r"|\b8[0-9a-f]{14}\b"  # cells
    r"|-?\d+\.\d{3,}"  # degrees
    r"|[\w-]{24,}={0,2}"  # topics, tokens
)
OF_NO_ALERT = ("/desk/", "/health", "/openapi", "/coverage", "/hours", "/interop", "/facilities", "/dogs")
"""The desk's own, and answers that differ with the ground and not with what happens on it."""
ASKED_BY_ANYBODY = [
    row
    for row in dict.fromkeys((row.method, row.path) for row in rows())
    if row[0] == "GET" and "{" not in row[1].replace("{alert_id}", "") and not any(part in row[1] for part in OF_NO_ALERT)
]


@pytest.fixture
def time() -> Iterator[FrozenClock]:
    with clock.frozen(NOON) as frozen:
        yield frozen


def evened(text: str, side: Neighbourhood) -> str:
    """The text without what differs between any two alerts of two neighbourhoods."""
    known: dict[str, str] = {}
    text = text.replace("가람", "동네").replace("나루", "동네")
    text = NATIONAL_POINT.sub("<point>", text)
    return UNLIKE.sub(lambda found: known.setdefault(found[0], f"<{len(known)}>"), text)


def answers(side: Neighbourhood, alert_id: str) -> dict[str, str]:
    """Everything anybody but the desk may ask, and what they get, with its headers."""
    told = {}
    for caller in (side.resident, side.other_resident, side.walker, *side.responders):
        for method, path in ASKED_BY_ANYBODY:
            answer = caller.request(method, path.format(alert_id=alert_id))
            headers = {name: value for name, value in answer.headers.items() if name not in ("etag", "content-length")}
            told[f"{caller.me.name[2:]} {path}"] = evened(f"{answer.status_code} {sorted(headers.items())} {answer.text}", side)
    return told


def pushed(api: Api, side: Neighbourhood) -> list[str]:
    """Every push to anybody but the desk, in order, with its words."""
    staff = {side.coordinator.me.id, side.officer.me.id}

    def read(session: Session) -> list[str]:
        sent = select(Delivery).where(col(Delivery.neighbourhood_id) == side.id).order_by(col(Delivery.id))
        order = [caller.me.id for caller in side.everybody]
        return sorted(
            evened(f"{order.index(row.member_id)} {row.kind} {row.status} {row.ttl_s} {row.urgency} {row.payload}", side)
            for row in session.execute(sent).scalars()
            if row.member_id not in staff
        )

    return api.database.read_sync(read)


def story(api: Api, time: FrozenClock, side: Neighbourhood, pin: str, *, by_check_in: bool) -> list[object]:
    """An alert is answered and taken back with `pin`; everything that anybody but the desk is told of it."""
    heard: list[object] = []

    def keep(caller: Caller, *items: Json) -> None:
        heard.append(evened(str(caller.sync(*items)), side))

    for caller in side.everybody:
        caller.put(f"/api/push-subscriptions/{caller.me.device_id}", json=subscription())
    side.resident.put("/api/me/cancel-pin", json={"pin": RIGHT, "other_pin": OTHER})
    said = concern()
    (receipt,) = side.resident.sync(said)
    alert_id = str(receipt["alert_id"])
    first, second, third, _fourth = side.responders
    first.respond(alert_id, "accept", "on_scene")
    second.respond(alert_id, "seen")
    third.respond(alert_id, "decline")
    side.coordinator.get(f"/api/desk/alerts/{alert_id}")
    second.respond(alert_id, "accept")

    def show_place() -> None:
        home = PLACES[0 if side is api.a else 1]
        # Places are rounded to one grid for the whole country: so far north both neighbourhoods are 450 m from theirs.
        there = {"lat": home.lat + 0.00415, "lon": home.lon, "accuracy_m": 8, "recorded_at": clock.rfc3339(clock.now())}
        for caller in (first, second, third):
            shown = caller.put(f"/api/alerts/{alert_id}/my-place", json=there)
            heard.append(evened(f"{shown.status_code} {shown.text}", side))

    show_place()
    heard.append(answers(side, alert_id))
    time.advance(timedelta(seconds=30))
    if by_check_in:
        keep(side.resident, item("check_in.cancel", {"check_in_id": said["id"], "pin": "0000"}))
        keep(side.resident, item("check_in.cancel", {"check_in_id": said["id"], "pin": pin}))
    else:
        for typed in (None, "0000", pin, pin):
            answer = side.resident.post(f"/api/alerts/{alert_id}/cancel", json={"pin": typed} if typed else {})
            heard.append(evened(f"{answer.status_code} {answer.text}", side))
    heard.append(answers(side, alert_id))
    heard.append(pushed(api, side))
    time.advance(timedelta(seconds=30))
    side.coordinator.get(f"/api/desk/alerts/{alert_id}?show=address")
    side.officer.get(f"/api/desk/alerts/{alert_id}?show=address")
    show_place()
    for minutes in (2, 2, 2, 90):
        time.advance(timedelta(minutes=minutes))
        while api.database.write_sync(lambda session: jobs.step(session, clock.now())):
            pass
    for caller in side.responders:
        keep(caller, *(item("alert.respond", {"alert_id": alert_id, "action": act}) for act in ("accept", "on_my_way", "fine", "done")))
    keep(first, item("alert.debrief", {"alert_id": alert_id, "answer": "talk"}))
    for caller in (side.resident, first, side.walker):
        ended = caller.post(f"/api/alerts/{alert_id}/resolve", json={"outcome": "safe"})
        heard.append(evened(f"{ended.status_code} {ended.text}", side))
    (came,) = side.resident.get(f"/api/alerts/{alert_id}").json()["progress"]["coming"]
    kept_away = side.resident.post("/api/me/blocks", json={"alert_id": alert_id, "who": came["who"]})
    heard.append(evened(f"{kept_away.status_code} {kept_away.text}", side))
    heard.append(answers(side, alert_id))
    heard.append(pushed(api, side))
    ended = side.coordinator.post(f"/api/alerts/{alert_id}/resolve", json={"outcome": "safe"})
    assert ended.status_code == 200, ended.text
    heard.append(answers(side, alert_id))
    heard.append(pushed(api, side))
    return heard


@pytest.mark.nightly_on_postgresql
@pytest.mark.parametrize("by_check_in", [True, False])
def test_nobody_but_the_desk_can_tell_a_forced_cancel_from_a_true_one(api: Api, time: FrozenClock, by_check_in: bool) -> None:
    true = story(api, time, api.a, RIGHT, by_check_in=by_check_in)
    time.advance(NOON - clock.now())
    forced = story(api, time, api.b, OTHER, by_check_in=by_check_in)
    for number, (one, other) in enumerate(zip(true, forced, strict=True)):
        if isinstance(one, dict) and isinstance(other, dict):
            unlike = {asked: (one[asked], other[asked]) for asked in one if one[asked] != other[asked]}
            assert not unlike, f"step {number}: {unlike}"
        assert one == other, f"step {number}"
    for side, is_forced in ((api.a, False), (api.b, True)):
        (alert,) = side.coordinator.get("/api/desk/board").json()["closed_alerts"]
        assert (alert["duress_at"] is not None) is is_forced, "the story did what it says"
