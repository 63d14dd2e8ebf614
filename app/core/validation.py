"""Turning a failed validation into words: which field, and what it should have been."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

MOST_NAMED = 3


def what_is_wrong(error: ValidationError) -> str:
    """The first few faults as `field: what it should be`; never the value, which may be personal."""
    return describe(error.errors(include_url=False, include_input=False, include_context=False))


def describe(faults: Sequence[Mapping[str, Any]]) -> str:
    """The first few faults in words."""
    named = [f"{'.'.join(str(part) for part in fault['loc']) or 'the whole'}: {_said(str(fault['msg']))}" for fault in faults[:MOST_NAMED]]
    more = len(faults) - MOST_NAMED
    return "; ".join(named) + (f" (+{more})" if more > 0 else "")


def _said(message: str) -> str:
    return message.removeprefix("Value error, ")
