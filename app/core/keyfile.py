"""Key files: made once, readable by their owner only, the same for every process that starts at the same moment."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Callable
from pathlib import Path

INSTALLATION_KEY = "installation.key"
INSTALLATION_KEY_BYTES = 32


def load_or_create(path: Path, make: Callable[[], bytes]) -> bytes:
    """The file's bytes; `make` fills it when it is not there. Of several processes at once, one wins and all use its bytes."""
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(make())
                file.flush()
                os.fsync(file.fileno())
            with contextlib.suppress(FileExistsError):
                os.link(draft, path)  # unlike a rename, never replaces what another process just made
        finally:
            draft.unlink()
        _sync_directory(path.parent)
    return path.read_bytes()


def installation_key(keys_dir: Path) -> bytes:
    """The key under which short codes are hashed; a file of the wrong size is an error and never replaced."""
    path = keys_dir / INSTALLATION_KEY
    key = load_or_create(path, lambda: secrets.token_bytes(INSTALLATION_KEY_BYTES))
    if len(key) != INSTALLATION_KEY_BYTES:
        raise ValueError(f"{path} is damaged. Restore it from a backup, or delete it and hand out new sign-in codes.")
    return key


def _sync_directory(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
