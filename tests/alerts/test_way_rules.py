"""Which place counts, and who is moving: for whatever fixes a phone sends."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from math import cos, hypot, radians, sin

from hypothesis import given
from hypothesis import strategies as st

from app.alerts import way_rules
from app.alerts.way_rules import Fix, Way, follow, is_news, moment_of, near

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
LAT, LON = 37.76052, 126.77481
TARGET = (LAT, LON)
M_LAT = 1 / 111_195
M_LON = M_LAT / cos(radians(LAT))
MOVED_M = 50.0

metres = st.floats(-2_000, 2_000)
accuracies = st.floats(1, way_rules.COARSE_M)
seconds = st.integers(-100_000, 100_000)


def at(north: float, east: float, second: float, accuracy_m: float = 8) -> Fix:
    """A fix so many metres from the target."""
    return Fix(LAT + north * M_LAT, LON + east * M_LON, accuracy_m, NOW + timedelta(seconds=second))


def walked(fixes: list[Fix], target: tuple[float, float] | None = TARGET) -> list[bool]:
    """For each fix whether it counted as a step."""
    way: Way | None = None
    steps = []
    for fix in fixes:
        way, moved = follow(way, fix, target, MOVED_M)
        steps.append(moved)
    return steps


def along(corners: list[tuple[float, float]], speed_m_s: float = 1.2, every_s: float = 12) -> list[Fix]:
    """A walk from corner to corner, a fix each 12 s."""
    fixes, second = [], 0.0
    for (n0, e0), (n1, e1) in pairwise(corners):
        count = max(1, int(hypot(n1 - n0, e1 - e0) / (speed_m_s * every_s)))
        for i in range(count):
            fixes.append(at(n0 + (n1 - n0) * i / count, e0 + (e1 - e0) * i / count, second))
            second += every_s
    return [*fixes, at(*corners[-1], second)]


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 6.283), accuracies), min_size=2, max_size=60), metres, metres)
def test_a_phone_that_lies_still_never_counts_as_moving(noise: list[tuple[float, float, float]], north: float, east: float) -> None:
    """Each fix is off by no more than it says: the rest is noise."""
    fixes = [at(north + r * acc * 0.99 * cos(a), east + r * acc * 0.99 * sin(a), 12 * i, acc) for i, (r, a, acc) in enumerate(noise)]
    assert not any(walked(fixes))


@given(st.lists(st.tuples(st.floats(0, 2), st.floats(0, 6.283)), min_size=2, max_size=60))
def test_not_even_when_a_good_fix_is_twice_as_wrong_as_it_says(noise: list[tuple[float, float]]) -> None:
    assert not any(walked([at(300 + r * 12 * cos(a), r * 12 * sin(a), 12 * i, 12) for i, (r, a) in enumerate(noise)]))


@given(st.floats(200, 2_000), st.floats(0, 6.283), st.floats(0.6, 8))
def test_whoever_comes_straight_counts_again_and_again(far: float, side: float, speed: float) -> None:
    steps = walked(along([(far * cos(side), far * sin(side)), (0, 0)], speed))
    assert sum(steps) >= int(far / 180)
    gaps = [i for i, moved in enumerate(steps) if moved]
    assert all(b - a <= 1 + 80 / (speed * 12) + 1 for a, b in pairwise(gaps)), "no five minutes without a step"


def test_the_long_way_round_counts_all_the_way() -> None:
    """Along a railway, over a bridge, back on the other side: first away from the place, then towards it."""
    fixes = along([(150, 0), (150, 350), (-50, 350), (-50, 60), (0, 0)])
    steps = walked(fixes)
    counted = [fix.at for fix, moved in zip(fixes, steps, strict=True) if moved]
    pauses = [b - a for a, b in zip([fixes[0].at, *counted], counted, strict=False)]
    assert len(counted) >= 11
    assert max(pauses) < timedelta(minutes=2), "nobody who walks all the time is asked whether they come"


@given(st.lists(st.tuples(metres, metres, st.integers(0, 600)), min_size=2, max_size=200))
def test_however_somebody_walks_about_they_are_not_believed_for_ever(places: list[tuple[float, float, int]]) -> None:
    second, fixes = 0, []
    for north, east, wait in places:
        second += wait
        fixes.append(at(north, east, second))
    first = fixes[0].to(TARGET)
    assert sum(walked(fixes)) <= first / MOVED_M + way_rules.DETOURS
    assert sum(walked(fixes, None)) <= way_rules.DETOURS, "where nobody knows the place, walking about is all there is"


@given(metres, metres, st.integers(1, 30))
def test_a_jump_nobody_can_make_is_no_step(north: float, east: float, second: int) -> None:
    far = hypot(north, east)
    steps = walked([at(2_000 + far, 0, 0), at(north - 3_000, east, second)])
    assert steps == [False, False]


@given(metres, metres)
def test_after_a_jump_the_way_goes_on_from_there(north: float, east: float) -> None:
    way, _ = follow(None, at(500, 0, 0), TARGET, MOVED_M)
    jumped, moved = follow(way, at(9_000 + north, east, 5), TARGET, MOVED_M)
    assert not moved
    assert jumped.nearest_m == way.nearest_m, "what was made up is no progress, and takes none away"


@given(seconds, st.one_of(st.none(), seconds), st.floats(0, 5_000))
def test_a_moment_is_never_in_the_future_nor_old(recorded: int, sent: int | None, accuracy: float) -> None:
    sent_at = None if sent is None else NOW + timedelta(seconds=sent)
    moment = moment_of(NOW + timedelta(seconds=recorded), sent_at, accuracy, NOW)
    if accuracy > way_rules.COARSE_M:
        assert moment is None
    if moment is not None:
        assert NOW - way_rules.OLD_AFTER <= moment <= NOW


@given(st.integers(-10_000_000, 10_000_000), st.integers(0, 110))
def test_a_wrong_clock_is_put_right_by_when_it_was_sent(off: int, age: int) -> None:
    clock = NOW + timedelta(seconds=off)
    moment = moment_of(clock - timedelta(seconds=age), clock, 8, NOW)
    assert moment is not None
    assert abs(moment - (NOW - timedelta(seconds=age))) <= way_rules.CLOCK_DIFFERS


def test_a_moment_no_calendar_knows_is_no_place() -> None:
    assert moment_of(datetime.max.replace(tzinfo=UTC), datetime.min.replace(tzinfo=UTC), 8, NOW) is None


@given(st.lists(st.integers(0, 600), min_size=1, max_size=20))
def test_in_whatever_order_places_arrive_the_newest_is_kept(order: list[int]) -> None:
    kept: datetime | None = None
    for second in order:
        moment = NOW + timedelta(seconds=second)
        if is_news(kept, moment):
            kept = moment
    assert kept is not None
    newest = NOW + timedelta(seconds=max(order))
    assert newest - kept < way_rules.LEAST_APART


@given(st.floats(-3_000, 3_000), st.floats(-3_000, 3_000))
def test_the_person_hears_how_near_and_never_where(north: float, east: float) -> None:
    told = near(at(north, east, 0), TARGET)
    far = hypot(north, east)
    assert told.distance_m % way_rules.ROUNDED_M == 0
    assert abs(told.distance_m - far) <= 1.25 * way_rules.ROUNDED_M + far * 0.01
    assert told.minutes >= 1
    assert told.side in way_rules.SIDES


def test_the_side_is_the_one_they_come_from() -> None:
    sides = {"n": (400, 0), "ne": (300, 300), "e": (0, 400), "sw": (-300, -300), "w": (0, -400)}
    assert {side: near(at(*where, 0), TARGET).side for side, where in sides.items()} == {side: side for side in sides}


def test_two_doors_of_one_street_are_told_alike() -> None:
    """Whoever calls for help sees that a neighbour sets out, not from which house."""
    told = {near(at(410 + step, 12 * step / 10, 0), TARGET) for step in range(0, 12, 3)}
    assert len(told) == 1


@given(st.floats(-24, 24), st.floats(-24, 24), st.floats(-700, 700), st.floats(-700, 700))
def test_nobody_is_found_by_calling_from_one_made_up_place_after_another(
    north: float, east: float, target_north: float, target_east: float
) -> None:
    """Distances and sides from many places would tell a door; they are the same for every door of a square."""
    step = way_rules.ROUNDED_M / way_rules.DEGREE_M
    middle_lat = round(TARGET[0] / step) * step
    wide = step / cos(radians(middle_lat))
    middle_lon = round(TARGET[1] / wide) * wide
    metre = 1 / way_rules.DEGREE_M
    fix = Fix(middle_lat + north * metre, middle_lon + east * metre / cos(radians(middle_lat)), 8, NOW)
    target = (TARGET[0] + target_north * metre, TARGET[1] + target_east * metre)
    assert near(fix, target) == near(replace(fix, lat=middle_lat, lon=middle_lon), target)
