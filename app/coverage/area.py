"""The cells of a neighbourhood."""

from __future__ import annotations

import json
from functools import lru_cache

import h3

from app.geo.cells import COVERAGE, centre

MOST_CELLS = 3_000


@lru_cache(maxsize=64)
def cells_of(boundary: str, lat: float, lon: float) -> tuple[str, ...]:
    """The cells within a boundary (GeoJSON Polygon or MultiPolygon), in a fixed order; of a very large one those nearest its centre."""
    shape = json.loads(boundary)
    parts = {"Polygon": [shape.get("coordinates")], "MultiPolygon": shape.get("coordinates")}.get(shape.get("type"), [])
    found: set[str] = set()
    for outer, *holes in parts:
        turned = [[(point[1], point[0]) for point in ring] for ring in (outer, *holes)]
        found |= set(h3.polygon_to_cells(h3.LatLngPoly(*turned), COVERAGE))
    if len(found) <= MOST_CELLS:
        return tuple(sorted(found))

    def away(cell: str) -> float:
        north, east = centre(cell)
        return (north - lat) ** 2 + (east - lon) ** 2

    return tuple(sorted(sorted(found, key=away)[:MOST_CELLS]))


def near(cells: tuple[str, ...]) -> list[list[int]]:
    """For each cell the positions of its neighbours."""
    places = {cell: index for index, cell in enumerate(cells)}
    return [sorted(places[other] for other in h3.grid_ring(cell, 1) if other in places) for cell in cells]
