"""A policy as it was stored: strict when written, never an obstacle when read."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from app.neighbourhoods.policy import Policy, read_policy

FIELDS = sorted(Policy.model_fields)
anything = st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(max_size=5) | st.lists(st.integers(-5, 500), max_size=4)


def test_what_is_stored_whole_is_read_whole() -> None:
    policy = Policy(inner_rings=1, wave_sizes=(1, 2), wave_after_s=(0, 30))
    assert read_policy(policy.model_dump_json()) == policy


def test_a_number_of_another_release_costs_only_itself() -> None:
    read = read_policy(json.dumps({"gone_field": 5, "inner_rings": 1, "few_in_range": "many"}))
    assert read == Policy(inner_rings=1)


def test_waves_that_contradict_each_other_are_the_default_waves() -> None:
    read = read_policy(json.dumps({"inner_rings": 1, "wave_sizes": [3, 6], "wave_after_s": [0, 60, 120]}))
    assert (read.inner_rings, read.wave_sizes) == (1, Policy().wave_sizes)


def test_rings_that_contradict_each_other_are_the_default_rings() -> None:
    read = read_policy(json.dumps({"inner_rings": 5, "outer_rings": 1, "few_in_range": 9}))
    assert read == Policy(few_in_range=9)


@given(st.dictionaries(st.sampled_from([*FIELDS, "unknown"]), anything, max_size=12) | anything)
def test_whatever_is_stored_an_alert_has_a_policy(stored: object) -> None:
    assert isinstance(read_policy(json.dumps(stored)), Policy)


@given(st.text(max_size=20))
def test_what_is_no_policy_at_all_is_the_default(stored: str) -> None:
    assert isinstance(read_policy(stored), Policy)


def test_writing_stays_strict() -> None:
    with pytest.raises(ValidationError):
        Policy.model_validate({"gone_field": 5})
