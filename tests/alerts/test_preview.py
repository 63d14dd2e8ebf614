"""What a policy would do, told beforehand: the very thing that then happens."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.alerts.preview import Preview, preview
from app.alerts.preview_rules import WATCHED, walk_through
from app.alerts.rules import Place
from app.alerts.steps import wave_plan
from app.core import clock
from app.core.clock import FrozenClock
from app.core.database import Database
from app.core.problems import Problem
from app.neighbourhoods.policy import Policy
from app.people import service as people
from app.people.models import Tier
from tests.support.story import fast_forward
from tests.support.street import Street, build

PLACES = st.sampled_from(list(Place))


@st.composite
def sane(draw: st.DrawFn) -> Policy:
    waves = draw(st.integers(1, 6))
    after = sorted(draw(st.lists(st.integers(0, 1_800), min_size=waves, max_size=waves)))
    sizes = tuple(draw(st.lists(st.integers(1, 20), min_size=waves, max_size=waves)))
    return Policy(
        wave_sizes=sizes,
        wave_after_s=(0, *after[1:]),
        most_told=draw(st.integers(sizes[0], 60)),
        few_in_range=draw(st.integers(0, 10)),
        outside_most=draw(st.integers(0, 2)),
    )


@given(policy=sane(), place=PLACES, takes_push=st.lists(st.booleans(), max_size=80), channels=st.integers(0, 2))
def test_a_preview_never_tells_more_than_there_are_nor_more_than_allowed_and_always_reaches_the_desk(
    policy: Policy, place: Place, takes_push: list[bool], channels: int
) -> None:
    in_range = len(takes_push)
    steps = walk_through(wave_plan(policy, place), takes_push, policy.few_in_range, channels=channels)
    assert sum(step.tells for step in steps) == (steps[-1].total if steps else 0)
    assert all(step.total <= min(in_range, policy.most_told) for step in steps)
    assert [step.after_s for step in steps] == sorted(step.after_s for step in steps)
    assert sum(step.desk for step in steps) == 1, "nobody answered, so the desk hears of it, once"
    assert all(step.after_s <= WATCHED.total_seconds() for step in steps if not step.outside)
    assert any(step.outside for step in steps) == bool(channels and policy.outside_most), "without a contact nobody outside is told"
    if in_range < policy.few_in_range or not any(takes_push):
        assert steps[0].desk, "fewer than a handful in range, or nobody whose phone rings: the desk at once"


def test_the_default_policy_is_told_as_the_design_says_it() -> None:
    steps = walk_through(wave_plan(Policy(), Place.HOME), [True] * 30, Policy().few_in_range, channels=0)
    told = [(step.after_s, step.tells) for step in steps if step.tells]
    assert told == [(0, 3), (60, 6), (120, 11)]


def look(street: Street, policy: Policy | None = None, person_id: UUID | None = None) -> Preview:
    """A preview for the resident's home."""
    looked = policy or Policy()
    return street.database.read_sync(
        lambda session: preview(session, street.neighbourhood_id, looked, person_id or street.resident, Place.HOME, clock.now())
    )


@pytest.mark.parametrize(("neighbours", "mute"), [(0, 0), (2, 0), (7, 0), (24, 0), (0, 9), (3, 5), (6, 14)])
def test_a_preview_is_what_then_happens(database: Database, time: FrozenClock, neighbours: int, mute: int) -> None:
    street = build(database)
    street.add("담당자", Tier.COORDINATOR, steps=1)
    street.responders(neighbours)
    for number in range(mute):
        street.add(f"전화 없는 이웃{number}", Tier.RESPONDER, steps=1 + number % 4)
    seen, start = look(street), clock.now()
    assert (seen.in_range, seen.silent) == (neighbours + mute, mute)
    alert_id = street.concern()
    fast_forward(street, time, timedelta(minutes=20))
    told = Counter(int((part.notified_at - start).total_seconds()) for part in street.parts(alert_id).values())
    assert dict(sorted(told.items())) == {step.after_s: step.tells for step in seen.steps if step.tells}
    desk_told = [int((at - start).total_seconds()) for kind, at in street.moments(alert_id) if kind == "desk_told"]
    assert desk_told == [step.after_s for step in seen.steps if step.desk]


def test_a_preview_asks_with_the_numbers_given_and_changes_nothing(database: Database) -> None:
    street = build(database)
    street.responders(9)
    loud = Policy(wave_sizes=(9,), wave_after_s=(0,))
    assert look(street, loud).steps[0].tells == 9
    assert look(street).steps[0].tells == 3


def test_a_preview_is_for_people_of_this_neighbourhood_only(database: Database) -> None:
    here, elsewhere = build(database), build(database)
    with pytest.raises(Problem, match="not-found"):
        look(here, person_id=elsewhere.resident)


def test_of_somebody_whose_home_is_not_known_there_is_no_preview(database: Database) -> None:
    street = build(database)
    nowhere = database.write_sync(
        lambda session: (
            people.create_member(session, neighbourhood_id=street.neighbourhood_id, name="새 이웃", tier=Tier.RESIDENT, now=clock.now()).id
        )
    )
    with pytest.raises(Problem, match="no-home"):
        look(street, person_id=nowhere)
