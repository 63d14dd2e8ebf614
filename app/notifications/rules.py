"""What a delivery may be, how it is named towards push services, and when it is tried again."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum
from uuid import UUID


class Kind(StrEnum):
    """Why somebody is told; the text on the lock screen never says more than this."""

    ALERT = "alert"
    NOT_NEEDED = "not_needed"
    ALL_CLEAR = "all_clear"
    COMING = "coming"
    ASK = "ask"
    CHECK = "check"
    DESK = "desk"
    TEST = "test"
    TOGETHER_INVITE = "together_invite"
    TOGETHER_SOON = "together_soon"
    TOGETHER_OFF = "together_off"
    REPORT = "report"
    NEWS = "news"
    MOVING = "moving"
    DEBRIEF = "debrief"
    PROOF = "proof"
    MISSING = "missing"
    FOUND = "found"
    LOOKED = "looked"
    PLAN_SOON = "plan_soon"
    PLAN_DUE = "plan_due"
    PLAN_AGAIN = "plan_again"
    PLAN_PEOPLE = "plan_people"
    PLAN_OVER = "plan_over"
    PLAN_RESUMES = "plan_resumes"


def rank_of(kind: Kind) -> int:
    """0 for a call, on which somebody may be waiting: it never waits behind news, which is 1."""
    return 0 if kind in _CALLS else 1


_CALLS = frozenset(
    {
        Kind.ALERT,
        Kind.DESK,
        Kind.CHECK,
        Kind.MOVING,
        Kind.ASK,
        Kind.COMING,
        Kind.MISSING,
        Kind.TEST,
        Kind.PLAN_DUE,
        Kind.PLAN_AGAIN,
        Kind.PLAN_PEOPLE,
    }
)


class Status(StrEnum):
    """Where a delivery stands: `sent` is the push service's word, `received` the app's own."""

    QUEUED = "queued"
    SENT = "sent"
    RECEIVED = "received"
    FAILED = "failed"
    GONE = "gone"
    WITHDRAWN = "withdrawn"


BEST_FIRST = (Status.RECEIVED, Status.SENT, Status.QUEUED, Status.FAILED, Status.GONE, Status.WITHDRAWN)

FIRST_RETRY = timedelta(seconds=1)
LONGEST_RETRY = timedelta(seconds=30)
LONGEST_RETRY_AFTER = timedelta(minutes=5)
MAX_TTL = timedelta(days=28)

_TOPIC = re.compile(r"[A-Za-z0-9_-]{1,32}")
_TAKEN = frozenset({200, 201, 202, 204})
_OVER = frozenset({404, 410})
_LATER = frozenset({408, 425, 429})


def topic_for(subject_id: UUID, device_id: UUID) -> str:
    """The Topic (RFC 8030) and notification tag of everything about one subject on one device.

    24 base64url characters: push services take 32 at most, and Apple none whose length is 1 more than a multiple of 4.
    Different on each device, so that a push service cannot tell who was told about the same alert.
    """
    digest = hashlib.sha256(subject_id.bytes + device_id.bytes).digest()[:18]
    return base64.urlsafe_b64encode(digest).decode()


def is_topic(text: str) -> bool:
    """Whether every push service takes this Topic."""
    return _TOPIC.fullmatch(text) is not None and len(text) % 4 != 1


@dataclass(frozen=True)
class Outcome:
    """What one attempt came to. `retry_after` is what the push service asked for, when it did."""

    status: Status
    code: int | None
    reason: str
    retry_after: timedelta | None = None


def outcome_of(code: int, reason: str = "", retry_after: timedelta | None = None) -> Outcome:
    """What an answer means; `QUEUED` means: try again. Only 404 and 410 say that a subscription is over."""
    if code in _TAKEN:
        return Outcome(Status.SENT, code, "")
    if code in _OVER:
        return Outcome(Status.GONE, code, "the browser has ended this subscription")
    if code in _LATER or code >= 500:
        return Outcome(Status.QUEUED, code, _said(f"the push service answered {code}", reason), retry_after)
    if code in (401, 403):
        return Outcome(Status.FAILED, code, _said(f"the push service refused our key or MODU_VAPID_SUBJECT ({code})", reason))
    if 300 <= code < 400:
        return Outcome(Status.FAILED, code, f"the push service pointed elsewhere ({code}), which is never followed")
    return Outcome(Status.FAILED, code, _said(f"the push service refused the message ({code})", reason))


def no_answer(reason: str) -> Outcome:
    """The push service could not be heard: it may even have taken the message, so it is sent again under the same Topic."""
    return Outcome(Status.QUEUED, None, reason)


def _said(ours: str, theirs: str) -> str:
    return f"{ours}: {theirs}" if theirs else ours


def parse_retry_after(value: str | None, now: datetime) -> timedelta | None:
    """`Retry-After` as seconds or as an HTTP date (RFC 9110, section 10.2.3); None when it is missing or unreadable."""
    if value is None or not value.isascii():
        return None
    text = value.strip()
    if text.isdigit():
        return timedelta(seconds=min(int(text[:9]), 10**8))
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(moment - now, timedelta(0))


def next_attempt_at(outcome: Outcome, attempts: int, now: datetime, expires_at: datetime, chance: float) -> datetime | None:
    """When to try again after the `attempts`-th attempt; None when the message would be worthless by then.

    What the push service asked for (5 min at the most), else 1 s, 2 s, 4 s … 30 s, shortened by up to a half by
    `chance` in [0, 1) so that a thousand phones do not come back in the same instant.
    """
    if outcome.retry_after is not None:
        wait = min(outcome.retry_after, LONGEST_RETRY_AFTER)
    else:
        wait = min(FIRST_RETRY * 2 ** min(attempts - 1, 10), LONGEST_RETRY)
        wait = wait * (1 - chance / 2)
    moment = now + wait
    return moment if moment < expires_at else None
