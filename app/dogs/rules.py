"""What is known of a dog, and how its registration number is written."""

from __future__ import annotations

import re
from enum import StrEnum

MOST_DOGS = 10
"""As many as one member may enter."""

_LEFT_OUT = re.compile(r"[\s\-‐-―]+")
_NUMBER = re.compile(r"[0-9]{15}")


class Result(StrEnum):
    """What the temperament test said."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_TESTED = "not_tested"


def registration_no(said: str) -> str | None:
    """The 15 digits of an animal registration number (ISO 11784), spaces and dashes left out; None for nothing at all.

    ValueError when it is anything else.
    """
    digits = _LEFT_OUT.sub("", said)
    if not digits:
        return None
    if not _NUMBER.fullmatch(digits):
        raise ValueError("a registration number has 15 digits")
    return digits
