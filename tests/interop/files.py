"""GPX files for tests, sound and unsound."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

LAT, LON = 37.7605, 126.7748


def stamp(unix_seconds: int) -> str:
    return datetime.fromtimestamp(unix_seconds, UTC).isoformat().replace("+00:00", "Z")


def point(t: int, lat: float = LAT, lon: float = LON) -> str:
    return f'<trkpt lat="{lat:.6f}" lon="{lon:.6f}"><ele>12.5</ele><time>{stamp(t)}</time></trkpt>'


def gpx(*segments: Iterable[str], version: str = "1.1") -> bytes:
    """A file with one track of these segments, each element on a line of its own."""
    inside = "\n".join("<trkseg>\n" + "\n".join(segment) + "\n</trkseg>" for segment in segments)
    namespace = f"http://www.topografix.com/GPX/{version.replace('.', '/')}"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<gpx version="{version}" creator="t" xmlns="{namespace}">\n<trk>\n{inside}\n</trk>\n</gpx>\n'.encode()


def line(began: int, count: int, every_s: int = 5, lat: float = LAT) -> list[str]:
    """So many points of a walk north, about seven metres apart."""
    return [point(began + every_s * i, lat + 0.00006 * i) for i in range(count)]
