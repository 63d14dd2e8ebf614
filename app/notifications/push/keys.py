"""The installation's VAPID key: made once, kept under the data directory, readable by its owner only."""

from __future__ import annotations

import base64
import functools
from dataclasses import dataclass
from pathlib import Path

import structlog
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat, load_pem_private_key

from app.core import keyfile

FILE_NAME = "vapid.pem"

log = structlog.get_logger()


class KeyUnusable(Exception):
    """The key file is there but cannot be used; the message says what to do."""


@dataclass(frozen=True)
class VapidKey:
    """A P-256 key pair; browsers tie their subscriptions to the public half."""

    private: ec.EllipticCurvePrivateKey

    @property
    def public(self) -> str:
        """The uncompressed point in base64url, as `pushManager.subscribe` takes it."""
        point = self.private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return base64.urlsafe_b64encode(point).rstrip(b"=").decode()


def load_or_create(keys_dir: Path) -> VapidKey:
    """The installation's key; the first caller makes it. Of several processes starting at once, one key wins and all use it.

    Losing the file silences every subscribed phone until its owner opens the app again, so an unusable file is an
    error and never replaced.
    """
    path = keys_dir / FILE_NAME
    keyfile.load_or_create(path, _new_pem)
    return _load(path)


@functools.cache
def public_key(keys_dir: Path) -> str:
    """The public half for browsers; read from the disk once per process."""
    return load_or_create(keys_dir).public


def _new_pem() -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    log.info("vapid_key_made")
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _load(path: Path) -> VapidKey:
    if path.stat().st_mode & 0o077:
        path.chmod(0o600)
        log.warning("vapid_key_was_readable_by_others", path=str(path))
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (ValueError, TypeError) as error:
        raise KeyUnusable(_advice(path)) from error
    if not isinstance(key, ec.EllipticCurvePrivateKey) or not isinstance(key.curve, ec.SECP256R1):
        raise KeyUnusable(_advice(path))
    return VapidKey(key)


def _advice(path: Path) -> str:
    return f"{path} is not a P-256 private key in PEM. Restore it from a backup; when there is none, delete it, and every phone subscribes again at its next start."
