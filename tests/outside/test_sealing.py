"""What is sealed can be read under its own key and for its own channel only."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.outside.sealing import Unreadable, seal, unseal

KEY, CHANNEL = bytes(range(32)), UUID(int=1)


@given(st.text(max_size=500))
def test_there_and_back(text: str) -> None:
    sealed = seal(KEY, CHANNEL, text)
    assert unseal(KEY, CHANNEL, sealed) == text
    assert len(text) < 4 or text.encode() not in sealed


def test_another_key_another_channel_or_a_changed_byte_open_nothing() -> None:
    sealed = seal(KEY, CHANNEL, "ntfys://ntfy.sh/secret")
    for key, channel, text in (
        (bytes(32), CHANNEL, sealed),
        (KEY, uuid4(), sealed),
        (KEY, CHANNEL, sealed[:-1] + bytes([sealed[-1] ^ 1])),
    ):
        with pytest.raises(Unreadable):
            unseal(key, channel, text)


def test_the_same_twice_looks_different() -> None:
    assert seal(KEY, CHANNEL, "same") != seal(KEY, CHANNEL, "same")
