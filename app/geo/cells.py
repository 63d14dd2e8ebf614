"""Cells: the hexagons (H3) in which the product says where, so that nothing finer leaves the house."""

from __future__ import annotations

import math

import h3

MATCHING = 9
COVERAGE = 10

# The shortest hexagon edge found in Korea at a resolution, in metres. The world's average is longer and would miss people.
_SHORTEST_EDGE_M = {7: 1050.0, 8: 410.0, 9: 150.0, 10: 57.0}


def cell_of(lat: float, lon: float, res: int = MATCHING) -> str:
    """The cell that holds a place (degrees). ValueError when the place is not on the globe."""
    if not (math.isfinite(lat) and math.isfinite(lon) and -90 <= lat <= 90 and -180 <= lon <= 180):
        raise ValueError("a place has a latitude within ±90 and a longitude within ±180 degrees")
    return str(h3.latlng_to_cell(lat, lon, res))


def is_cell(text: str) -> bool:
    """Whether `text` names a cell."""
    return bool(h3.is_valid_cell(text))


def disk(cell: str, k: int) -> list[str]:
    """The cell and everything up to `k` steps away, nearest ring first, in a fixed order within a ring."""
    return [member for ring in rings(cell, k) for member in ring]


def rings(cell: str, k: int) -> list[list[str]]:
    """The rings 0 to `k` around a cell; ring 0 is the cell itself."""
    return [sorted(h3.grid_ring(cell, step)) for step in range(k + 1)]


def distance(one: str, other: str) -> int | None:
    """Steps between two cells of one resolution; None when they are too far apart to count."""
    try:
        return int(h3.grid_distance(one, other))
    except h3.H3BaseException:
        return None


def centre(cell: str) -> tuple[float, float]:
    """The middle of a cell: latitude, longitude."""
    lat, lon = h3.cell_to_latlng(cell)
    return float(lat), float(lon)


def boundary(cell: str) -> list[list[float]]:
    """The corners of a cell as [latitude, longitude], open (the first is not repeated)."""
    return [[float(lat), float(lon)] for lat, lon in h3.cell_to_boundary(cell)]


def parent(cell: str, res: int) -> str:
    """The coarser cell that holds `cell`."""
    return str(h3.cell_to_parent(cell, res))


def steps_to_cover(radius_m: float, res: int = MATCHING) -> int:
    """How many rings around somebody's cell are sure to hold every cell within `radius_m` in Korea.

    k = ceil((r / e + 0.5) / 1.5) with the shortest edge e: a step of the grid is at least 1.5 edges long.
    """
    return math.ceil((radius_m / _SHORTEST_EDGE_M[res] + 0.5) / 1.5)
