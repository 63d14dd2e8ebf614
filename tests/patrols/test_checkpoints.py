"""Facilities that were looked at prove a walk only when somebody could have walked from one to the next."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from app.patrols.checkpoints import FASTEST_M_S, SEEN_FROM_M, Checked, Look, weigh
from tests.patrols.cast import NOW


def look(number: int, seconds: float, north: float = 0.0) -> Look:
    """A look at facility `number`, `north` thousandths of a degree (111 m each) from the first."""
    return Look(UUID(int=number), NOW + timedelta(seconds=seconds), 37.76 + north / 1000, 126.77)


def _rounded(checked: Checked) -> tuple[int, int, int]:
    return checked.places, round(checked.distance_m), checked.seconds


def test_looks_along_the_way_count_from_the_first_to_the_last() -> None:
    assert _rounded(weigh([look(1, 0), look(2, 120, 1), look(3, 300, 2)])) == (3, 222, 300)
    assert _rounded(weigh([look(3, 300, 2), look(1, 0), look(2, 120, 1)])) == (3, 222, 300), "in whatever order they come"
    assert weigh([]) == Checked(0, 0.0, 0)


def test_from_the_sofa_nobody_gets_anywhere() -> None:
    assert _rounded(weigh([look(1, 0), look(2, 1, 1), look(3, 3, 2)])) == (3, 0, 0)
    row = [look(number, 0, number * 0.25) for number in range(12)]  # a lamp each 28 m, all in the same second
    assert weigh(row).distance_m <= SEEN_FROM_M


def test_looking_twice_is_no_way_and_no_time() -> None:
    again = [look(1, 0), look(2, 120, 1), look(3, 300, 2), *(look(3, 300 + 300 * n, 2) for n in range(40))]
    assert _rounded(weigh(again)) == (3, 222, 300)


def test_a_gap_of_over_ten_minutes_is_way_but_no_time() -> None:
    assert _rounded(weigh([look(1, 0), look(2, 601, 1), look(3, 1201, 2)])) == (3, 222, 600)


def standing(number: int, seconds: int) -> Look:
    """A look at one of a few facilities, each at its own place."""
    return look(number, seconds, number * 7 % 10 / 2)


@given(st.lists(st.builds(standing, st.integers(0, 8), st.integers(0, 5_000)), max_size=20))
def test_nobody_is_faster_than_on_foot_and_no_time_is_made_up(looks: list[Look]) -> None:
    checked = weigh(looks)
    span = (max(each.at for each in looks) - min(each.at for each in looks)).total_seconds() if looks else 0.0
    assert checked.places == len({each.facility_id for each in looks})
    assert 0 <= checked.seconds <= span
    assert 0 <= checked.distance_m <= SEEN_FROM_M + FASTEST_M_S * span + 1e-6
    assert checked == weigh(reversed(looks))
