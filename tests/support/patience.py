"""Waiting for something that tells nobody when it happens."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def eventually(look: Callable[[], T], timeout_s: float = 40.0) -> T:
    """The first truthy answer of `look`; AssertionError when there is none in time."""
    deadline = time.monotonic() + timeout_s
    while True:
        seen = look()
        if seen:
            return seen
        if time.monotonic() > deadline:
            raise AssertionError(f"not so within {timeout_s:.0f} s; last: {seen!r}")
        time.sleep(0.1)
