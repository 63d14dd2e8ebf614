"""From a walk to a sheet of paper: what counts, what a coordinator confirms, what the desk can look up."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from pypdf import PdfReader

from app.core import clock
from app.core.ids import new_id
from tests.hours.walking import NOON, hours, walk
from tests.support.api import Api, item


@pytest.fixture
def later(api: Api) -> Any:
    with clock.frozen(NOON + timedelta(days=1)) as time:
        yield time


@pytest.mark.usefixtures("later")
def test_walks_add_up_and_one_without_a_track_waits_for_the_coordinator(api: Api) -> None:
    a = api.a
    first, nowhere = walk(a.walker, NOON), walk(a.walker, NOON + timedelta(hours=2), moving=False)
    assert a.walker.get(f"/api/patrols/{first}").json()["hours"] == {"state": "confirmed", "minutes": 45, "why": "distance"}
    assert a.walker.get(f"/api/patrols/{nowhere}").json()["hours"] == {"state": "needs_confirmation", "minutes": 45, "why": "no_track"}
    mine = hours(a.walker)
    assert (mine["confirmed_min"], mine["pending_min"], mine["needs_confirmation"], mine["walks"]) == (45, 45, 1, 2)
    assert mine["days"] == [{"day": "2026-11-20", "minutes": 45, "walks": 2}]
    assert (mine["weeks_in_a_row"], mine["months"][-1], len(mine["months"])) == (
        1,
        {"month": "2026-11", "confirmed_min": 45, "walks": 1},
        12,
    )
    (waits,) = a.coordinator.get("/api/desk/hours/waiting").json()["items"]
    assert (waits["patrol_id"], waits["member"]["name"], waits["offered_min"]) == (nowhere, a.walker.me.name, 45)
    confirmed = a.coordinator.post(f"/api/patrols/{nowhere}/confirm", json={"minutes": 30, "note": "봤어요"})
    assert confirmed.json()["hours"] == {"state": "confirmed", "minutes": 30, "why": "coordinator"}
    assert a.coordinator.get("/api/desk/hours/waiting").json()["items"] == []
    assert hours(a.walker)["confirmed_min"] == 75
    (row,) = a.officer.get("/api/desk/hours", params={"month": "2026-11"}).json()["items"]
    assert (row["member"]["id"], row["confirmed_min"], row["walks"]) == (str(a.walker.me.id), 75, 2)
    assert api.b.officer.get("/api/desk/hours", params={"month": "2026-11"}).json()["items"] == []


@pytest.mark.usefixtures("later")
def test_a_certificate_names_the_walker_and_can_be_looked_up(api: Api) -> None:
    a = api.a
    walk(a.walker, NOON)
    walk(a.walker, NOON - timedelta(days=30), 60)
    walk(a.walker, NOON + timedelta(hours=3), moving=False)  # waits: not on the sheet
    path = "/api/hours/certificate.pdf?from=2026-10&to=2026-11"
    answer = a.walker.get(path)
    assert (answer.status_code, answer.headers["content-type"], answer.content[:5]) == (200, "application/pdf", b"%PDF-")
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    for words in ("봉사활동 확인서", "가람-walker-2", "가람동", "2026년 10월 ~ 2026년 11월", "1시간 45분", "순찰 2회"):
        assert words in text, text
    number = text.split("발급 번호 ")[1].split()[0]
    shown = a.officer.get(f"/api/desk/certificates/{number.lower()}").json()
    assert (shown["name"], shown["minutes"], shown["first_month"], shown["last_month"]) == (a.walker.me.name, 105, "2026-10", "2026-11")
    assert api.b.officer.get(f"/api/desk/certificates/{number}").status_code == 404
    assert number in PdfReader(io.BytesIO(a.walker.get(path).content)).pages[0].extract_text(), "the same hours keep their number"
    assert len(answer.content) < 200_000, "only the letters that are used"


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize(
    ("query", "status"),
    [("from=2026-11&to=2026-10", 422), ("from=2020-01&to=2026-11", 422), ("from=11&to=2026-11", 422), ("from=2026-11&to=2026-11", 409)],
)
def test_a_certificate_needs_a_period_with_hours(api: Api, query: str, status: int) -> None:
    assert api.a.walker.get(f"/api/hours/certificate.pdf?{query}").status_code == status


@pytest.mark.usefixtures("later")
def test_a_spreadsheet_of_hours_is_told_to_everybody_in_it(api: Api) -> None:
    a = api.a
    walk(a.walker, NOON)
    assert a.coordinator.get("/api/desk/hours.csv?month=2026-11").status_code == 422, "no reason, no file"
    file = a.coordinator.get("/api/desk/hours.csv", params={"month": "2026-11", "reason": "시 보고"})
    assert file.content.decode("utf-8-sig").splitlines()[1].split(",")[:2] == [a.walker.me.name, "45"]
    (view,) = a.walker.get("/api/me/access-log").json()["items"]
    assert (view["what"], view["reason"]) == ("hours_export", "시 보고")


@pytest.mark.usefixtures("later")
def test_a_walk_under_way_cannot_be_confirmed(api: Api) -> None:
    patrol_id = new_id()
    api.a.walker.sync(item("patrol.start", {"patrol_id": str(patrol_id)}))
    answer = api.a.coordinator.post(f"/api/patrols/{patrol_id}/confirm", json={"minutes": 10})
    assert (answer.status_code, UUID(str(patrol_id))) == (409, patrol_id)
