"""Facilities from the list to the phone and back: checks in one tap, what is broken reported by itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from app.core import clock
from app.core.clock import FrozenClock
from app.core.ids import new_id
from app.facilities import service
from app.patrols.models import Patrol
from tests.support.api import Api, Caller, Json, item

START = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
LAMP = {"kind": "lamp", "label": "느티나무길 1 💡", "number": "L-1", "lat": 37.7605, "lon": 126.7748, "every_days": 14}


@pytest.fixture(autouse=True)
def time() -> Iterator[FrozenClock]:
    with clock.frozen(START) as frozen:
        yield frozen


def stand(api: Api, **fields: object) -> str:
    answer = api.a.coordinator.post("/api/facilities", json={**LAMP, **fields})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def listed(caller: Caller) -> dict[str, Json]:
    return {one["id"]: one for one in caller.get("/api/facilities").json()["items"]}


def look(facility_id: str, working: object, *, recorded_at: datetime | None = None, **body: object) -> Json:
    return item("facility.check", {"facility_id": facility_id, "working": working, **body}, recorded_at=recorded_at)


def check(caller: Caller, facility_id: str, working: bool, **how: object) -> str:
    made = look(facility_id, working, **how)  # type: ignore[arg-type]  # passed on as it came
    (receipt,) = caller.sync(made)
    assert receipt["status"] == "applied", receipt
    return str(made["id"])


def at_desk(api: Api) -> list[Json]:
    items: list[Json] = api.a.officer.get("/api/desk/reports").json()["items"]
    return items


def story(api: Api, report_id: str) -> list[str]:
    return [step["kind"] for step in api.a.officer.get(f"/api/desk/reports/{report_id}").json()["timeline"]]


def test_next_due_follows_the_last_look(api: Api, time: FrozenClock) -> None:
    lamp = stand(api)
    assert listed(api.a.walker)[lamp] == {
        **LAMP,
        "id": lamp,
        "last_checked_at": None,
        "last_working": None,
        "next_due_at": "2026-11-23T03:00:00Z",
        "due": True,
    }
    check(api.a.walker, lamp, True)
    assert [listed(api.a.walker)[lamp][key] for key in ("last_working", "next_due_at", "due")] == [True, "2026-12-07T03:00:00Z", False]
    time.advance(timedelta(days=14))
    assert listed(api.a.walker)[lamp]["due"]


def test_a_broken_lamp_reports_itself_at_its_place(api: Api, time: FrozenClock) -> None:
    lamp = stand(api)
    first = check(api.a.walker, lamp, False, note="깜빡여요")
    (report,) = at_desk(api)
    assert (report["id"], report["category"], report["facility_id"], report["facility_label"]) == (first, "light_out", lamp, LAMP["label"])
    assert (report["place"], report["note"]) == ({"lat": LAMP["lat"], "lon": LAMP["lon"]}, "깜빡여요")
    time.advance(timedelta(days=20))
    check(api.a.responder, lamp, False)
    assert [one["also_reported"] for one in at_desk(api)] == [1], "still broken after weeks is still the same lamp"
    (mine,) = api.a.responder.get("/api/reports").json()["items"]
    assert (mine["id"], mine["check_in_id"], mine["facility_label"]) == (first, None, LAMP["label"])
    checks = api.a.officer.get(f"/api/facilities/{lamp}/checks").json()["items"]
    assert [(one["by"]["name"], one["working"], one["report_id"]) for one in checks] == [
        (api.a.responder.me.name, False, first),
        (api.a.walker.me.name, False, first),
    ]


def test_working_again_is_noted_once_and_the_desk_closes(api: Api, time: FrozenClock) -> None:
    lamp = stand(api)
    report_id = check(api.a.walker, lamp, False)
    for _ in range(3):
        time.advance(timedelta(hours=1))
        check(api.a.responder, lamp, True)
    assert story(api, report_id) == ["opened", "working_again"]
    assert at_desk(api)[0]["state"] == "received"
    time.advance(timedelta(hours=1))
    check(api.a.walker, lamp, False)
    time.advance(timedelta(hours=1))
    check(api.a.walker, lamp, True)
    assert story(api, report_id) == ["opened", "working_again", "joined", "working_again"]
    api.a.coordinator.patch(f"/api/reports/{report_id}", json={"state": "fixed"})
    time.advance(timedelta(hours=1))
    check(api.a.walker, lamp, True)
    again = check(api.a.walker, lamp, False)
    assert {one["id"] for one in at_desk(api)} == {report_id, again}, "broken again after the repair is new"


def test_looks_may_come_in_any_order(api: Api, time: FrozenClock) -> None:
    lamp = stand(api)
    time.advance(timedelta(days=3))
    check(api.a.walker, lamp, True)
    old = check(api.a.responder, lamp, False, recorded_at=START + timedelta(days=1))
    assert listed(api.a.walker)[lamp]["last_working"] is True, "the newer look stands"
    assert at_desk(api) == [], "it has been mended since"
    assert [one["working"] for one in api.a.officer.get(f"/api/facilities/{lamp}/checks").json()["items"]] == [True, False]
    broken = check(api.a.walker, lamp, False)
    check(api.a.responder, lamp, True, recorded_at=START + timedelta(days=2))
    assert story(api, broken) == ["opened"], "an older look says nothing about now"
    assert old != broken


def test_what_a_walk_sent_and_what_became_of_it(api: Api, time: FrozenClock) -> None:
    walker, patrol_id = api.a.walker, str(new_id())
    lamp, bench, clock_tower = stand(api), stand(api, kind="bench", number="", label="쉼터"), stand(api, kind="other", number="T")
    walk = {"context": "walk", "patrol_id": patrol_id, "lat": 37.7605, "lon": 126.7748}
    acts = [
        item("check_in", {"status": "safe", **walk}),
        item("check_in", {"status": "concern", "category": "litter", "urgency": "report", **walk}),
        look(lamp, False, patrol_id=patrol_id),
        look(bench, True, patrol_id=patrol_id),
        item("check_in", {"status": "concern", "category": "animal", "urgency": "report", **walk}),
        item("check_in", {"status": "concern", "category": "lost_person", "urgency": "urgent", **walk}),
        look(clock_tower, False, patrol_id=patrol_id, recorded_at=START - timedelta(hours=1)),
    ]
    check(api.a.responder, clock_tower, True)
    walker.sync(item("patrol.start", {"patrol_id": patrol_id}))
    for number, act in enumerate(acts):
        time.advance(timedelta(minutes=1))
        if number < 6:
            act["recorded_at"] = clock.rfc3339(clock.now())
        (receipt,) = walker.sync(act)
        assert receipt["status"] == "applied", receipt
    walker.sync(item("check_in.cancel", {"check_in_id": acts[4]["id"]}))
    api.a.coordinator.patch(f"/api/reports/{acts[1]['id']}", json={"state": "fixed", "answer": "치웠어요"})
    sent = walker.get(f"/api/reports/of-walk/{patrol_id}").json()["items"]
    assert [(one["kind"], one["state"], one["answer"], one["facility_label"]) for one in sent] == [
        ("facility_check", "working_again", "", LAMP["label"]),
        ("check_in", "kept", "", None),
        ("report", "fixed", "치웠어요", None),
        ("facility_check", "received", "", LAMP["label"]),
        ("facility_check", "working", "", "쉼터"),
        ("report", "taken_back", "", None),
        ("check_in", "kept", "", None),
    ]
    assert (sent[-1]["urgent"], sent[-1]["alert_id"] is not None) == (True, True)
    assert api.a.responder.get(f"/api/reports/of-walk/{patrol_id}").status_code == 404
    looks = api.database.read_sync(lambda session: service.looks_on_walk(session, api.a.id, UUID(patrol_id)))
    assert len({look.facility_id for look in looks}) == 3
    row = api.database.read_sync(lambda session: session.get_one(Patrol, (api.a.id, UUID(patrol_id))))
    assert row.checkpoints == 3, "a walk without a single fix can count by what was looked at"


def test_the_same_item_twice_is_one_look(api: Api) -> None:
    lamp, act = stand(api), None
    act = look(lamp, False)
    assert [one["status"] for one in api.a.walker.sync(act, act)] == ["applied", "duplicate"]
    assert len(api.a.officer.get(f"/api/facilities/{lamp}/checks").json()["items"]) == 1
    assert [one["also_reported"] for one in at_desk(api)] == [0]
    other = {**act, "body": {**act["body"], "working": True}}
    assert api.a.walker.sync(other)[0]["status"] == "conflict"


def test_what_cannot_be_checked_is_set_aside_alone(api: Api) -> None:
    lamp = stand(api)
    elsewhere = api.b.coordinator.post("/api/facilities", json={**LAMP, "lat": 37.5665, "lon": 126.978}).json()["id"]
    theirs = str(new_id())
    api.a.responder.sync(item("patrol.start", {"patrol_id": theirs}))
    wrong = [
        look(elsewhere, False),
        look(str(new_id()), True),
        look(lamp, "yes"),
        look(lamp, 1),
        look(lamp, None),
        look(lamp, True, note="가" * 1001),
        look(lamp, True, photo_ids=[str(new_id())] * 11),
        look(lamp, True, lat=37.0),
        look(lamp, True, patrol_id=theirs),
        look("lamp", True),
    ]
    good = look(lamp, True, note="괜찮\0아요 😀")
    results = api.a.walker.sync(*wrong, good)
    assert [one["status"] for one in results] == ["rejected"] * len(wrong) + ["applied"]
    assert "list" in results[0]["problem"]["detail"] or "목록" in results[0]["problem"]["detail"]
    (kept,) = api.a.officer.get(f"/api/facilities/{lamp}/checks").json()["items"]
    assert kept["note"] == "괜찮아요 😀"
    assert api.b.officer.get(f"/api/facilities/{elsewhere}/checks").json()["items"] == []
    assert api.a.resident.sync(look(lamp, True))[0]["problem"]["status"] == 403


def test_a_facility_off_the_list_keeps_its_looks_and_opens_nothing(api: Api) -> None:
    lamp = stand(api)
    check(api.a.walker, lamp, True)
    assert api.a.coordinator.delete(f"/api/facilities/{lamp}").status_code == 204
    assert listed(api.a.walker) == {}
    check(api.a.walker, lamp, False)
    assert at_desk(api) == []
    assert len(api.a.officer.get(f"/api/facilities/{lamp}/checks").json()["items"]) == 2
    assert api.a.coordinator.delete(f"/api/facilities/{lamp}").status_code == 404
    assert api.a.coordinator.patch(f"/api/facilities/{lamp}", json={"label": "x"}).status_code == 404
    assert api.a.coordinator.post("/api/facilities", json={**LAMP, "id": lamp}).status_code == 409


def test_entering_and_changing(api: Api) -> None:
    facility_id = str(new_id())
    for _ in range(2):
        assert stand(api, id=facility_id) == facility_id, "the same request again is harmless"
    assert api.a.coordinator.post("/api/facilities", json={**LAMP, "id": facility_id, "label": "다른 것"}).status_code == 409
    changed = api.a.coordinator.patch(f"/api/facilities/{facility_id}", json={"label": "새 이름", "every_days": 7}).json()
    assert (changed["label"], changed["every_days"], changed["number"]) == ("새 이름", 7, "L-1")
    moved = api.a.coordinator.patch(f"/api/facilities/{facility_id}", json={"lat": 37.761, "lon": 126.775}).json()
    assert (moved["lat"], moved["lon"]) == (37.761, 126.775)


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_what_makes_no_sense_is_refused(api: Api) -> None:
    lamp = stand(api)
    for wrong in ({"lat": 126.7, "lon": 37.7}, {"lat": 91}, {"kind": "dragon"}, {"label": " "}, {"every_days": 0}, {"every_days": 731}):
        assert api.a.coordinator.post("/api/facilities", json={**LAMP, **wrong}).status_code == 422, wrong
    without_lon = {key: value for key, value in LAMP.items() if key != "lon"}
    assert api.a.coordinator.post("/api/facilities", json=without_lon).status_code == 422
    for half in ({"lat": 37.76}, {"lon": 126.77}, {"lat": 35.0, "lon": 129.0}):
        assert api.a.coordinator.patch(f"/api/facilities/{lamp}", json=half).status_code == 422, half


def test_a_list_comes_in_and_the_same_list_again_changes_nothing(api: Api) -> None:
    lamp = stand(api)
    text = "종류,이름,번호,위도,경도\n가로등,새 이름,L-1,37.7605,126.7748\n벤치,쉼터,,37.7606,126.7749\n용,x,9,37.7605,126.7748\n"

    def bring(content: bytes) -> Json:
        answer = api.a.coordinator.post("/api/facilities/import", content=content, headers={"Content-Type": "text/csv"})
        assert answer.status_code == 200, answer.text
        got: Json = answer.json()
        return got

    first = bring(text.encode("cp949"))
    assert {key: first[key] for key in ("added", "changed", "unchanged", "refused")} == {
        "added": 1,
        "changed": 1,
        "unchanged": 0,
        "refused": 1,
    }
    assert [error["line"] for error in first["errors"]] == [4]
    assert listed(api.a.walker)[lamp]["label"] == "새 이름", "known again by its number"
    second = bring(text.encode())
    assert (second["added"], second["changed"], second["unchanged"]) == (0, 0, 2)
    assert len(listed(api.a.walker)) == 2
    twice = bring("kind,label,number,lat,lon\nbell,하나,B,37.7605,126.7748\nbell,둘,B,37.7605,126.7748\n".encode())
    assert (twice["added"], twice["changed"], twice["unchanged"]) == (1, 0, 0), "of two lines about the same the later counts"
    assert sorted(one["label"] for one in listed(api.a.walker).values()) == ["둘", "새 이름", "쉼터"]


def test_ten_thousand_lines_come_in_at_once(api: Api) -> None:
    rows = "".join(f"lamp,가로등 {n},L-{n},{37.76 + n / 1e6:.6f},126.7748,30\n" for n in range(10_000))
    content = ("kind,label,number,lat,lon,every_days\n" + rows).encode()
    got = api.a.coordinator.post("/api/facilities/import", content=content).json()
    assert (got["added"], got["refused"]) == (10_000, 0)
    page = api.a.walker.get("/api/facilities?limit=5000").json()
    rest = api.a.walker.get(f"/api/facilities?limit=5000&cursor={page['next_cursor']}").json()
    assert (len(page["items"]), len(rest["items"]), rest["next_cursor"]) == (5000, 5000, None)
    more = api.a.coordinator.post("/api/facilities/import", content=content + b"lamp,x,x,37.76,126.77,30\n")
    assert more.status_code == 422
    assert api.a.coordinator.post("/api/facilities/import", content=b"x" * (5 * 2**20)).status_code == 413
    for nothing in (b"", b"\xff\xfe\x00\x00\x81", "용,개\n".encode()):
        assert api.a.coordinator.post("/api/facilities/import", content=nothing).status_code == 422
