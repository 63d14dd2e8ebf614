"""Policies with their history: an alert goes on under the one it was opened under."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from sqlalchemy import event
from sqlalchemy.orm import Session

from app.core import clock
from app.core.clock import FrozenClock
from app.core.database import Database
from app.core.problems import Problem
from app.neighbourhoods import policies
from app.neighbourhoods import service as neighbourhoods
from app.neighbourhoods.policy import Policy
from app.neighbourhoods.policy_sense import BOUNDS, LEAST_S, MOST_S, misunderstood, senseless
from app.neighbourhoods.policy_words import NAMES
from app.people.models import Tier
from tests.support.story import fast_forward
from tests.support.street import Street, build

QUIETER = Policy(wave_sizes=(1, 1), wave_after_s=(0, 300))


def set_to(street: Street, policy: Policy, on: int | None = None, reason: str = "밤에 시끄러워서요") -> policies.Kept:
    """Put a policy in force."""
    return street.database.write_sync(
        lambda session: policies.change(session, street.neighbourhood_id, policy, on=on, by=street.resident, reason=reason, now=clock.now())
    )


def history(street: Street, before: int | None = None, limit: int = 50) -> list[policies.Kept]:
    """The versions, newest first."""
    return street.database.read_sync(lambda session: policies.versions(session, street.neighbourhood_id, before, limit))


def test_the_designs_own_numbers_are_no_nonsense() -> None:
    assert senseless(Policy()) is None


@given(name=st.sampled_from(sorted(LEAST_S)), less=st.integers(1, 60))
def test_a_wait_that_is_too_short_is_found_by_its_name(name: str, less: int) -> None:
    wrong = senseless(Policy.model_validate({name: max(0, LEAST_S[name] - less)}))
    assert wrong is not None
    assert wrong.field == name


@pytest.mark.parametrize("name", sorted(MOST_S))
def test_a_wait_that_is_too_long_is_found_by_its_name(name: str) -> None:
    wrong = senseless(Policy.model_validate({name: MOST_S[name] + 1}))
    assert wrong is not None
    assert wrong.field == name


@given(name=st.sampled_from(sorted(Policy.model_fields)), value=st.integers(-(10**6), 10**9) | st.text(max_size=3) | st.none())
def test_whatever_is_refused_is_told_by_its_name_at_the_desk(name: str, value: object) -> None:
    given_value = [value] if name.startswith("wave") else value
    try:
        wrong = senseless(Policy.model_validate({name: given_value}))
    except ValidationError as error:
        wrong = misunderstood(error)
        assert wrong is not None
    if wrong is not None:
        assert wrong.field in Policy.model_fields
        assert not any(field in wrong.ko + wrong.en for field in Policy.model_fields)


def test_every_number_has_a_name_and_bounds() -> None:
    assert sorted(NAMES) == sorted(Policy.model_fields)
    assert len({words.ko for words in NAMES.values()}) == len({words.en for words in NAMES.values()}) == len(NAMES)
    assert sorted([*BOUNDS, "wave_after_s", "wave_sizes"]) == sorted(Policy.model_fields)


@pytest.mark.parametrize(
    ("policy", "field"),
    [
        (Policy(wave_after_s=(0, 60, 1_801)), "wave_after_s"),
        (Policy(fresh_fix_s=600, usable_fix_s=300), "fresh_fix_s"),
        (Policy(most_told=2), "most_told"),
        (Policy(wave_sizes=(1,), wave_after_s=(0,)), "wave_sizes"),
        (Policy(wave_sizes=(3,), wave_after_s=(0,), most_told=4, enough_accepts=4), "wave_sizes"),
        (Policy(most_told=3, enough_accepts=4), "most_told"),
    ],
)
def test_numbers_that_let_somebody_wait_are_refused_and_nothing_changes(database: Database, policy: Policy, field: str) -> None:
    street = build(database)
    with pytest.raises(Problem) as refused:
        set_to(street, policy)
    assert (refused.value.status, refused.value.slug, refused.value.extra) == (422, "policy-senseless", {"field": field})
    assert [(one.version, one.policy) for one in history(street)] == [(1, Policy())]


def test_every_policy_is_kept_with_who_set_it_and_why(database: Database, time: FrozenClock) -> None:
    street = build(database)
    begun = clock.now()
    time.advance(timedelta(days=2))
    changed = set_to(street, QUIETER)
    time.advance(timedelta(days=1))
    set_to(street, Policy(), reason="다시 처음대로")
    assert (changed.version, changed.policy, changed.changed_by) == (2, QUIETER, street.resident)
    assert [(one.version, one.policy, one.changed_by, one.reason) for one in history(street)] == [
        (3, Policy(), street.resident, "다시 처음대로"),
        (2, QUIETER, street.resident, "밤에 시끄러워서요"),
        (1, Policy(), None, ""),
    ]
    assert history(street)[-1].changed_at == begun
    assert [one.version for one in history(street, before=3, limit=1)] == [2]
    assert history(street, before=1) == []


def test_whoever_changed_an_older_one_is_told_so(database: Database) -> None:
    street = build(database)
    set_to(street, QUIETER, on=1)
    with pytest.raises(Problem, match="policy-changed"):
        set_to(street, Policy(few_in_range=9), on=1)
    assert history(street)[0].policy == QUIETER


def test_an_open_alert_goes_on_under_the_policy_it_was_opened_under(database: Database, time: FrozenClock) -> None:
    street = build(database)
    street.add("담당자", Tier.COORDINATOR, steps=1)
    street.responders(20)
    before = street.concern()
    set_to(street, QUIETER)
    fast_forward(street, time, timedelta(minutes=4))
    assert len(street.parts(before)) == 20
    assert street.alert(before).policy_version == 1


def test_the_same_change_sent_twice_is_one(database: Database) -> None:
    street = build(database)
    set_to(street, QUIETER, on=1)
    assert set_to(street, QUIETER, on=1).version == 2
    assert len(history(street)) == 2
    with pytest.raises(Problem, match="policy-changed"):
        set_to(street, QUIETER, on=1, reason="다른 까닭")


def test_of_two_coordinators_at_once_one_is_told_so(database: Database) -> None:
    street = build(database)
    begin = Barrier(2)

    def one(enough: int) -> int | str:
        begin.wait(10)
        try:
            return set_to(street, Policy(enough_accepts=enough), on=1).version
        except Problem as problem:
            return problem.slug

    with ThreadPoolExecutor(2) as both:
        assert sorted(map(str, both.map(one, (3, 4)))) == ["2", "policy-changed"]
    assert [kept.version for kept in history(street)] == [2, 1]


def test_what_a_screen_did_not_send_stays_as_it_is(database: Database) -> None:
    street = build(database)
    set_to(street, Policy(few_in_range=9, inner_rings=3))

    def whole(**sent: object) -> Policy:
        return database.read_sync(lambda session: policies.filled(session, street.neighbourhood_id, Policy.model_validate(sent)))

    assert whole(enough_accepts=3) == Policy(few_in_range=9, inner_rings=3, enough_accepts=3)
    with pytest.raises(Problem) as refused:  # fits the design's two rings, not the three in force
        whole(outer_rings=2)
    assert refused.value.extra == {"field": "outer_rings"}


def test_many_alerts_ask_for_their_policies_once(database: Database) -> None:
    street = build(database)
    set_to(street, QUIETER)
    set_to(street, Policy(few_in_range=9))
    wanted = {None, 1, 2, 3, 77}

    def work(session: Session) -> tuple[dict[int | None, Policy], int, dict[int | None, Policy]]:
        asked: list[str] = []
        event.listen(session.connection(), "before_cursor_execute", lambda *about: asked.append(about[2]))
        together = policies.at_versions(session, street.neighbourhood_id, wanted)
        questions = len(asked)
        return together, questions, {one: policies.at_version(session, street.neighbourhood_id, one) for one in wanted}

    together, questions, one_by_one = database.read_sync(work)
    assert together == one_by_one
    assert (together[1], together[2]) == (Policy(), QUIETER)
    assert questions == 2


def test_the_command_line_changes_a_policy_of_another_release(database: Database) -> None:
    street = build(database)

    def work(session: Session) -> Policy:
        neighbourhoods.neighbourhood_of(session, street.neighbourhood_id).policy = '{"gone_field": 5, "few_in_range": 7}'
        session.flush()
        return neighbourhoods.changed_policy(session, street.neighbourhood_id, {"inner_rings": 1})

    assert database.write_sync(work) == Policy(few_in_range=7, inner_rings=1)
