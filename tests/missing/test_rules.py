"""The rules of a call to look out, from values alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.missing import rules
from app.missing.rules import Life, Outcome, State, Walker

OPENED = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
USABLE = timedelta(minutes=30)
USUAL = timedelta(hours=3)

moments = st.integers(-3600, 30 * 3600).map(lambda s: OPENED + timedelta(seconds=s))
lengths = st.integers(0, 40 * 3600).map(lambda s: timedelta(seconds=s))


@st.composite
def lives(draw: st.DrawFn) -> Life:
    expires_at = rules.first_end(OPENED, draw(st.none() | lengths), USUAL)
    if draw(st.booleans()):
        return Life(OPENED, expires_at)
    closed_at = OPENED + draw(st.integers(0, 12 * 3600).map(lambda s: timedelta(seconds=s)))
    return Life(OPENED, expires_at, min(closed_at, expires_at), draw(st.sampled_from(Outcome)))


walkers = st.builds(Walker, st.none() | moments, st.booleans(), st.booleans(), st.booleans())


@given(st.none() | lengths)
def test_a_call_lives_as_long_as_asked_within_its_bounds(asked: timedelta | None) -> None:
    life = rules.first_end(OPENED, asked, USUAL) - OPENED
    assert rules.LEAST_LIFE <= life <= rules.MOST_LIFE
    if asked is None:
        assert life == USUAL
    elif rules.LEAST_LIFE <= asked <= rules.MOST_LIFE:
        assert life == asked


@given(lives(), st.lists(moments, max_size=6))
def test_extending_never_shortens_never_outlives_twelve_hours_and_said_twice_is_once(life: Life, wishes: list[datetime]) -> None:
    for until in wishes:
        later = rules.extended(life, until)
        assert life.expires_at <= later <= OPENED + rules.MOST_LIFE
        assert later == life.expires_at or later <= until
        life = Life(life.opened_at, later, life.closed_at, life.outcome)
        assert rules.extended(life, until) == later


@given(lives(), moments)
def test_it_is_open_or_it_has_an_end_and_the_words_are_shown_only_then(life: Life, now: datetime) -> None:
    assert life.is_open(now) == (life.ended_at(now) is None)
    assert life.is_open(now) == (life.state(now) is State.OPEN)
    if now >= OPENED + rules.MOST_LIFE:
        assert not life.is_open(now), "it ends by itself, whoever forgot it"


@given(walkers, lives(), moments, lengths)
def test_nobody_reads_it_but_who_walks_now(walker: Walker, life: Life, now: datetime, usable: timedelta) -> None:
    if rules.may_look(walker, life, now, usable):
        assert life.is_open(now)
        assert walker.fix_at is not None
        assert now - walker.fix_at <= usable
        assert walker.agreed
        assert not walker.is_parted
        assert not walker.is_raiser


@given(lives(), moments, moments)
def test_whoever_walks_and_agreed_reads_what_is_open(life: Life, fix_at: datetime, now: datetime) -> None:
    walker = Walker(fix_at, agreed=True, is_parted=False, is_raiser=False)
    assert rules.may_look(walker, life, now, USABLE) == (life.is_open(now) and now - fix_at <= USABLE)


@given(lives(), moments)
def test_a_push_is_worth_nothing_beyond_the_end(life: Life, now: datetime) -> None:
    worth = rules.hint_worth(life, now)
    assert timedelta() <= worth <= rules.HINT_LIVES
    assert worth == timedelta() or now + worth <= life.expires_at


@given(st.sampled_from(Outcome), moments, moments)
def test_nobody_is_told_late_nor_that_it_merely_expired(outcome: Outcome, ended_at: datetime, now: datetime) -> None:
    told = rules.tells_the_end(outcome, ended_at, now)
    assert told == (outcome is not Outcome.EXPIRED and now - ended_at <= rules.NEWS_WORTH)


@given(lives(), moments)
def test_the_desk_may_say_what_became_of_it_once(life: Life, now: datetime) -> None:
    settled = life.outcome is not None and life.outcome is not Outcome.EXPIRED
    assert rules.may_settle(life, now) == (life.is_open(now) or not settled or life.ended_at(now) is None)


@given(st.none() | moments, moments, lengths)
def test_places_are_kept_while_it_runs_and_not_a_second_longer_than_allowed(
    ended_at: datetime | None, now: datetime, kept: timedelta
) -> None:
    assert rules.are_places_over(ended_at, now, kept) == (ended_at is not None and now >= ended_at + kept)


@given(st.lists(st.sampled_from(["파란", "모자", "할머니"]), min_size=1), st.sampled_from([" ", "  ", "\n"]))
def test_spaces_make_no_second_call(words: list[str], between: str) -> None:
    assert rules.is_same((" ".join(words), "시장", None), (between.join(words) + " ", "시장 ", None))
    assert not rules.is_same((" ".join(words), "시장", None), (" ".join(words), "역 앞", None))


def test_every_outcome_fits_its_column_and_two_of_them_are_good_news() -> None:
    assert max(len(outcome) for outcome in Outcome) <= 16
    assert {outcome for outcome in Outcome if outcome.is_found} == {Outcome.FOUND_SAFE, Outcome.FOUND_NEEDS_HELP}
