"""The two numbers of a member's own: one takes a call for help back, the other only seems to. Only keyed hashes are kept.

Whoever is forced may also be forced to change the numbers. The other number therefore opens everything and changes nothing: a
number set with it only seems to cancel too, and "no number any more" means that every cancel is a forced one.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.ids import keyed_hash
from app.core.problems import Problem
from app.people.models import CancelPin
from app.people.pin_rules import MOST_TRIES, Judged, are_far_apart, is_locked, is_pin

SEEMINGLY_OFF = b""
"""In place of the other number's hash: turned off with the other number."""


@dataclass(frozen=True)
class Typed:
    """What somebody typed to take an alert back, and the key its hash is made with."""

    key: bytes
    digits: str | None


NOTHING = Typed(b"", None)


def is_on(session: Session, member_id: UUID) -> bool:
    """Whether the member is asked for a number, as far as anybody can see."""
    row = session.get(CancelPin, member_id)
    return row is not None and row.other_hash != SEEMINGLY_OFF


def judge(session: Session, member_id: UUID, typed: Typed, now: datetime) -> Judged | Problem:
    """What the number means, or what to tell who typed it. A wrong one costs a try, so the problem is returned, not raised."""
    row = session.execute(select(CancelPin).where(col(CancelPin.member_id) == member_id).with_for_update()).scalar_one_or_none()
    if row is None:
        return Judged.RIGHT
    return _judge(session, row, typed, now)


def _judge(session: Session, row: CancelPin, typed: Typed, now: datetime) -> Judged | Problem:
    if typed.digits is None:
        return Judged.DURESS if row.other_hash == SEEMINGLY_OFF else _needed()
    if is_locked(row.tries, row.tried_at, now):
        return _locked()
    judged = _meaning(row, typed)
    if judged is not Judged.WRONG:
        row.tries, row.tried_at = 0, None
        session.flush()
        return judged
    row.tries = row.tries + 1 if row.tries < MOST_TRIES else 1
    row.tried_at = now
    session.flush()
    return _locked() if is_locked(row.tries, row.tried_at, now) else _wrong(MOST_TRIES - row.tries)


def _meaning(row: CancelPin, typed: Typed) -> Judged:
    presented = _hash(typed.key, row.member_id, typed.digits or "")
    is_right = secrets.compare_digest(row.pin_hash, presented)
    is_other = secrets.compare_digest(row.other_hash, presented)
    return Judged.RIGHT if is_right else Judged.DURESS if is_other else Judged.WRONG


def keep(
    session: Session,
    *,
    key: bytes,
    neighbourhood_id: UUID,
    member_id: UUID,
    pin: str,
    other_pin: str,
    current: str | None,
    now: datetime,
) -> Problem | None:
    """Keep two numbers; in place of others only with one of those."""
    if not (is_pin(pin) and is_pin(other_pin)) or not are_far_apart(pin, other_pin):
        return _too_close()
    row = session.execute(select(CancelPin).where(col(CancelPin.member_id) == member_id).with_for_update()).scalar_one_or_none()
    if row is None:
        row = CancelPin(member_id=member_id, neighbourhood_id=neighbourhood_id, pin_hash=b"", other_hash=b"", set_at=now)
        session.add(row)
    else:
        judged = _judge(session, row, Typed(key, current), now)
        if isinstance(judged, Problem):
            return judged
        if judged is Judged.DURESS:
            row.other_hash, row.set_at = _hash(key, member_id, pin), now
            session.flush()
            return None
    row.pin_hash, row.other_hash, row.set_at = _hash(key, member_id, pin), _hash(key, member_id, other_pin), now
    session.flush()
    return None


def turn_off(session: Session, member_id: UUID, current: Typed, now: datetime) -> Problem | None:
    """No number is asked for any more; said twice it stays so."""
    row = session.execute(select(CancelPin).where(col(CancelPin.member_id) == member_id).with_for_update()).scalar_one_or_none()
    if row is None or row.other_hash == SEEMINGLY_OFF:
        return None
    judged = _judge(session, row, current, now)
    if isinstance(judged, Problem):
        return judged
    if judged is Judged.RIGHT:
        session.delete(row)
    else:
        row.other_hash = SEEMINGLY_OFF
    session.flush()
    return None


def forget(session: Session, member_id: UUID) -> None:
    """The member told the coordinator, in person, that they no longer know their numbers."""
    row = session.get(CancelPin, member_id)
    if row is not None:
        session.delete(row)
        session.flush()


def _hash(key: bytes, member_id: UUID, digits: str) -> bytes:
    return keyed_hash(key, "cancel-pin", str(member_id), digits)


def _needed() -> Problem:
    return Problem(
        422,
        "pin-needed",
        ko="취소 번호 네 자리를 눌러 주세요. 아직 아무것도 바뀌지 않았어요.",
        en="Please type your four-digit cancel number. Nothing has changed yet.",
    )


def _wrong(tries_left: int) -> Problem:
    return Problem(
        422,
        "pin-wrong",
        ko=f"번호가 맞지 않아요. {tries_left}번 더 해 볼 수 있어요. 아직 아무것도 바뀌지 않았어요.",
        en=f"That number does not match. Tries left: {tries_left}. Nothing has changed yet.",
        extra={"tries_left": tries_left},
    )


def _locked() -> Problem:
    return Problem(
        422,
        "pin-locked",
        ko="번호가 여러 번 맞지 않았어요. 한 시간 뒤에 다시 해 보거나 담당자에게 부탁해 주세요.",
        en="The number was wrong several times. Please try again in an hour, or ask your coordinator.",
    )


def _too_close() -> Problem:
    return Problem(
        422,
        "pins-too-close",
        ko="숫자 네 자리로 된 서로 다른 번호 두 개가 필요해요. 두 자리 이상 다르고 거꾸로 읽어도 같지 않게 골라 주세요.",
        en="Two different four-digit numbers are needed. At least two digits must differ, and neither may be the other backwards.",
    )
