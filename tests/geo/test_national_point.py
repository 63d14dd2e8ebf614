"""The national point number against PROJ's projection and places published with their numbers."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.geo.national_point import EAST_LETTERS, NORTH_LETTERS, national_point, utm_k

VECTORS = Path(__file__).parent / "vectors" / "utm_k.csv"
KNOWN = [tuple(map(float, line.split(","))) for line in VECTORS.read_text().splitlines() if not line.startswith("#")]


def test_the_projection_is_projs_to_a_millimetre_all_over_the_country() -> None:
    assert len(KNOWN) == 400
    for lat, lon, east, north in KNOWN:
        e, n = utm_k(lat, lon)
        assert (abs(e - east), abs(n - north)) < (0.001, 0.001)
        assert abs(n - north) < 0.001


@pytest.mark.parametrize(
    ("lat", "lon", "published"),
    [
        (37.2426, 131.8597, "사사 8787 2465"),
        (37.9714, 124.6317, "가아 4682 0147"),
    ],
)
def test_published_numbers_lie_where_their_places_are(lat: float, lon: float, published: str) -> None:
    """독도 독립문바위 and 백령도 통일기원비: the number on the plate, and about where they stand (their squares and kilometres agree)."""
    number = national_point(lat, lon)
    assert number is not None
    assert number[:2] == published[:2]
    apart = max(abs(int(number[3:7]) - int(published[3:7])), abs(int(number[8:]) - int(published[8:])))
    assert apart < 300, f"{number} is more than 3 km from {published}"


@pytest.mark.parametrize(
    ("lat", "lon", "number"),
    [
        (37.566535, 126.9779692, "다사 5389 5203"),
        (35.336944, 127.730556, "라마 2095 0461"),
        (33.361667, 126.533333, "다나 1006 8598"),
        (37.76052, 126.77481, "다사 3612 7367"),
    ],
)
def test_places_by_their_projected_coordinates(lat: float, lon: float, number: str) -> None:
    """Seoul City Hall, 천왕봉, 한라산 and Paju: cut by hand from PROJ's E and N."""
    assert national_point(lat, lon) == number


@given(st.floats(33.1, 38.6), st.floats(124.7, 131.5))
def test_digits_are_cut_and_never_rounded_up_into_the_neighbouring_square(lat: float, lon: float) -> None:
    number = national_point(lat, lon)
    assert number is not None
    column, row, east_digits, north_digits = number[0], number[1], number[3:7], number[8:]
    east = 700_000 + EAST_LETTERS.index(column) * 100_000 + int(east_digits) * 10
    north = 1_300_000 + NORTH_LETTERS.index(row) * 100_000 + int(north_digits) * 10
    e, n = utm_k(lat, lon)
    assert 0 <= e - east < 10
    assert 0 <= n - north < 10


@pytest.mark.parametrize(("lat", "lon"), [(0, 0), (-90, 0), (90, 180), (37.5, -127), (45, 127), (35.0, 139.7)])
def test_outside_the_grid_there_is_none(lat: float, lon: float) -> None:
    assert national_point(lat, lon) is None


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_no_place_on_earth_breaks_it(lat: float, lon: float) -> None:
    number = national_point(lat, lon)
    assert number is None or len(number) == 12
