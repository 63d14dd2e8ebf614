"""As much of protocol buffers as a push service needs to be understood by Chromium: whole numbers, bytes, messages in messages."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

VARINT, FIXED64, BYTES, FIXED32 = 0, 1, 2, 5


@dataclass(frozen=True)
class Fixed64:
    """A whole number that is written with eight bytes."""

    number: int


def varint(number: int) -> bytes:
    """Seven bits a byte, the lowest first."""
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def message(*fields: tuple[int, int | str | bytes | Fixed64]) -> bytes:
    """The fields as (number, value); what is repeated stands there several times."""
    out = bytearray()
    for number, value in fields:
        if isinstance(value, Fixed64):
            out += varint(number << 3 | FIXED64) + value.number.to_bytes(8, "little")
        elif isinstance(value, int):
            out += varint(number << 3 | VARINT) + varint(value)
        else:
            raw = value.encode() if isinstance(value, str) else value
            out += varint(number << 3 | BYTES) + varint(len(raw)) + raw
    return bytes(out)


class Fields:
    """A message taken apart; ValueError when it is none."""

    def __init__(self, raw: bytes) -> None:
        self._numbers: dict[int, list[int]] = defaultdict(list)
        self._texts: dict[int, list[bytes]] = defaultdict(list)
        at = 0
        while at < len(raw):
            key, at = _read_varint(raw, at)
            at = self._take(raw, at, key >> 3, key & 7)

    def number(self, field: int) -> int:
        """The last one said, as protocol buffers want it; 0 when there was none."""
        return (self._numbers[field] or [0])[-1]

    def texts(self, field: int) -> list[str]:
        return [raw.decode() for raw in self._texts[field]]

    def text(self, field: int) -> str:
        return (self.texts(field) or [""])[-1]

    def _take(self, raw: bytes, at: int, field: int, kind: int) -> int:
        if kind == VARINT:
            number, at = _read_varint(raw, at)
            self._numbers[field].append(number)
            return at
        if kind == BYTES:
            length, at = _read_varint(raw, at)
        elif kind in (FIXED64, FIXED32):
            length = 8 if kind == FIXED64 else 4
        else:
            raise ValueError(f"no such wire type: {kind}")
        part = raw[at : at + length]
        if len(part) != length:
            raise ValueError("ends in the middle of a field")
        if kind == BYTES:
            self._texts[field].append(part)
        else:
            self._numbers[field].append(int.from_bytes(part, "little"))
        return at + length


def _read_varint(raw: bytes, at: int) -> tuple[int, int]:
    number = shift = 0
    while True:
        if at >= len(raw) or shift > 63:
            raise ValueError("ends in the middle of a number")
        number |= (raw[at] & 0x7F) << shift
        shift += 7
        at += 1
        if raw[at - 1] < 0x80:
            return number, at
