"""국가지점번호, the national point number: where somebody is to 10 m, as 112 and 119 take it over the telephone.

Source: 도로명주소법 제2조 제9호, 제23조, 시행령 제37조 (Road Name Address Act): 가가 0000 0000 is
E 700,000 m, N 1,300,000 m in UTM-K (EPSG:5179, GRS80). The projection is Krüger's series to the fourth order in n
(R. Kuittinen et al., JHS 154, appendix 1), which is PROJ's to less than a micrometre here.
"""

from __future__ import annotations

from math import asinh, atan2, atanh, cos, cosh, hypot, radians, sin, sinh, sqrt

_A, _F = 6_378_137.0, 1 / 298.257222101
_K0, _LON0, _E0, _N0 = 0.9996, radians(127.5), 1_000_000.0, 2_000_000.0
_N = _F / (2 - _F)
_RADIUS = _K0 * _A / (1 + _N) * (1 + _N**2 / 4 + _N**4 / 64)
_SERIES = (
    _N / 2 - 2 / 3 * _N**2 + 5 / 16 * _N**3 + 41 / 180 * _N**4,
    13 / 48 * _N**2 - 3 / 5 * _N**3 + 557 / 1440 * _N**4,
    61 / 240 * _N**3 - 103 / 140 * _N**4,
    49561 / 161280 * _N**4,
)
_ECCENTRICITY = 2 * sqrt(_N) / (1 + _N)

_WEST, _SOUTH, _SQUARE = 700_000, 1_300_000, 100_000
EAST_LETTERS, NORTH_LETTERS = "가나다라마바사", "가나다라마바사아"


def utm_k(lat: float, lon: float) -> tuple[float, float]:
    """(E, N) in metres of a place in WGS 84 degrees; exact to a micrometre in and around Korea."""
    xi, eta = _krueger(radians(lat), radians(lon) - _LON0)
    return _E0 + _RADIUS * eta, _N0 + _RADIUS * (xi - _XI0)


def national_point(lat: float, lon: float) -> str | None:
    """`다사 3612 7367`: two letters for the square of 100 km, then metres east and north in it, in tens and cut off; None outside."""
    if not (30.0 <= lat <= 40.0 and 120.0 <= lon <= 135.0):
        return None
    east, north = utm_k(lat, lon)
    column, row = int((east - _WEST) // _SQUARE), int((north - _SOUTH) // _SQUARE)
    if not (0 <= column < len(EAST_LETTERS) and 0 <= row < len(NORTH_LETTERS)):
        return None
    return f"{EAST_LETTERS[column]}{NORTH_LETTERS[row]} {int(east % _SQUARE // 10):04d} {int(north % _SQUARE // 10):04d}"


def _krueger(lat: float, lon: float) -> tuple[float, float]:
    conformal = sinh(atanh(sin(lat)) - _ECCENTRICITY * atanh(_ECCENTRICITY * sin(lat)))
    xi, eta = atan2(conformal, cos(lon)), asinh(sin(lon) / hypot(conformal, cos(lon)))
    series = list(enumerate(_SERIES, 1))
    return (
        xi + sum(a * sin(2 * j * xi) * cosh(2 * j * eta) for j, a in series),
        eta + sum(a * cos(2 * j * xi) * sinh(2 * j * eta) for j, a in series),
    )


_XI0 = _krueger(radians(38.0), 0.0)[0]
