"""Encryption, against the RFC's own example, another implementation, and everything a browser might send as keys."""

from __future__ import annotations

import http_ece  # type: ignore[import-untyped]  # ships no types
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from app.notifications.push.encrypt import MAX_PAYLOAD_BYTES, BadSubscriptionKey, check_keys, encrypt, encrypt_with
from tests.notifications.street import browser_keys, unb64url

# RFC 8291, section 5
PLAIN = b"When I grow up, I want to be a watermelon"
SENDER_PRIVATE = unb64url("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw")
RECEIVER_PUBLIC = unb64url("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4")
AUTH = unb64url("BTBZMqHH6r4Tts7J_aSIgg")
SALT = unb64url("DGv6ra1nlYgDCS1FRnbzlw")
MESSAGE = unb64url(
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)


def test_the_example_of_the_rfc() -> None:
    sender = ec.derive_private_key(int.from_bytes(SENDER_PRIVATE, "big"), ec.SECP256R1())
    assert encrypt_with(PLAIN, RECEIVER_PUBLIC, AUTH, sender, SALT) == MESSAGE


@given(st.binary(max_size=MAX_PAYLOAD_BYTES))
def test_another_implementation_reads_it(payload: bytes) -> None:
    receiver = ec.generate_private_key(ec.SECP256R1())
    point = receiver.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    message = encrypt(payload, point, AUTH)
    assert http_ece.decrypt(message, private_key=receiver, auth_secret=AUTH, version="aes128gcm") == payload
    assert len(message) == len(payload) + 103 <= 4096


def test_no_two_messages_share_a_key_or_salt() -> None:
    p256dh, auth = browser_keys()
    messages = [encrypt(b"the same", p256dh, auth) for _ in range(50)]
    assert len({message[:16] for message in messages}) == 50
    assert len({message[21:86] for message in messages}) == 50


def test_more_than_one_record_is_refused() -> None:
    with pytest.raises(ValueError, match="3993"):
        encrypt(bytes(MAX_PAYLOAD_BYTES + 1), *browser_keys())


POINT = browser_keys()[0]


@pytest.mark.parametrize(
    ("p256dh", "auth"),
    [
        (b"", AUTH),
        (POINT[:-1], AUTH),
        (POINT + b"\x00", AUTH),
        (b"\x04" + bytes(64), AUTH),
        (b"\x05" + POINT[1:], AUTH),
        (b"\x04" + POINT[1:33] + POINT[1:33], AUTH),
        (b"\x04" + b"\xff" * 64, AUTH),
        (POINT, b""),
        (POINT, AUTH[:4]),
        (POINT, AUTH + b"\x00"),
    ],
)
def test_keys_that_are_none(p256dh: bytes, auth: bytes) -> None:
    with pytest.raises(BadSubscriptionKey):
        check_keys(p256dh, auth)


@given(st.binary(max_size=100), st.binary(max_size=30))
def test_whatever_passes_the_check_can_be_encrypted_for(p256dh: bytes, auth: bytes) -> None:
    try:
        check_keys(p256dh, auth)
    except BadSubscriptionKey:
        return
    encrypt(b"x", p256dh, auth)
