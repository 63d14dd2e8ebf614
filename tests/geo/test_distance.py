"""Distances agree with known ones and with each other."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.geo.distance import EARTH_RADIUS_M, haversine, path_length, step, steps

LAT = st.integers(-79_000_000, 79_000_000)
LON = st.integers(-179_000_000, 179_000_000)
NEAR = st.integers(-8_999, 8_999)


def test_known_distances() -> None:
    assert haversine(0, 0, 0, 90) == pytest.approx(EARTH_RADIUS_M * math.pi / 2)
    assert haversine(90, 0, -90, 0) == pytest.approx(EARTH_RADIUS_M * math.pi)
    seoul, busan = (37.5665, 126.9780), (35.1796, 129.0756)
    assert haversine(*seoul, *busan) == pytest.approx(325_000, rel=0.01)


@given(LAT, LON, NEAR, NEAR)
def test_the_flat_formula_agrees_with_haversine_nearby(lat: int, lon: int, north: int, east: int) -> None:
    exact = haversine(lat / 1e6, lon / 1e6, (lat + north) / 1e6, (lon + east) / 1e6)
    assert step(lat, lon, lat + north, lon + east) == pytest.approx(exact, rel=1e-3, abs=1e-2)


@given(LAT, LON, LAT, LON)
def test_a_step_has_one_length_both_ways(lat1: int, lon1: int, lat2: int, lon2: int) -> None:
    assert step(lat1, lon1, lat2, lon2) == pytest.approx(step(lat2, lon2, lat1, lon1), abs=1e-6)


def test_far_steps_fall_back_to_haversine() -> None:
    assert step(0, 179_999_999, 0, -179_999_999) == pytest.approx(0.22, abs=0.01)
    assert step(0, 0, 0, 90_000_000) == pytest.approx(haversine(0, 0, 0, 90))


@given(LAT, LON, st.lists(st.tuples(st.integers(-20_000, 20_000), st.integers(-20_000, 20_000)), min_size=1, max_size=8))
def test_steps_of_a_walk_agree_with_haversine(lat: int, lon: int, moves: list[tuple[int, int]]) -> None:
    lats = [lat, *(lat + north for north, _ in moves)]
    lons = [lon, *(lon + east for _, east in moves)]
    exact = [haversine(*(value / 1e6 for value in ends)) for ends in zip(lats, lons, lats[1:], lons[1:], strict=False)]
    assert list(steps(lats, lons)) == pytest.approx(exact, rel=1.5e-3, abs=0.05)


def test_a_path_is_the_sum_of_its_steps() -> None:
    places = [(37.75, 126.76), (37.751, 126.76), (37.751, 126.762)]
    assert path_length(places) == pytest.approx(haversine(*places[0], *places[1]) + haversine(*places[1], *places[2]))
    assert path_length(places[:1]) == 0
