"""Promises over the API: the outbox's items, receipts, my page, what buddies and the desk read, the answer without signing in."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core import clock
from app.core.clock import FrozenClock
from app.core.ids import new_id
from app.notifications.models import Delivery
from app.people import service as people
from app.people.models import Member
from app.plans import jobs
from tests.access.things import subscription
from tests.support.api import Api, Caller, Json, item, safe

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
NINE = datetime(2026, 11, 25, 0, 0, tzinfo=UTC)


def promise(caller: Caller, **more: object) -> str:
    """A plan, through the outbox."""
    plan_id = str(new_id())
    (receipt,) = caller.sync(item("plan.set", {"plan_id": plan_id, "times": ["09:00"], "grace_min": 30, **more}))
    assert receipt["status"] == "applied", receipt
    return plan_id


def work(api: Api) -> None:
    """What a worker does about plans at this moment."""
    while api.database.write_sync(lambda session: jobs.step(session, api.key, clock.now())):
        pass


def until(api: Api, time: FrozenClock, moment: datetime) -> None:
    """A worker looks every five minutes."""
    while clock.now() < moment:
        time.advance(min(5 * MINUTE, moment - clock.now()))
        work(api)


def befriend(api: Api, one: Caller, other: Caller) -> None:
    """`other` agreed to be called first for `one`."""

    def tie(session: Session) -> None:
        people.tie(session, session.get_one(Member, one.me.id), session.get_one(Member, other.me.id), "buddy", clock.now())

    api.database.write_sync(tie)


def with_phones(api: Api) -> None:
    """Everybody's phone takes pushes."""
    for caller in (*api.a.everybody, *api.b.everybody):
        assert caller.put(f"/api/push-subscriptions/{caller.me.device_id}", json=subscription()).is_success


def payloads(api: Api, caller: Caller | None = None) -> list[str]:
    """What was owed to somebody's phone, or to anybody's."""
    every = select(col(Delivery.payload)).order_by(col(Delivery.created_at), col(Delivery.id))
    mine = every if caller is None else every.where(col(Delivery.member_id) == caller.me.id)
    return api.database.read_sync(lambda session: list(session.execute(mine).scalars()))


def items(caller: Caller, path: str) -> list[Json]:
    answer = caller.get(path)
    assert answer.status_code == 200, answer.text
    listed: list[Json] = answer.json()["items"]
    return listed


def test_from_the_promise_to_the_receipt(api: Api, time: FrozenClock) -> None:
    resident = api.a.resident
    assert resident.get("/api/me").json()["plan"] is None
    assert "next_promise" not in resident.sync(safe())[0]
    plan_id = promise(resident, weekdays=[0, 1, 2, 3, 4, 5, 6])
    (plan,) = items(resident, "/api/plans")
    assert (plan["id"], plan["times"], plan["zone"], plan["grace_min"], plan["paused_until"]) == (
        plan_id,
        ["09:00"],
        "Asia/Seoul",
        30,
        None,
    )
    assert plan["next"] == {
        "plan_id": plan_id,
        "day": "2026-11-25",
        "minute": 540,
        "due_at": "2026-11-25T00:00:00Z",
        "opens_at": "2026-11-24T18:00:00Z",
    }
    until(api, time, NINE + MINUTE)
    mine = resident.get("/api/me").json()["plan"]
    assert mine["open"] == {"plan_id": plan_id, "day": "2026-11-25", "minute": 540, "due_at": "2026-11-25T00:00:00Z", "status": "due"}
    assert mine["next"]["day"] == "2026-11-26"
    assert mine["ladder"] == items(resident, "/api/plans/ladder")
    assert [step["rung"] for step in mine["ladder"] if step["taken"]] == ["quiet", "soon", "due"]
    said = safe()
    (receipt,) = resident.sync(said)
    assert (receipt["promise"]["status"], receipt["promise"]["minute"], receipt["next_promise"]["day"]) == ("kept", 540, "2026-11-26")
    time.advance(MINUTE)
    (again,) = resident.sync(said)
    assert again["status"] == "duplicate"
    assert (again["promise"], again["next_promise"]) == (receipt["promise"], receipt["next_promise"])
    assert [(row["day"], row["status"]) for row in items(resident, "/api/plans/history")] == [("2026-11-25", "kept")]
    assert resident.get("/api/me").json()["plan"]["open"] is None


def test_the_history_is_paged(api: Api, time: FrozenClock) -> None:
    resident = api.a.resident
    promise(resident, times=["09:00", "21:00"])
    for _ in range(5):
        time.advance(12 * HOUR)
        resident.sync(safe())
        work(api)
    seen: list[tuple[str, int]] = []
    cursor: str | None = ""
    while cursor is not None:
        page = resident.get(f"/api/plans/history?limit=2{cursor and '&cursor=' + cursor}").json()
        seen += [(row["day"], row["minute"]) for row in page["items"]]
        cursor = page["next_cursor"]
    assert len(seen) == len(set(seen)) == 5
    assert seen == sorted(seen, reverse=True)
    assert resident.get("/api/plans/history?cursor=nowhere").status_code == 400
    assert items(api.a.other_resident, "/api/plans/history") == []


PLAN = "01a20000-0000-7000-8000-000000000901"


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("plan.set", {"plan_id": "x", "times": ["09:00"]}),
        ("plan.set", {"plan_id": PLAN, "times": ["9"]}),
        ("plan.set", {"plan_id": PLAN, "times": ["09:00"], "grace_min": 5}),
        ("plan.set", {"plan_id": PLAN, "times": ["09:00"], "first_day": "9999-12-31"}),
        ("plan.set", {"plan_id": PLAN, "times": []}),
        ("plan.pause", {"until": "2026-11-30"}),
        ("plan.pause", {"until": "soon"}),
        ("plan.end", {"plan_id": PLAN}),
        ("plan.contact", {"plan_id": PLAN, "day": "2026-11-25", "minute": 540, "how": "talked"}),
        ("plan.contact", {"plan_id": PLAN, "day": "2026-11-25", "minute": 1440, "how": "talked"}),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_the_rest_goes_on(api: Api, kind: str, body: Json) -> None:
    refused, applied = api.a.resident.sync(item(kind, body), safe())
    assert (refused["status"], applied["status"]) == ("rejected", "applied")
    assert len(refused["problem"]["detail"]) > 10


def test_anothers_plan_is_not_there(api: Api, time: FrozenClock) -> None:
    plan_id = promise(api.a.resident)
    for caller in (api.a.other_resident, api.a.coordinator, api.b.resident):
        for kind, body in (
            ("plan.set", {"plan_id": plan_id, "times": ["10:00"]}),
            ("plan.end", {"plan_id": plan_id}),
            ("plan.contact", {"plan_id": plan_id, "day": "2026-11-25", "minute": 540, "how": "talked"}),
        ):
            (receipt,) = caller.sync(item(kind, body))
            assert (receipt["status"], receipt["problem"]["status"]) == ("rejected", 404), (kind, caller.me.name)
    assert items(api.a.resident, "/api/plans")[0]["times"] == ["09:00"]


def test_pausing_and_going_on_over_the_outbox(api: Api, time: FrozenClock) -> None:
    resident = api.a.resident
    promise(resident)
    assert resident.sync(item("plan.pause", {"until": "2026-11-30"}))[0]["status"] == "applied"
    assert resident.get("/api/me").json()["plan"]["paused_until"] == "2026-11-30"
    assert items(resident, "/api/plans")[0]["next"]["day"] == "2026-12-01"
    assert resident.sync(item("plan.resume", {}))[0]["status"] == "applied"
    assert items(resident, "/api/plans")[0]["next"]["day"] == "2026-11-25"


def test_a_silence_is_told_to_buddies_and_the_desk_and_nobody_else(api: Api, time: FrozenClock) -> None:
    a = api.a
    with_phones(api)
    plan_id = promise(a.resident)
    befriend(api, a.resident, a.walker)
    until(api, time, NINE + 25 * MINUTE)
    assert items(a.walker, "/api/plans/asked") == []
    until(api, time, NINE + 55 * MINUTE)
    (asked,) = items(a.walker, "/api/plans/asked")
    assert a.walker.get("/api/me").json()["open"]["asked_plans"] == 1
    assert set(asked) == {"plan_id", "day", "minute", "name", "due_at", "taken", "said"}
    assert (asked["plan_id"], asked["name"], asked["said"]) == (plan_id, a.resident.me.name, [])
    for caller in (a.other_resident, *a.responders, api.b.walker, a.coordinator, a.resident):
        assert items(caller, "/api/plans/asked") == []
        assert caller.get("/api/me").json()["open"]["asked_plans"] == 0
    contact = item("plan.contact", {"plan_id": plan_id, "day": asked["day"], "minute": asked["minute"], "how": "answered_door"})
    assert a.walker.sync(contact)[0]["status"] == "applied"
    until(api, time, NINE + 65 * MINUTE)
    (missed,) = a.officer.get("/api/desk/board").json()["missed"]
    assert (missed["name"], missed["reason_why"], missed["alert_id"]) == (a.resident.me.name, "no_answer", None)
    assert (missed["contact"]["by"], missed["contact"]["how"]) == (a.walker.me.name, "answered_door")
    assert api.b.coordinator.get("/api/desk/board").json()["missed"] == []
    which = {"day": missed["day"], "minute": missed["minute"]}
    knocking = a.coordinator.post(f"/api/desk/plans/{plan_id}/knock", json=which)
    alert = a.responder.get(f"/api/alerts/{knocking.json()['alert_id']}").json()
    assert (alert["category"], alert["note"], alert["person_name"], alert["address"]) == ("please_check", None, None, None)
    settled = a.coordinator.post(f"/api/desk/plans/{plan_id}/settle", json={**which, "how": "visited", "note": "직접 만남"})
    assert settled.status_code == 204, settled.text
    log = items(a.resident, "/api/me/access-log")
    assert (log[0]["what"], log[0]["reason"], log[0]["who"]) == ("promise_settled", "직접 만남", a.coordinator.me.name)
    assert items(a.walker, "/api/plans/asked") == []
    assert a.walker.get("/api/me").json()["open"]["asked_plans"] == 0
    (late,) = a.walker.sync(item("plan.contact", {**which, "plan_id": plan_id, "how": "saw"}))
    assert (late["status"], late["problem"]["status"]) == ("rejected", 410)
    (receipt,) = a.resident.sync(safe())
    assert receipt["promise"]["status"] == "settled"


def test_no_push_says_who_where_or_why(api: Api, time: FrozenClock) -> None:
    a = api.a
    with_phones(api)
    promise(a.resident)
    befriend(api, a.resident, a.walker)
    until(api, time, NINE + 65 * MINUTE)
    a.resident.sync(safe())
    sent = payloads(api)
    kinds = {json.loads(one)["modu"]["kind"] for one in sent}
    assert kinds >= {"plan_soon", "plan_due", "plan_again", "plan_people", "desk", "alert"}
    for one in sent:
        assert not any(word in one for word in (a.resident.me.name, "가람", "길", "약속", "promise", "home", "집", str(a.resident.me.id)))


def test_an_answer_from_the_notification_needs_no_session(api: Api, time: FrozenClock) -> None:
    a = api.a
    with_phones(api)
    promise(a.resident)
    until(api, time, NINE)
    token = json.loads(payloads(api, a.resident)[-1])["modu"]["answer"]
    body = {"token": token, "recorded_at": clock.rfc3339(clock.now())}

    def answers(**more: object) -> tuple[int, str]:
        answer = api.anonymous.post("/api/plan-answers", json={**body, **more})
        return answer.status_code, answer.json().get("status", answer.json().get("title"))

    assert answers(token=token[:-3] + "AAA")[0] == 403
    assert [answers(), answers()] == [(200, "applied"), (200, "duplicate")]
    (row,) = items(a.resident, "/api/check-ins")
    assert (row["status"], row["context"]) == ("safe", "home")
    assert items(a.resident, "/api/plans/history")[0]["status"] == "kept"
    until(api, time, NINE + 24 * HOUR)
    newer = json.loads(payloads(api, a.resident)[-1])["modu"]["answer"]
    a.coordinator.post(
        f"/api/desk/plans/{items(a.resident, '/api/plans')[0]['id']}/settle", json={"day": "2026-11-26", "minute": 540, "how": "other"}
    ).raise_for_status()
    assert answers(token=newer)[0] == 410
    assert len(items(a.resident, "/api/check-ins")) == 1
    assert answers(token="x" * 300)[0] == 422


def test_whoever_tries_tokens_has_to_wait_and_signing_in_stays_open(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api.app.state.settings, "sign_in_tries_per_hour", 3)
    body = {"token": "A" * 67, "recorded_at": clock.rfc3339(clock.now())}
    statuses = [api.anonymous.post("/api/plan-answers", json=body).status_code for _ in range(5)]
    assert statuses == [403, 403, 403, 429, 429]
    assert api.anonymous.post("/api/sessions", json={"code": "0000000000", "device_name": "x"}).status_code != 429
