"""Each item once: repeats, races, other bytes, other people; both times kept; a fault stays with its item."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select
from sqlmodel import col

from app.checkins.models import CheckIn
from app.core import clock
from app.core.clock import rfc3339
from app.core.ids import new_id
from app.notifications.models import Delivery
from app.sync import service
from app.sync.models import SyncItem
from tests.access.things import subscription
from tests.support.api import Api, Json, concern, item, safe

AT_ONCE = 50


def _seconds(moment: str) -> float:
    return datetime.fromisoformat(moment).timestamp()


def _counted(api: Api, what: type[CheckIn] | type[SyncItem] | type[Delivery]) -> int:
    return api.database.read_sync(lambda session: session.execute(select(func.count()).select_from(what)).scalar_one())


def test_one_item_sent_fifty_times_at_once_is_applied_once(api: Api) -> None:
    one = concern()
    with ThreadPoolExecutor(AT_ONCE) as crowd:
        results = [receipts[0] for receipts in crowd.map(lambda _: api.a.resident.sync(one), range(AT_ONCE))]
    assert Counter(entry["status"] for entry in results) == {"applied": 1, "duplicate": AT_ONCE - 1}
    assert len({entry["alert_id"] for entry in results}) == 1, "a repeat is told of the same alert"
    assert _counted(api, CheckIn) == 1


def test_fifty_concerns_of_one_person_at_once_are_one_alert(api: Api) -> None:
    with ThreadPoolExecutor(20) as crowd:
        results = [receipts[0] for receipts in crowd.map(lambda _: api.a.resident.sync(concern()), range(AT_ONCE))]
    assert {entry["status"] for entry in results} == {"applied"}
    assert len({entry["alert_id"] for entry in results}) == 1
    assert len(api.a.coordinator.get("/api/desk/board").json()["alerts"]) == 1


def test_the_same_id_with_other_bytes_is_a_conflict_and_the_first_stands(api: Api) -> None:
    first = safe()
    other = {**first, "body": {"status": "concern", "context": "home"}}
    later = {**first, "recorded_at": rfc3339(clock.now() + timedelta(seconds=1))}
    spaced = {key: first[key] for key in reversed(first)}
    results = api.a.resident.sync(first, other, later, spaced)
    assert [entry["status"] for entry in results] == ["applied", "conflict", "conflict", "duplicate"]
    assert results[1]["problem"]["status"] == 409
    assert [entry["status"] for entry in api.a.resident.get("/api/check-ins").json()["items"]] == ["safe"]


def test_the_same_id_from_somebody_else_takes_nothing_and_tells_nothing(api: Api) -> None:
    mine = concern(note="혼자 있어요")
    api.a.resident.sync(mine)
    for stranger in (api.a.walker, api.b.resident):
        (refused,) = stranger.sync(mine)
        assert refused["status"] == "conflict"
        assert "alert_id" not in refused
        assert "혼자" not in json.dumps(refused, ensure_ascii=False)
    assert len(api.a.resident.get("/api/check-ins").json()["items"]) == 1


def test_a_deleted_item_is_gone_and_does_not_come_back(api: Api) -> None:
    one = safe()
    api.a.resident.sync(one)

    def delete(row: SyncItem | None) -> None:
        assert row is not None
        row.deleted_at = clock.now()

    api.database.write_sync(lambda session: delete(session.get(SyncItem, UUID(one["id"]))))
    (again,) = api.a.resident.sync(one)
    assert (again["status"], again["problem"]["status"]) == ("rejected", 410)


def test_a_late_concern_pages_nobody_and_goes_to_the_desk(api: Api) -> None:
    now = clock.now()
    for caller in [*api.a.responders, api.a.coordinator, api.a.resident]:
        assert caller.put(f"/api/push-subscriptions/{caller.me.device_id}", json=subscription()).status_code == 200
    (receipt,) = api.a.resident.sync(concern(recorded_at=now - timedelta(minutes=16)))
    (alert,) = api.a.coordinator.get("/api/desk/board").json()["alerts"]
    assert alert["id"] == receipt["alert_id"]
    assert (alert["late"], alert["told"]) == (True, [])
    assert alert["desk_told_at"] is not None
    assert alert["age_s"] >= 16 * 60
    pushed = api.database.read_sync(lambda session: session.execute(select(col(Delivery.member_id), col(Delivery.kind))).all())
    assert {(row.member_id, row.kind) for row in pushed} == {(api.a.coordinator.me.id, "desk"), (api.a.resident.me.id, "ask")}


def test_a_concern_of_fourteen_minutes_ago_still_pages(api: Api) -> None:
    api.a.resident.sync(concern(recorded_at=clock.now() - timedelta(minutes=14)))
    (alert,) = api.a.coordinator.get("/api/desk/board").json()["alerts"]
    assert not alert["late"]
    assert alert["told"]


@pytest.mark.parametrize("skew", [timedelta(hours=9), timedelta(hours=-9), timedelta(days=-20_000), timedelta(days=400)])
def test_a_wrong_clock_is_corrected_and_both_times_are_kept(api: Api, skew: timedelta) -> None:
    """A phone nine hours ahead says so itself, by the time it put on the envelope."""
    now = clock.now()
    said = concern(recorded_at=now - timedelta(minutes=2) + skew)
    (receipt,) = api.a.resident.sync(said, sent_at=now + skew)
    (kept,) = api.a.resident.get("/api/check-ins").json()["items"]
    assert kept["clock_flag"] == "clock_corrected"
    assert abs(_seconds(kept["recorded_at"]) - (now - timedelta(minutes=2)).timestamp()) < 6
    assert abs(_seconds(kept["received_at"]) - now.timestamp()) < 30
    assert not kept["late"]
    assert receipt["alert_id"]


def test_a_clock_never_set_does_not_make_a_concern_late(api: Api) -> None:
    api.a.resident.sync(concern() | {"recorded_at": "1970-01-01T00:07:00Z"})
    (alert,) = api.a.coordinator.get("/api/desk/board").json()["alerts"]
    assert not alert["late"]
    assert alert["told"]


def test_five_hundred_check_ins_packed(api: Api) -> None:
    items = [safe() for _ in range(500)]
    batch = {"device_id": str(api.a.walker.me.device_id), "sent_at": rfc3339(clock.now()), "items": items}
    answer = api.a.walker.post("/api/sync", content=gzip.compress(json.dumps(batch).encode()), headers={"Content-Encoding": "gzip"})
    assert Counter(entry["status"] for entry in answer.json()["results"]) == {"applied": 500}
    assert [entry["id"] for entry in answer.json()["results"]] == [entry["id"] for entry in items]
    seen: list[str] = []
    cursor = ""
    while True:
        page = api.a.walker.get(f"/api/check-ins?limit=100{cursor}").json()
        seen += [entry["id"] for entry in page["items"]]
        if page["next_cursor"] is None:
            break
        cursor = f"&cursor={page['next_cursor']}"
    assert sorted(seen) == sorted(entry["id"] for entry in items), "every one on exactly one page"


def test_a_fault_of_ours_stays_with_its_item_and_is_sent_again(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object) -> None:
        raise ZeroDivisionError

    model, _handler = service.HANDLERS["patrol.start"]
    with monkeypatch.context() as patched:
        patched.setitem(service.HANDLERS, "patrol.start", (model, broken))
        before, start, after = safe(), item("patrol.start", {"patrol_id": str(new_id())}), safe()
        results = api.a.walker.sync(before, start, after)
    assert [entry["status"] for entry in results] == ["applied", "retry", "applied"]
    assert results[1]["problem"]["status"] == 500
    assert api.a.walker.sync(start)[0]["status"] == "applied"
    again: list[Json] = api.a.walker.sync(before, start, after)
    assert [entry["status"] for entry in again] == ["duplicate", "duplicate", "duplicate"]
    assert len(api.a.walker.get("/api/patrols").json()["items"]) == 1


def test_a_signed_out_device_sends_nothing(api: Api) -> None:
    assert api.a.resident.delete("/api/sessions/current").status_code == 204
    answer = api.a.resident.send([safe()])
    assert answer.status_code == 401
    assert _counted(api, CheckIn) == 0


def test_my_list_follows_the_time_whatever_the_ids_are(api: Api) -> None:
    now = clock.now()
    said = [safe(recorded_at=now - timedelta(minutes=minutes), item_id=uuid4()) for minutes in (3, 9, 0, 6, 6)]
    api.a.resident.sync(*said)
    expected = [entry["id"] for entry in sorted(said, key=lambda entry: (entry["recorded_at"], entry["id"]), reverse=True)]
    seen: list[str] = []
    cursor: dict[str, str] = {}
    for _ in expected:
        page = api.a.resident.get("/api/check-ins", params={"limit": 1, **cursor}).json()
        seen += [entry["id"] for entry in page["items"]]
        cursor = {"cursor": page["next_cursor"]} if page["next_cursor"] else {}
    assert seen == expected
    assert not cursor


def test_a_cursor_into_somebody_elses_list_leads_nowhere(api: Api) -> None:
    api.a.walker.sync(safe(), safe())
    theirs = api.a.walker.get("/api/check-ins?limit=1").json()["next_cursor"]
    api.a.resident.sync(safe())
    assert api.a.resident.get(f"/api/check-ins?cursor={theirs}").json()["items"] == []
