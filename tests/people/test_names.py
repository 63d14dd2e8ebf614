"""What neighbours call each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.people.names import first_name


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("김순자", "순자"),
        ("남궁민수", "민수"),
        ("황보영", "보영"),
        ("이준", "이준"),
        ("순자", "순자"),
        ("Anna Kim", "Anna"),
        ("민", "민"),
        ("박 영희", "영희"),
    ],
)
def test_neighbours_call_each_other_by_first_name(name: str, called: str) -> None:
    assert first_name(name) == called


@given(st.text(min_size=1, max_size=60))
def test_a_first_name_is_part_of_the_name(name: str) -> None:
    assert first_name(name) in name
