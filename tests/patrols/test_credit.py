"""Which walks count, and for how long."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.patrols.credit import MOST_MIN, MOST_TRIMMED_M, Credit, CreditState, Facts, Why, credit_of, whole_way_m
from app.patrols.rules import Source, Status
from tests.patrols.cast import NOW
from tests.patrols.walks import at


def walk(minutes: float = 45, **changes: Any) -> Facts:
    """An ordinary walk that is over."""
    known: dict[str, Any] = {
        "status": Status.COMPLETED,
        "source": Source.APP,
        "started_at": NOW,
        "ended_at": at(minutes),
        "first_fix_at": at(1),
        "last_fix_at": at(minutes - 1),
        "paused_s": 0,
        "distance_m": 2_000.0,
        "trimmed_m": 0,
        "checkpoints": 0,
        "checked_m": 0.0,
        "checked_s": 0,
        "arrived_at": at(minutes),
        "confirmed_min": None,
    }
    return Facts(**(known | changes))


NOWHERE: dict[str, Any] = {"first_fix_at": None, "last_fix_at": None, "distance_m": 0.0}

CHECKED: dict[str, Any] = {**NOWHERE, "checkpoints": 3, "checked_m": 220.0, "checked_s": 900}


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (walk(), Credit(CreditState.CONFIRMED, 45, Why.DISTANCE)),
        (walk(status=Status.ACTIVE, ended_at=None), Credit(CreditState.COUNTING, None, Why.UNDER_WAY)),
        (walk(600), Credit(CreditState.CONFIRMED, 240, Why.DISTANCE)),
        (walk(paused_s=900), Credit(CreditState.CONFIRMED, 30, Why.DISTANCE)),
        (walk(first_fix_at=at(20)), Credit(CreditState.CONFIRMED, 25, Why.DISTANCE)),
        (walk(last_fix_at=at(15)), Credit(CreditState.CONFIRMED, 15, Why.DISTANCE)),
        (walk(first_fix_at=at(10)), Credit(CreditState.CONFIRMED, 45, Why.DISTANCE)),
        (walk(distance_m=99.9), Credit(CreditState.NEEDS_CONFIRMATION, 45, Why.NO_TRACK)),
        (walk(**NOWHERE), Credit(CreditState.NEEDS_CONFIRMATION, 45, Why.NO_TRACK)),
        (walk(arrived_at=at(45 + 7 * 1440)), Credit(CreditState.CONFIRMED, 45, Why.DISTANCE)),
        (walk(arrived_at=at(46 + 7 * 1440)), Credit(CreditState.NEEDS_CONFIRMATION, 45, Why.LATE)),
        (walk(arrived_at=at(46 + 7 * 1440), confirmed_min=45), Credit(CreditState.CONFIRMED, 45, Why.COORDINATOR)),
        (walk(arrived_at=None), Credit(CreditState.CONFIRMED, 45, Why.DISTANCE)),
        (walk(**CHECKED | {"checkpoints": 2}), Credit(CreditState.NEEDS_CONFIRMATION, 45, Why.NO_TRACK)),
        (walk(**CHECKED), Credit(CreditState.CONFIRMED, 25, Why.CHECKPOINTS)),
        (walk(20, **CHECKED), Credit(CreditState.CONFIRMED, 20, Why.CHECKPOINTS)),
        (walk(**CHECKED, arrived_at=at(45 + 2 * 1440)), Credit(CreditState.CONFIRMED, 25, Why.CHECKPOINTS)),
        (walk(**CHECKED, arrived_at=at(46 + 2 * 1440)), Credit(CreditState.NEEDS_CONFIRMATION, 25, Why.CHECKPOINTS)),
        (walk(240, **CHECKED | {"checked_m": 30.0, "checked_s": 3}), Credit(CreditState.NEEDS_CONFIRMATION, 10, Why.CHECKPOINTS)),
        (walk(4, **CHECKED | {"checked_m": 30.0}), Credit(CreditState.NOT_COUNTED, 0, Why.TOO_SHORT)),
        (walk(6, distance_m=29.0, trimmed_m=400), Credit(CreditState.CONFIRMED, 6, Why.DISTANCE)),
        (walk(4, distance_m=29.0, trimmed_m=400), Credit(CreditState.CONFIRMED, 4, Why.DISTANCE)),
        (walk(6, distance_m=29.0, trimmed_m=50), Credit(CreditState.NEEDS_CONFIRMATION, 6, Why.NO_TRACK)),
        (walk(**NOWHERE, trimmed_m=400), Credit(CreditState.NEEDS_CONFIRMATION, 45, Why.NO_TRACK)),
        (walk(source=Source.GPX, trimmed_m=400), Credit(CreditState.NEEDS_CONFIRMATION, 45, Why.IMPORTED)),
        (walk(**NOWHERE, confirmed_min=30), Credit(CreditState.CONFIRMED, 30, Why.COORDINATOR)),
        (walk(confirmed_min=0), Credit(CreditState.NOT_COUNTED, 0, Why.COORDINATOR)),
        (walk(4, **NOWHERE), Credit(CreditState.NOT_COUNTED, 0, Why.TOO_SHORT)),
        (walk(source=Source.GPX), Credit(CreditState.NEEDS_CONFIRMATION, 45, Why.IMPORTED)),
        (walk(source=Source.GPX, confirmed_min=40), Credit(CreditState.CONFIRMED, 40, Why.COORDINATOR)),
        (walk(source=Source.OWNTRACKS), Credit(CreditState.CONFIRMED, 45, Why.DISTANCE)),
    ],
)
def test_what_a_walk_is_worth(facts: Facts, expected: Credit) -> None:
    assert credit_of(facts) == expected


@given(
    st.integers(-60, 3_000),
    st.integers(0, 200_000),
    st.floats(0, 50_000),
    st.integers(0, 9),
    st.none() | st.integers(0, 240),
    st.sampled_from(Source),
    st.integers(-100, 3_000),
)
def test_minutes_never_leave_their_bounds(
    minutes: int, paused_s: int, metres: float, places: int, said: int | None, source: Source, first: int
) -> None:
    ended: datetime = NOW + timedelta(minutes=minutes)
    credit = credit_of(
        walk(
            ended_at=ended,
            paused_s=paused_s,
            distance_m=metres,
            checkpoints=places,
            confirmed_min=said,
            source=source,
            first_fix_at=at(first),
        )
    )
    assert credit.minutes is not None
    assert 0 <= credit.minutes <= MOST_MIN
    if said is None:
        assert credit.minutes * 60 <= max(0, minutes * 60)


@given(st.integers(0, 600), st.integers(0, 600), st.integers(0, 600), st.integers(0, 1_000), st.integers(0, 900))
def test_what_was_cut_off_is_believed_only_as_far_as_somebody_walks(
    front_s: int, track_s: int, back_s: int, said: int, metres: int
) -> None:
    facts = walk(
        (front_s + track_s + back_s) / 60,
        first_fix_at=NOW + timedelta(seconds=front_s),
        last_fix_at=NOW + timedelta(seconds=front_s + track_s),
        distance_m=float(metres),
        trimmed_m=said,
    )
    more = whole_way_m(facts) - metres
    assert 0 <= more <= min(said, MOST_TRIMMED_M, 2 * (front_s + back_s)) + 1e-3
    assert (credit_of(facts).state is CreditState.CONFIRMED) == (whole_way_m(facts) >= 100)


@given(st.integers(0, 9), st.floats(0, 5_000), st.integers(0, 20_000), st.integers(0, 600), st.integers(0, 20_000))
def test_checks_alone_never_count_for_more_than_the_time_among_them(
    places: int, metres: float, checked_s: int, minutes: int, late: int
) -> None:
    facts = walk(minutes, **NOWHERE, checkpoints=places, checked_m=metres, checked_s=checked_s, arrived_at=at(minutes + late))
    credit = credit_of(facts)
    if credit.state is CreditState.CONFIRMED:
        assert (places >= 3, metres >= 100, late <= 2 * 1440) == (True, True, True)
        assert (credit.minutes or 0) <= min(minutes, checked_s // 60 + 10, MOST_MIN)
