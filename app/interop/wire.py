"""Reading what another app sent without trusting its size, its depth or its numbers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

from fastapi import Request
from pydantic_core import from_json
from starlette.requests import ClientDisconnect

from app.core.problems import Problem
from app.interop.rules import Position, Reason

MOST_BYTES = 256 * 1024
"""Of positions: some two thousand, all of which are kept or counted."""
MOST_DIGITS = 40


@dataclass
class Heard:
    """The positions in one request, and how many could not be read."""

    positions: list[Position] = field(default_factory=list)
    aside: Counter[Reason] = field(default_factory=Counter)

    def count(self, reason: Reason) -> None:
        """One more that was not kept."""
        self.aside[reason] += 1


async def body_of(request: Request, most: int = MOST_BYTES) -> bytes:
    """The whole body; refused with 413 as soon as it turns out larger than `most`."""
    body = bytearray()
    try:
        async for piece in request.stream():
            body += piece
            if len(body) > most:
                raise too_large(most)
    except ClientDisconnect:
        raise unreadable() from None
    return bytes(body)


def document(body: bytes) -> Any:
    """The JSON of a body; the reader bounds its depth."""
    try:
        return from_json(body, allow_inf_nan=True, cache_strings="keys")
    except (ValueError, RecursionError):
        raise unreadable() from None


def decimal(value: object) -> float | None:
    """A number, or a number written as text; None for anything else, and for what no place or time is."""
    if isinstance(value, bool) or not isinstance(value, int | float | str) or (isinstance(value, str) and len(value) > MOST_DIGITS):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if isfinite(number) else None


def unreadable() -> Problem:
    """Not what the app should have sent."""
    return Problem(
        400,
        "body-unreadable",
        ko="보낸 내용을 읽을 수 없어요. 앱의 설정에서 형식을 확인해 주세요.",
        en="What was sent cannot be read. Please check the format in the app's settings.",
    )


def too_large(most: int) -> Problem:
    """More than the door takes at once."""
    return Problem(
        413,
        "too-large",
        ko=f"한 번에 {_size(most)}까지 보낼 수 있어요. 나누어 보내 주세요.",
        en=f"At most {_size(most)} fit at once. Please send it in parts.",
        extra={"most_bytes": most},
    )


def _size(most: int) -> str:
    return f"{most // (1024 * 1024)} MiB" if most >= 1024 * 1024 else f"{most // 1024} KiB"
