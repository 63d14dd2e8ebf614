"""The header that says who sends."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from app.core.settings import Settings
from app.notifications.push.keys import VapidKey
from app.notifications.push.vapid import Vapid, subject_of
from tests.notifications.street import unb64url

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
ORIGIN = "https://fcm.googleapis.com"


@pytest.fixture
def key() -> VapidKey:
    return VapidKey(ec.generate_private_key(ec.SECP256R1()))


def claims(header: str, key: VapidKey) -> dict[str, Any]:
    found = re.fullmatch(r"vapid t=([^,\s]+),k=([^,\s]+)", header)
    assert found is not None
    assert found[2] == key.public
    head, body, signature = found[1].split(".")
    raw = unb64url(signature)
    der = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    key.private.public_key().verify(der, f"{head}.{body}".encode(), ec.ECDSA(hashes.SHA256()))
    assert json.loads(unb64url(head)) == {"typ": "JWT", "alg": "ES256"}
    said: dict[str, Any] = json.loads(unb64url(body))
    return said


def test_it_names_the_push_service_and_ends_within_a_day(key: VapidKey) -> None:
    said = claims(Vapid(key, "mailto:desk@example.org").header(ORIGIN, NOW), key)
    assert said["aud"] == ORIGIN
    assert said["sub"] == "mailto:desk@example.org"
    assert NOW.timestamp() < said["exp"] <= (NOW + timedelta(hours=24)).timestamp()


def test_one_header_serves_until_half_its_life_is_over(key: VapidKey) -> None:
    vapid = Vapid(key, None)
    first = vapid.header(ORIGIN, NOW)
    assert vapid.header(ORIGIN, NOW + timedelta(hours=9, minutes=59)) == first
    renewed = vapid.header(ORIGIN, NOW + timedelta(hours=10))
    assert claims(renewed, key)["exp"] > claims(first, key)["exp"]
    assert vapid.header("https://web.push.apple.com", NOW) != first


def test_a_clock_set_back_does_not_keep_a_header_from_the_future(key: VapidKey) -> None:
    vapid = Vapid(key, None)
    vapid.header(ORIGIN, NOW)
    earlier = NOW - timedelta(days=2)
    assert claims(vapid.header(ORIGIN, earlier), key)["exp"] <= (earlier + timedelta(hours=24)).timestamp()


def test_without_a_subject_the_claim_is_left_out(key: VapidKey) -> None:
    assert "sub" not in claims(Vapid(key, None).header(ORIGIN, NOW), key)


@pytest.mark.parametrize(
    ("subject", "public_url", "expected"),
    [
        ("mailto:desk@example.org", "https://patrol.example.org", "mailto:desk@example.org"),
        (None, "https://patrol.example.org", "https://patrol.example.org"),
        (None, "http://127.0.0.1:8000", None),
        (None, "https://localhost", None),
        ("", "http://127.0.0.1:8000", None),
    ],
)
def test_whom_a_push_service_may_write_to(tmp_path: Path, subject: str | None, public_url: str, expected: str | None) -> None:
    assert subject_of(Settings(data_dir=tmp_path, vapid_subject=subject, public_url=public_url)) == expected
