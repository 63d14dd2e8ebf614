"""What keeps a promise, what a pause covers, and when others hear: from values alone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from app.plans import ladder_rules, rules
from app.plans.ladder_rules import ASKS, RUNGS, Ladder, Rung, Standing
from app.plans.rules import Open, Pause, Silence, Status
from app.plans.schedule_rules import Promise, Schedule, after

START = datetime(2026, 3, 20, tzinfo=UTC)
EARLY = timedelta(hours=6)
MINUTE = timedelta(minutes=1)
zones = st.sampled_from(["Asia/Seoul", "Europe/London", "America/New_York", "Australia/Lord_Howe", "America/St_Johns"])
minutes = st.lists(st.integers(0, 23), min_size=1, max_size=6, unique=True).map(lambda hours: tuple(sorted(60 * hour for hour in hours)))
ladders = st.builds(Ladder, st.integers(15, 180), st.integers(1, 14), st.integers(10, 180), st.integers(10, 180))
moments = st.integers(-120, 600).map(lambda number: START + number * MINUTE)


def first(schedule: Schedule, count: int) -> list[Promise]:
    """The first so many promises."""
    ahead = after(schedule, START)
    return [next(ahead) for _ in range(count)]


@given(minutes, zones)
def test_windows_of_one_plan_follow_each_other_and_never_overlap_what_is_due(times: tuple[int, ...], zone: str) -> None:
    schedule = Schedule(times, zone, date(2026, 1, 1))
    promises = first(schedule, 30)
    for before, promise in pairwise(promises):
        opens_at = rules.opens_at(schedule, promise, EARLY)
        assert before.due_at <= opens_at <= promise.due_at
        assert opens_at == max(before.due_at, promise.due_at - EARLY)


@given(st.integers(-1_000, 1_000), st.integers(10, 180))
def test_a_promise_is_kept_early_in_time_or_late(seconds: int, grace_min: int) -> None:
    status = rules.status_at(START, grace_min * MINUTE, START + timedelta(seconds=seconds * 10))
    assert status.is_kept
    assert (status is Status.KEPT_EARLY) == (seconds < 0)
    assert (status is Status.KEPT_LATE) == (seconds * 10 > grace_min * 60)


@given(st.integers(-40, 40))
def test_a_pause_ends_today_or_within_two_weeks(days: int) -> None:
    assert rules.pause_is_short_enough(date(2026, 3, 20) + timedelta(days=days), START, "Asia/Seoul") == (0 <= days <= 14)


def test_what_was_due_before_a_pause_is_owed() -> None:
    pause = Pause(START, date(2026, 3, 25))
    assert not pause.covers(Promise(START, date(2026, 3, 20), 540))
    assert pause.covers(Promise(START + MINUTE, date(2026, 3, 20), 541))
    assert pause.covers(Promise(START + timedelta(days=5), date(2026, 3, 25), 540))
    assert not pause.covers(Promise(START + timedelta(days=6), date(2026, 3, 26), 540))


def test_the_evening_of_a_day_that_a_zone_leaves_out_reminds_nobody() -> None:
    begun = datetime(2011, 12, 28, tzinfo=UTC)
    assert rules.reminds_at(Pause(begun, date(2011, 12, 30)), "Pacific/Apia") is None
    assert rules.reminds_at(Pause(begun, date(2011, 12, 31)), "Pacific/Apia") is not None


@given(ladders, st.lists(moments, min_size=1, max_size=12).map(sorted), st.integers(60, 300) | st.none(), moments | st.none())
def test_whatever_came_before_each_rung_is_taken_once_and_the_knock_comes_last(
    ladder: Ladder, looks: list[datetime], since_min: int | None, contact_at: datetime | None
) -> None:
    silence = Silence(START - since_min * MINUTE if since_min is not None else None, frozenset(rules.TOLD), contact_at)
    standing, done = Standing(START), list[Rung]()
    for now in looks:
        acts = rules.act(standing, ladder, silence, now)
        done += acts.rungs
        assert standing.taken <= acts.then.taken
        assert acts.again_at is None or acts.again_at > now
        assert acts.again_at is not None or acts.then.taken == frozenset(RUNGS)
        assert rules.act(acts.then, ladder, silence, now).rungs == (), "said again nothing happens"
        if contact_at is not None and Rung.KNOCK in acts.rungs:
            assert now >= contact_at + rules.HOLDS_BACK
        told = [rung for rung in acts.rungs if rung not in ASKS]
        if Rung.PEOPLE in told:
            asked_at = acts.then.asked_at
            assert asked_at is not None
            assert now > asked_at, "nobody hears before the person was asked and had time"
        standing = acts.then
    assert len(done) == len(set(done))
    heard = [rung for rung in done if rung in rules.TOLD]
    assert Rung.KNOCK not in heard[:-1], "a desk that hears late hears before buddies do, but nobody knocks before both know"


@given(ladders, moments)
def test_without_anything_before_it_is_the_ladder_itself(ladder: Ladder, now: datetime) -> None:
    standing = Standing(START)
    assert rules.act(standing, ladder, Silence(), now) == ladder_rules.act(standing, ladder, now)


@given(ladders, moments, st.integers(60, 600))
def test_what_came_before_makes_nothing_later(ladder: Ladder, now: datetime, since_min: int) -> None:
    silence = Silence(START - since_min * MINUTE, frozenset(rules.TOLD))
    alone, hurried = (rules.act(Standing(START), ladder, one, now) for one in (Silence(), silence))
    assert alone.then.taken <= hurried.then.taken
    for rung in RUNGS:
        standing = hurried.then
        assert rules.comes_at(rung, standing, ladder, silence) <= rules.comes_at(rung, standing, ladder, Silence())


@given(st.sets(st.sampled_from(RUNGS)), moments)
def test_where_a_promise_stands_is_its_highest_rung(taken: set[Rung], now: datetime) -> None:
    stands = rules.where(Standing(START, frozenset(taken)), now)
    assume(not taken & {Rung.AGAIN, *rules.TOLD})
    assert stands is (Open.EARLY if now < START else Open.DUE)
