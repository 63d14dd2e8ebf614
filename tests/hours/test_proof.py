"""Hours from the sofa are not given away, hours that were walked are not lost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update
from sqlmodel import col

from app.core import clock
from app.core.ids import new_id
from app.neighbourhoods.models import Neighbourhood
from app.people.models import Member, Tier
from tests.hours.walking import NOON, credit, hours, lamps, look, send, walk
from tests.support.api import Api, Caller, Json, item

MINUTE = timedelta(minutes=1)


def from_the_sofa(caller: Caller, ids: list[str], began: datetime) -> tuple[str, list[Json]]:
    """Four hours without a fix, three looks within three seconds."""
    patrol_id = str(new_id())
    looks = [look(facility_id, patrol_id, began + timedelta(seconds=n)) for n, facility_id in enumerate(ids)]
    end = {"patrol_id": patrol_id, "outcome": "nothing_to_report"}
    start = item("patrol.start", {"patrol_id": patrol_id}, recorded_at=began)
    return patrol_id, [start, *looks, item("patrol.end", end, recorded_at=began + timedelta(hours=4))]


def test_a_batch_of_made_up_walks_is_worth_nothing_until_a_coordinator_says_so(api: Api) -> None:
    a = api.a
    ids = lamps(a)
    made = [from_the_sofa(a.walker, ids, NOON - timedelta(days=back)) for back in range(1, 16)]
    send(a.walker, [each for _, items in made for each in items], NOON)
    with clock.frozen(NOON):
        assert {credit(a.walker, patrol_id) for patrol_id, _ in made} == {("needs_confirmation", 10, "checkpoints")}
        mine = hours(a.walker)
        assert (mine["confirmed_min"], mine["pending_min"], mine["needs_confirmation"]) == (0, 150, 15)
        assert a.walker.get("/api/hours/certificate.pdf?from=2026-11&to=2026-11").status_code == 409
        waits = a.coordinator.get("/api/desk/hours/waiting").json()["items"]
        assert {(one["why"], one["offered_min"], one["checkpoints"]) for one in waits} == {("checkpoints", 10, 3)}
        assert len(waits) == 15


def test_three_lamps_on_the_way_prove_a_walk_without_gps(api: Api) -> None:
    a = api.a
    ids = lamps(a)
    patrol_id = str(new_id())
    send(a.walker, [item("patrol.start", {"patrol_id": patrol_id}, recorded_at=NOON)], NOON)
    for number, facility_id in enumerate([ids[0], ids[0], ids[1], ids[2]]):
        at = NOON + number * 5 * MINUTE
        send(a.walker, [look(facility_id, patrol_id, at)], at)
    end = {"patrol_id": patrol_id, "outcome": "nothing_to_report"}
    send(a.walker, [item("patrol.end", end, recorded_at=NOON + 45 * MINUTE)], NOON + 46 * MINUTE)
    with clock.frozen(NOON + timedelta(hours=1)):
        assert credit(a.walker, patrol_id) == ("confirmed", 15 + 10, "checkpoints"), "from the first to the last look, and ten minutes"
        assert hours(a.walker)["checks"] == 4


@pytest.mark.parametrize(("late", "state"), [(timedelta(hours=47), "confirmed"), (timedelta(hours=49), "needs_confirmation")])
def test_looks_that_arrive_days_later_wait_for_a_coordinator(api: Api, late: timedelta, state: str) -> None:
    a = api.a
    ids = lamps(a)
    patrol_id = walk(a.walker, NOON, moving=False)
    looks = [look(facility_id, patrol_id, NOON + number * 5 * MINUTE) for number, facility_id in enumerate(ids)]
    send(a.walker, looks, NOON + 45 * MINUTE + late)
    with clock.frozen(NOON + timedelta(days=3)):
        assert credit(a.walker, patrol_id) == (state, 20, "checkpoints")


@pytest.mark.parametrize(("late", "expected"), [(6, ("confirmed", 45, "distance")), (21, ("needs_confirmation", 45, "late"))])
def test_a_walk_that_arrives_weeks_late_is_kept_and_a_coordinator_says_yes(api: Api, late: int, expected: tuple[str, int, str]) -> None:
    a = api.a
    patrol_id = walk(a.walker, NOON, sent_at=NOON + timedelta(days=late))
    with clock.frozen(NOON + timedelta(days=late)):
        assert credit(a.walker, patrol_id) == expected
        waits = a.coordinator.get("/api/desk/hours/waiting").json()["items"]
        assert [one["why"] for one in waits] == (["late"] if expected[2] == "late" else [])
        assert a.coordinator.post(f"/api/patrols/{patrol_id}/confirm", json={"minutes": 45}).status_code == 200
        assert hours(a.walker)["confirmed_min"] == 45


def test_a_walk_of_half_a_year_ago_that_came_today_waits_at_the_desk_too(api: Api) -> None:
    patrol_id = walk(api.a.walker, NOON - timedelta(days=180), sent_at=NOON)
    with clock.frozen(NOON + MINUTE):
        assert [one["patrol_id"] for one in api.a.coordinator.get("/api/desk/hours/waiting").json()["items"]] == [patrol_id]


def test_the_word_on_ones_own_walk_is_another_coordinators(api: Api) -> None:
    a = api.a
    patrol_id = walk(a.coordinator, NOON, moving=False)
    with clock.frozen(NOON + timedelta(hours=1)):
        _make(api, a.officer, Tier.COORDINATOR)
        own = a.coordinator.post(f"/api/patrols/{patrol_id}/confirm", json={"minutes": 45})
        assert (own.status_code, own.json()["type"]) == (403, "urn:modu-patrol:problem:own-walk")
        assert credit(a.coordinator, patrol_id) == ("needs_confirmation", 45, "no_track")
        assert a.officer.post(f"/api/patrols/{patrol_id}/confirm", json={"minutes": 45}).status_code == 200


def test_the_only_coordinator_may_and_it_is_logged(api: Api) -> None:
    a = api.a
    patrol_id = walk(a.coordinator, NOON, moving=False)
    with clock.frozen(NOON + timedelta(hours=1)):
        answer = a.coordinator.post(f"/api/patrols/{patrol_id}/confirm", json={"minutes": 30, "note": "아침 순찰"})
        assert answer.json()["hours"] == {"state": "confirmed", "minutes": 30, "why": "coordinator"}
        (entry,) = a.coordinator.get("/api/me/access-log").json()["items"]
        assert (entry["what"], entry["reason"]) == ("own_walk_confirmed", "아침 순찰")


def test_nobody_confirms_more_than_the_walk_lasted(api: Api) -> None:
    patrol_id = walk(api.a.walker, NOON, moving=False)
    path = f"/api/patrols/{patrol_id}/confirm"
    with clock.frozen(NOON + timedelta(hours=1)):
        answer = api.a.coordinator.post(path, json={"minutes": 46})
        assert (answer.status_code, "45분까지만" in answer.json()["detail"]) == (422, True)
        assert api.a.coordinator.post(path, json={"minutes": 45}).status_code == 200


def test_the_cut_ends_of_a_short_walk_count_and_only_the_walker_sees_them(api: Api) -> None:
    a = api.a
    patrol_id = str(new_id())
    t0 = int((NOON + 2 * MINUTE).timestamp())
    track = {"t": [t0, 10, 10, 10], "lat": [37_760_000, 110, 110, 110], "lon": [126_774_800, 0, 0, 0], "acc": [5, 0, 0, 0]}
    end = {"patrol_id": patrol_id, "outcome": "nothing_to_report", "trimmed_m": 400}
    items = [
        item("patrol.start", {"patrol_id": patrol_id}, recorded_at=NOON),
        item("patrol.fixes", {"patrol_id": patrol_id, "seq": 0, "track": track}, recorded_at=NOON),
        item("patrol.end", end, recorded_at=NOON + 6 * MINUTE),
    ]
    send(a.walker, items, NOON + 6 * MINUTE)
    with clock.frozen(NOON + timedelta(hours=1)):
        assert credit(a.walker, patrol_id) == ("confirmed", 6, "distance")
        shown = a.walker.get(f"/api/patrols/{patrol_id}")
        assert 400 <= shown.json()["distance_m"] < 440
        assert hours(a.walker)["distance_m"] == shown.json()["distance_m"]
        assert 400 <= a.walker.get("/api/patrols").json()["items"][0]["distance_m"] < 440
        (row,) = a.officer.get("/api/desk/hours", params={"month": "2026-11"}).json()["items"]
        confirmed = a.coordinator.post(f"/api/patrols/{patrol_id}/confirm", json={"minutes": 6}).json()
        files = [a.walker.get(f"/api/patrols/{patrol_id}.geojson", params={"ends": ends}) for ends in ("recorded", "trimmed")]
        assert max(row["distance_m"], confirmed["distance_m"], *(file.json()["properties"]["distance_m"] for file in files)) < 40
        for answer in (shown, *files):
            assert "trimmed_m" not in answer.text
        assert "trimmed_m" not in str(confirmed) + str(row)


@pytest.mark.parametrize("metres", [-1, 401, 1.5, "50", True])
def test_no_phone_cuts_off_more_than_two_ends(api: Api, metres: object) -> None:
    end = {"patrol_id": str(new_id()), "outcome": "nothing_to_report", "trimmed_m": metres}
    assert api.a.walker.sync(item("patrol.end", end))[0]["status"] == "rejected"


def test_a_walk_over_new_year_takes_away_from_january_what_it_shares(api: Api) -> None:
    a = api.a
    midnight = datetime(2026, 12, 31, 15, 0, tzinfo=UTC)  # the year turns in Seoul
    walk(a.walker, midnight - 30 * MINUTE, 60)
    walk(a.walker, midnight + 10 * MINUTE, 60)
    with clock.frozen(midnight + timedelta(days=1)):
        december, january = (hours(a.walker, month) for month in ("2026-12", "2027-01"))
        assert (december["confirmed_min"], january["confirmed_min"]) == (60, 40)
        assert [day["day"] for day in january["days"]] == ["2027-01-01"]
        (row,) = a.officer.get("/api/desk/hours", params={"month": "2027-01"}).json()["items"]
        assert (row["confirmed_min"], row["walks"]) == (40, 1), "the desk and the walker read the same"
        assert a.walker.get("/api/hours/certificate.pdf?from=2027-01&to=2027-01").status_code == 200
        assert a.officer.get("/api/desk/hours", params={"month": "2027-02"}).json()["items"] == []


def _make(api: Api, who: Caller, tier: Tier) -> None:
    api.database.write_sync(lambda session: session.execute(update(Member).where(col(Member.id) == who.me.id).values(tier=tier.value)))


def test_the_hour_that_comes_twice_counts_as_long_as_it_lasts(api: Api) -> None:
    a = api.a
    summer_ends = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)  # 02:30 in Berlin, and an hour later 02:30 again
    api.database.write_sync(lambda session: session.execute(update(Neighbourhood).values(time_zone="Europe/Berlin")))
    walk(a.walker, summer_ends, 60)
    walk(a.walker, datetime(2026, 10, 31, 23, 30, tzinfo=UTC), 30)  # half past midnight there: November, after the change
    with clock.frozen(datetime(2026, 11, 1, 12, 0, tzinfo=UTC)):
        october, november = (hours(a.walker, month) for month in ("2026-10", "2026-11"))
    assert [(day["day"], day["minutes"]) for day in october["days"] + november["days"]] == [("2026-10-25", 60), ("2026-11-01", 30)]
