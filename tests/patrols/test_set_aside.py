"""What cannot be right costs nothing that is: set aside with its reason, in whatever order things arrive."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from app.core import clock
from app.core.database import Database
from app.core.ids import new_id
from app.geo.track import Track, to_wire
from app.patrols import notes, reading, rules, service
from app.patrols.schemas import PatrolFixes, PatrolOut, PatrolShare, PatrolStart
from app.people.auth import Actor
from tests.patrols.cast import NOW, actor, neighbourhood
from tests.patrols.walks import at, fixes, part, track

T0 = int(NOW.timestamp())


def shown(database: Database, walker: Actor, patrol_id: UUID) -> tuple[PatrolOut, dict[str, int]]:
    walk = database.read_sync(lambda session: reading.owned(session, walker, patrol_id))
    return walk, {entry.reason.value: entry.count for entry in walk.set_aside}


def moved(whole: Track, changes: dict[int, tuple[int, int, int, int]]) -> Track:
    """The track with some fixes replaced."""
    rows = [changes.get(i, row) for i, row in enumerate(zip(*whole.columns(), strict=True))]
    return Track(*(list(column) for column in zip(*rows, strict=True)))


def add(walker: Actor, body: PatrolFixes) -> Callable[[Session], None]:
    return lambda session: service.add_fixes(session, walker, body, at(30), 0)


def start(walker: Actor, patrol_id: UUID, minutes: float = 0) -> Callable[[Session], None]:
    return lambda session: service.start(session, walker, PatrolStart(patrol_id=patrol_id), at(minutes))


def share(walker: Actor, body: PatrolShare, when: datetime) -> Callable[[Session], None]:
    return lambda session: service.share(session, walker, body, when)


def test_bad_fixes_are_told_kept_in_the_raw_track_and_not_walked(database: Database) -> None:
    walker, patrol_id = actor(database, neighbourhood(database)), new_id()
    good = track(40, every_s=10)
    bad = moved(
        good,
        {
            5: (good.t[5], 0, 0, 8),
            9: (good.t[9], good.lat[9], good.lon[9], 150),
            20: (good.t[20], 37_900_000, 126_761_000, 8),
            39: (T0 + 86_400, good.lat[39], good.lon[39], 8),
        },
    )
    database.write_sync(start(walker, patrol_id))
    database.write_sync(add(walker, fixes(patrol_id, 0, bad)))
    walk, aside = shown(database, walker, patrol_id)
    assert aside == {"zero_place": 1, "coarse": 1, "jump": 1, "future": 1}
    assert (walk.fix_count, walk.jumps) == (40, 0)
    assert 150 < walk.distance_m < 200
    raw = database.read_sync(lambda session: reading.track_of(session, walker, patrol_id))
    assert sorted(t for piece in raw.segments for t in piece.t) == sorted(bad.t), "exactly as recorded"
    walked = database.read_sync(lambda session: reading.walked(session, walker, patrol_id))
    assert sorted(t for piece in walked.segments for t in piece.t) == [t for i, t in enumerate(good.t) if i not in (5, 9, 20, 39)]


def test_a_fix_of_the_year_2000_does_not_cost_the_others_their_place(database: Database) -> None:
    walker, patrol_id = actor(database, neighbourhood(database)), new_id()
    good = track(20)
    wire = to_wire(moved(good, {3: (946_684_800, 0, 0, 8), 7: (good.t[7], good.lat[7], good.lon[7], 90_000)}))
    body = PatrolFixes.model_validate({"patrol_id": str(patrol_id), "seq": 0, "track": wire})
    for _ in range(2):
        database.write_sync(add(walker, body))
    walk, aside = shown(database, walker, patrol_id)
    assert (walk.fix_count, aside, walk.started_at) == (18, {"too_old": 1, "coarse": 1}, NOW)


def test_a_piece_without_one_possible_time_is_taken_and_told(database: Database) -> None:
    walker, patrol_id = actor(database, neighbourhood(database)), new_id()
    wire = {"t": [946_684_800, 5], "lat": [37_752_000, 10], "lon": [126_761_000, 0], "acc": [8, 0]}
    body = PatrolFixes.model_validate({"patrol_id": str(patrol_id), "seq": 1, "track": wire})
    for act in (
        start(walker, patrol_id),
        add(walker, fixes(patrol_id, 0, track(20))),
        add(walker, body),
        add(walker, fixes(patrol_id, 2, track(20, began=at(3)))),
    ):
        database.write_sync(act)
    walk, aside = shown(database, walker, patrol_id)
    assert (walk.fix_count, aside) == (40, {"too_old": 2})
    assert not database.read_sync(lambda session: reading.track_of(session, walker, patrol_id)).track_deleted


def test_fixes_from_before_the_walk_are_set_aside_whatever_arrives_first(database: Database) -> None:
    walker = actor(database, neighbourhood(database))
    old, whole = track(5, began=at(-60)), track(40, began=at(1))
    mixed = Track(*(list(a) + list(b) for a, b in zip(old.columns(), part(whole, 0, 20).columns(), strict=True)))
    seen = []
    with clock.frozen(at(30)):
        for order in itertools.permutations(range(3)):
            patrol_id = new_id()
            acts = [
                start(walker, patrol_id),
                add(walker, fixes(patrol_id, 0, mixed)),
                add(walker, fixes(patrol_id, 1, part(whole, 20, 40))),
            ]
            for index in order:
                database.write_sync(acts[index])
            walk, aside = shown(database, walker, patrol_id)
            seen.append((aside, round(walk.distance_m, 3), walk.started_at, walk.hours))
    assert all(one == seen[0] for one in seen), seen
    assert seen[0][0] == {"too_old": 5}


def test_what_others_set_aside_is_added(database: Database) -> None:
    walker, patrol_id = actor(database, neighbourhood(database)), new_id()
    database.write_sync(start(walker, patrol_id))
    for counts in ({"mock": 2}, {"mock": 1, "future": 4}):
        database.write_sync(lambda session, counts=counts: notes.set_aside(session, walker.neighbourhood_id, patrol_id, counts))  # type: ignore[misc]  # a default binds the loop's value
    assert shown(database, walker, patrol_id)[1] == {"mock": 3, "future": 4}


def test_somebody_elses_dog_stays_at_home(database: Database) -> None:
    walker, patrol_id = actor(database, neighbourhood(database)), new_id()
    body = PatrolStart(patrol_id=patrol_id, dog_ids=[new_id()])
    database.write_sync(lambda session: service.start(session, walker, body, NOW))
    assert shown(database, walker, patrol_id)[0].dogs == []


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_the_newest_word_on_sharing_holds(database: Database, order: tuple[int, ...]) -> None:
    walker, patrol_id = actor(database, neighbourhood(database)), new_id()
    said = [(True, at(1)), (False, at(2)), (True, at(3))]
    with clock.frozen(at(5)):
        for index in order:
            on, when = said[index]
            database.write_sync(share(walker, PatrolShare(patrol_id=patrol_id, on=on), when))
    assert shown(database, walker, patrol_id)[0].shared is True


def test_the_bounds_are_what_the_phone_knows_too() -> None:
    assert (timedelta(minutes=10), timedelta(minutes=5)) == (rules.BEFORE_THE_START, rules.AHEAD)
