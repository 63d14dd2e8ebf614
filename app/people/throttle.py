"""How many failed sign-ins an address may make in an hour; kept in the database, so every process counts together."""

from __future__ import annotations

import ipaddress
from datetime import datetime, timedelta

from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.ids import keyed_hash
from app.core.problems import Problem
from app.people.models import SignInFailure


def network_of(address: str) -> str:
    """What one household shares: an IPv4 address, or the first 64 bits of an IPv6 address."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((parsed, 64), strict=False)) if parsed.version == 6 else str(parsed)


def _hour(now: datetime) -> datetime:
    return now.replace(minute=0, second=0, microsecond=0)


def refuse_if_spent(session: Session, key: bytes, address: str, now: datetime, limit: int) -> None:
    """Raise 429 with Retry-After when `address` failed `limit` times this hour."""
    row = session.get(SignInFailure, (keyed_hash(key, "address", network_of(address)), _hour(now)))
    if row is not None and row.count >= limit:
        wait = int((_hour(now) + timedelta(hours=1) - now).total_seconds()) + 1
        raise Problem(
            429,
            "too-many-tries",
            ko="여러 번 맞지 않아서 잠시 쉬어 갈게요. 한 시간 안에 다시 열려요.",
            en="Too many wrong codes from here. This opens again within the hour.",
            headers={"Retry-After": str(wait)},
        )


def count_failure(session: Session, key: bytes, address: str, now: datetime) -> None:
    """Count one more failure; rows of earlier hours are swept on the way."""
    address_hash = keyed_hash(key, "address", network_of(address))
    session.execute(delete(SignInFailure).where(col(SignInFailure.hour) < _hour(now)))
    here = update(SignInFailure).where(col(SignInFailure.address_hash) == address_hash, col(SignInFailure.hour) == _hour(now))
    if session.execute(here.values(count=SignInFailure.count + 1).returning(col(SignInFailure.count))).first() is None:
        try:
            with session.begin_nested():
                session.add(SignInFailure(address_hash=address_hash, hour=_hour(now), count=1))
        except IntegrityError:  # another process was first
            session.execute(here.values(count=SignInFailure.count + 1))
