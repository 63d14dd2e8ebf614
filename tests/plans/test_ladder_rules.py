"""The person first, then their people, then the desk, then neighbours; and late work does what is right now."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.plans.ladder_rules import ASKS, RUNGS, Ladder, Rung, Standing, act, comes_at

DUE = datetime(2026, 12, 1, 0, 0, tzinfo=UTC)
LADDER = Ladder()

ladders = st.builds(Ladder, st.integers(20, 120), st.integers(5, 15), st.integers(10, 180), st.integers(10, 180))
looks = st.lists(st.integers(-120, 3 * 1440), min_size=1, max_size=30).map(sorted)


def minutes(number: float) -> datetime:
    return DUE + timedelta(minutes=number)


def told(ladder: Ladder, at: list[int]) -> list[tuple[int, Rung, bool]]:
    """Everything that is done when somebody looks at these minutes."""
    standing, done = Standing(DUE), []
    for minute in at:
        acts = act(standing, ladder, minutes(minute))
        done += [(minute, rung, acts.late) for rung in acts.rungs]
        standing = acts.then
    return done


def test_an_ordinary_silence_goes_up_the_ladder_of_the_design() -> None:
    assert told(LADDER, list(range(-120, 180))) == [
        (-60, Rung.QUIET, False),
        (-10, Rung.SOON, False),
        (0, Rung.DUE, False),
        (15, Rung.AGAIN, False),
        (30, Rung.PEOPLE, False),
        (60, Rung.DESK, False),
        (60, Rung.KNOCK, False),
    ]


def test_after_three_hours_of_downtime_the_person_is_asked_and_the_desk_hears_at_once_and_nobody_knocks_yet() -> None:
    assert told(LADDER, list(range(180, 300))) == [
        (180, Rung.AGAIN, True),
        (180, Rung.DESK, True),
        (195, Rung.PEOPLE, False),
        (210, Rung.KNOCK, False),
    ]


@given(ladder=ladders, at=looks)
def test_every_rung_is_taken_at_most_once_and_none_before_its_time(ladder: Ladder, at: list[int]) -> None:
    done = told(ladder, at)
    rungs = [rung for _, rung, _ in done]
    assert len(set(rungs)) == len(rungs)
    for minute, rung, _ in done:
        assert minutes(minute) >= ladder.at(rung, DUE)


@given(ladder=ladders, at=looks)
def test_nobody_hears_of_a_silence_before_the_person_was_asked_and_had_time(ladder: Ladder, at: list[int]) -> None:
    done = told(ladder, at)
    asked = next((minute for minute, rung, _ in done if rung in ASKS and rung is not Rung.QUIET), None)
    for minute, rung, _ in done:
        if rung in (Rung.PEOPLE, Rung.KNOCK):
            assert asked is not None
            assert minute - asked >= (
                min(15, ladder.grace_min) if rung is Rung.PEOPLE else min(30, ladder.grace_min + ladder.desk_after_min)
            )
        if rung is Rung.DESK:
            assert asked is not None, "the person is asked in the same moment at the latest"


@given(ladder=ladders, at=looks)
def test_in_one_moment_the_person_is_told_one_thing(ladder: Ladder, at: list[int]) -> None:
    standing = Standing(DUE)
    for minute in at:
        acts = act(standing, ladder, minutes(minute))
        assert sum(rung in ASKS for rung in acts.rungs) <= 1
        standing = acts.then


@given(ladder=ladders, at=looks)
def test_looking_when_it_says_is_as_good_as_looking_always(ladder: Ladder, at: list[int]) -> None:
    """The worker looks only at `again_at`; whatever it does then it would have done at that very moment."""
    standing, now = Standing(DUE), minutes(at[0])
    moments = []
    for _ in range(20):
        acts = act(standing, ladder, now)
        moments += [(now, rung) for rung in acts.rungs]
        standing = acts.then
        if acts.again_at is None:
            break
        assert acts.again_at > now, "it always goes on"
        assert not act(standing, ladder, acts.again_at - timedelta(seconds=1)).rungs, "nothing was due before"
        now = acts.again_at
    assert standing.taken == frozenset(RUNGS), "and it ends with everything done"
    for moment, rung in moments[1:]:
        assert rung in ASKS or moment >= comes_at(rung, standing, ladder)


@given(ladder=ladders, by=st.floats(0.2, 1))
def test_a_tightened_ladder_is_never_slower(ladder: Ladder, by: float) -> None:
    tight = ladder.tightened(by)
    for rung in RUNGS:
        assert tight.at(rung, DUE) <= ladder.at(rung, DUE)
