"""A word that keeps one promise and does nothing else, carried by its notification: signed, and naming nobody."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import struct
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

_FORM = struct.Struct(">16sIHQ")
_SIGNED = 20


@dataclass(frozen=True)
class Claim:
    """Which promise a token keeps, and until when. Whose it is stands only in the signature."""

    plan_id: UUID
    day: date
    minute: int
    expires_at: datetime
    signature: bytes

    def is_signed(self, key: bytes, neighbourhood_id: UUID, member_id: UUID) -> bool:
        """Whether this installation gave it to this member."""
        packed = _packed(self.plan_id, self.day, self.minute, self.expires_at)
        return hmac.compare_digest(self.signature, _sign(key, neighbourhood_id, member_id, packed))


def _packed(plan_id: UUID, day: date, minute: int, expires_at: datetime) -> bytes:
    return _FORM.pack(plan_id.bytes, day.toordinal(), minute, int(expires_at.timestamp()))


def _sign(key: bytes, neighbourhood_id: UUID, member_id: UUID, packed: bytes) -> bytes:
    return hmac.digest(key, b"plan-answer" + neighbourhood_id.bytes + member_id.bytes + packed, hashlib.sha256)[:_SIGNED]


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def make(key: bytes, *, neighbourhood_id: UUID, member_id: UUID, plan_id: UUID, day: date, minute: int, expires_at: datetime) -> str:
    """A token for the notification about this promise."""
    packed = _packed(plan_id, day, minute, expires_at)
    return _text(packed + _sign(key, neighbourhood_id, member_id, packed))


def read(token: str) -> Claim | None:
    """What a token says, before anybody looked whether it is true; None for anything that is no token."""
    try:
        raw = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
        plan_id, ordinal, minute, expires = _FORM.unpack(raw[: _FORM.size])
        claim = Claim(UUID(bytes=plan_id), date.fromordinal(ordinal), minute, datetime.fromtimestamp(expires, UTC), raw[_FORM.size :])
    except (ValueError, binascii.Error, struct.error, OverflowError, OSError):
        return None
    return claim if _text(raw) == token else None
