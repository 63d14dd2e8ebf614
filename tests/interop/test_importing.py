"""A file brought in becomes its walker's own walks, once; what was exported comes back as it was."""

from __future__ import annotations

import tracemalloc
from datetime import timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core import clock
from app.core.database import table_of
from app.geo.track import Track
from app.interop import gpx as reader
from app.interop import importing
from app.interop.rules import Fix
from app.neighbourhoods.models import Presence
from app.patrols import exports, rules
from app.patrols.models import Patrol
from app.patrols.reading import Recorded
from app.patrols.rules import Source, Status
from app.patrols.schemas import PatrolOut
from tests.interop.files import gpx, line, point
from tests.interop.phones import track, walks
from tests.support.api import Api

NOW = 1_795_000_000


def test_a_file_becomes_walks_and_the_same_file_again_doubles_nothing(api: Api) -> None:
    walker, began = api.a.walker, int((clock.now() - timedelta(days=2)).timestamp())
    content = gpx(line(began, 60), line(began + 900, 60), line(began + 6 * 3600, 20))
    answer = walker.post("/api/patrols/import", content=content)
    assert answer.status_code == 201, answer.text
    first, second = answer.json()["items"]
    assert (first["status"], first["outcome"], first["source"], first["fix_count"]) == ("completed", None, "gpx", 120)
    assert first["distance_m"] == pytest.approx(2 * 59 * 6.67, rel=0.1)
    assert first["hours"]["state"] in ("needs_confirmation", "not_counted")
    assert second["fix_count"] == 20
    again = walker.post("/api/patrols/import", content=content)
    assert again.json()["items"] == answer.json()["items"]
    assert len(walks(walker)) == 2
    lines = walker.get(f"/api/patrols/{first['id']}.geojson").json()["geometry"]["coordinates"]
    assert [len(one) for one in lines] == [60, 60], "the gap stays a gap"


def test_each_walker_has_their_own(api: Api) -> None:
    began = int((clock.now() - timedelta(days=2)).timestamp())
    content = gpx(line(began, 30))
    ids = {
        caller.post("/api/patrols/import", content=content).json()["items"][0]["id"]
        for caller in (api.a.walker, api.a.responder, api.b.walker)
    }
    assert len(ids) == 3


def test_what_was_set_aside_is_shown(api: Api) -> None:
    began = int((clock.now() - timedelta(days=2)).timestamp())
    answer = api.a.walker.post("/api/patrols/import", content=gpx([point(946_684_800), point(began, 0, 0), *line(began, 30)]))
    (walk,) = answer.json()["items"]
    assert walk["set_aside"] == [{"reason": "too_old", "count": 1}, {"reason": "zero_place", "count": 1}]
    assert walk["fix_count"] == 30


def test_a_broken_file_says_which_line(api: Api) -> None:
    began = int((clock.now() - timedelta(days=2)).timestamp())
    broken = gpx(line(began, 30)).replace(b"</trkseg>", b"</trksge>")
    answer = api.a.walker.post("/api/patrols/import", content=broken)
    assert (answer.status_code, answer.json()["line"]) == (422, 35)
    assert "35번째 줄" in answer.json()["detail"]
    assert walks(api.a.walker) == []


@pytest.mark.parametrize("content", [gpx([point(946_684_800)]), b"x" * (reader.MOST_BYTES + 1)])
def test_nothing_usable_or_too_large(api: Api, content: bytes) -> None:
    assert api.a.walker.post("/api/patrols/import", content=content).status_code == (413 if len(content) > 1000 else 422)


def test_a_file_never_says_where_somebody_is_now(api: Api) -> None:
    now = int(clock.now().timestamp())
    walker = api.a.walker
    assert walker.post("/api/patrols/import", content=gpx(line(now - 300, 50))).status_code == 201

    def cell(session: Session) -> str | None:
        return session.get_one(Presence, walker.me.id).walking_cell

    assert api.database.read_sync(cell) is None
    statuses = api.database.read_sync(lambda session: list(session.execute(select(table_of(Patrol).c.status)).scalars()))
    assert statuses == ["completed"]


def test_without_consent_a_file_is_not_kept(api: Api) -> None:
    walker = api.a.walker
    walker.put("/api/me/consents/location", json={"state": "paused"})
    answer = walker.post("/api/patrols/import", content=gpx(line(int(clock.now().timestamp()) - 9000, 50)))
    assert (answer.status_code, walks(walker)) == (403, [])


def test_the_largest_file_takes_bounded_memory(api: Api) -> None:
    began = NOW - 90_000
    content = gpx(line(began, 40_000, every_s=2))
    assert len(content) < reader.MOST_BYTES
    tracemalloc.start()
    prepared = importing.read(content, uuid4(), NOW)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert sum(piece.stretch.count for walk in prepared.walks for piece in walk) == 40_000
    assert peak < 64 * 1024 * 1024


fixes = st.lists(
    st.builds(
        Fix,
        st.integers(NOW - 86_400, NOW),
        st.integers(2_000, 89_999_999) | st.integers(-89_999_999, -2_000),
        st.integers(-180_000_000, 179_999_999),
        st.integers(1, 100),
    ),
    min_size=1,
    max_size=40,
    unique_by=lambda fix: fix.t,
)


def exported(found: list[Fix]) -> bytes:
    """The GPX file of a walk with these fixes."""
    whole = Track([f.t for f in found], [f.lat for f in found], [f.lon for f in found], [f.acc for f in found])
    moment = clock.now()
    patrol = PatrolOut.model_construct(
        id=uuid4(),
        status=Status.COMPLETED,
        outcome=None,
        started_at=moment,
        ended_at=moment,
        note="가 < 나 & ]]>",
        source=Source.APP,
        distance_m=0.0,
        fix_count=len(found),
        companions=[],
    )
    pieces = [Track(*(column[piece] for column in whole.columns())) for piece in rules.segments(whole.t)]
    return exports.gpx(Recorded(patrol, pieces, track_deleted=False))


@given(fixes)
def test_what_was_exported_comes_back_exactly(found: list[Fix]) -> None:
    ordered = sorted(found, key=lambda fix: fix.t)
    assert reader.read(exported(ordered), NOW).fixes == ordered
    prepared = importing.read(exported(ordered), uuid4(), NOW)
    kept = [fix for walk in prepared.walks for piece in walk for fix in zip(*piece.stretch.track.columns(), strict=True)]
    assert kept == [(fix.t, fix.lat, fix.lon, fix.acc) for fix in ordered]


def test_a_recorded_walk_comes_back_through_the_api(api: Api) -> None:
    walker, began = api.a.walker, int((clock.now() - timedelta(days=1)).timestamp())
    content = gpx(line(began, 40), line(began + 300, 40))
    (walk,) = walker.post("/api/patrols/import", content=content).json()["items"]
    file = walker.get(f"/api/patrols/{walk['id']}.gpx").content
    (same,) = walker.post("/api/patrols/import", content=file).json()["items"]
    assert same["id"] == walk["id"], "the same fixes are the same walk, whatever file they come in"
    (other,) = api.a.responder.post("/api/patrols/import", content=file).json()["items"]
    assert track(api.a.responder, other["id"]) == track(walker, walk["id"])
