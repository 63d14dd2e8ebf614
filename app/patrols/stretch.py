"""One piece of a track made ready to be kept: checked, measured and packed before any transaction begins."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.geo import track as codec
from app.patrols.rules import Fix, Measured, measure

_ENDS = struct.Struct("<qiiqii")


@dataclass(frozen=True, slots=True)
class Stretch:
    """`data` is the stored form, `digest` tells it from any other, times are the phone's unix seconds."""

    count: int
    first_t: int
    last_t: int
    measured: Measured
    digest: bytes
    data: bytes


def prepare(wire: Mapping[str, Sequence[int]]) -> Stretch:
    """Read, measure and pack a track in its wire form, four columns of integers. Raises TrackError."""
    track = codec.from_integers(wire)
    plain = codec.payload(wire)
    return Stretch(len(track), min(track.t), max(track.t), measure(*track.columns()), codec.digest(plain), codec.pack(plain))


def pack_ends(measured: Measured) -> bytes | None:
    """The two fixes that join a stretch to its neighbours, in 32 bytes."""
    first, last = measured.first, measured.last
    if first is None or last is None:
        return None
    return _ENDS.pack(first.t, first.lat, first.lon, last.t, last.lat, last.lon)


def read_ends(ends: bytes | None) -> tuple[Fix | None, Fix | None]:
    """What `pack_ends` kept."""
    if ends is None:
        return None, None
    values = _ENDS.unpack(ends)
    return Fix(*values[:3]), Fix(*values[3:])
