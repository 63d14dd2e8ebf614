"""Which walks count, and for how long."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.patrols.credit import MOST_MIN, Credit, CreditState, Facts, Why, credit_of
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
        "checkpoints": 0,
        "confirmed_min": None,
    }
    return Facts(**(known | changes))


NOWHERE: dict[str, Any] = {"first_fix_at": None, "last_fix_at": None, "distance_m": 0.0}


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
        (walk(**NOWHERE, checkpoints=2), Credit(CreditState.NEEDS_CONFIRMATION, 45, Why.NO_TRACK)),
        (walk(**NOWHERE, checkpoints=3), Credit(CreditState.CONFIRMED, 45, Why.CHECKPOINTS)),
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
