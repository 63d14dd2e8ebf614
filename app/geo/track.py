"""The track codec: a stretch of a walk as four columns of integers, lossless on the wire and on disk.

In memory a column holds plain values: `t` unix seconds, `lat` and `lon` 1e-6 degrees, `acc` metres.
On the wire each column is its first value and then differences. On disk the same differences are zigzag varints, column
after column, behind a version byte and deflated (about 3 bytes a fix on real walks).
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import accumulate, chain
from operator import itemgetter, sub

COLUMNS = ("t", "lat", "lon", "acc")
MAX_FIXES = 5_000
RANGES = {
    "t": (1_577_836_800, 4_102_444_800),  # 2020-01-01 to 2100-01-01
    "lat": (-90_000_000, 90_000_000),
    "lon": (-180_000_000, 180_000_000),
    "acc": (0, 65_535),
}

VERSION = 1
_MAX_STORED = 2 + 3 + MAX_FIXES * len(COLUMNS) * 5


class TrackError(ValueError):
    """A track that cannot be kept; `column` and `index` say where, when that is known."""

    def __init__(self, message: str, column: str | None = None, index: int | None = None) -> None:
        super().__init__(message)
        self.column = column
        self.index = index


class LengthError(TrackError):
    """No fixes, too many, or columns of different lengths."""


class TypeOfValueError(TrackError):
    """Something that is not an integer."""


class RangeOfValueError(TrackError):
    """A value outside the globe or outside the years 2020 to 2100."""


class StoredFormError(TrackError):
    """Stored bytes that this version did not write."""


@dataclass(frozen=True, slots=True)
class Track:
    """Fixes in the order they were recorded; every column has the same length, and there is at least one fix."""

    t: list[int]
    lat: list[int]
    lon: list[int]
    acc: list[int]

    def __len__(self) -> int:
        return len(self.t)

    @classmethod
    def of(cls, t: Iterable[int], lat: Iterable[int], lon: Iterable[int], acc: Iterable[int]) -> Track:
        """A checked track from plain values. Raises TrackError."""
        track = cls(list(t), list(lat), list(lon), list(acc))
        _check_lengths(track.columns())
        _check_ranges(track)
        return track

    def columns(self) -> tuple[list[int], list[int], list[int], list[int]]:
        """The four columns in their fixed order."""
        return self.t, self.lat, self.lon, self.acc


def from_wire(wire: Mapping[str, Sequence[int]]) -> Track:
    """Read the wire form: per column the first value, then differences. Raises TrackError with the column and index."""
    if set(wire) != set(COLUMNS):
        raise LengthError(f"a track has exactly the columns {', '.join(COLUMNS)}")
    for name in COLUMNS:
        if not set(map(type, wire[name])) <= {int}:
            index = next(i for i, value in enumerate(wire[name]) if type(value) is not int)
            raise TypeOfValueError(f"{name}[{index}] is not an integer", name, index)
    return from_integers(wire)


def from_integers(wire: Mapping[str, Sequence[int]]) -> Track:
    """`from_wire` for the four columns when they are known to hold integers alone."""
    columns = [wire[name] for name in COLUMNS]
    _check_lengths(columns)
    track = Track(*(list(accumulate(column)) for column in columns))
    _check_ranges(track)
    return track


def to_wire(track: Track) -> dict[str, list[int]]:
    """The wire form of a track."""
    return {name: _differences(column) for name, column in zip(COLUMNS, track.columns(), strict=True)}


def payload(wire: Mapping[str, Sequence[int]]) -> bytes:
    """The bytes that say exactly this track (wire form, already read once by `from_wire`), before they are deflated:
    a version byte, the number of fixes, the columns."""
    return bytes((VERSION,)) + _varint(len(wire["t"])) + b"".join([_zigzag_varints(wire[name]) for name in COLUMNS])


def digest(plain: bytes) -> bytes:
    """Sixteen bytes that tell one payload from any other (BLAKE2b)."""
    return blake2b(plain, digest_size=16).digest()


def pack(plain: bytes) -> bytes:
    """The stored form of a payload."""
    return zlib.compress(plain, 6)


def encode(track: Track) -> bytes:
    """The stored form of a track."""
    return pack(payload(to_wire(track)))


def decode(stored: bytes) -> Track:
    """Read the stored form; bounded whatever the bytes are. Raises StoredFormError."""
    inflate = zlib.decompressobj()
    try:
        plain = inflate.decompress(stored, _MAX_STORED)
    except zlib.error as error:
        raise StoredFormError("the stored track is damaged") from error
    if inflate.unconsumed_tail or not inflate.eof or inflate.unused_data:
        raise StoredFormError("the stored track is damaged")
    if not plain or plain[0] != VERSION:
        raise StoredFormError(f"the stored track was not written in version {VERSION}")
    values = _read_varints(plain)
    count = values[0] if values else 0
    if not 0 < count <= MAX_FIXES or len(values) != 1 + count * len(COLUMNS):
        raise StoredFormError("the stored track is cut short")
    columns = [list(accumulate(values[start : start + count])) for start in range(1, len(values), count)]
    return Track(*columns)


def joined(tracks: Iterable[Track]) -> Track:
    """One track out of several, in the given order; it may be longer than one stretch may be."""
    columns = list(zip(*(track.columns() for track in tracks), strict=True))
    return Track(*(list(chain.from_iterable(column)) for column in columns)) if columns else Track([], [], [], [])


def _check_lengths(columns: Sequence[Sequence[int]]) -> None:
    length = len(columns[0])
    for name, column in zip(COLUMNS, columns, strict=True):
        if len(column) != length:
            raise LengthError(f"{name} has {len(column)} values and t has {length}", name, min(length, len(column)))
    if not 1 <= length <= MAX_FIXES:
        raise LengthError(f"a track has 1 to {MAX_FIXES} fixes, not {length}", "t", min(length, MAX_FIXES))


def _check_ranges(track: Track) -> None:
    for name, column in zip(COLUMNS, track.columns(), strict=True):
        low, high = RANGES[name]
        if min(column) < low or max(column) > high:
            index = next(i for i, value in enumerate(column) if not low <= value <= high)
            raise RangeOfValueError(f"{name}[{index}] leaves the range {low} to {high}", name, index)


def _differences(column: Sequence[int]) -> list[int]:
    return [column[0], *map(sub, column[1:], column)]


def _varint(value: int) -> bytes:
    value = value << 1 if value >= 0 else (-value << 1) - 1
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


# The bytes of every small difference; a negative one counts from the end of the list, as Python's indexes do.
_SMALL = 8_192
_SMALL_VARINTS = [*map(_varint, range(_SMALL)), *map(_varint, range(-_SMALL, 0))]


def _zigzag_varints(column: Sequence[int]) -> bytes:
    rest = column[1:]
    if len(rest) < 2 or min(rest) < -_SMALL or max(rest) >= _SMALL:
        return b"".join(map(_varint, column))
    return _varint(column[0]) + b"".join(itemgetter(*rest)(_SMALL_VARINTS))


def _read_varints(plain: bytes) -> list[int]:
    values: list[int] = []
    value = shift = 0
    for byte in memoryview(plain)[1:]:
        if byte > 0x7F:
            value |= (byte & 0x7F) << shift
            shift += 7
            if shift > 35:
                raise StoredFormError("the stored track is damaged")
            continue
        value |= byte << shift
        values.append(value >> 1 if not value & 1 else -(value + 1 >> 1))
        value = shift = 0
    if shift:
        raise StoredFormError("the stored track is cut short")
    return values
