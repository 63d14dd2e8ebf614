"""Message encryption for Web Push (RFC 8291 over RFC 8188): only the one browser can read it, not the push service."""

from __future__ import annotations

import hmac
import os

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

CURVE = ec.SECP256R1()
RECORD_SIZE = 4096
MAX_PAYLOAD_BYTES = 3993  # 4096 - 86 of header - 16 of tag - 1 of padding mark: more would need a second record

_LAST_RECORD = b"\x02"
_KEY_INFO = b"Content-Encoding: aes128gcm\x00\x01"
_NONCE_INFO = b"Content-Encoding: nonce\x00\x01"


class BadSubscriptionKey(ValueError):
    """A browser's key or secret that cannot be one; the message says which."""


def check_keys(p256dh: bytes, auth: bytes) -> None:
    """Refuse what `encrypt` could not use: the key is a 65-byte point on P-256, the secret 16 bytes."""
    if len(auth) != 16:
        raise BadSubscriptionKey("auth is 16 bytes")
    if len(p256dh) != 65:
        raise BadSubscriptionKey("p256dh is 65 bytes")
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(CURVE, p256dh)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise BadSubscriptionKey("p256dh is not a point on P-256") from error


def encrypt(payload: bytes, p256dh: bytes, auth: bytes) -> bytes:
    """One aes128gcm record under a key pair and salt used for this message only.

    Raises ValueError for more than 3,993 bytes and `BadSubscriptionKey` for keys that `check_keys` refuses.
    """
    if len(payload) > MAX_PAYLOAD_BYTES:
        raise ValueError(f"a push carries at most {MAX_PAYLOAD_BYTES} bytes, not {len(payload)}")
    return encrypt_with(payload, p256dh, auth, ec.generate_private_key(CURVE), os.urandom(16))


def encrypt_with(payload: bytes, p256dh: bytes, auth: bytes, sender: ec.EllipticCurvePrivateKey, salt: bytes) -> bytes:
    """`encrypt` with the key and salt given, for the RFC's own example."""
    try:
        receiver = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, p256dh)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise BadSubscriptionKey("p256dh is not a point on P-256") from error
    sender_point = sender.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    shared = _hmac(auth, sender.exchange(ec.ECDH(), receiver))
    keying = _hmac(shared, b"WebPush: info\x00" + p256dh + sender_point + b"\x01")
    pseudo_random = _hmac(salt, keying)
    content_key = _hmac(pseudo_random, _KEY_INFO)[:16]
    nonce = _hmac(pseudo_random, _NONCE_INFO)[:12]
    header = salt + RECORD_SIZE.to_bytes(4, "big") + bytes((len(sender_point),)) + sender_point
    return header + AESGCM(content_key).encrypt(nonce, payload + _LAST_RECORD, None)


def _hmac(key: bytes, data: bytes) -> bytes:
    return hmac.digest(key, data, "sha256")
