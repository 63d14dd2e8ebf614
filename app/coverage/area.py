"""The cells of a neighbourhood."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from heapq import nsmallest
from math import cos, radians

import h3

from app.geo.cells import COVERAGE, centre

MOST_CELLS = 3_000
_KM_PER_DEGREE = 111.2
_AT_ONCE = 100_000
"""So many cells of a boundary are laid out at most; of one that holds more, larger cells."""


@lru_cache(maxsize=64)
def cells_of(boundary: str, lat: float, lon: float) -> tuple[str, ...]:
    """The cells within a boundary (GeoJSON Polygon or MultiPolygon), in a fixed order; of a very large one those nearest its centre."""
    shape = json.loads(boundary)
    parts = {"Polygon": [shape.get("coordinates")], "MultiPolygon": shape.get("coordinates")}.get(shape.get("type"), [])
    found: set[str] = set()
    for part in parts:
        found |= _within([[(point[1], point[0]) for point in ring] for ring in part], lat, lon)
    return tuple(sorted(found if len(found) <= MOST_CELLS else _nearest(found, lat, lon, MOST_CELLS)))


def _within(rings: list[list[tuple[float, float]]], lat: float, lon: float) -> set[str]:
    outer = rings[0]
    norths, easts = [north for north, _ in outer], [east for _, east in outer]
    widest = max(cos(radians(north)) for north in norths)
    km2 = (max(norths) - min(norths)) * (max(easts) - min(easts)) * widest * _KM_PER_DEGREE**2
    size = COVERAGE
    while size > 0 and km2 > _AT_ONCE * h3.average_hexagon_area(size):
        size -= 1
    found = set(h3.polygon_to_cells(h3.LatLngPoly(*rings), size))
    if size == COVERAGE:
        return found
    enough = 2 * MOST_CELLS // 7 ** (COVERAGE - size) + 1
    return {child for cell in _nearest(found, lat, lon, enough) for child in h3.cell_to_children(cell, COVERAGE)}


def _nearest(cells: Iterable[str], lat: float, lon: float, count: int) -> list[str]:
    shrink = cos(radians(lat))

    def away(cell: str) -> float:
        north, east = centre(cell)
        return (north - lat) ** 2 + ((east - lon) * shrink) ** 2

    return nsmallest(count, cells, key=away)


def near(cells: tuple[str, ...]) -> list[list[int]]:
    """For each cell the positions of its neighbours."""
    places = {cell: index for index, cell in enumerate(cells)}
    return [sorted(places[other] for other in h3.grid_ring(cell, 1) if other in places) for cell in cells]
