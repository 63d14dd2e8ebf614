"""From tracks to cells: seen by the desk, shared only where many walk, forgotten with consent and time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from app.core import clock
from app.core.database import table_of
from app.core.ids import new_id
from app.coverage import jobs
from app.coverage.models import Visit
from app.geo.cells import MATCHING, cell_of, parent
from app.people.models import Member
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
        assert api.b.officer.get("/api/coverage?days=28").json()["cells"][0]["walkers"] == 0


def test_neighbours_are_positions_in_the_list(api: Api) -> None:
    cells = api.a.walker.get("/api/coverage/debt").json()["cells"]
    assert 100 < len(cells) <= 3_000
    for index, one in enumerate(cells):
        assert len(one["near"]) <= 6
        assert all(index in cells[other]["near"] for other in one["near"])


def owed(api: Api) -> dict[str, list[int]]:
    return {one["cell"]: one["debt"] for one in api.a.walker.get("/api/coverage/debt").json()["cells"]}


def shared(api: Api) -> list[Json]:
    return list(api.a.walker.get("/api/coverage/shared?days=7").json()["cells"])


def walked(api: Api, callers: list[Caller], began: datetime, walks: int = 1) -> None:
    for caller in callers:
        for _ in range(walks):
            walk(caller, began)
    api.database.write_sync(lambda session: jobs.step(session, clock.now() + timedelta(minutes=3)))
    while api.database.write_sync(lambda session: jobs.step(session, clock.now() + timedelta(minutes=3))):
        pass


def test_what_walkers_see_does_not_change_with_a_walk_of_today(api: Api) -> None:
    everybody = [api.a.walker, *api.a.responders]
    with clock.frozen(EVENING + timedelta(hours=1)):
        walked(api, everybody, EVENING - timedelta(days=7))
        debts, cells = owed(api), shared(api)
        assert cells
        walked(api, [api.a.walker], EVENING)
        walked(api, [api.a.responder], EVENING, walks=2)
        assert (owed(api), shared(api)) == (debts, cells)


def test_where_few_people_walk_nobody_can_be_followed_from_day_to_day_nor_week_to_week(api: Api) -> None:
    with clock.frozen(EVENING + timedelta(hours=1)) as time:
        debts = owed(api)
        assert set(map(tuple, debts.values())) == {(0, 3, 3, 3, 3, 3)}, "no hour of the day"
        walked(api, [api.a.walker, *api.a.responders[:3]], EVENING)
        for _ in range(30):
            assert owed(api) == debts
            assert shared(api) == []
            time.advance(timedelta(days=1))


def test_where_many_walk_it_is_told_from_monday_on(api: Api) -> None:
    here = cell_of(LAT / 1e6, LON / 1e6, 10)
    group = parent(here, MATCHING)
    with clock.frozen(EVENING + timedelta(hours=1)) as time:
        before = owed(api)
        walked(api, [api.a.walker, *api.a.responders], EVENING)
        time.advance(timedelta(days=2))
        assert owed(api) == before, "the fifth of them must not be seen coming"
        time.advance(timedelta(days=1))
        answer = api.a.walker.get("/api/coverage/debt").json()
        assert answer["made_at"] == "2026-11-22T15:00:00Z", "as of Monday, where it is midnight"
        known = owed(api)
        assert known[here] == [0, 1, 1, 1, 0, 1]
        around = [debt for cell, debt in known.items() if parent(cell, MATCHING) == group and debt != known[here]]
        assert around
        assert all(debt == [0, 2, 2, 2, 2, 2] for debt in around)
        time.advance(timedelta(days=28))
        assert owed(api) == before


def test_who_walks_alone_in_the_morning_is_not_seen_where_many_walk_in_the_evening(api: Api) -> None:
    with clock.frozen(EVENING + timedelta(hours=1)) as time:
        walked(api, [api.a.walker, *api.a.responders], EVENING - timedelta(days=9))
        debts, cells = owed(api), shared(api)
        for days in (1, 2, 3):
            walked(api, [api.a.walker], EVENING - timedelta(days=days, hours=12))
            assert (owed(api), shared(api)) == (debts, cells)
        time.advance(timedelta(days=3))
        assert owed(api) == debts, "nor when the week is over"


def test_others_see_a_cell_from_five_walkers_on_when_the_week_is_over(api: Api) -> None:
    walkers = [api.a.walker, *api.a.responders]
    with clock.frozen(EVENING + timedelta(hours=1)) as time:
        for number, caller in enumerate(walkers, start=1):
            walked(api, [caller], EVENING - timedelta(days=7), walks=3)
            assert bool(shared(api)) == (number == 5)
        assert {one["walks"] for one in shared(api)} == {5}, "a walker counts once for a cell, a day and a band"
        for days in range(3):
            walked(api, [api.a.walker], EVENING - timedelta(days=8 + days))
            assert {one["walks"] for one in shared(api)} == {5}, "one walk more is not to be seen"
        time.advance(timedelta(days=2))
        assert shared(api) != []
        time.advance(timedelta(days=1))
        assert shared(api) == []


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


def test_a_member_who_is_deleted_leaves_nothing_behind(api: Api) -> None:
    members, table = table_of(Member), table_of(Visit)
    with clock.frozen(EVENING + timedelta(hours=1)):
        walked(api, [api.a.walker], EVENING)
        others = visits(api)

        def settle(session: Session) -> UUID:
            somebody = session.execute(select(members).where(members.c.id == api.a.walker.me.id)).mappings().one()
            member_id = new_id()
            session.execute(insert(members).values({**somebody, "id": member_id}))
            rows = session.execute(select(table)).mappings().all()
            session.execute(insert(table), [{**row, "member_id": member_id} for row in rows])
            return member_id

        member_id = api.database.write_sync(settle)
        assert visits(api) == 2 * others
        api.database.write_sync(lambda session: session.execute(delete(members).where(members.c.id == member_id)))
        assert visits(api) == others


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
