"""Trimming: where a walk begins and ends is often a home, so both ends are cut off before anybody else may see the track.

The phone does the same before anything is sent (`frontend/src/core`), with a radius drawn at random for each walk.
"""

from __future__ import annotations

from app.geo.distance import step
from app.geo.track import Track


def kept_range(track: Track, radius_m: float) -> tuple[int, int]:
    """The half-open range of fixes that stay.

    From the front everything goes until the walk first leaves `radius_m` around its first fix, from the back everything
    since it last entered `radius_m` around its last fix. A walk that never gets further keeps nothing: (0, 0).
    """
    count = len(track)
    start = next((i for i in range(count) if _apart(track, 0, i) > radius_m), count)
    end = next((i + 1 for i in range(count - 1, -1, -1) if _apart(track, count - 1, i) > radius_m), 0)
    return (start, end) if start < end else (0, 0)


def trimmed(track: Track, radius_m: float) -> Track:
    """The track without its ends; possibly empty."""
    start, end = kept_range(track, radius_m)
    return Track(*(column[start:end] for column in track.columns()))


def _apart(track: Track, one: int, other: int) -> float:
    return step(track.lat[one], track.lon[one], track.lat[other], track.lon[other])
