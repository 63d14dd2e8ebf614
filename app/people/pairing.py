"""Sign-in codes: ten digits, ten minutes, one use, five tries.

The first four digits only find the code; the last six are the secret. A wrong secret therefore costs that code a try,
and of the secret only a keyed hash is kept.
"""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.ids import keyed_hash
from app.core.problems import Problem
from app.people.models import Member, PairingCode

SELECTOR_DIGITS = 4
SECRET_DIGITS = 6


@dataclass(frozen=True)
class FreshCode:
    """A code just made: the only moment its digits exist in the open."""

    id: UUID
    digits: str
    expires_at: datetime

    @property
    def shown(self) -> str:
        """The digits in two groups, as people read them: `4821-903516`."""
        return f"{self.digits[:SELECTOR_DIGITS]}-{self.digits[SELECTOR_DIGITS:]}"


def normalised(typed: str) -> str:
    """The digits of what somebody typed: full-width digits become plain, spaces and dashes go."""
    return "".join(c for c in unicodedata.normalize("NFKC", typed) if c.isdecimal() and c.isascii())


def hand_out(
    session: Session, key: bytes, member: Member, created_by: UUID | None, now: datetime, *, minutes: int, tries: int
) -> FreshCode:
    """Make a code for `member`; codes handed out before to the same member end at once."""
    earlier = update(PairingCode).where(
        col(PairingCode.member_id) == member.id, col(PairingCode.used_at).is_(None), col(PairingCode.expires_at) > now
    )
    session.execute(earlier.values(expires_at=now))
    live = select(col(PairingCode.selector)).where(col(PairingCode.expires_at) > now, col(PairingCode.used_at).is_(None))
    taken = set(session.execute(live).scalars())
    selector = _free_selector(taken)
    secret = f"{secrets.randbelow(10**SECRET_DIGITS):0{SECRET_DIGITS}d}"
    code = PairingCode(
        neighbourhood_id=member.neighbourhood_id,
        member_id=member.id,
        selector=selector,
        secret_hash=keyed_hash(key, selector, secret),
        created_by=created_by,
        created_at=now,
        expires_at=now + timedelta(minutes=minutes),
        tries_left=tries,
    )
    session.add(code)
    session.flush()
    return FreshCode(code.id, selector + secret, code.expires_at)


def _free_selector(taken: set[str]) -> str:
    if len(taken) > 10**SELECTOR_DIGITS // 2:
        raise Problem(
            503,
            "too-many-codes",
            ko="지금 살아 있는 코드가 너무 많아요. 10분 뒤에 다시 만들어 주세요.",
            en="Too many live codes right now. Please try again in ten minutes.",
        )
    while True:
        selector = f"{secrets.randbelow(10**SELECTOR_DIGITS):0{SELECTOR_DIGITS}d}"
        if selector not in taken:
            return selector


def redeem(session: Session, key: bytes, typed: str, device_name: str, now: datetime) -> Member | Problem:
    """The member a code belongs to, with the code used up; or the problem to show.

    A problem is returned rather than raised: raising would roll back the try that a wrong secret costs.
    """
    digits = normalised(typed)
    if len(digits) != SELECTOR_DIGITS + SECRET_DIGITS:
        return _wrong(None)
    selector, secret = digits[:SELECTOR_DIGITS], digits[SELECTOR_DIGITS:]
    newest = (
        select(PairingCode)
        .where(col(PairingCode.selector) == selector)
        .order_by(col(PairingCode.created_at).desc())
        .limit(1)
        .with_for_update()
    )
    code = session.execute(newest).scalar_one_or_none()
    if code is None:
        return _wrong(None)
    matches = secrets.compare_digest(code.secret_hash, keyed_hash(key, selector, secret))
    if code.used_at is not None or code.expires_at <= now or code.tries_left <= 0:
        return _over() if matches or code.tries_left <= 0 else _wrong(None)
    if not matches:
        code.tries_left -= 1
        session.flush()
        return _wrong(code.tries_left) if code.tries_left else _over()
    member = session.get(Member, code.member_id)
    if member is None or not member.active:
        return _over()
    code.used_at = now
    code.used_by_device = device_name
    session.flush()
    return member


def _wrong(tries_left: int | None) -> Problem:
    extra = {} if tries_left is None else {"tries_left": tries_left}
    return Problem(
        401,
        "code-wrong",
        ko="코드가 맞지 않아요. 숫자 열 자리를 다시 확인해 주세요." + (f" {tries_left}번 더 해 볼 수 있어요." if tries_left else ""),
        en="That code does not match. Please check its ten digits." + (f" You have {tries_left} more tries." if tries_left else ""),
        extra=extra,
    )


def _over() -> Problem:
    return Problem(
        410,
        "code-expired",
        ko="이 코드는 더 쓸 수 없어요. 담당자에게 새 코드를 받아 주세요.",
        en="This code can no longer be used. Please ask your coordinator for a new one.",
    )
