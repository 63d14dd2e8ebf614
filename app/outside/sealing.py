"""Channels' addresses hold passwords and tokens: sealed with a key made out of the installation's, bound to their channel."""

from __future__ import annotations

import os
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE = 12


class Unreadable(Exception):
    """Sealed under another key: the installation's key was lost or replaced."""


def _cipher(key: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), 32, salt=None, info=b"modu outside channels").derive(key))


def seal(key: bytes, channel_id: UUID, text: str) -> bytes:
    """`text` under the installation's key; AES-256-GCM, the nonce in front."""
    nonce = os.urandom(NONCE)
    return nonce + _cipher(key).encrypt(nonce, text.encode(), channel_id.bytes)


def unseal(key: bytes, channel_id: UUID, sealed: bytes) -> str:
    """What was sealed; Unreadable when the key or the channel is another."""
    try:
        return _cipher(key).decrypt(sealed[:NONCE], sealed[NONCE:], channel_id.bytes).decode()
    except InvalidTag:
        raise Unreadable from None
