"""Reports from the phone to the desk and back: opened, joined, answered, taken back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlmodel import col

from app.core import clock
from app.core.clock import FrozenClock
from app.core.ids import new_id
from app.notifications.models import Delivery
from app.reports.rules import SHARED
from tests.access.things import PICTURE, subscription
from tests.support.api import Api, Caller, Json, item

START = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
HERE = {"lat": 37.7605, "lon": 126.7748}


@pytest.fixture(autouse=True)
def time() -> Iterator[FrozenClock]:
    with clock.frozen(START) as frozen:
        yield frozen


def said(category: str = "light_out", *, item_id: object = None, recorded_at: datetime | None = None, **body: object) -> Json:
    full = {"status": "concern", "context": "walk", "urgency": "report", "category": category, **HERE, **body}
    return item("check_in", full, item_id=item_id, recorded_at=recorded_at)


def say(caller: Caller, category: str = "light_out", **how: object) -> str:
    made = said(category, **how)  # type: ignore[arg-type]  # passed on as it came
    (receipt,) = caller.sync(made)
    assert receipt["status"] == "applied", receipt
    return str(made["id"])


def mine(caller: Caller) -> list[Json]:
    items: list[Json] = caller.get("/api/reports").json()["items"]
    return items


def recent(caller: Caller) -> list[Json]:
    items: list[Json] = caller.get("/api/reports/recent").json()["items"]
    return items


def at_desk(api: Api, **query: str) -> list[Json]:
    items: list[Json] = api.a.officer.get("/api/desk/reports", params=query).json()["items"]
    return items


def story(api: Api, report_id: str) -> list[str]:
    return [step["kind"] for step in api.a.officer.get(f"/api/desk/reports/{report_id}").json()["timeline"]]


def answer(api: Api, report_id: str, **body: object) -> Json:
    answered = api.a.coordinator.patch(f"/api/reports/{report_id}", json=body)
    assert answered.status_code == 200, answered.text
    page: Json = answered.json()
    return page


def pushes(api: Api, caller: Caller) -> list[Json]:
    query = (
        select(col(Delivery.payload)).where(col(Delivery.member_id) == caller.me.id).order_by(col(Delivery.created_at), col(Delivery.id))
    )
    return [json.loads(payload) for payload in api.database.read_sync(lambda session: session.execute(query).scalars().all())]


def listen(caller: Caller) -> Caller:
    caller.put(f"/api/push-subscriptions/{caller.me.device_id}", json=subscription())
    return caller


def test_a_lamp_from_the_phone_to_the_desk_and_back(api: Api, time: FrozenClock) -> None:
    walker, responder = listen(api.a.walker), listen(api.a.responder)
    report_id = say(walker, note="전봇대 옆 💡이 꺼졌어요")
    assert [(one["id"], one["state"], one["also_reported"]) for one in mine(walker)] == [(report_id, "received", 0)]
    (seen,) = recent(responder)
    assert seen == {"id": report_id, "category": "light_out", **HERE, "state": "received", "reported_at": "2026-11-23T03:00:00Z"}

    time.advance(timedelta(days=2))
    say(responder, same_as=report_id, note="여기 정말 어두워요")
    (shown,) = at_desk(api)
    assert (shown["reporter"]["name"], shown["note"], shown["also_reported"]) == (walker.me.name, "전봇대 옆 💡이 꺼졌어요", 1)
    assert mine(responder)[0]["note"] == "여기 정말 어두워요", "each sees their own words"

    time.advance(timedelta(hours=1))
    page = answer(api, report_id, state="in_progress", answer="한전에 알렸어요")
    assert [one["by"]["name"] for one in page["sayings"]] == [walker.me.name, responder.me.name]
    time.advance(timedelta(hours=1))
    answer(api, report_id, state="fixed")
    for caller in (walker, responder):
        (kept,) = mine(caller)
        assert (kept["state"], kept["answer"], kept["state_at"]) == ("fixed", "한전에 알렸어요", "2026-11-25T05:00:00Z")
        told = pushes(api, caller)
        assert [one["modu"]["kind"] for one in told] == ["report", "report"]
        assert {one["notification"]["body"] for one in told} == {"제보하신 것에 새 소식이 있어요."}
        assert {one["notification"]["navigate"] for one in told} == {"/reports"}
        assert len({one["notification"]["tag"] for one in told}) == 1, "the newest news replaces the older"
    assert story(api, report_id) == ["opened", "joined", "state", "state"]


def test_the_same_answer_again_tells_nobody(api: Api) -> None:
    report_id = say(listen(api.a.walker))
    answer(api, report_id, state="fixed", answer="끝")
    answer(api, report_id, state="fixed", answer="끝")
    answer(api, report_id, state="fixed")
    assert len(pushes(api, api.a.walker)) == 1
    assert story(api, report_id) == ["opened", "state"]


def test_news_about_a_person_says_nothing_on_the_lock_screen(api: Api) -> None:
    report_id = say(listen(api.a.walker), "person_in_need")
    answer(api, report_id, state="in_progress")
    (told,) = pushes(api, api.a.walker)
    assert (told["modu"]["kind"], told["notification"]["body"]) == ("news", "새 소식이 있어요. 열어서 확인해 주세요.")


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
@pytest.mark.parametrize("category", ["person_in_need", "lost_person", "drunk_or_violent", "fire_or_gas", "other", *sorted(SHARED)])
def test_what_is_about_people_never_shows_to_other_walkers(api: Api, category: str) -> None:
    report_id = say(api.a.walker, category)
    assert [one["id"] for one in recent(api.a.responder)] == ([report_id] if category in SHARED else [])
    joined = say(api.a.responder, category, same_as=report_id)
    assert mine(api.a.responder)[0]["id"] == (report_id if category in SHARED else joined)
    assert len(at_desk(api)) == (1 if category in SHARED else 2)
    assert {key for one in recent(api.a.responder) for key in one} <= {"id", "category", "lat", "lon", "state", "reported_at"}


def test_a_report_from_home_keeps_its_place_to_itself(api: Api) -> None:
    body = {"status": "concern", "context": "home", "urgency": "report", "category": "other", "note": "의자가 있으면", **HERE}
    api.a.resident.sync(item("check_in", body))
    (shown,) = at_desk(api)
    assert (shown["place"], shown["note"]) == (None, "의자가 있으면")
    geojson = api.a.coordinator.get("/api/desk/reports.geojson?reason=회의").json()
    assert geojson["features"][0]["geometry"] is None
    assert recent(api.a.walker) == []


def test_a_wrong_guess_opens_a_report_of_its_own(api: Api, time: FrozenClock) -> None:
    first = say(api.a.walker)
    others = api.b.walker
    elsewhere = say(others, lat=37.5665, lon=126.978)
    for wrong in (
        {"same_as": str(new_id())},
        {"same_as": elsewhere},
        {"same_as": first, "lat": 37.7625},
        {"same_as": first, "category": "litter"},
    ):
        opened = say(api.a.responder, **wrong)
        assert mine(api.a.responder)[0]["id"] == opened, wrong
        time.advance(timedelta(seconds=1))
    time.advance(timedelta(days=8))
    assert mine(api.a.responder)[0]["id"] != first
    late = say(api.a.responder, same_as=first)
    assert mine(api.a.responder)[0]["id"] == late, "after a week it is asked anew"
    refused, urgent = api.a.walker.sync(
        item("check_in", {"status": "safe", "context": "walk", "same_as": first}), said("fire_or_gas", urgency="urgent", same_as=first)
    )
    assert (refused["status"], urgent["status"]) == ("rejected", "applied")
    assert urgent["alert_id"], "a call for help is a call for help"


def test_offline_while_it_was_mended(api: Api, time: FrozenClock) -> None:
    first = say(api.a.walker)
    seen_at = time.advance(timedelta(hours=1))
    time.advance(timedelta(hours=1))
    answer(api, first, state="fixed", answer="고쳤어요")
    time.advance(timedelta(hours=1))
    say(api.a.responder, same_as=first, recorded_at=seen_at)
    assert mine(api.a.responder)[0]["state"] == "fixed"
    again = say(api.a.responders[1], same_as=first)
    assert mine(api.a.responders[1])[0]["id"] == again, "out again after the repair is new"


def test_taking_back_takes_the_report_back_unless_others_said_the_same(api: Api) -> None:
    walker, responder = api.a.walker, api.a.responder
    alone, shared = say(walker, note="혼자"), say(walker, "litter", note="함께")
    say(responder, "litter", same_as=shared, note="저도요")
    walker.sync(*(item("check_in.cancel", {"check_in_id": one}) for one in (alone, shared)))
    assert mine(walker) == []
    (left,) = at_desk(api)
    assert (left["id"], left["reporter"]["name"], left["note"], left["also_reported"]) == (shared, responder.me.name, "저도요", 0)
    assert [one["id"] for one in recent(responder)] == [shared]
    assert story(api, shared) == ["opened", "joined", "taken_back"]
    assert api.a.coordinator.patch(f"/api/reports/{alone}", json={"state": "fixed"}).status_code == 404
    assert api.a.officer.get(f"/api/desk/reports/{alone}").status_code == 404
    joined = say(responder, same_as=alone)
    assert mine(responder)[0]["id"] == joined, "what was taken back is joined by nobody"
    listen(walker)
    answer(api, shared, state="fixed")
    assert pushes(api, walker) == [], "who took it back is not told"


def test_the_same_item_twice_is_one_report_and_one_word(api: Api) -> None:
    first = said()
    joined = said(same_as=first["id"])
    assert [one["status"] for one in api.a.walker.sync(first, first)] == ["applied", "duplicate"]
    assert [one["status"] for one in api.a.responder.sync(joined, joined)] == ["applied", "duplicate"]
    (shown,) = at_desk(api)
    assert shown["also_reported"] == 1
    assert story(api, first["id"]) == ["opened", "joined"]


def test_saying_it_twice_oneself_is_one_line_in_my_list(api: Api, time: FrozenClock) -> None:
    first = say(api.a.walker, note="하나")
    time.advance(timedelta(minutes=5))
    say(api.a.walker, same_as=first, note="둘")
    (shown,) = mine(api.a.walker)
    assert (shown["note"], shown["also_reported"]) == ("하나", 0)
    assert at_desk(api)[0]["also_reported"] == 0


def test_another_members_photo_is_not_shown_as_mine(api: Api) -> None:
    theirs, ours, coming = (str(new_id()) for _ in range(3))
    assert api.a.responder.put(f"/api/photos/{theirs}", content=PICTURE).status_code == 201
    assert api.a.walker.put(f"/api/photos/{ours}", content=PICTURE).status_code == 201
    say(api.a.walker, photo_ids=[theirs, ours, coming])
    assert mine(api.a.walker)[0]["photo_ids"] == [ours, coming]
    assert at_desk(api)[0]["photo_ids"] == [ours, coming]


def test_a_report_lost_with_its_walk_is_still_a_report(api: Api) -> None:
    """The walk it names is somebody else's: what was seen is heard all the same."""
    patrol_id = str(new_id())
    api.a.responder.sync(item("patrol.start", {"patrol_id": patrol_id}))
    report_id = say(api.a.walker, patrol_id=patrol_id)
    assert [(one["id"], one["patrol_id"]) for one in mine(api.a.walker)] == [(report_id, None)]


def test_an_ordinary_day_opens_no_report(api: Api) -> None:
    api.a.walker.sync(item("check_in", {"status": "safe", "context": "walk", **HERE}), said("person_in_need", urgency="urgent"))
    assert mine(api.a.walker) == []
    assert at_desk(api) == []


def test_my_list_goes_on_where_it_ended(api: Api, time: FrozenClock) -> None:
    made = []
    for _ in range(5):
        made.append(say(api.a.walker))
        time.advance(timedelta(seconds=30))
    seen: list[str] = []
    cursor = ""
    while True:
        page = api.a.walker.get(f"/api/reports?limit=2{cursor}").json()
        seen += [one["id"] for one in page["items"]]
        if page["next_cursor"] is None:
            break
        cursor = f"&cursor={page['next_cursor']}"
    assert seen == made[::-1]
    assert api.a.responder.get(f"/api/reports?limit=2{cursor}").json()["items"] == [], "a cursor of somebody else's leads nowhere"


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "body",
    [{}, {"state": "done"}, {"answer": "고쳤어요"}, {"state": "fixed", "answer": "가" * 1001}, {"state": "fixed", "by": "me"}],
    ids=str,
)
def test_an_answer_that_makes_no_sense_is_refused(api: Api, body: Json) -> None:
    report_id = say(api.a.walker)
    assert api.a.coordinator.patch(f"/api/reports/{report_id}", json=body).status_code == 422
    assert story(api, report_id) == ["opened"]
