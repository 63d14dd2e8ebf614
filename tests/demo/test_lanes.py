"""The made-up lanes of the demonstration."""

from __future__ import annotations

from random import Random

import pytest

from app.demo import lanes
from app.demo.lanes import FIX_EVERY_S, corner_near, place_of, stroll
from app.demo.people import PEOPLE
from app.geo.distance import steps
from tests.demo.test_service import inside

AT = 1_790_000_000


def test_every_place_to_go_can_be_reached_and_lies_in_the_neighbourhood() -> None:
    reached = lanes._lanes()
    assert set(lanes.PLACES_TO_GO) <= set(reached)
    assert all(inside(*place_of(corner)) for corner in reached)


@pytest.mark.parametrize("seed", range(20))
def test_a_stroll_is_about_as_long_as_was_meant_and_walked_without_a_leap(seed: int) -> None:
    home = corner_near(PEOPLE[2].lat, PEOPLE[2].lon)
    walk = stroll(Random(seed), home, AT, 40, 1.1)
    assert 20 <= walk.seconds / 60 <= 60
    assert max(steps(walk.track.lat, walk.track.lon)) < 40
    assert {later - t for t, later in zip(walk.track.t, walk.track.t[1:], strict=False)} == {FIX_EVERY_S}
    assert walk == stroll(Random(seed), home, AT, 40, 1.1), "the same seed goes the same way"


def test_the_ends_are_cut_off_as_a_phone_does() -> None:
    home = PEOPLE[2]
    for seed in range(20):
        walk = stroll(Random(seed), corner_near(home.lat, home.lon), AT, 40, 1.1)
        assert 100 <= walk.trimmed_m <= 300
        assert walk.track.t[0] - AT >= FIX_EVERY_S
        assert AT + walk.seconds - walk.track.t[-1] >= FIX_EVERY_S


def test_a_pause_is_a_gap_in_the_track() -> None:
    walk = stroll(Random(1), corner_near(PEOPLE[2].lat, PEOPLE[2].lon), AT, 40, 1.1, (0.5, 840))
    assert max(later - t for t, later in zip(walk.track.t, walk.track.t[1:], strict=False)) == 840 + FIX_EVERY_S
