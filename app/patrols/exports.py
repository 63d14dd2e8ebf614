"""A walk as a file: exactly as recorded for its walker, or with both ends cut off for whoever else it is shown to."""

from __future__ import annotations

import hmac
import json
import re
from datetime import UTC, datetime
from typing import Any
from uuid import UUID
from xml.sax.saxutils import escape

from app.core.clock import rfc3339
from app.geo.track import Track, joined
from app.geo.trimming import kept_range
from app.patrols import rules
from app.patrols.measuring import measure
from app.patrols.reading import Recorded

# What XML 1.0 cannot hold, not even escaped.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

LEAST_CUT_M, MOST_CUT_M = 50, 200
"""Each end loses a distance between these, drawn once for each walk and end."""
GPX_EXTENSION = "urn:modu-patrol:gpx:1"
_SHARED = {"fix_count", "distance_m", "started_at", "ended_at", "source"}
"""What a file for others says of a walk besides its track: no note, no names, nothing that tells it from other walks."""


def geojson(walk: Recorded) -> bytes:
    """A Feature with a MultiLineString that is broken at gaps.

    `properties.coordTimes` (RFC 3339) and `properties.accuracies` (metres) run parallel to the coordinates. RFC 7946 wants two
    positions in a line, so a fix with gaps on both sides is written twice, with its time. Without any fix there are no lines.
    """
    properties: dict[str, Any] = walk.patrol.model_dump(mode="json")
    return _feature(walk, properties | {"track_deleted": walk.track_deleted}, str(walk.patrol.id))


def gpx(walk: Recorded) -> bytes:
    """GPX 1.1 with one track and a segment per unbroken piece; the accuracy of a fix is in an extension of ours."""
    return _gpx(walk, walk.patrol.note or "")


def shared_geojson(walk: Recorded, key: bytes) -> bytes:
    """`geojson` with both ends cut off; see `trimmed`."""
    cut = trimmed(walk, key)
    return _feature(cut, cut.patrol.model_dump(mode="json", include=_SHARED) | {"ends": "trimmed"}, None)


def shared_gpx(walk: Recorded, key: bytes) -> bytes:
    """`gpx` with both ends cut off; see `trimmed`."""
    return _gpx(trimmed(walk, key), "")


def trimmed(walk: Recorded, key: bytes) -> Recorded:
    """The walk without what lies within 50-200 m of its first and of its last fix; possibly nothing.

    How much is drawn from a keyed hash of the walk's id: the same at every download, so that many of them tell no more than
    one, and unknown to whoever has no key. The times and the length are those of what is left, or they would tell how
    much was cut.
    """
    whole = joined(walk.segments)
    front, back = (_cut_m(key, walk.patrol.id, end) for end in ("start", "end"))
    start, stop = (kept_range(whole, front)[0], kept_range(whole, back)[1]) if len(whole) else (0, 0)
    left = Track(*(column[start:stop] for column in whole.columns()))
    pieces = [Track(*(column[piece] for column in left.columns())) for piece in rules.segments(left.t)] if len(left) else []
    span = (_moment(min(left.t)), _moment(max(left.t))) if len(left) else (_day(walk.patrol.started_at),) * 2
    patrol = walk.patrol.model_copy(
        update={
            "started_at": span[0],
            "ended_at": span[1],
            "fix_count": len(left),
            "distance_m": round(measure(*left.columns()).distance_m, 1) if len(left) else 0.0,
        }
    )
    return Recorded(patrol, pieces, walk.track_deleted)


def _cut_m(key: bytes, patrol_id: UUID, end: str) -> float:
    chance = int.from_bytes(hmac.digest(key, b"trimmed\0" + end.encode() + patrol_id.bytes, "sha256")[:8], "big") / 2**64
    return LEAST_CUT_M + (MOST_CUT_M - LEAST_CUT_M) * chance


def _feature(walk: Recorded, properties: dict[str, Any], feature_id: str | None) -> bytes:
    lines = [_doubled(track) if len(track) == 1 else track for track in walk.segments if len(track)]
    properties["coordTimes"] = [[_time(t) for t in track.t] for track in lines]
    properties["accuracies"] = [track.acc for track in lines]
    coordinates = [[[lon / 1e6, lat / 1e6] for lat, lon in zip(track.lat, track.lon, strict=True)] for track in lines]
    geometry = {"type": "MultiLineString", "coordinates": coordinates}
    feature: dict[str, Any] = {"type": "Feature", "geometry": geometry, "properties": properties}
    if feature_id is not None:
        feature["id"] = feature_id
    return json.dumps(feature, ensure_ascii=False, separators=(",", ":")).encode()


def _gpx(walk: Recorded, note: str) -> bytes:
    started_at = walk.patrol.started_at
    name = f"Modu Patrol {started_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    out = [
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<gpx version="1.1" creator="Modu Patrol" xmlns="http://www.topografix.com/GPX/1/1"'
        f' xmlns:modu="{GPX_EXTENSION}"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        ' xsi:schemaLocation="http://www.topografix.com/GPX/1/1 http://www.topografix.com/GPX/1/1/gpx.xsd">\n'
        f"<metadata><name>{name}</name><time>{rfc3339(started_at)}</time></metadata>\n<trk><name>{name}</name>"
    ]
    if note:
        out.append(f"<desc>{escape(_NOT_XML.sub('', note))}</desc>")
    for track in walk.segments:
        if not len(track):
            continue
        out.append("\n<trkseg>\n")
        out += [
            f'<trkpt lat="{lat / 1e6:.6f}" lon="{_east(lon):.6f}"><time>{_time(t)}</time>'
            f"<extensions><modu:accuracy>{acc}</modu:accuracy></extensions></trkpt>\n"
            for t, lat, lon, acc in zip(*track.columns(), strict=True)
        ]
        out.append("</trkseg>")
    out.append("\n</trk>\n</gpx>\n")
    return "".join(out).encode()


def _east(lon: int) -> float:
    """Degrees; GPX has no 180, which is the same meridian as -180."""
    return -180.0 if lon == 180_000_000 else lon / 1e6


def _doubled(track: Track) -> Track:
    return Track(*(column * 2 for column in track.columns()))


def _day(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def _moment(unix_seconds: int) -> datetime:
    return datetime.fromtimestamp(unix_seconds, UTC)


def _time(unix_seconds: int) -> str:
    return rfc3339(_moment(unix_seconds))
