"""The desk's list of reports and its files: filters, formulas defused, a reason that everybody in it sees."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import clock
from app.core.clock import FrozenClock
from app.core.ids import new_id
from app.core.spreadsheet import csv_file, safe_cell
from app.people import access_log
from app.reports.schemas import Category
from app.reports.words import CATEGORIES, STATES
from tests.support.api import Api, Json, item

START = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
HERE = {"lat": 37.7605, "lon": 126.7748}


@pytest.fixture(autouse=True)
def time() -> Iterator[FrozenClock]:
    with clock.frozen(START) as frozen:
        yield frozen


def fill(api: Api, time: FrozenClock) -> dict[str, str]:
    """Three reports of two walkers on three days, and one of another neighbourhood."""
    made: dict[str, str] = {}
    for name, caller, category, note in (
        ("lamp", api.a.walker, "light_out", '=HYPERLINK("http://x")'),
        ("litter", api.a.responder, "litter", '봉투 50% 넘침, "냄새"\n두 줄 🗑️'),
        ("person", api.a.walker, "person_in_need", "@desk 어르신이 앉아 계세요"),
    ):
        said = item("check_in", {"status": "concern", "context": "walk", "urgency": "report", "category": category, "note": note, **HERE})
        assert caller.sync(said)[0]["status"] == "applied"
        made[name] = said["id"]
        time.advance(timedelta(days=1))
    api.b.walker.sync(item("check_in", {"status": "concern", "context": "walk", "urgency": "report", "category": "litter"}))
    assert api.a.coordinator.patch(f"/api/reports/{made['litter']}", json={"state": "fixed", "answer": "+치웠어요"}).status_code == 200
    return made


def test_filters_and_pages(api: Api, time: FrozenClock) -> None:
    made = fill(api, time)
    names = {report_id: name for name, report_id in made.items()}

    def found(**query: str) -> list[str]:
        answer = api.a.officer.get("/api/desk/reports", params=query)
        assert answer.status_code == 200, answer.text
        assert answer.headers["cache-control"] == "no-store"
        return [names[one["id"]] for one in answer.json()["items"]]

    assert found() == ["person", "litter", "lamp"]
    assert found(state="open") == ["person", "lamp"]
    assert found(state="fixed") == ["litter"]
    assert found(category="light_out") == ["lamp"]
    assert found(q="50%") == ["litter"]
    assert found(q="🗑") == ["litter"]
    assert found(q="치웠") == ["litter"], "answers are searched too"
    assert found(q=api.a.walker.me.name.upper()) == ["person", "lamp"]
    assert found(q="_") == []
    assert found(since="2026-11-24") == ["person", "litter"]
    assert found(until="2026-11-24") == ["litter", "lamp"], "a day counts whole, in the neighbourhood's own time"
    assert found(since="2026-11-24T03:00:00Z", until="2026-11-24T03:00:01Z") == ["litter"]
    assert found(since="9999-12-31") == []
    assert found(until="0001-01-01") == []
    assert found(since="0001-01-01T00:00:00+09:00") == ["person", "litter", "lamp"]
    assert found(until="9999-12-31") == ["person", "litter", "lamp"]
    first = api.a.officer.get("/api/desk/reports?limit=2").json()
    rest = api.a.officer.get(f"/api/desk/reports?limit=2&cursor={first['next_cursor']}").json()
    assert [names[one["id"]] for one in first["items"] + rest["items"]] == ["person", "litter", "lamp"]
    assert rest["next_cursor"] is None


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "query", ["state=done", "category=dragons", "since=yesterday", "since=2026-02-30", "until=2026-11-23T03:00", "limit=0"]
)
def test_a_filter_nobody_knows_is_refused(api: Api, query: str) -> None:
    assert api.a.officer.get(f"/api/desk/reports?{query}").status_code == 422


def test_a_spreadsheet_in_korean(api: Api, time: FrozenClock) -> None:
    fill(api, time)
    answer = api.a.coordinator.get("/api/desk/reports.csv", params={"reason": "월말 보고"})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="reports.csv"'
    assert answer.content.startswith(b"\xef\xbb\xbf"), "without it Korean Excel shows broken letters"
    head, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""))
    assert head[:4] == ["번호", "제보한 때", "종류", "상태"]
    assert [row[2] for row in rows] == ["도움이 필요한 사람", "쓰레기", "꺼진 가로등"]
    assert rows[2][1] == "2026-11-23 12:00", "local time"
    assert [row[9] for row in rows] == ["'@desk 어르신이 앉아 계세요", '봉투 50% 넘침, "냄새"\n두 줄 🗑️', '\'=HYPERLINK("http://x")']
    assert rows[1][10] == "'+치웠어요"
    api.a.coordinator.patch("/api/me", json={"language": "en"})
    english = api.a.coordinator.get("/api/desk/reports.csv?reason=audit&state=fixed").content.decode("utf-8-sig")
    assert english.splitlines()[0].startswith("id,reported at,category")
    assert ",litter,fixed," in english


def test_a_map_of_them(api: Api, time: FrozenClock) -> None:
    made = fill(api, time)
    answer = api.a.officer.get("/api/desk/reports.geojson", params={"reason": "지도", "category": "litter"})
    assert answer.headers["content-type"] == "application/geo+json"
    document = answer.json()
    assert document["type"] == "FeatureCollection"
    (feature,) = document["features"]
    assert (feature["type"], feature["id"]) == ("Feature", made["litter"])
    assert feature["geometry"] == {"type": "Point", "coordinates": [HERE["lon"], HERE["lat"]]}
    assert feature["properties"]["note"].endswith("🗑️")


def test_whoever_takes_a_file_out_says_why_and_everybody_in_it_sees_that(api: Api, time: FrozenClock) -> None:
    fill(api, time)
    for path in ("/api/desk/reports.csv", "/api/desk/reports.geojson"):
        assert api.a.coordinator.get(path).status_code == 422, "no reason, no file"
        assert api.a.coordinator.get(path, params={"reason": "   "}).status_code == 422
        assert api.a.coordinator.get(path, params={"reason": "월말 보고"}).status_code == 200

    def log(caller: str) -> list[Json]:
        items: list[Json] = getattr(api.a, caller).get("/api/me/access-log").json()["items"]
        return [{key: one[key] for key in ("who", "what", "reason")} for one in items]

    entry = {"who": api.a.coordinator.me.name, "what": "reports_export", "reason": "월말 보고"}
    assert log("walker") == [entry, entry], "one line for each file, however many reports of mine are in it"
    assert log("responder") == [entry, entry]
    assert log("resident") == []
    assert api.b.walker.get("/api/me/access-log").json()["items"] == []
    api.a.officer.get("/api/desk/reports.csv", params={"reason": "빈 파일", "q": "그런 것 없음"})
    assert log("officer")[0]["reason"] == "빈 파일", "an empty file is noted with whoever asked"
    assert api.database.read_sync(lambda session: access_log.broken_at(session, api.a.id)) is None


def test_a_report_that_is_not_there(api: Api) -> None:
    assert api.a.coordinator.patch(f"/api/reports/{new_id()}", json={"state": "fixed"}).status_code == 404
    assert api.a.officer.get(f"/api/desk/reports/{new_id()}").status_code == 404


def test_every_word_is_there() -> None:
    assert set(CATEGORIES) == set(Category.__args__)  # type: ignore[attr-defined]  # a Literal keeps its words there
    assert set(STATES) == {"received", "in_progress", "fixed", "not_ours"}


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), min_size=1), max_size=5))
def test_no_cell_runs_and_none_is_lost(rows: list[list[str]]) -> None:
    content = csv_file(["a"], rows).decode("utf-8-sig")
    for said, kept in zip(rows, list(csv.reader(io.StringIO(content, newline="")))[1:], strict=False):
        for before, after in zip(said, kept, strict=True):
            assert after in (before, "'" + before)
            assert not after.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_numbers_stay_numbers() -> None:
    assert [safe_cell(value) for value in (-1.5, 0, None, "-1.5", " =1", "한글")] == [-1.5, 0, "", "'-1.5", "' =1", "한글"]
