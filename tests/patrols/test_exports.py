"""Files hold each fix once, exactly as recorded, and can be read by anybody."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.ids import new_id
from app.geo.distance import step
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
    pieces[1] = Track(*(column * 2 for column in pieces[1].columns()))  # a line has two positions, says RFC 7946
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


KEY = b"k" * 32
# What GPX 1.1's schema allows in each element, in its order.
ORDER = {
    "gpx": ["metadata", "wpt", "rte", "trk", "extensions"],
    "metadata": ["name", "desc", "author", "copyright", "link", "time", "keywords", "bounds", "extensions"],
    "trk": ["name", "cmt", "desc", "src", "link", "number", "type", "extensions", "trkseg"],
    "trkseg": ["trkpt", "extensions"],
    "trkpt": [
        "ele",
        "time",
        "magvar",
        "geoidheight",
        "name",
        "cmt",
        "desc",
        "src",
        "link",
        "sym",
        "type",
        "fix",
        "sat",
        "hdop",
        "vdop",
        "pdop",
        "ageofdgpsdata",
        "dgpsid",
        "extensions",
    ],
}
DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
OURS = f"{{{exports.GPX_EXTENSION}}}"


def follows_the_schema(element: ElementTree.Element) -> None:
    """GPX 1.1's schema by hand: names, order, numbers, times; elements of others only among the extensions."""
    name = element.tag.removeprefix("{http://www.topografix.com/GPX/1/1}")
    children = [child.tag.removeprefix("{http://www.topografix.com/GPX/1/1}") for child in element]
    if name == "extensions":
        assert all(child.startswith(OURS) for child in children)
        return
    places = [ORDER.get(name, []).index(child) for child in children]
    assert places == sorted(places), name
    if name == "time":
        assert DATE_TIME.fullmatch(element.text or "")
    if name == "trkpt":
        assert set(element.attrib) == {"lat", "lon"}
        assert abs(float(element.attrib["lat"])) <= 90
        assert -180 <= float(element.attrib["lon"]) < 180
    if name == "trkseg":
        assert children
    for child in element:
        follows_the_schema(child)


a_track = st.lists(
    st.tuples(st.integers(-90_000_000, 90_000_000), st.integers(-180_000_000, 180_000_000), st.integers(0, 200), st.integers(1, 100)),
    min_size=0,
    max_size=30,
).map(lambda rows: Track([int(NOW.timestamp()) + 7 * i + row[2] * i for i, row in enumerate(rows)], *(list(c) for c in _columns(rows))))


def _columns(rows: list[tuple[int, int, int, int]]) -> list[tuple[int, ...]]:
    return [tuple(row[0] for row in rows), tuple(row[1] for row in rows), tuple(row[3] for row in rows)]


def walk_of(whole: Track, **how: Any) -> Recorded:
    """A walk with this track, broken where the rules say."""
    return recorded(*(Track(*(column[piece] for column in whole.columns())) for piece in rules.segments(whole.t) if len(whole)), **how)


@given(a_track, st.text(max_size=20))
def test_every_file_is_valid(whole: Track, note: str) -> None:
    walk = walk_of(whole, note=note)
    for content in (exports.gpx(walk), exports.shared_gpx(walk, KEY)):
        follows_the_schema(ElementTree.fromstring(content))  # noqa: S314  # written here
    for content in (exports.geojson(walk), exports.shared_geojson(walk, KEY)):
        feature = json.loads(content)
        assert all(len(line) >= 2 for line in feature["geometry"]["coordinates"])
        assert [len(line) for line in feature["geometry"]["coordinates"]] == [len(times) for times in feature["properties"]["coordTimes"]]


def test_what_is_shown_to_others_begins_and_ends_elsewhere() -> None:
    whole = track(400)  # two kilometres north
    for _ in range(30):
        walk = walk_of(whole, note="우리 집에서")
        feature = json.loads(exports.shared_geojson(walk, KEY))
        (line,) = feature["geometry"]["coordinates"]
        front = step(whole.lat[0], whole.lon[0], round(line[0][1] * 1e6), round(line[0][0] * 1e6))
        back = step(whole.lat[-1], whole.lon[-1], round(line[-1][1] * 1e6), round(line[-1][0] * 1e6))
        assert exports.LEAST_CUT_M <= front <= exports.MOST_CUT_M + 6
        assert exports.LEAST_CUT_M <= back <= exports.MOST_CUT_M + 6
        assert feature["properties"]["started_at"] == feature["properties"]["coordTimes"][0][0]
        assert feature["properties"]["distance_m"] < 2000 - front - back + 20
        said = json.dumps(feature, ensure_ascii=False) + exports.shared_gpx(walk, KEY).decode()
        assert not [secret for secret in ("우리 집", "보리", str(walk.patrol.id)) if secret in said]


def test_how_much_is_cut_is_the_same_each_time_and_known_to_no_one() -> None:
    walks = [walk_of(track(400)) for _ in range(40)]
    cut = [exports.shared_gpx(walk, KEY) for walk in walks]
    assert cut == [exports.shared_gpx(walk, KEY) for walk in walks]
    lengths = {json.loads(exports.shared_geojson(walk, KEY))["properties"]["fix_count"] for walk in walks}
    assert len(lengths) > 15
    assert cut != [exports.shared_gpx(walk, b"another key") for walk in walks]


def test_of_a_walk_around_the_house_nothing_is_shown() -> None:
    feature = json.loads(exports.shared_geojson(walk_of(track(9)), KEY))
    assert feature["geometry"]["coordinates"] == []
    assert (feature["properties"]["distance_m"], feature["properties"]["fix_count"]) == (0.0, 0)
    assert feature["properties"]["started_at"] == "2026-11-23T00:00:00Z"
