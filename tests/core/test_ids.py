"""Ids sort by the time they were made; secrets differ."""

from __future__ import annotations

import time

from app.core.ids import keyed_hash, new_id, new_token, token_hash


def test_ids_are_version_7_and_carry_their_time() -> None:
    before = time.time_ns() // 1_000_000
    made = [new_id() for _ in range(1000)]
    after = time.time_ns() // 1_000_000
    assert len(set(made)) == 1000
    for one in made:
        assert (one.version, one.variant) == (7, "specified in RFC 4122")
        assert before <= one.int >> 80 <= after


def test_hashes_are_bound_to_their_key_and_parts() -> None:
    assert keyed_hash(b"a" * 32, "12", "3") != keyed_hash(b"a" * 32, "1", "23")
    assert keyed_hash(b"a" * 32, "1") != keyed_hash(b"b" * 32, "1")
    assert new_token() != new_token()
    assert len(token_hash(new_token())) == 32
