"""Who does what on a visit, never alone, the responder's timer, crying wolf: from values alone."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from app.alerts.rules import Place
from app.alerts.visit_rules import (
    ANSWER_WITHIN,
    BRAKE_AFTER,
    BRAKE_REPEAT,
    DESK_LOOKS_WITHIN,
    SECOND_WITHIN,
    Comer,
    Role,
    Timer,
    TimerDue,
    alone_since,
    is_braked,
    is_second_missing,
    roles,
    stays_quiet,
)

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
seconds = st.integers(0, 7200).map(lambda s: timedelta(seconds=s))
categories = st.sampled_from(["please_check", "unwell", "fallen", "afraid", "other", "person_in_need"])
comers = st.lists(
    st.builds(Comer, st.uuids(), seconds.map(lambda ago: NOW - ago), st.none() | st.sampled_from(Role)),
    max_size=8,
    unique_by=lambda comer: comer.member_id,
)


def with_roles(crowd: list[Comer], category: str, has_aed: bool) -> list[Comer]:
    given_roles = roles(crowd, category, has_aed=has_aed)
    return [Comer(c.member_id, c.accepted_at, given_roles[c.member_id]) for c in crowd]


@given(comers, categories, st.booleans())
def test_everybody_has_one_role_one_always_goes_and_never_more_than_two_go_in(crowd: list[Comer], category: str, has_aed: bool) -> None:
    given_roles = roles(crowd, category, has_aed=has_aed)
    count = Counter(given_roles.values())
    assert set(given_roles) == {comer.member_id for comer in crowd}
    assert count[Role.GOES] + count[Role.AED] == min(2, len(crowd))
    assert bool(count[Role.GOES]) == bool(crowd)
    assert bool(count[Role.AED]) == (has_aed and category in ("unwell", "fallen") and len(crowd) > 1)


@given(comers, categories, st.booleans())
def test_a_role_sticks_when_others_join(crowd: list[Comer], category: str, has_aed: bool) -> None:
    fresh = [Comer(c.member_id, c.accepted_at) for c in crowd]
    so_far: list[Comer] = []
    for comer in sorted(fresh, key=lambda c: (c.accepted_at, c.member_id)):
        after = with_roles([*so_far, comer], category, has_aed)
        assert after[:-1] == so_far
        so_far = after


@given(comers, categories, st.booleans(), st.data())
def test_a_role_that_is_still_needed_stays_when_somebody_leaves(
    crowd: list[Comer], category: str, has_aed: bool, data: st.DataObject
) -> None:
    before = with_roles([Comer(c.member_id, c.accepted_at) for c in crowd], category, has_aed)
    if not before:
        return
    gone = data.draw(st.sampled_from(before))
    after = {c.member_id: c.role for c in with_roles([c for c in before if c != gone], category, has_aed)}
    changed = [c for c in before if c != gone and after[c.member_id] != c.role]
    assert len(changed) <= 1
    assert roles(reversed([c for c in before if c != gone]), category, has_aed=has_aed) == after


def test_the_first_goes_the_second_too_and_the_third_shows_the_way_in() -> None:
    crowd = [Comer(UUID(int=n), NOW + timedelta(seconds=n)) for n in range(3)]
    assert list(roles(crowd, "afraid", has_aed=True).values()) == [Role.GOES, Role.GOES, Role.ENTRANCE]
    assert list(roles(crowd, "fallen", has_aed=True).values()) == [Role.GOES, Role.AED, Role.ENTRANCE]
    assert list(roles(crowd, "fallen", has_aed=False).values()) == [Role.GOES, Role.GOES, Role.ENTRANCE]


@given(st.sampled_from(Place), st.integers(0, 5), st.none() | seconds, st.none() | seconds)
def test_the_desk_hears_once_that_one_is_alone_with_a_home(
    place: Place, coming: int, since_ago: timedelta | None, told_ago: timedelta | None
) -> None:
    since = alone_since(place, coming, None if since_ago is None else NOW - since_ago, NOW)
    assert (since is not None) == (place is Place.HOME and coming == 1)
    told = None if told_ago is None else NOW - told_ago
    missing = is_second_missing(since, told, NOW)
    assert missing == (since is not None and told is None and NOW - since >= SECOND_WITHIN)
    assert not is_second_missing(since, NOW, NOW)


@given(seconds, seconds, seconds)
def test_a_responder_is_asked_first_and_then_has_the_whole_time_to_answer(check_in: timedelta, late: timedelta, later: timedelta) -> None:
    timer = Timer(NOW + check_in)
    assert timer.due(NOW + check_in - timedelta(seconds=1)) is None
    asked_at = NOW + check_in + late
    assert timer.due(asked_at) is TimerDue.ASK
    asked = Timer(timer.check_at, asked_at)
    assert asked.due(asked_at + later) is (TimerDue.TELL_DESK if later >= ANSWER_WITHIN else None)
    assert asked.next_at == asked_at + ANSWER_WITHIN
    told = Timer(timer.check_at, asked_at, asked_at + ANSWER_WITHIN)
    assert told.due(asked_at + later) is None
    assert told.next_at is None
    assert Timer(None).due(NOW) is None


@given(st.lists(seconds.map(lambda ago: NOW - ago), max_size=10))
def test_a_brake_never_stops_a_first_alert_nor_a_later_one(cancels: list[datetime]) -> None:
    braked = is_braked(cancels, NOW)
    if len(cancels) < BRAKE_AFTER:
        assert not braked
    if braked:
        assert NOW - max(cancels) <= BRAKE_REPEAT
        assert not is_braked(cancels, NOW + BRAKE_REPEAT + timedelta(seconds=1))
    assert is_braked([NOW] * BRAKE_AFTER, NOW)


@given(seconds, st.none() | seconds)
def test_a_braked_concern_waits_a_minute_for_the_desk_and_no_longer(age: timedelta, looked: timedelta | None) -> None:
    seen_at = None if looked is None else NOW + looked
    assert stays_quiet(NOW, seen_at, NOW + age) is (looked is not None or age < DESK_LOOKS_WITHIN)
