"""The rules of Web Push as a push service checks them: framing (RFC 8188, 8291), limits (RFC 8030), VAPID (RFC 8292)."""

from __future__ import annotations

import base64
import json
import re
import time
import uuid
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

MAX_BODY_BYTES = 4096
MAX_TTL_S = 2_419_200
MAX_VAPID_AGE_S = 24 * 3600 + 60
URGENCIES = frozenset({"very-low", "low", "normal", "high"})
TOPIC = re.compile(r"[A-Za-z0-9_-]{1,32}")


def b64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def unb64url(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


@dataclass(frozen=True)
class Fault:
    """One way to misbehave. `status` answers with it; the others tear or hold the connection."""

    status: int | None = None
    retry_after: str | None = None
    location: str | None = None
    body: bytes = b""
    reset: bool = False
    accept_then_reset: bool = False
    stall_s: float = 0.0


@dataclass(frozen=True)
class PushRequest:
    """One POST as it came in, and what it was answered (status 0: no answer was given)."""

    at: float
    token: str
    headers: dict[str, str]
    body: bytes
    status: int
    reason: str
    claims: dict[str, Any]

    @property
    def ttl_s(self) -> int:
        return int(self.headers.get("ttl", "-1"))

    @property
    def topic(self) -> str | None:
        return self.headers.get("topic")

    @property
    def urgency(self) -> str | None:
        return self.headers.get("urgency")


@dataclass(frozen=True)
class Ack:
    """A browser's word that it took a message: 100 shown, 101 could not be decrypted, 102 handler failed."""

    at: float
    channel_id: str
    version: str
    code: int


@dataclass
class Message:
    """A message on its way: kept until it is acknowledged, replaced or its TTL is over."""

    version: str
    body: bytes
    topic: str | None
    urgency: str
    expires_at: float


@dataclass(frozen=True)
class Received:
    """A message a test's phone received and decrypted."""

    at: float
    payload: bytes
    topic: str | None
    urgency: str


class Refused(Exception):
    """The POST breaks the protocol; carries the status to answer."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


class ReceiverKeys:
    """What a browser makes when it subscribes; opens what was sealed for it."""

    def __init__(self) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._auth = uuid.uuid4().bytes
        self.public = self._key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    def to_json(self) -> dict[str, str]:
        return {"p256dh": b64url(self.public), "auth": b64url(self._auth)}

    def open(self, body: bytes) -> bytes:
        """The payload of one aes128gcm record; InvalidTag or ValueError when it was not meant for these keys."""
        salt, id_length = body[:16], body[20]
        sender, cipher = body[21 : 21 + id_length], body[21 + id_length :]
        point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender)
        shared = self._key.exchange(ec.ECDH(), point)
        info = b"WebPush: info\x00" + self.public + sender
        ikm = HKDF(hashes.SHA256(), 32, self._auth, info).derive(shared)
        key = HKDF(hashes.SHA256(), 16, salt, b"Content-Encoding: aes128gcm\x00").derive(ikm)
        nonce = HKDF(hashes.SHA256(), 12, salt, b"Content-Encoding: nonce\x00").derive(ikm)
        plain = AESGCM(key).decrypt(nonce, cipher, None).rstrip(b"\x00")
        if not plain.endswith(b"\x02"):
            raise ValueError("the last record has no end mark")
        return plain[:-1]


def checked_message(headers: dict[str, str], body: bytes) -> Message:
    """The message in a POST; Refused when the POST is not as it must be."""
    ttl = headers.get("ttl", "")
    if not ttl.isascii() or not ttl.isdigit():
        raise Refused(400, "TTL must be a whole number of seconds")
    topic = headers.get("topic")
    if topic is not None and (not TOPIC.fullmatch(topic) or len(topic) % 4 == 1):
        raise Refused(400, "Topic must be at most 32 base64url characters")
    urgency = headers.get("urgency", "normal")
    if urgency not in URGENCIES:
        raise Refused(400, "Urgency is not one of the four")
    if len(body) > MAX_BODY_BYTES:
        raise Refused(413, "larger than 4096 bytes")
    if body:
        _check_frame(headers, body)
    expires_at = time.time() + min(int(ttl), MAX_TTL_S)
    return Message(uuid.uuid4().hex, body, topic, urgency, expires_at)


def _check_frame(headers: dict[str, str], body: bytes) -> None:
    if headers.get("content-encoding") != "aes128gcm":
        raise Refused(400, "Content-Encoding must be aes128gcm")
    if len(body) < 21 + 65 + 17 or body[20] != 65 or body[21] != 4:
        raise Refused(400, "the body has no aes128gcm header with the sender's key")
    record_size = int.from_bytes(body[16:20], "big")
    if len(body) - 86 > record_size:
        raise Refused(400, "the payload was split into several records")


def vapid_claims(headers: dict[str, str], audience: str, subscribed_for: str | None) -> dict[str, Any]:
    """The signed claims; Refused when the signature, `aud`, `exp`, `sub` or the key subscribed for does not fit."""
    found = re.fullmatch(r"vapid\s+(.+)", headers.get("authorization", ""), re.IGNORECASE)
    if not found:
        raise Refused(401, "Authorization: vapid is missing")
    parts = dict(re.findall(r"\b([tk])=([^,\s]+)", found[1]))
    try:
        head, claims, signature = parts["t"].split(".")
        raw_key, raw_signature = unb64url(parts["k"]), unb64url(signature)
        key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), raw_key)
        r, s = (int.from_bytes(half, "big") for half in (raw_signature[:32], raw_signature[32:]))
        key.verify(encode_dss_signature(r, s), f"{head}.{claims}".encode(), ec.ECDSA(hashes.SHA256()))
        algorithm = json.loads(unb64url(head))["alg"]
        said: dict[str, Any] = json.loads(unb64url(claims))
    except (KeyError, ValueError, InvalidSignature) as error:
        raise Refused(401, f"VAPID: {type(error).__name__}") from error
    _check_claims(algorithm, said, audience)
    if subscribed_for and unb64url(subscribed_for.rstrip("=")) != raw_key:
        raise Refused(401, "VAPID: the subscription was made for another key")
    return said


def _check_claims(algorithm: object, said: dict[str, Any], audience: str) -> None:
    now = time.time()
    subject = urlsplit(str(said.get("sub", "")))
    if algorithm != "ES256":
        raise Refused(401, "VAPID: alg must be ES256")
    if said.get("aud") != audience:
        raise Refused(401, f"VAPID: aud is {said.get('aud')!r}, this is {audience!r}")
    if not isinstance(said.get("exp"), int | float) or not now < said["exp"] <= now + MAX_VAPID_AGE_S:
        raise Refused(401, "VAPID: exp is over or more than 24 hours away")
    if subject.scheme not in {"mailto", "https"} or not (subject.netloc or subject.path):
        raise Refused(401, "VAPID: sub must be a mailto: or https: address")
