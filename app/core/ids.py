"""Ids: UUIDv7, so rows made together lie together, and short secrets nobody can guess."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from uuid import UUID


def new_id() -> UUID:
    """A UUIDv7 (RFC 9562, 5.7): 48 bits of unix milliseconds, 12 of their fraction (6.2, method 3), so that ids made one after
    the other sort that way, then 62 random bits."""
    milliseconds, nanoseconds = divmod(time.time_ns(), 1_000_000)
    fraction = nanoseconds * 4096 // 1_000_000
    return UUID(int=milliseconds << 80 | 0x7 << 76 | fraction << 64 | 0x2 << 62 | secrets.randbits(62))


def new_token() -> str:
    """256 random bits for a session token, URL-safe."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> bytes:
    """What is stored of a token: its SHA-256. Enough for 256 random bits; never use it for short codes."""
    return hashlib.sha256(token.encode()).digest()


def keyed_hash(key: bytes, *parts: str) -> bytes:
    """HMAC-SHA256 of the parts under the installation's key: for codes short enough to be guessed from a plain hash."""
    return hmac.new(key, "\0".join(parts).encode(), hashlib.sha256).digest()
