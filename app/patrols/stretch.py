"""One piece of a track made ready to be kept: checked, measured and packed before any transaction begins."""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from app.geo import track as codec
from app.geo.track import RangeOfValueError, Track
from app.patrols.measuring import Aside, Ends, Fix, Measured, measure

_TIMES = struct.Struct("<II")
_ENDS = struct.Struct("<IIIiiHIiiHI")
_FIRST_FORM = struct.Struct("<qiiqii")
_ASIDE = struct.Struct("<HB")
_REASONS = tuple(Aside)
_EMPTY = Track([], [], [], [])


@dataclass(frozen=True, slots=True)
class Stretch:
    """`data` is the stored form, `digest` tells what was sent from anything else, times are the phone's unix seconds.

    `lost` counts fixes that the stored form cannot hold: a clock before 2020 or after 2100, an accuracy beyond the earth.
    """

    track: Track
    measured: Measured
    digest: bytes
    data: bytes
    lost: dict[Aside, int]

    @property
    def count(self) -> int:
        """Fixes that are kept."""
        return len(self.track)

    @property
    def set_aside(self) -> Counter[str]:
        """How many fixes do not count, by reason."""
        return Counter(reason.value for reason in self.measured.aside.values()) + Counter(
            {reason.value: count for reason, count in self.lost.items()}
        )

    def within(self, earliest_t: int | None, latest_t: int) -> Stretch:
        """The same piece with the fixes before `earliest_t` and after `latest_t` set aside."""
        ends = self.measured.ends
        if self.count == 0 or (ends.last_t <= latest_t and (earliest_t is None or ends.first_t >= earliest_t)):
            return self
        wrong = {
            i: Aside.FUTURE if t > latest_t else Aside.TOO_OLD
            for i, t in enumerate(self.track.t)
            if t > latest_t or (earliest_t is not None and t < earliest_t)
        }
        given = {i: reason for i, reason in self.measured.aside.items() if reason is not Aside.JUMP}
        return replace(self, measured=measure(*self.track.columns(), given | wrong))


def prepare(wire: Mapping[str, Sequence[int]], mock: Iterable[int] = ()) -> Stretch:
    """Read, measure and pack a track in its wire form, four columns of integers; `mock` names fixes that are said to be made up.

    Fixes at impossible times do not cost the good ones their place. Raises TrackError for what is no track.
    """
    aside = dict.fromkeys(mock, Aside.MOCK)
    digest = codec.digest(codec.payload(wire))
    lost: Counter[Aside] = Counter()
    try:
        track = codec.from_integers(wire)
    except RangeOfValueError as error:
        if error.column not in ("t", "acc"):
            raise
        track, lost, aside = _salvaged(wire, aside)
        if not len(track):
            return Stretch(_EMPTY, Measured(0.0, 0, 0, Ends(0, 0), {}), digest, b"", dict(lost))
        wire = codec.to_wire(track)
    return Stretch(track, measure(*track.columns(), aside), digest, codec.pack(codec.payload(wire)), dict(lost))


def _salvaged(wire: Mapping[str, Sequence[int]], aside: dict[int, Aside]) -> tuple[Track, Counter[Aside], dict[int, Aside]]:
    """What of the track can be kept, what cannot by reason, and `aside` as numbered in what is kept."""
    rows = list(zip(*(accumulate(wire[name]) for name in codec.COLUMNS), strict=True))
    lost: Counter[Aside] = Counter()
    kept: list[tuple[int, ...]] = []
    moved: dict[int, Aside] = {}
    (low_t, high_t), (_, high_acc) = codec.RANGES["t"], codec.RANGES["acc"]
    for i, (t, lat, lon, acc) in enumerate(rows):
        if not low_t <= t <= high_t:
            lost[Aside.TOO_OLD if t < low_t else Aside.FUTURE] += 1
        elif not 0 <= acc <= high_acc:
            lost[Aside.COARSE] += 1
        else:
            if i in aside:
                moved[len(kept)] = aside[i]
            kept.append((t, lat, lon, acc))
    return (Track.of(*zip(*kept, strict=True)) if kept else _EMPTY), lost, moved


def pack_ends(ends: Ends) -> bytes:
    """What joins a stretch to its neighbours, in 8 or 40 bytes."""
    if ends.first is None or ends.anchor is None:
        return _TIMES.pack(ends.first_t, ends.last_t)
    first, anchor = ends.first, ends.anchor
    return _ENDS.pack(
        ends.first_t,
        ends.last_t,
        *(first.t, first.lat, first.lon, first.acc),
        *(anchor.t, anchor.lat, anchor.lon, anchor.acc),
        ends.good_t,
    )


def read_ends(kept: bytes | None) -> Ends | None:
    """What `pack_ends` kept, also in its first form of 32 bytes; None when it is gone."""
    if not kept:
        return None
    if len(kept) == _TIMES.size:
        first_t, last_t = _TIMES.unpack(kept)
        return Ends(first_t, last_t) if last_t else None
    if len(kept) == _FIRST_FORM.size:
        values = _FIRST_FORM.unpack(kept)
        return Ends(values[0], values[3], Fix(*values[:3]), Fix(*values[3:]), values[3])
    first_t, last_t, *rest, good_t = _ENDS.unpack(kept)
    return Ends(first_t, last_t, Fix(*rest[:4]), Fix(*rest[4:]), good_t)


def pack_aside(aside: Mapping[int, Aside]) -> bytes | None:
    """Which fixes do not count, three bytes each; nothing for none."""
    return b"".join(_ASIDE.pack(i, _REASONS.index(reason)) for i, reason in sorted(aside.items())) or None


def read_aside(kept: bytes | None) -> dict[int, Aside]:
    """What `pack_aside` kept."""
    return {i: _REASONS[number] for i, number in _ASIDE.iter_unpack(kept or b"")}


def counted(track: Track, aside: Mapping[int, Aside]) -> Track:
    """The track without what was set aside."""
    if not aside:
        return track
    return Track(*([value for i, value in enumerate(column) if i not in aside] for column in track.columns()))
