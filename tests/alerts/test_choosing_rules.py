"""Who may be asked and in which order, from values alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from app.alerts.choosing_rules import Neighbour, bands, enough_found, may_be_asked, order
from app.alerts.rules import Place

ids = st.uuids()
neighbours = st.builds(
    Neighbour,
    member_id=ids,
    is_responder=st.booleans(),
    is_verified=st.booleans(),
    is_on_duty=st.booleans(),
    is_buddy=st.booleans(),
    is_awake=st.booleans(),
    in_drill_group=st.booleans(),
    is_reachable=st.booleans(),
    band=st.integers(0, 3),
    fix_age=st.none() | st.integers(0, 4000).map(lambda s: timedelta(seconds=s)),
)
FRESH, USABLE = timedelta(minutes=5), timedelta(minutes=30)


@given(neighbours)
def test_homes_are_for_those_met_in_person_and_on_duty(neighbour: Neighbour) -> None:
    if may_be_asked(neighbour, Place.HOME):
        assert neighbour.is_verified
        assert neighbour.is_on_duty
        assert neighbour.is_responder or neighbour.is_buddy


@given(neighbours)
def test_who_is_met_nowhere_is_asked_only_while_out_walking_and_only_to_public_places(neighbour: Neighbour) -> None:
    stranger = replace(neighbour, is_verified=False)
    assert not may_be_asked(stranger, Place.HOME)
    assert not (may_be_asked(stranger, Place.PUBLIC) and stranger.fix_age is None)


@given(neighbours, st.sampled_from(Place), st.booleans())
def test_whoever_sleeps_is_left_asleep(neighbour: Neighbour, place: Place, is_drill: bool) -> None:
    assert not may_be_asked(replace(neighbour, is_awake=False), place, is_drill=is_drill)


@given(neighbours, st.sampled_from(Place))
def test_a_drill_asks_its_group_and_nobody_who_would_not_be_asked_in_earnest(neighbour: Neighbour, place: Place) -> None:
    assert may_be_asked(neighbour, place, is_drill=True) == (may_be_asked(neighbour, place) and neighbour.in_drill_group)


@given(st.lists(neighbours, unique_by=lambda n: n.member_id), ids)
def test_the_order_is_stable_and_loses_nobody(crowd: list[Neighbour], seed: UUID) -> None:
    first = order(crowd, seed=seed, fresh=FRESH, usable=USABLE)
    assert sorted(first) == sorted(n.member_id for n in crowd)
    assert order(reversed(crowd), seed=seed, fresh=FRESH, usable=USABLE) == first
    ranks = {n.member_id: (not n.is_reachable, not n.is_buddy, n.band) for n in crowd}
    assert [ranks[m] for m in first] == sorted(ranks[m] for m in first)


def _responder(number: int, *, band: int = 0, age: timedelta | None = None) -> Neighbour:
    return Neighbour(UUID(int=number), True, True, True, False, True, False, True, band, age)


def test_a_fresh_walk_comes_before_an_older_one_and_before_home() -> None:
    crowd = [_responder(1), _responder(2, age=timedelta(minutes=20)), _responder(3, age=timedelta(minutes=2))]
    assert [member.int for member in order(crowd, seed=UUID(int=9), fresh=FRESH, usable=USABLE)] == [3, 2, 1]


def test_equals_take_turns_from_alert_to_alert() -> None:
    crowd = [_responder(number) for number in range(1, 9)]
    first = {order(crowd, seed=UUID(int=seed), fresh=FRESH, usable=USABLE)[0] for seed in range(60)}
    assert len(first) > 4, "it is not always the same neighbour who is woken first"


@given(st.integers(0, 20), st.integers(0, 20), st.integers(0, 20))
def test_bands_hold_every_ring_once_near_ones_first(inner: int, outer: int, sparse: int) -> None:
    held = [ring for band in bands(inner, outer, sparse) for ring in band]
    assert held == list(range(max(inner, outer, sparse) + 1))


@given(st.integers(0, 100), st.integers(0, 100))
def test_nobody_farther_is_looked_for_once_enough_are_near(reachable: int, widen_below: int) -> None:
    assert enough_found(reachable, widen_below) == (reachable >= widen_below)
    assert not enough_found(reachable, reachable + 1)
