"""Walking together through the API: receipts in the reader's language, nonsense refused, secrets kept."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from app.core import clock
from app.core.clock import FrozenClock, rfc3339
from app.core.ids import new_id
from tests.support.api import Api, Caller, Json, item

HOUR = timedelta(hours=1)
SOMEBODY = "01a20b2c-ffa1-76a3-868b-facf34020fd8"


@pytest.fixture
def still(api: Api) -> Iterator[FrozenClock]:
    """The API's clock, held still."""
    with clock.frozen(clock.now()) as frozen:
        yield frozen


def proposal(starts_in: timedelta = 24 * HOUR, **how: Any) -> Json:
    """A well-meant one."""
    body = {
        "walk_id": str(new_id()),
        "starts_at": rfc3339(clock.now() + starts_in),
        "duration_min": 40,
        "meeting_place": "금촌역 앞 느티나무 🌳",
        "lat": 37.7605,
        "lon": 126.7748,
        "pace": "slow",
        "dogs": True,
        "note": "천천히 걸어요 🐕‍🦺 누구나 환영해요",
        **how,
    }
    return {key: value for key, value in body.items() if value is not ...}


def proposed(who: Caller, starts_in: timedelta = 24 * HOUR, **how: Any) -> str:
    body = proposal(starts_in, **how)
    (receipt,) = who.sync(item("together.propose", body))
    assert receipt["status"] == "applied", receipt
    return str(body["walk_id"])


def says(who: Caller, kind: str, **body: Any) -> Json:
    (receipt,) = who.sync(item(f"together.{kind}", body))
    return receipt


def test_korean_and_emoji_come_back_as_they_were(api: Api) -> None:
    walk_id = proposed(api.a.walker)
    seen = api.a.resident.get(f"/api/together/{walk_id}").json()
    assert (seen["meeting_place"], seen["note"]) == ("금촌역 앞 느티나무 🌳", "천천히 걸어요 🐕‍🦺 누구나 환영해요")


@pytest.mark.parametrize(
    "wrong",
    [
        {"duration_min": 0},
        {"duration_min": 181},
        {"duration_min": "long"},
        {"meeting_place": "   "},
        {"meeting_place": "가" * 81},
        {"note": "가" * 301},
        {"most": 1},
        {"most": 31},
        {"pace": "run"},
        {"lat": 37.76, "lon": None},
        {"lat": 91.0},
        {"lat": float("nan")},
        {"starts_at": "tomorrow"},
        {"starts_at": "2026-12-01T09:00:00"},
        {"starts_at": ...},
        {"dogs": None},
        {"again_with": ["순자"]},
        {"again_with": [SOMEBODY] * 31},
        {"proposed_by": SOMEBODY},
        {"walk_id": "1"},
    ],
    ids=str,
)
def test_a_proposal_that_makes_no_sense_is_refused_and_says_why(api: Api, wrong: Json) -> None:
    (receipt,) = api.a.walker.sync(item("together.propose", proposal(**wrong)))
    assert receipt["status"] == "rejected"
    assert receipt["problem"]["detail"]
    assert api.a.walker.get("/api/together").json()["items"] == []


@pytest.mark.parametrize(("starts_in", "why"), [(-HOUR, "walk-past"), (timedelta(days=3 * 365), "walk-too-far-ahead")])
def test_the_receipt_speaks_the_readers_language(api: Api, starts_in: timedelta, why: str) -> None:
    details = []
    for language in ("ko", "en"):
        api.a.walker.patch("/api/me", json={"language": language})
        (receipt,) = api.a.walker.sync(item("together.propose", proposal(starts_in)))
        assert (receipt["status"], receipt["problem"]["type"]) == ("rejected", f"urn:modu-patrol:problem:{why}")
        details.append(receipt["problem"]["detail"])
    assert any("가" <= letter <= "힣" for letter in details[0])
    assert details[1].isascii()


def test_the_same_item_again_is_a_duplicate_and_one_bad_item_blocks_no_other(api: Api) -> None:
    walk_id = proposed(api.a.walker)
    join = item("together.respond", {"walk_id": walk_id, "action": "join"})
    unknown = item("together.respond", {"walk_id": str(new_id()), "action": "join"})
    assert [receipt["status"] for receipt in api.a.resident.sync(unknown, join, join)] == ["rejected", "applied", "duplicate"]
    assert api.a.resident.get(f"/api/together/{walk_id}").json()["joined"] == 2
    again = item("together.propose", proposal(walk_id=walk_id, duration_min=60))
    assert api.a.walker.sync(again)[0]["status"] == "conflict"


def test_a_wrong_code_counts_although_it_is_refused_even_many_in_one_batch(api: Api, still: FrozenClock) -> None:
    walk_id = proposed(api.a.walker)
    says(api.a.resident, "respond", walk_id=walk_id, action="join")
    still.advance(24 * HOUR)
    code = api.a.walker.get(f"/api/together/{walk_id}").json()["code"]
    guesses = [f"{number:04d}" for number in range(10_000) if f"{number:04d}" != code][:100]
    batch = [item("together.check_in", {"walk_id": walk_id, "code": guess}) for guess in [*guesses, code]]
    receipts = api.a.resident.sync(*batch)
    assert {receipt["status"] for receipt in receipts} == {"rejected"}
    assert receipts[-1]["problem"]["type"].endswith("walk-tries-spent")
    assert api.a.resident.get(f"/api/together/{walk_id}").json()["code_tries_left"] == 0
    assert says(api.a.resident, "check_in", walk_id=walk_id, code=code)["status"] == "rejected"
    desk = api.a.coordinator.post(f"/api/together/{walk_id}/arrivals", json={"member_id": str(api.a.resident.me.id)})
    assert {person["name"]: person["state"] for person in desk.json()["people"]}[api.a.resident.me.name] == "met"


def test_a_wrong_code_beside_an_item_that_fails_is_still_counted(api: Api, still: FrozenClock) -> None:
    walk_id = proposed(api.a.walker)
    still.advance(24 * HOUR)
    code = api.a.walker.get(f"/api/together/{walk_id}").json()["code"]
    wrong = f"{(int(code) + 1) % 10_000:04d}"
    api.a.resident.sync(
        item("together.check_in", {"walk_id": walk_id, "code": wrong}),
        item("together.respond", {"walk_id": str(new_id()), "action": "join"}),
    )
    assert api.a.resident.get(f"/api/together/{walk_id}").json()["code_tries_left"] == 4
    assert says(api.a.resident, "check_in", walk_id=walk_id, code=code)["status"] == "applied"


@pytest.mark.parametrize("body", [{}, {"code": "12"}, {"code": "abcd"}, {"code": "12345"}, {"lat": 37.76}, {"code": "١٢٣٤"}])
def test_an_arrival_that_makes_no_sense_is_refused(api: Api, body: Json) -> None:
    receipt = says(api.a.walker, "check_in", walk_id=proposed(api.a.walker), **body)
    assert receipt["problem"]["type"].endswith("item-not-understood")


def test_lists_come_in_pages_in_the_order_of_their_time(api: Api) -> None:
    made = [proposed(api.a.coordinator, HOUR * hours) for hours in (5, 2, 9, 1)]
    seen: list[str] = []
    cursor = ""
    for _ in range(4):
        page = api.a.resident.get(f"/api/together?limit=1{cursor}").json()
        seen += [walk["id"] for walk in page["items"]]
        cursor = f"&cursor={page['next_cursor']}"
    assert seen == [made[3], made[1], made[0], made[2]]
    assert page["next_cursor"] is None
    assert api.a.resident.get("/api/together?when=ever").status_code == 422
    assert api.a.resident.get("/api/together?cursor=nonsense").status_code == 400
    assert api.b.resident.get("/api/together").json()["items"] == []


def test_an_invitation_to_somebody_of_another_neighbourhood_invites_nobody(api: Api) -> None:
    walk_id = proposed(api.a.walker)
    ids = [str(api.a.resident.me.id), str(api.b.resident.me.id)]
    assert api.a.coordinator.post(f"/api/together/{walk_id}/invitations", json={"member_ids": ids}).status_code == 404
    assert api.a.resident.get(f"/api/together/{walk_id}").json()["mine"] is None
    assert api.a.coordinator.post(f"/api/together/{walk_id}/invitations", json={"member_ids": []}).status_code == 422


def test_the_calendar_is_read_without_signing_in_and_cheaply_again(api: Api) -> None:
    walk_id = proposed(api.a.walker)
    assert api.a.walker.get("/api/together/calendar").json() is None
    made = api.a.walker.post("/api/together/calendar")
    assert (made.status_code, made.headers["cache-control"]) == (201, "no-store")
    path = made.json()["url"].removeprefix("http://127.0.0.1:8000")
    path = path[path.index("/api/") :]
    answer = api.anonymous.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["cache-control"].startswith("private, max-age=")
    assert f"UID:{walk_id}@modu-patrol" in answer.text
    again = api.anonymous.get(path, headers={"If-None-Match": f'W/{answer.headers["etag"]}, "other"'})
    assert (again.status_code, again.content) == (304, b"")
    assert api.a.walker.delete("/api/together/calendar").status_code == 204
    assert api.anonymous.get(path).status_code == 404


@pytest.mark.parametrize("token", ["x", "A" * 43, "%00", "a%2Fb", "..", "가나다", "' OR 1=1 --", "A" * 4000])
def test_an_unknown_calendar_is_not_found(api: Api, token: str) -> None:
    assert api.anonymous.get(f"/api/calendar/{token}.ics").status_code == 404


def test_the_address_of_a_calendar_is_in_no_log_and_no_figure(
    api: Api, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    from prometheus_client import generate_latest

    url = api.a.walker.post("/api/together/calendar").json()["url"]
    token = url.rpartition("/")[2].removesuffix(".ics")
    with caplog.at_level(logging.DEBUG, logger="app"):
        api.anonymous.get(f"/api/calendar/{token}.ics")
        api.anonymous.get(f"/api/calendar/{token}x.ics")
    said = capsys.readouterr()
    assert token not in said.out + said.err
    assert token not in generate_latest().decode()
    assert "/api/calendar/{token}.ics" in generate_latest().decode()


def test_withdrawing_company_on_the_settings_page_empties_the_companions(api: Api, still: FrozenClock) -> None:
    walk_id = proposed(api.a.walker)
    still.advance(24 * HOUR)
    code = api.a.walker.get(f"/api/together/{walk_id}").json()["code"]
    for who in (api.a.walker, api.a.resident):
        assert says(who, "check_in", walk_id=walk_id, code=code)["status"] == "applied"
    (companion,) = api.a.walker.get("/api/together/companions").json()["items"]
    assert (companion["member_id"], companion["times"]) == (str(api.a.resident.me.id), 1)
    assert api.a.resident.put("/api/me/consents/company", json={"state": "withdrawn"}).status_code == 200
    assert api.a.walker.get("/api/together/companions").json()["items"] == []
