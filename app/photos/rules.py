"""What counts as a photo, told from its first bytes and never from what somebody says it is."""

from __future__ import annotations

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 50_000_000
"""The largest ordinary phone pictures have 48 to 50 million; more is refused before anything is unpacked."""
LONGEST_SIDE = 2048

_HEIF_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"})


def sniff(head: bytes) -> str | None:
    """`JPEG`, `PNG`, `WEBP` or `HEIF` by the first 12 bytes or more; None for anything else."""
    if head.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WEBP"
    if head[4:8] == b"ftyp" and head[8:12] in _HEIF_BRANDS:
        return "HEIF"
    return None


def scaled(width: int, height: int) -> tuple[int, int]:
    """The size a picture is kept in: its longest side at most 2048 pixels, no side under one, never enlarged."""
    longest = max(width, height)
    if longest <= LONGEST_SIDE:
        return width, height
    return max(1, round(width * LONGEST_SIDE / longest)), max(1, round(height * LONGEST_SIDE / longest))
