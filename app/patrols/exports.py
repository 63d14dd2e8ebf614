"""A walk as a file for its walker: GeoJSON and GPX, every fix exactly as recorded."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Any
from xml.sax.saxutils import escape

from app.core.clock import rfc3339
from app.patrols.reading import Recorded

# What XML 1.0 cannot hold, not even escaped.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def geojson(walk: Recorded) -> bytes:
    """A Feature with a MultiLineString that is broken at gaps.

    `properties.coordTimes` (RFC 3339) and `properties.accuracies` (metres) run parallel to the coordinates. A fix with gaps on
    both sides is a line of one position, so that the file holds each fix exactly once. Without any fix there are no lines.
    """
    patrol = walk.patrol
    properties: dict[str, Any] = patrol.model_dump(mode="json")
    properties["coordTimes"] = [[_time(t) for t in track.t] for track in walk.segments]
    properties["accuracies"] = [track.acc for track in walk.segments]
    properties["track_deleted"] = walk.track_deleted
    lines = [[[lon / 1e6, lat / 1e6] for lat, lon in zip(track.lat, track.lon, strict=True)] for track in walk.segments]
    feature = {
        "type": "Feature",
        "id": str(patrol.id),
        "geometry": {"type": "MultiLineString", "coordinates": lines},
        "properties": properties,
    }
    return json.dumps(feature, ensure_ascii=False, separators=(",", ":")).encode()


def gpx(walk: Recorded) -> bytes:
    """GPX 1.1 with one track and a segment per unbroken piece."""
    patrol = walk.patrol
    name = f"Modu Patrol {patrol.started_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    out = [
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<gpx version="1.1" creator="Modu Patrol" xmlns="http://www.topografix.com/GPX/1/1"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        ' xsi:schemaLocation="http://www.topografix.com/GPX/1/1 http://www.topografix.com/GPX/1/1/gpx.xsd">\n'
        f"<metadata><name>{name}</name><time>{rfc3339(patrol.started_at)}</time></metadata>\n<trk><name>{name}</name>"
    ]
    if patrol.note:
        out.append(f"<desc>{escape(_NOT_XML.sub('', patrol.note))}</desc>")
    for track in walk.segments:
        out.append("\n<trkseg>\n")
        out += [
            f'<trkpt lat="{lat / 1e6:.6f}" lon="{lon / 1e6:.6f}"><time>{_time(t)}</time></trkpt>\n'
            for t, lat, lon in zip(track.t, track.lat, track.lon, strict=True)
        ]
        out.append("</trkseg>")
    out.append("\n</trk>\n</gpx>\n")
    return "".join(out).encode()


def _time(unix_seconds: int) -> str:
    return rfc3339(datetime.fromtimestamp(unix_seconds, UTC))
