"""Who sends (RFC 8292): a signed header per push service, made once and renewed at half its life."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from app.core.settings import Settings
from app.notifications.push.keys import VapidKey

LIFE = timedelta(hours=20)  # push services refuse more than 24 h, and clocks differ
HEADER = base64.urlsafe_b64encode(b'{"typ":"JWT","alg":"ES256"}').rstrip(b"=")

NO_SUBJECT = (
    "Set MODU_VAPID_SUBJECT to an address where push services can write to you, for example MODU_VAPID_SUBJECT=mailto:patrol@your-city.example."
    " Until then pushes go out without one: Apple's devices (iPhone, iPad, Safari) are not reached."
)


def subject_of(settings: Settings) -> str | None:
    """Whom a push service may write to: the configured address, else the public https address of this installation."""
    if settings.vapid_subject:
        return settings.vapid_subject
    parts = urlsplit(settings.public_url)
    return settings.public_url if parts.scheme == "https" and "." in (parts.hostname or "") else None


@dataclass
class _Kept:
    header: str
    renew_at: datetime


class Vapid:
    """Makes the Authorization header for each push service's origin."""

    def __init__(self, key: VapidKey, subject: str | None) -> None:
        self._key = key
        self._public = key.public
        self._subject = subject
        self._kept: dict[str, _Kept] = {}

    def header(self, origin: str, now: datetime) -> str:
        """`vapid t=…,k=…` for `origin` (scheme, host, and the port unless it is the scheme's own); the same until half of its 20 h are over."""
        kept = self._kept.get(origin)
        if kept is None or not kept.renew_at - LIFE / 2 <= now < kept.renew_at:
            kept = _Kept(f"vapid t={self._token(origin, now + LIFE)},k={self._public}", now + LIFE / 2)
            self._kept[origin] = kept
        return kept.header

    def _token(self, origin: str, expires_at: datetime) -> str:
        claims: dict[str, Any] = {"aud": origin, "exp": int(expires_at.timestamp())}
        if self._subject is not None:
            claims["sub"] = self._subject
        signed = HEADER + b"." + base64.urlsafe_b64encode(json.dumps(claims, separators=(",", ":")).encode()).rstrip(b"=")
        r, s = decode_dss_signature(self._key.private.sign(signed, ec.ECDSA(hashes.SHA256())))
        signature = base64.urlsafe_b64encode(r.to_bytes(32, "big") + s.to_bytes(32, "big")).rstrip(b"=")
        return (signed + b"." + signature).decode()
