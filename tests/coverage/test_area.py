"""The cells of a boundary, however large or odd it is."""

from __future__ import annotations

import json
from time import perf_counter

import pytest

from app.coverage import area
from app.geo.cells import centre, distance

LAT, LON = 37.76, 126.77


def square(half: float, lat: float = LAT, lon: float = LON) -> list[list[float]]:
    return [[lon + east * half, lat + north * half] for north, east in ((-1, -1), (-1, 1), (1, 1), (1, -1), (-1, -1))]


def polygon(*rings: list[list[float]]) -> str:
    return json.dumps({"type": "Polygon", "coordinates": rings})


def test_a_neighbourhood_is_covered_and_nothing_around_it() -> None:
    cells = area.cells_of(polygon(square(0.01)), LAT, LON)
    assert 200 < len(cells) < 400
    assert cells == tuple(sorted(set(cells)))
    for cell in cells:
        lat, lon = centre(cell)
        assert abs(lat - LAT) <= 0.01
        assert abs(lon - LON) <= 0.01


def test_a_hole_is_left_out_and_parts_are_put_together() -> None:
    whole, hole = area.cells_of(polygon(square(0.01)), LAT, LON), area.cells_of(polygon(square(0.004)), LAT, LON)
    assert set(area.cells_of(polygon(square(0.01), square(0.004)), LAT, LON)) == set(whole) - set(hole)
    parts = json.dumps({"type": "MultiPolygon", "coordinates": [[square(0.01)], [square(0.004, LAT + 0.1)]]})
    assert set(area.cells_of(parts, LAT, LON)) == {*whole, *area.cells_of(polygon(square(0.004, LAT + 0.1)), LAT, LON)}


@pytest.mark.parametrize("half", [0.2, 0.6, 1.2, 5.0])
def test_of_a_very_large_one_the_middle_is_covered_soon(half: float) -> None:
    began = perf_counter()
    cells = area.cells_of(polygon(square(half)), LAT, LON)
    assert perf_counter() - began < 10
    assert len(cells) == area.MOST_CELLS
    middle = min(cells, key=lambda cell: sum((one - other) ** 2 for one, other in zip(centre(cell), (LAT, LON), strict=True)))
    far = [distance(middle, cell) for cell in cells]
    assert max(steps or 0 for steps in far) < 40, "round, and without a piece far away"
    assert all(near for near in area.near(cells))


def test_what_is_no_area_has_no_cells() -> None:
    assert area.cells_of(json.dumps({"type": "Point", "coordinates": [LON, LAT]}), LAT, LON) == ()
