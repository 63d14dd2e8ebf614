"""Walks and looks at facilities as a phone sends them, and what they come to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from app.core import clock
from app.core.ids import new_id
from tests.support.api import Caller, Json, Neighbourhood, item

NOON = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
"""A Friday in Seoul."""


def walk(caller: Caller, began: datetime, minutes: int = 45, *, moving: bool = True, sent_at: datetime | None = None, **end: Any) -> str:
    """One walk, sent when it was over unless said otherwise; `end` adds to its last words."""
    patrol_id = str(new_id())
    count = minutes * 6 - 12
    t0 = int((began + timedelta(minutes=1)).timestamp())
    track = {"t": [t0] + [10] * count, "lat": [37_760_000] + [110] * count, "lon": [126_774_800] + [0] * count, "acc": [6] + [0] * count}
    items = [item("patrol.start", {"patrol_id": patrol_id}, recorded_at=began)]
    if moving:
        items.append(item("patrol.fixes", {"patrol_id": patrol_id, "seq": 0, "track": track}, recorded_at=began))
    over = began + timedelta(minutes=minutes)
    items.append(item("patrol.end", {"patrol_id": patrol_id, "outcome": "nothing_to_report", **end}, recorded_at=over))
    send(caller, items, sent_at or over)
    return patrol_id


def send(caller: Caller, items: list[Json], at: datetime) -> None:
    """A batch that is taken whole."""
    with clock.frozen(at):
        receipts = caller.sync(*items)
    assert {receipt["status"] for receipt in receipts} == {"applied"}, receipts


def lamps(a: Neighbourhood, count: int = 3) -> list[str]:
    """Lamps along a street, 111 m each from the one before."""
    made = []
    for number in range(count):
        body = {"kind": "lamp", "label": f"가로등 {number}", "number": f"{new_id()}"[-9:], "lat": 37.7605 + number / 1000, "lon": 126.7748}
        answer = a.coordinator.post("/api/facilities", json={**body, "every_days": 30})
        assert answer.status_code == 201, answer.text
        made.append(answer.json()["id"])
    return made


def look(facility_id: str, patrol_id: str, at: datetime) -> Json:
    """One look at a lamp that works."""
    return item("facility.check", {"facility_id": facility_id, "working": True, "patrol_id": patrol_id}, recorded_at=at)


def credit(caller: Caller, patrol_id: str) -> tuple[str, int | None, str]:
    """State, minutes and reason of one's own walk."""
    found = caller.get(f"/api/patrols/{patrol_id}").json()["hours"]
    return found["state"], found["minutes"], found["why"]


def hours(caller: Caller, month: str = "2026-11") -> Json:
    """One's own month."""
    answer = caller.get("/api/hours", params={"month": month})
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found
