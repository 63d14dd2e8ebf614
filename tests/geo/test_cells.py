"""Cells cover what they should, and say so in a fixed order."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.geo import cells
from app.geo.distance import haversine

LATITUDES = st.floats(33.2, 38.6)
LONGITUDES = st.floats(125.0, 130.0)
GEUMCHON = (37.752, 126.761)


@given(LATITUDES, LONGITUDES)
def test_a_place_lies_in_its_cell(lat: float, lon: float) -> None:
    cell = cells.cell_of(lat, lon)
    assert cells.is_cell(cell)
    assert haversine(lat, lon, *cells.centre(cell)) < 250
    assert cells.cell_of(*cells.centre(cell)) == cell


@pytest.mark.parametrize("place", [(math.nan, 0), (0, math.inf), (90.1, 0), (0, -180.1)])
def test_a_place_off_the_globe_has_no_cell(place: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="place"):
        cells.cell_of(*place)


def test_a_disk_is_its_rings_nearest_first() -> None:
    home = cells.cell_of(*GEUMCHON)
    disk = cells.disk(home, 3)
    assert disk[0] == home
    assert len(disk) == len(set(disk)) == 1 + 6 + 12 + 18
    assert [cells.distance(home, cell) for cell in disk] == [0] + [1] * 6 + [2] * 12 + [3] * 18
    assert cells.disk(home, 3) == disk


def test_far_cells_have_no_distance() -> None:
    assert cells.distance(cells.cell_of(*GEUMCHON), cells.cell_of(-33.9, 18.4)) is None


def test_a_boundary_is_a_small_hexagon_around_the_centre() -> None:
    cell = cells.cell_of(*GEUMCHON)
    corners = cells.boundary(cell)
    assert len(corners) == 6
    assert all(100 < haversine(*cells.centre(cell), lat, lon) < 260 for lat, lon in corners)


@given(LATITUDES, LONGITUDES, st.floats(0, 2 * math.pi), st.floats(0, 1_500))
def test_the_rings_cover_the_radius(lat: float, lon: float, bearing: float, metres: float) -> None:
    north, east = metres * math.cos(bearing) / 111_320, metres * math.sin(bearing) / (111_320 * math.cos(math.radians(lat)))
    steps = cells.distance(cells.cell_of(lat, lon), cells.cell_of(lat + north, lon + east))
    assert steps is not None
    assert steps <= cells.steps_to_cover(metres * 1.01)


@given(LATITUDES, LONGITUDES)
def test_a_parent_is_coarser(lat: float, lon: float) -> None:
    assert cells.parent(cells.cell_of(lat, lon, cells.COVERAGE), cells.MATCHING)
    assert not cells.is_cell("geumchon")
