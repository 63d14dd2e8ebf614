"""Photos on disk: one file each under their neighbourhood, there whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from uuid import UUID


def path_of(photos_dir: Path, neighbourhood_id: UUID, photo_id: UUID) -> Path:
    """Where a photo lies."""
    return photos_dir / str(neighbourhood_id) / f"{photo_id}.jpg"


def write_aside(photos_dir: Path, neighbourhood_id: UUID, data: bytes) -> Path:
    """Write the bytes durably under a name nobody reads, in the folder where they will stay."""
    folder = photos_dir / str(neighbourhood_id)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(prefix=".incoming-", dir=folder)
    with os.fdopen(handle, "wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    return Path(name)


def put_in_place(aside: Path, final: Path) -> None:
    """Give the file its name at once and for good; what was there is replaced. Done again, it is done already."""
    try:
        aside.replace(final)
    except FileNotFoundError:
        if not final.exists():
            raise
    folder = os.open(final.parent, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
