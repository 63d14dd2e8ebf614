"""When two sightings are of one thing, and when "the same" is taken at its word."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from math import cos, radians

from hypothesis import given
from hypothesis import strategies as st

from app.checkins.rules import FROM_HOME, ON_A_WALK
from app.reports import rules
from app.reports.rules import SAME_WITHIN, SHARED, Sighting, State, joins, same_thing

NOON = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
HERE = (37.7605, 126.7748)
METRE = 1 / 111_195.08  # degrees of latitude

times = st.integers(-30 * 86_400, 30 * 86_400).map(lambda seconds: NOON + timedelta(seconds=seconds))
places = st.tuples(st.floats(33, 39), st.floats(124, 132)) | st.just((None, None))
categories = st.sampled_from(sorted(ON_A_WALK | FROM_HOME))
sightings = st.builds(lambda category, place, at: Sighting(category, place[0], place[1], at), categories, places, times)
states = st.sampled_from(State)


def lamp(north_m: float = 0, east_m: float = 0, after: timedelta = timedelta()) -> Sighting:
    lat = HERE[0] + north_m * METRE
    return Sighting("light_out", lat, HERE[1] + east_m * METRE / cos(radians(lat)), NOON + after)


@given(sightings, sightings)
def test_sameness_has_no_direction(one: Sighting, other: Sighting) -> None:
    assert same_thing(one, other) == same_thing(other, one)


@given(sightings)
def test_a_sighting_is_the_same_as_itself_when_others_may_know_of_it_and_its_place_is_known(one: Sighting) -> None:
    assert same_thing(one, one) == (one.category in SHARED and one.lat is not None)


@given(sightings, sightings)
def test_what_is_said_about_people_is_never_the_same_for_anybody_else(one: Sighting, other: Sighting) -> None:
    about_a_person = replace(one, category="person_in_need")
    assert not same_thing(about_a_person, replace(other, category="person_in_need"))
    assert not joins(about_a_person, replace(other, category="person_in_need"), State.RECEIVED, NOON)


@given(st.floats(0, 400), st.floats(0, 359), st.integers(0, 14 * 86_400))
def test_fifty_metres_and_seven_days(metres: float, bearing: float, seconds: int) -> None:
    there = lamp(metres * cos(radians(bearing)), metres * cos(radians(bearing - 90)), timedelta(seconds=seconds))
    if abs(metres - 50) > 0.5:
        assert same_thing(lamp(), there) == (metres < 50 and seconds <= SAME_WITHIN.total_seconds())


@given(sightings, sightings, states, times)
def test_whoever_says_the_same_is_believed_wherever_the_phone_would_ask(
    said: Sighting, known: Sighting, state: State, at: datetime
) -> None:
    if same_thing(said, known) and state.is_open:
        assert joins(said, known, state, at)


def test_edges() -> None:
    assert same_thing(lamp(), lamp(49.9, 0, SAME_WITHIN))
    assert not same_thing(lamp(), lamp(50.2))
    assert not same_thing(lamp(), lamp(0, 0, SAME_WITHIN + timedelta(seconds=1)))
    assert not same_thing(lamp(), replace(lamp(), category="litter"))
    assert not same_thing(lamp(), replace(lamp(), lat=None, lon=None)), "without a place nobody is asked"


def test_a_closed_report_is_joined_only_by_what_was_seen_before() -> None:
    fixed_at = NOON + timedelta(hours=3)
    assert joins(lamp(after=timedelta(hours=2)), lamp(), State.FIXED, fixed_at), "walked offline: it has been mended since"
    assert not joins(lamp(after=timedelta(hours=4)), lamp(), State.FIXED, fixed_at), "out again after the repair: that is new"
    assert joins(replace(lamp(), lat=None, lon=None), lamp(), State.RECEIVED, NOON), "no GPS: the walker's word counts"


def test_every_category_is_either_about_things_or_about_people() -> None:
    assert SHARED < ON_A_WALK
    assert not SHARED & FROM_HOME
    assert not {"person_in_need", "lost_person", "drunk_or_violent", "fire_or_gas", "other"} & rules.SHARED
