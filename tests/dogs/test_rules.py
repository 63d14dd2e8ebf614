"""Registration numbers as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.dogs.rules import registration_no

DIGITS = st.text("0123456789", min_size=15, max_size=15)


@given(DIGITS, st.lists(st.tuples(st.integers(0, 15), st.sampled_from([" ", "-", "–", "\u00a0"])), max_size=8))
def test_fifteen_digits_are_found_however_they_are_grouped(digits: str, between: list[tuple[int, str]]) -> None:
    said = list(digits)
    for place, mark in between:
        said.insert(place, mark)
    assert registration_no("".join(said)) == digits


@given(st.text("0123456789 -", max_size=40))
def test_any_other_number_of_digits_is_refused(said: str) -> None:
    count = sum(letter.isdigit() for letter in said)
    if count == 15:
        assert registration_no(said) is not None
    elif count == 0:
        assert registration_no(said) is None
    else:
        with pytest.raises(ValueError, match="15"):
            registration_no(said)


@pytest.mark.parametrize("said", ["41000001234567a", "４１００００012345678", "410000012345678x", "²³⁴567890123456"])
def test_only_plain_digits_count(said: str) -> None:
    with pytest.raises(ValueError, match="15"):
        registration_no(said)
