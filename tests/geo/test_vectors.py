"""The vectors that the phone's code is held to as well: the same bytes, the same metres."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.geo import track as codec
from app.geo.track import Track, TrackError

VECTORS = Path(__file__).parent / "vectors"
CODEC: dict[str, list[dict[str, Any]]] = json.loads((VECTORS / "codec.json").read_text())


@pytest.mark.parametrize("case", CODEC["kept"], ids=lambda case: case["name"])
def test_a_track_is_these_bytes(case: dict[str, Any]) -> None:
    track = Track.of(**case["plain"])
    assert codec.to_wire(track) == case["wire"]
    assert codec.from_wire(case["wire"]) == track
    assert codec.payload(case["wire"]).hex() == case["payload"]
    assert codec.decode(codec.pack(bytes.fromhex(case["payload"]))) == track


@pytest.mark.parametrize("case", CODEC["refused"], ids=lambda case: case["name"])
def test_what_is_not_kept_says_where(case: dict[str, Any]) -> None:
    with pytest.raises(TrackError) as caught:
        codec.from_wire(case["wire"])
    assert (caught.value.column, caught.value.index) == (case["column"], case["index"])
