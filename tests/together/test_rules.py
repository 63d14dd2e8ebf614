"""What the rules of walking together say, whatever is asked of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import combinations
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.together import rules
from app.together.rules import Refusal, State, Times

START = datetime(2026, 11, 24, 0, 0, tzinfo=UTC)
TIMES = Times(START, START + timedelta(hours=1))
minutes = st.integers(-3 * 24 * 60, 3 * 24 * 60).map(lambda number: START + timedelta(minutes=number))
people = st.integers(0, 6).map(lambda number: UUID(int=number))


@given(minutes, st.integers(0, 40), st.none() | st.integers(2, 30), st.booleans())
def test_a_walk_is_in_exactly_one_state_and_joinable_only_when_open(now: datetime, coming: int, most: int | None, cancelled: bool) -> None:
    times = Times(TIMES.starts_at, TIMES.ends_at, cancelled)
    state = rules.state_of(times, now, coming, most)
    if rules.join_refused(times, now, now, coming, most) is None:
        assert state is State.OPEN
        assert now < times.starts_at
    if cancelled:
        assert state is State.CANCELLED


@given(minutes, minutes)
def test_what_was_said_in_time_counts_when_it_arrives_within_a_day(said: datetime, arrived: datetime) -> None:
    refusal = rules.join_refused(TIMES, said, max(said, arrived), 1, None)
    in_time = said < START and max(said, arrived) <= TIMES.ends_at + rules.LATE_WORD_TAKEN
    assert (refusal is None) == in_time


@given(minutes)
def test_whoever_may_be_met_has_a_code_to_say(now: datetime) -> None:
    assert rules.check_in_open(TIMES, now) == (rules.check_in_refused(TIMES, now, now) is None)


@given(minutes, minutes)
def test_a_reminder_is_never_due_after_the_start_nor_before_the_proposal(starts: datetime, proposed: datetime) -> None:
    at = rules.remind_at(starts, proposed)
    assert at is None or proposed < at < starts


@given(st.lists(st.integers(0, 9999).map(lambda number: f"{number:04d}"), max_size=40), st.integers(0, 9999))
def test_no_list_of_guesses_is_looked_at_beyond_five_wrong_ones(guesses: list[str], number: int) -> None:
    right, wrong, last, looked_at = f"{number:04d}", 0, None, set()
    for guess in guesses:
        tried = rules.try_code(right, guess, wrong, last)
        if tried.refusal is None:
            assert guess == right
            return
        if wrong < rules.CODE_TRIES:
            looked_at.add(guess)
        if tried.counts:
            wrong, last = wrong + 1, guess
    assert len(looked_at) <= rules.CODE_TRIES


def test_the_same_wrong_code_sent_again_by_a_bad_network_counts_once() -> None:
    assert rules.try_code("1234", "4321", 0, None) == rules.Tried(Refusal.WRONG_CODE, counts=True)
    assert rules.try_code("1234", "4321", 1, "4321") == rules.Tried(Refusal.WRONG_CODE)
    assert rules.try_code("1234", "9999", 4, "4321") == rules.Tried(Refusal.TRIES_SPENT, counts=True)
    assert rules.try_code("1234", "1234", 5, "9999") == rules.Tried(Refusal.TRIES_SPENT)


@given(st.lists(people, max_size=7), st.sets(people, max_size=4), st.sets(st.tuples(people, people), max_size=8))
def test_nobody_is_asked_to_walk_with_somebody_they_are_kept_apart_from(
    wanted: list[UUID], present: set[UUID], blocks: set[tuple[UUID, UUID]]
) -> None:
    fresh = [one for one in wanted if one not in present]
    told, withheld = rules.who_is_told(fresh, present, blocks)
    assert sorted([*told, *withheld]) == sorted(set(fresh))
    for one, other in combinations({*present, *told}, 2):
        apart = (one, other) in blocks or (other, one) in blocks
        assert not apart or (one in present and other in present)
    for member_id in withheld:
        assert any({one, other} & {member_id} for one, other in blocks)


def test_of_two_invited_at_once_the_one_who_blocked_is_asked() -> None:
    blocked, blocker = UUID(int=1), UUID(int=2)
    assert rules.who_is_told([blocked, blocker], [], [(blocker, blocked)]) == ([blocker], [blocked])


@given(st.lists(st.frozensets(st.integers(0, 7), max_size=6), max_size=12))
def test_every_group_told_really_walked_that_often(walks: list[frozenset[int]]) -> None:
    members = [{UUID(int=one) for one in walk} for walk in walks]
    for group in rules.regular_groups(members):
        assert group.times >= rules.KEEP_MEETING_TIMES
        everybody = set().union(*members)
        assert any(sum(set(some) <= walk for walk in members) == group.times for some in combinations(sorted(everybody), group.people))


@given(st.lists(st.frozensets(st.integers(0, 6), min_size=2, max_size=5), max_size=8))
def test_no_larger_group_is_missed(walks: list[frozenset[int]]) -> None:
    members = [{UUID(int=one) for one in walk} for walk in walks]
    everybody = sorted(set().union(*members)) if members else []
    largest = max(
        (size for size in range(2, 6) for some in combinations(everybody, size) if sum(set(some) <= walk for walk in members) >= 3),
        default=0,
    )
    assert max((group.people for group in rules.regular_groups(members)), default=0) == largest


def test_four_who_met_three_times_are_one_group() -> None:
    four = [UUID(int=number) for number in range(4)]
    assert rules.regular_groups([four, four, [*four, UUID(int=9)], four[:2]]) == [rules.Group(4, 3)]
    assert rules.regular_groups([four, four]) == []


def test_a_place_of_the_neighbourhood_is_within_reach_and_nowhere_is_not() -> None:
    corners = [(37.765, 126.765), (37.755, 126.785)]
    assert rules.within_reach(37.7601, 126.7749, (37.76, 126.775), corners)
    assert not rules.within_reach(0.0, 0.0, (37.76, 126.775), corners)
    assert not rules.within_reach(37.5665, 126.9780, (37.76, 126.775), corners)


@pytest.mark.parametrize(
    ("here", "accuracy_m", "refusal"),
    [
        ((37.7604, 126.7753), 12.0, None),
        ((37.7620, 126.7750), 12.0, Refusal.FAR),
        ((37.7600, 126.7750), 61.0, Refusal.UNSURE),
        ((37.7600, 126.7750), None, Refusal.UNSURE),
    ],
)
def test_being_there_is_near_and_sure(here: tuple[float, float], accuracy_m: float | None, refusal: Refusal | None) -> None:
    assert rules.place_refused((37.7600, 126.7750), here, accuracy_m) is refusal
    assert rules.place_refused(None, here, accuracy_m) is Refusal.NO_PLACE
