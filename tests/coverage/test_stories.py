"""From tracks to cells: seen by the desk, shared only where many walk, forgotten with consent and time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select

from app.core import clock
from app.core.database import table_of
from app.core.ids import new_id
from app.coverage import jobs
from app.coverage.models import Visit
from app.geo.cells import cell_of
from tests.support.api import Api, Caller, Json, item

EVENING = datetime(2026, 11, 20, 10, 30, tzinfo=UTC)
"""Half past seven in Seoul: the fifth band."""
LAT, LON = 37_760_500, 126_774_800


def walk(caller: Caller, began: datetime, *, north: int = 60, count: int = 60) -> str:
    patrol_id, t0 = str(new_id()), int(began.timestamp())
    track = {"t": [t0] + [10] * count, "lat": [LAT] + [north] * count, "lon": [LON] + [0] * count, "acc": [6] + [0] * count}
    fixes = item("patrol.fixes", {"patrol_id": patrol_id, "seq": 0, "track": track}, recorded_at=began)
    assert [receipt["status"] for receipt in caller.sync(item("patrol.start", {"patrol_id": patrol_id}, recorded_at=began), fixes)] == [
        "applied"
    ] * 2
    return patrol_id


def count_up(api: Api) -> int:
    return api.database.write_sync(lambda session: jobs.step(session, clock.now()))


def visits(api: Api) -> int:
    return api.database.read_sync(lambda session: session.execute(select(func.count()).select_from(table_of(Visit))).scalar_one())


def cell_at_desk(api: Api, cell: str) -> Json:
    page = api.a.officer.get("/api/coverage?days=7").json()
    (found,) = (one for one in page["cells"] if one["cell"] == cell)
    return dict(found)


def test_a_walk_becomes_cells_a_little_after_it_arrived(api: Api) -> None:
    here = cell_of(LAT / 1e6, LON / 1e6, 10)
    with clock.frozen(EVENING + timedelta(hours=1)) as time:
        before = cell_at_desk(api, here)
        assert (before["walks"], before["walkers"], before["last_at"], before["debt"]) == ([0] * 6, 0, None, [0, 3, 3, 3, 3, 3])
        patrol_id = walk(api.a.walker, EVENING)
        assert count_up(api) == 0, "not at once: more may follow"
        time.advance(timedelta(minutes=3))
        assert (count_up(api), count_up(api)) == (1, 0)
        after = cell_at_desk(api, here)
        assert (after["walks"], after["walkers"], after["debt"]) == ([0, 0, 0, 0, 1, 0], 1, [0, 3, 3, 3, 0, 3])
        assert after["last_at"] == "2026-11-20T07:00:00Z", "no more exact than its four hours"
        assert api.a.walker.get(f"/api/patrols/{patrol_id}").json()["cells"] == len(
            {cell_of((LAT + 60 * i) / 1e6, LON / 1e6, 10) for i in range(61)}
        )
        owed = {one["cell"]: one for one in api.a.walker.get("/api/coverage/debt").json()["cells"]}
        assert owed[here]["debt"] == after["debt"]
        assert api.b.officer.get("/api/coverage?days=28").json()["cells"][0]["walkers"] == 0


def test_neighbours_are_positions_in_the_list(api: Api) -> None:
    cells = api.a.walker.get("/api/coverage/debt").json()["cells"]
    assert 100 < len(cells) <= 3_000
    for index, one in enumerate(cells):
        assert len(one["near"]) <= 6
        assert all(index in cells[other]["near"] for other in one["near"])


def test_others_see_a_cell_from_five_walkers_on(api: Api) -> None:
    walkers = [api.a.walker, *api.a.responders]
    with clock.frozen(EVENING + timedelta(hours=1)) as time:
        for number, caller in enumerate(walkers, start=1):
            for _ in range(3):
                walk(caller, EVENING)
            time.advance(timedelta(minutes=3))
            while count_up(api):
                pass
            shared = api.a.walker.get("/api/coverage/shared?days=7").json()["cells"]
            assert bool(shared) == (number == 5)
    assert {one["walks"] for one in shared} == {5}, "a walker counts once for a cell, a day and a band"


def test_withdrawn_consent_forgets_at_once_and_time_forgets_the_rest(api: Api) -> None:
    with clock.frozen(EVENING + timedelta(hours=1)) as time:
        for caller in (api.a.walker, api.a.responder):
            walk(caller, EVENING)
        time.advance(timedelta(minutes=3))
        count_up(api)
        all_of_them = visits(api)
        api.a.walker.put("/api/me/consents/location", json={"state": "withdrawn"})
        assert visits(api) == all_of_them // 2
        assert count_up(api) == 0
        time.advance(timedelta(days=34))
        api.database.write_sync(lambda session: jobs.sweep(session, clock.now()))
        assert visits(api) == all_of_them // 2
        time.advance(timedelta(days=2))
        api.database.write_sync(lambda session: jobs.sweep(session, clock.now()))
        assert visits(api) == 0


def test_what_was_set_aside_was_nowhere(api: Api) -> None:
    with clock.frozen(EVENING + timedelta(hours=1)) as time:
        patrol_id, t0 = str(new_id()), int(EVENING.timestamp())
        away = 200_000
        track = {"t": [t0, 10, 10, 10], "lat": [LAT, 60, away, 60 - away], "lon": [LON, 0, 0, 0], "acc": [6, 0, 0, 0]}
        api.a.walker.sync(
            item("patrol.start", {"patrol_id": patrol_id}, recorded_at=EVENING),
            item("patrol.fixes", {"patrol_id": patrol_id, "seq": 0, "track": track}),
        )
        time.advance(timedelta(minutes=3))
        count_up(api)
        shown = api.a.walker.get(f"/api/patrols/{patrol_id}").json()
        assert (shown["set_aside"], shown["fix_count"]) == ([{"reason": "jump", "count": 1}], 4)
        far = cell_of((LAT + away) / 1e6, LON / 1e6, 10)
        assert far not in {one["cell"] for one in api.a.officer.get("/api/coverage?days=7").json()["cells"]}
