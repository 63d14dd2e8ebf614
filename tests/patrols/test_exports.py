"""Files hold each fix once, exactly as recorded, and can be read by anybody."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest

from app.core.ids import new_id
from app.geo.track import Track
from app.patrols import exports, rules
from app.patrols.reading import Recorded
from app.patrols.rules import Outcome, Status
from app.patrols.schemas import PatrolOut
from tests.patrols.cast import NOW
from tests.patrols.walks import track

GPX = {"g": "http://www.topografix.com/GPX/1/1"}


def recorded(*pieces: Track, note: str | None = None, deleted: bool = False) -> Recorded:
    """A walk of these segments."""
    patrol = PatrolOut(
        id=new_id(),
        status=Status.COMPLETED,
        outcome=Outcome.REPORTED,
        started_at=NOW,
        ended_at=NOW,
        distance_m=12.3,
        fix_count=sum(map(len, pieces)),
        companions=["보리"],
        note=note,
    )
    return Recorded(patrol, list(pieces), deleted)


def moments(texts: list[str]) -> list[int]:
    return [int(datetime.fromisoformat(text).timestamp()) for text in texts]


def test_geojson_is_a_line_per_segment_with_times_beside_it() -> None:
    pieces = [track(30, lon=126_761_001), track(1, began=datetime(2026, 11, 23, 13, tzinfo=UTC)), track(2, lat=-1, lon=-179_999_999)]
    feature = json.loads(exports.geojson(recorded(*pieces)))
    lines, properties = feature["geometry"]["coordinates"], feature["properties"]
    assert (feature["type"], feature["geometry"]["type"]) == ("Feature", "MultiLineString")
    for piece, line, times, accuracies in zip(pieces, lines, properties["coordTimes"], properties["accuracies"], strict=True):
        assert [round(lon * 1e6) for lon, _ in line] == piece.lon
        assert [round(lat * 1e6) for _, lat in line] == piece.lat
        assert moments(times) == piece.t
        assert accuracies == piece.acc
    assert "126.761001,37.752," in exports.geojson(recorded(pieces[0])).decode()[:200].replace("]", ",")
    assert properties["coordTimes"][0][0] == "2026-11-23T12:00:00Z"
    assert (properties["companions"], properties["track_deleted"]) == (["보리"], False)


def test_gpx_is_well_formed_whatever_the_note_says() -> None:
    pieces = [track(30), track(1, lat=-5, lon=5)]
    note = '가로등 <고장> & "위험" ]]> \x00\x01\ufffe\ud800 끝'
    root = ElementTree.fromstring(exports.gpx(recorded(*pieces, note=note)))  # noqa: S314  # written here
    assert root.get("version") == "1.1"
    assert root.findtext("g:trk/g:desc", namespaces=GPX) == '가로등 <고장> & "위험" ]]>  끝'
    for piece, segment in zip(pieces, root.findall("g:trk/g:trkseg", GPX), strict=True):
        points = segment.findall("g:trkpt", GPX)
        assert [round(float(point.attrib["lat"]) * 1e6) for point in points] == piece.lat
        assert [round(float(point.attrib["lon"]) * 1e6) for point in points] == piece.lon
        assert moments([point.findtext("g:time", "", GPX) for point in points]) == piece.t


@pytest.mark.parametrize("deleted", [False, True])
def test_a_walk_without_a_track_is_still_a_file(deleted: bool) -> None:
    feature = json.loads(exports.geojson(recorded(deleted=deleted)))
    assert feature["geometry"] == {"type": "MultiLineString", "coordinates": []}
    assert feature["properties"]["track_deleted"] is deleted
    root = ElementTree.fromstring(exports.gpx(recorded()))  # noqa: S314  # written here
    assert root.findall("g:trk/g:trkseg", GPX) == []


def test_segments_are_cut_where_the_rules_say() -> None:
    t = [*range(1_790_000_000, 1_790_000_010), *range(1_790_000_071, 1_790_000_080)]
    assert [piece.stop - piece.start for piece in rules.segments(t)] == [10, 9]
