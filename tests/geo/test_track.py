"""The codec loses nothing, says where a bad value is, and survives any bytes."""

from __future__ import annotations

import contextlib
import json
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.geo import track as codec
from app.geo.track import RANGES, LengthError, RangeOfValueError, StoredFormError, Track, TrackError, TypeOfValueError


def fixes(max_size: int = 60) -> st.SearchStrategy[Track]:
    """Any track at all, within the ranges."""
    row = st.tuples(*(st.integers(*RANGES[name]) for name in codec.COLUMNS))
    return st.lists(row, min_size=1, max_size=max_size).map(lambda rows: Track.of(*zip(*rows, strict=True)))


def walk(count: int = 200) -> Track:
    """An ordinary walk: a fix every five seconds."""
    return Track.of(
        [1_790_000_000 + 5 * i for i in range(count)],
        [37_752_000 + 45 * i for i in range(count)],
        [126_761_000 + (i * i) % 90 for i in range(count)],
        [5 + i % 4 for i in range(count)],
    )


@given(fixes())
def test_the_wire_form_loses_nothing(track: Track) -> None:
    assert codec.from_wire(json.loads(json.dumps(codec.to_wire(track)))) == track


@given(fixes())
def test_the_stored_form_loses_nothing(track: Track) -> None:
    assert codec.decode(codec.encode(track)) == track


@given(fixes(8), fixes(8))
def test_two_tracks_have_one_digest_only_when_they_are_the_same(one: Track, other: Track) -> None:
    digests = [codec.digest(codec.payload(codec.to_wire(track))) for track in (one, other)]
    assert (digests[0] == digests[1]) == (one == other)


@given(st.binary(max_size=400))
def test_any_bytes_are_refused_or_read(stored: bytes) -> None:
    with contextlib.suppress(StoredFormError):
        codec.decode(stored)


@given(st.binary(max_size=400))
def test_any_deflated_bytes_are_refused_or_read(plain: bytes) -> None:
    try:
        track = codec.decode(zlib.compress(bytes((codec.VERSION,)) + plain))
    except StoredFormError:
        return
    assert 1 <= len(track) <= codec.MAX_FIXES


def test_a_bomb_is_not_inflated() -> None:
    with pytest.raises(StoredFormError):
        codec.decode(zlib.compress(bytes(50_000_000), 9))


def test_a_cut_or_lengthened_form_is_refused() -> None:
    stored = codec.encode(walk())
    for damaged in (stored[:-1], stored[:20], stored + b"x", b"", zlib.compress(b""), zlib.compress(b"\x02\x00")):
        with pytest.raises(StoredFormError):
            codec.decode(damaged)


def test_the_longest_and_widest_track_passes() -> None:
    low, high = ([bounds[side] for bounds in RANGES.values()] for side in (0, 1))
    rows = [low, high] * (codec.MAX_FIXES // 2)
    track = Track.of(*zip(*rows, strict=True))
    assert len(track) == codec.MAX_FIXES
    assert codec.decode(codec.encode(track)) == track


def test_an_ordinary_walk_is_small() -> None:
    assert len(codec.encode(walk())) < 3 * 200


@pytest.mark.parametrize(
    ("change", "error", "column", "index"),
    [
        ({"t": []}, LengthError, "lat", 0),
        ({"lat": [1]}, LengthError, "lat", 1),
        ({"lon": [1.5, 1, 1]}, TypeOfValueError, "lon", 0),
        ({"acc": [1, True, 1]}, TypeOfValueError, "acc", 1),
        ({"acc": [1, "2", 1]}, TypeOfValueError, "acc", 1),
        ({"t": [1_790_000_000, 1, 10**12]}, RangeOfValueError, "t", 2),
        ({"t": [0, 1, 1]}, RangeOfValueError, "t", 0),
        ({"lat": [90_000_000, 1, -1]}, RangeOfValueError, "lat", 1),
        ({"lon": [-180_000_000, 0, -1]}, RangeOfValueError, "lon", 2),
        ({"acc": [5, -6, 6]}, RangeOfValueError, "acc", 1),
        ({"acc": [5, 65_531, 0]}, RangeOfValueError, "acc", 1),
        ({"acc": [10**400, 0, 0]}, RangeOfValueError, "acc", 0),
    ],
)
def test_an_error_says_where(change: dict[str, list[int]], error: type[TrackError], column: str, index: int) -> None:
    wire: dict[str, list[int]] = {"t": [1_790_000_000, 5, 5], "lat": [37_752_000, 9, 9], "lon": [126_761_000, 9, -9], "acc": [8, 0, 1]}
    with pytest.raises(error) as caught:
        codec.from_wire(wire | change)
    assert (caught.value.column, caught.value.index) == (column, index)
    assert column in str(caught.value)


def test_columns_are_these_four() -> None:
    wire = codec.to_wire(walk(3))
    for other in ({name: wire[name] for name in ("t", "lat", "lon")}, wire | {"speed": [1, 1, 1]}):
        with pytest.raises(LengthError):
            codec.from_wire(other)


def test_too_many_fixes_are_refused() -> None:
    many = codec.MAX_FIXES + 1
    with pytest.raises(LengthError) as caught:
        Track.of([1_790_000_000] * many, [0] * many, [0] * many, [0] * many)
    assert caught.value.index == codec.MAX_FIXES


def test_stretches_join_in_the_given_order() -> None:
    whole = walk(30)
    parts = [Track(*(column[start : start + 10] for column in whole.columns())) for start in (0, 10, 20)]
    assert codec.joined(parts) == whole
    assert len(codec.joined([])) == 0
