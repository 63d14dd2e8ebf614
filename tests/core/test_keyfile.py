"""Key files are made once, by one of many, and never replaced."""

from __future__ import annotations

import secrets
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.core.keyfile import INSTALLATION_KEY, installation_key, load_or_create


def test_of_many_at_once_one_key_wins_and_all_use_it(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "test.key"
    with ThreadPoolExecutor(16) as pool:
        keys = set(pool.map(lambda _: load_or_create(path, lambda: secrets.token_bytes(32)), range(64)))
    assert len(keys) == 1
    assert path.stat().st_mode & 0o077 == 0
    assert [file.name for file in path.parent.iterdir()] == ["test.key"]


def test_a_damaged_key_is_an_error_and_stays(tmp_path: Path) -> None:
    assert installation_key(tmp_path) == installation_key(tmp_path)
    (tmp_path / INSTALLATION_KEY).write_bytes(b"short")
    with pytest.raises(ValueError, match="Restore it from a backup"):
        installation_key(tmp_path)
    assert (tmp_path / INSTALLATION_KEY).read_bytes() == b"short"
