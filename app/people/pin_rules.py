"""The two numbers that take a call for help back, from values alone: which is which, and what makes them safe to keep apart."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from enum import StrEnum

MOST_TRIES = 5
"""So many wrong numbers, and for `LOCKED_FOR` only the desk ends an alert."""
LOCKED_FOR = timedelta(hours=1)
_FOUR_DIGITS = re.compile(r"[0-9]{4}", re.ASCII)


class Judged(StrEnum):
    """What a typed number means."""

    RIGHT = "right"
    DURESS = "duress"
    WRONG = "wrong"


def is_pin(text: str) -> bool:
    """Four plain digits."""
    return _FOUR_DIGITS.fullmatch(text) is not None


def are_far_apart(one: str, other: str) -> bool:
    """Whether a trembling hand does not type one for the other: two digits or more differ, and neither is the other backwards."""
    return sum(a != b for a, b in zip(one, other, strict=True)) >= 2 and one != other[::-1]


def is_locked(tries: int, tried_at: datetime | None, now: datetime) -> bool:
    """Whether too many wrong numbers were typed just now."""
    return tries >= MOST_TRIES and tried_at is not None and now - tried_at < LOCKED_FOR
