"""The one clock of the house: every time in the product is read here, so a test can hold it still."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta


def _machine_time() -> datetime:
    return datetime.now(UTC)


_source: Callable[[], datetime] = _machine_time


def now() -> datetime:
    """The present moment, aware and in UTC."""
    return _source()


class FrozenClock:
    """A clock that moves only when told to."""

    def __init__(self, at: datetime) -> None:
        if at.tzinfo is None:
            raise ValueError("a clock is frozen at an aware moment, not a naive one")
        self.at = at.astimezone(UTC)

    def __call__(self) -> datetime:
        return self.at

    def advance(self, step: timedelta) -> datetime:
        """Move forward by `step` (or back, when negative) and return the new moment."""
        self.at += step
        return self.at


@contextlib.contextmanager
def frozen(at: datetime) -> Iterator[FrozenClock]:
    """Hold the whole process at `at`, for tests; the machine's clock returns on leaving."""
    global _source  # noqa: PLW0603  # the one seam by which tests hold time still
    before, clock = _source, FrozenClock(at)
    _source = clock
    try:
        yield clock
    finally:
        _source = before


def rfc3339(moment: datetime) -> str:
    """`moment` in UTC as RFC 3339 with a `Z`, as every answer shows it."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
