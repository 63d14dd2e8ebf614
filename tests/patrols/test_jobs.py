"""What time does to walks, and what withdrawn consent does at once."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from app.core import clock
from app.core.database import Database, table_of
from app.core.ids import new_id
from app.patrols import jobs, reading, service
from app.patrols.models import TrackChunk
from app.patrols.rules import Status
from tests.patrols.cast import actor, neighbourhood
from tests.patrols.story import acts, stored, whereabouts
from tests.patrols.walks import at, fixes, track


def test_a_silent_walk_is_abandoned_and_a_late_sign_brings_it_back(database: Database) -> None:
    walker, patrol_id = actor(database, neighbourhood(database)), new_id()
    all_acts = acts(walker, patrol_id)
    with clock.frozen(at(7)) as time:
        for act in all_acts[:3]:
            database.write_sync(act)
        last = stored(database, walker, patrol_id).last_sign_at
        assert database.write_sync(lambda session: jobs.step(session, time.at)) == 0
        time.advance(timedelta(hours=6))
        assert database.write_sync(lambda session: jobs.step(session, time.at)) == 1
        assert database.write_sync(lambda session: jobs.step(session, time.at)) == 0
        walk = stored(database, walker, patrol_id)
        assert (walk.status, walk.ended_at) == (Status.ABANDONED, last)
        assert whereabouts(database, walker) == (None, None)
        later = fixes(patrol_id, 2, track(20, began=time.at - timedelta(hours=1)))
        database.write_sync(lambda session: service.add_fixes(session, walker, later, time.at, 0))
        walk = stored(database, walker, patrol_id)
        assert (walk.status, walk.ended_at) == (Status.ACTIVE, None)
        time.advance(timedelta(hours=6))
        assert database.write_sync(lambda session: jobs.step(session, time.at)) == 1
        database.write_sync(all_acts[5])
    walk = stored(database, walker, patrol_id)
    assert (walk.status, walk.ended_at) == (Status.COMPLETED, at(6))


def test_raw_tracks_live_thirty_days(database: Database) -> None:
    walker, patrol_id = actor(database, neighbourhood(database)), new_id()
    all_acts = acts(walker, patrol_id)
    with clock.frozen(at(7)) as time:
        for act in all_acts:
            database.write_sync(act)
        time.advance(timedelta(days=30) - timedelta(seconds=1))
        assert database.write_sync(lambda session: jobs.step(session, time.at)) == 0
        time.advance(timedelta(seconds=1))
        assert database.write_sync(lambda session: jobs.step(session, time.at)) == 1
        recorded = database.read_sync(lambda session: reading.track_of(session, walker, patrol_id))
        assert (recorded.segments, recorded.track_deleted, recorded.patrol.fix_count) == ([], True, 60)
        for act in all_acts:
            database.write_sync(act)
        assert database.read_sync(lambda session: reading.track_of(session, walker, patrol_id)).segments == []
    assert stored(database, walker, patrol_id).last_cell is None
    left = database.read_sync(lambda session: session.execute(select(table_of(TrackChunk).c.data, table_of(TrackChunk).c.ends)).all())
    assert [tuple(row) for row in left] == [(None, None)] * 3


def test_withdrawn_consent_destroys_at_once(database: Database) -> None:
    place = neighbourhood(database)
    walker, other = actor(database, place), actor(database, place)
    mine, theirs = new_id(), new_id()
    with clock.frozen(at(7)):
        for act in (*acts(walker, mine)[:4], *acts(other, theirs)[:4]):
            database.write_sync(act)
        assert database.write_sync(lambda session: service.destroy_tracks(session, place, walker.member_id)) == 1
    assert database.read_sync(lambda session: reading.track_of(session, walker, mine)).segments == []
    assert len(database.read_sync(lambda session: reading.track_of(session, other, theirs)).segments) == 1
    assert whereabouts(database, walker) == (None, None)
