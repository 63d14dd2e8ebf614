"""Whether a phone still answers, from values alone: who is heard of anyway is never asked, and nobody is asked at night."""

from __future__ import annotations

from datetime import datetime, timedelta

ASKS_FROM_MIN = 10 * 60
ASKS_UNTIL_MIN = 18 * 60


def asks_now(minute: int, *, is_awake: bool) -> bool:
    """Whether `minute` of the neighbourhood's day is one to look after phones in: by day, and not in the member's quiet hours."""
    return is_awake and ASKS_FROM_MIN <= minute < ASKS_UNTIL_MIN


def proof_due_at(
    *, created_at: datetime, received_at: datetime | None, asked_at: datetime | None, is_silent: bool, every: timedelta, answer: timedelta
) -> datetime:
    """When a phone is to be asked (again): `every` after it was last heard of, or after it was last asked. A silent one is asked
    again after each `answer`, so that it need not wait a week to be heard when it is back."""
    if is_silent and asked_at is not None:
        return asked_at + answer
    heard_at = received_at or created_at
    return max(heard_at, asked_at or heard_at) + every


def is_silent(*, asked_at: datetime | None, went_out: bool, received_at: datetime | None, answer: timedelta, now: datetime) -> bool:
    """Whether a phone was asked, the question went out, and nothing was heard of it for `answer`. What never left is not held against it."""
    if asked_at is None or not went_out or (received_at is not None and received_at >= asked_at):
        return False
    return now - asked_at >= answer
