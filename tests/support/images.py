"""Screenshots small enough to keep in a repository."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image


def save_small(png: bytes, path: Path, *, colours: int = 128) -> int:
    """Writes the picture with a palette of its own; returns its size in bytes. The same pixels give the same file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with Image.open(io.BytesIO(png)) as full:
        small = full.convert("RGB").quantize(colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    small.save(path, optimize=True)
    return path.stat().st_size
