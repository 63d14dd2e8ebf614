"""The rules of an alert, from values alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.alerts.rules import (
    Due,
    Part,
    ResponseStatus,
    WavePlan,
    due,
    has_enough,
    is_behind,
    may_move,
)

OPENED = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
PLAN = WavePlan(
    sizes=(3, 6, 11),
    after=(timedelta(0), timedelta(seconds=60), timedelta(seconds=120)),
    most_told=20,
    enough_accepts=2,
    arrive_within=timedelta(minutes=5),
    remind_desk=timedelta(minutes=10),
    expire_after=timedelta(hours=24),
)

seconds = st.integers(min_value=0, max_value=30 * 3600).map(lambda s: timedelta(seconds=s))


@st.composite
def parts(draw: st.DrawFn, now: datetime) -> list[Part]:
    def one() -> Part:
        status = draw(st.sampled_from(ResponseStatus))
        accepted_at = None
        if status in (ResponseStatus.ACCEPTED, ResponseStatus.ON_SCENE, ResponseStatus.DONE):
            accepted_at = now - timedelta(seconds=draw(st.integers(0, 3600)))
        return Part(status, accepted_at, draw(st.none() | st.just(now)) if accepted_at else None)

    return [one() for _ in range(draw(st.integers(0, 20)))]


def step(now: datetime, told: list[Part], waves_told: int = 1, desk: datetime | None = None, pages: bool = True) -> Due:
    return due(
        opened_at=OPENED,
        now=now,
        waves_told=waves_told,
        people_told=len(told),
        parts=told,
        desk_told_at=desk,
        pages_volunteers=pages,
        plan=PLAN,
    )


def test_waves_go_out_at_their_times_and_the_last_takes_the_desk_along() -> None:
    waiting = [Part(ResponseStatus.NOTIFIED, None, None)]
    first = step(OPENED, [], waves_told=0)
    assert (first.tell, first.waves_told, first.tell_desk, first.next_step_at) == (3, 1, False, OPENED + timedelta(seconds=60))
    second = step(OPENED + timedelta(seconds=60), waiting * 3, waves_told=1)
    assert (second.tell, second.waves_told, second.tell_desk) == (6, 2, False)
    third = step(OPENED + timedelta(seconds=120), waiting * 9, waves_told=2)
    assert (third.tell, third.waves_told, third.tell_desk) == (11, 3, True)


def test_missed_waves_go_out_as_one_step() -> None:
    late = step(OPENED + timedelta(hours=3), [Part(ResponseStatus.NOTIFIED, None, None)] * 3, waves_told=1)
    assert (late.tell, late.waves_told, late.tell_desk) == (17, 3, True)


@given(st.integers(4, 6), st.integers(0, 9))
def test_the_desk_hears_of_an_alert_that_is_past_the_waves_of_a_policy_made_shorter(waves_told: int, told: int) -> None:
    waiting = [Part(ResponseStatus.NOTIFIED, None, None)] * told
    shortened = step(OPENED + timedelta(seconds=60), waiting, waves_told=waves_told)
    assert (shortened.tell, shortened.waves_told, shortened.tell_desk) == (0, waves_told, True)


def test_enough_accepts_end_the_waves_until_somebody_does_not_arrive() -> None:
    coming = [Part(ResponseStatus.ACCEPTED, OPENED, None)] * 2
    assert step(OPENED + timedelta(seconds=60), coming).tell == 0
    stalled = step(OPENED + timedelta(minutes=5), coming)
    assert (stalled.tell, stalled.ask_stalled, stalled.tell_desk) == (17, True, True)


def test_late_concerns_page_nobody_but_the_desk() -> None:
    now = step(OPENED, [], waves_told=0, pages=False)
    assert (now.tell, now.waves_told, now.tell_desk) == (0, 0, True)


def test_an_alert_nobody_closed_expires() -> None:
    assert step(OPENED + timedelta(hours=24), []).expire


@given(st.data(), seconds, st.integers(0, 3), st.booleans())
def test_a_step_is_never_due_in_the_past_and_never_tells_too_many(data: st.DataObject, age: timedelta, waves: int, pages: bool) -> None:
    now = OPENED + age
    told = data.draw(parts(now))
    desk = data.draw(st.none() | st.just(now - timedelta(minutes=3)))
    decided = step(now, told, waves, desk, pages)
    assert decided.tell >= 0
    assert decided.tell + len(told) <= max(PLAN.most_told, len(told))
    assert waves <= decided.waves_told <= len(PLAN.sizes)
    assert decided.expire or decided.next_step_at > now
    if has_enough(told, PLAN, now) or not pages:
        assert decided.tell == 0


@given(st.data(), seconds)
def test_doing_it_again_right_away_tells_nobody_twice(data: st.DataObject, age: timedelta) -> None:
    now = OPENED + age
    told = data.draw(parts(now))
    once = step(now, told, 0)
    if once.expire:
        return
    after = told + [Part(ResponseStatus.NOTIFIED, None, None)] * once.tell
    asked = [Part(p.status, p.accepted_at, p.asked_at or now) for p in after] if once.ask_stalled else after
    twice = step(now, asked, once.waves_told, now if once.tell_desk else None)
    assert (twice.tell, twice.ask_stalled) == (0, False)
    assert not (twice.tell_desk and once.tell_desk)


@given(st.sampled_from(ResponseStatus), st.sampled_from(ResponseStatus))
def test_repeats_are_never_moves(before: ResponseStatus, after: ResponseStatus) -> None:
    if is_behind(before, after) and after is not ResponseStatus.ACCEPTED:
        assert not may_move(before, after)
    assert not may_move(ResponseStatus.DONE, after)
