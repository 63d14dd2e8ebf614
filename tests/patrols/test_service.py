"""Walks arrive in any order, twice, weeks late, and end up the same."""

from __future__ import annotations

import itertools
import json
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from app.core import clock
from app.core.database import Database
from app.core.ids import new_id
from app.core.problems import Problem
from app.patrols import measuring, reading, rules, service
from app.patrols.rules import Outcome, Status
from app.patrols.schemas import PatrolEnd, PatrolOut, PatrolStart
from app.people.models import Tier
from tests.patrols.cast import NOW, actor, neighbourhood
from tests.patrols.story import acts, kinds, stored, whereabouts
from tests.patrols.walks import at, fixes, track


def test_a_walk_from_start_to_end(database: Database) -> None:
    walker, patrol_id = actor(database, neighbourhood(database)), new_id()
    with clock.frozen(at(7)):
        for act in acts(walker, patrol_id):
            database.write_sync(act)
    walk = database.read_sync(lambda session: reading.owned(session, walker, patrol_id))
    whole = track(60, began=at(1))
    assert (walk.status, walk.outcome, walk.companions) == (Status.COMPLETED, Outcome.NOTHING_TO_REPORT, ["보리"])
    assert (walk.started_at, walk.ended_at, walk.fix_count) == (NOW, at(6), 60)
    assert walk.distance_m == pytest.approx(measuring.measure(*whole.columns()).distance_m, abs=25)
    recorded = database.read_sync(lambda session: reading.track_of(session, walker, patrol_id))
    assert recorded.segments == [whole]
    assert kinds(database) == ["patrol.started", *["patrol.moved"] * 3, "patrol.ended"]


def test_any_order_and_twice_end_up_the_same(database: Database) -> None:
    place = neighbourhood(database)
    walker = actor(database, place)
    seen = set()
    with clock.frozen(at(7)):
        for order in itertools.islice(itertools.permutations(range(6)), 0, None, 37):
            patrol_id = new_id()
            all_acts = acts(walker, patrol_id)
            for index in (*order, *order):
                database.write_sync(all_acts[index])
            row = stored(database, walker, patrol_id).model_dump(exclude={"id", "distance_m", "last_sign_at"})
            seen.add((json.dumps(row, sort_keys=True, default=str), round(stored(database, walker, patrol_id).distance_m, 6)))
    assert len(seen) == 1


def test_what_overtakes_the_start_makes_the_walk(database: Database) -> None:
    walker, patrol_id = actor(database, neighbourhood(database)), new_id()
    with clock.frozen(at(7)):
        database.write_sync(acts(walker, patrol_id)[2])
    walk = stored(database, walker, patrol_id)
    assert (walk.start_received, walk.started_at, walk.fix_count) == (False, at(1) + timedelta(seconds=100), 20)


def test_the_same_piece_again_is_harmless_and_another_is_a_conflict(database: Database) -> None:
    walker, patrol_id = actor(database, neighbourhood(database)), new_id()
    piece, other = fixes(patrol_id, 0, track(20)), fixes(patrol_id, 0, track(20, acc=9))
    for _ in range(2):
        database.write_sync(lambda session: service.add_fixes(session, walker, piece, at(5), 0))
    with pytest.raises(Problem) as caught:
        database.write_sync(lambda session: service.add_fixes(session, walker, other, at(5), 0))
    assert (caught.value.status, caught.value.slug) == (409, "conflict")
    assert stored(database, walker, patrol_id).fix_count == 20


def test_a_second_start_or_end_that_says_something_else_is_a_conflict(database: Database) -> None:
    walker, patrol_id = actor(database, neighbourhood(database)), new_id()
    for act in acts(walker, patrol_id):
        database.write_sync(act)
    for clash in (
        lambda session: service.start(session, walker, PatrolStart(patrol_id=patrol_id), NOW),
        lambda session: service.end(session, walker, PatrolEnd(patrol_id=patrol_id, outcome=Outcome.REPORTED), at(6)),
    ):
        with pytest.raises(Problem, match="conflict"):
            database.write_sync(clash)


def test_somebody_elses_walk_is_not_found(database: Database) -> None:
    place = neighbourhood(database)
    walker, other, patrol_id = actor(database, place), actor(database, place), new_id()
    for act in acts(walker, patrol_id):
        database.write_sync(act)
    before = stored(database, walker, patrol_id)
    for act in acts(other, patrol_id):
        with pytest.raises(Problem, match="not-found"):
            database.write_sync(act)
    with pytest.raises(Problem, match="not-found"):
        database.read_sync(lambda session: reading.owned(session, other, patrol_id))
    with pytest.raises(Problem, match="not-found"):
        database.read_sync(lambda session: reading.track_of(session, other, patrol_id))
    assert stored(database, walker, patrol_id).model_dump() == before.model_dump()


def test_another_neighbourhood_has_walks_of_its_own(database: Database) -> None:
    walker, stranger, patrol_id = actor(database, neighbourhood(database)), actor(database, neighbourhood(database)), new_id()
    for act in acts(walker, patrol_id):
        database.write_sync(act)
    with pytest.raises(Problem, match="not-found"):
        database.read_sync(lambda session: reading.owned(session, stranger, patrol_id))
    for act in acts(stranger, patrol_id):
        database.write_sync(act)
    assert stored(database, walker, patrol_id).fix_count == stored(database, stranger, patrol_id).fix_count == 60


def test_residents_do_not_patrol(database: Database) -> None:
    resident = actor(database, neighbourhood(database), Tier.RESIDENT)
    for act in acts(resident, new_id()):
        with pytest.raises(Problem, match="not-allowed"):
            database.write_sync(act)


def test_fixes_after_the_end_still_land(database: Database) -> None:
    walker, patrol_id = actor(database, neighbourhood(database)), new_id()
    all_acts = acts(walker, patrol_id)
    for index in (0, 1, 5, 2, 3):
        database.write_sync(all_acts[index])
    walk = stored(database, walker, patrol_id)
    assert (walk.status, walk.fix_count, walk.ended_at) == (Status.COMPLETED, 60, at(6))


def test_a_walk_under_way_says_where_its_walker_can_be_matched(database: Database) -> None:
    walker, patrol_id = actor(database, neighbourhood(database)), new_id()
    all_acts = acts(walker, patrol_id)
    with clock.frozen(at(7)):
        for act in all_acts[:4]:
            database.write_sync(act)
        walk = stored(database, walker, patrol_id)
        assert whereabouts(database, walker) == (walk.last_cell, walk.last_fix_at)
        assert walk.last_cell is not None
        board = database.read_sync(lambda session: reading.active_walks(session, walker.neighbourhood_id))
        assert [(one.id, one.name, one.cell, one.fix_count) for one in board] == [(patrol_id, "이영희", walk.last_cell, 60)]
        database.write_sync(all_acts[5])
        assert whereabouts(database, walker) == (None, None)
        assert database.read_sync(lambda session: reading.active_walks(session, walker.neighbourhood_id)) == []


def test_the_end_of_an_old_walk_does_not_hide_the_new_one(database: Database) -> None:
    walker, old, new = actor(database, neighbourhood(database)), new_id(), new_id()
    with clock.frozen(at(7)):
        for act in acts(walker, old)[:4]:
            database.write_sync(act)
        for act in acts(walker, new)[:4]:
            database.write_sync(act)
        database.write_sync(acts(walker, old)[5])
    assert whereabouts(database, walker)[0] is not None


@pytest.mark.parametrize("late", [timedelta(minutes=31), timedelta(days=20)])
def test_late_fixes_do_not_say_where_somebody_is(database: Database, late: timedelta) -> None:
    walker, patrol_id = actor(database, neighbourhood(database)), new_id()
    piece = track(20)
    received = NOW + timedelta(seconds=95) + late
    with clock.frozen(received):
        database.write_sync(lambda session: service.add_fixes(session, walker, fixes(patrol_id, 0, piece), received, 0))
    assert whereabouts(database, walker) == (None, None)
    assert stored(database, walker, patrol_id).fix_count == 20


def test_a_phones_clock_is_corrected_but_its_track_is_not(database: Database) -> None:
    walker, patrol_id = actor(database, neighbourhood(database)), new_id()
    wrong = track(20, began=NOW + timedelta(hours=3))
    with clock.frozen(at(2)):
        database.write_sync(lambda session: service.add_fixes(session, walker, fixes(patrol_id, 0, wrong), at(2), -3 * 3600))
    walk = stored(database, walker, patrol_id)
    assert (walk.started_at, walk.last_fix_at, walk.clock_offset_s) == (NOW, NOW + timedelta(seconds=95), -3 * 3600)
    assert database.read_sync(lambda session: reading.track_of(session, walker, patrol_id)).segments == [wrong]
    assert whereabouts(database, walker)[1] == NOW + timedelta(seconds=95)


def test_a_fix_from_the_future_counts_as_now(database: Database) -> None:
    walker, patrol_id = actor(database, neighbourhood(database)), new_id()
    ahead = fixes(patrol_id, 0, track(20, began=NOW + timedelta(days=2)))
    with clock.frozen(NOW):
        database.write_sync(lambda session: service.add_fixes(session, walker, ahead, NOW, 0))
    assert stored(database, walker, patrol_id).last_fix_at == NOW


def test_a_walk_has_a_longest_length(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "MOST_FIXES", 30)
    walker, patrol_id = actor(database, neighbourhood(database)), new_id()
    database.write_sync(lambda session: service.add_fixes(session, walker, fixes(patrol_id, 0, track(20)), at(5), 0))
    with pytest.raises(Problem, match="walk-too-long"):
        database.write_sync(lambda session: service.add_fixes(session, walker, fixes(patrol_id, 1, track(20, began=at(5))), at(9), 0))
    assert stored(database, walker, patrol_id).fix_count == 20


def test_the_list_goes_on_where_it_stopped(database: Database) -> None:
    walker = actor(database, neighbourhood(database))
    ids = [new_id() for _ in range(7)]

    def set_out(session: Session) -> None:
        for index, patrol_id in enumerate(ids):
            service.start(session, walker, PatrolStart(patrol_id=patrol_id), at(index // 3))

    def page(limit: int, after: reading.Place | None = None) -> list[PatrolOut]:
        return database.read_sync(lambda session: reading.list_mine(session, walker, limit, after))

    database.write_sync(set_out)
    whole = page(10)
    assert [walk.started_at for walk in whole] == sorted((walk.started_at for walk in whole), reverse=True)
    pages: list[UUID] = []
    found = page(2)
    while found:
        pages += [walk.id for walk in found]
        found = page(2, reading.Place(found[-1].started_at, found[-1].id))
    assert pages == [walk.id for walk in whole]
    assert set(pages) == set(ids)
