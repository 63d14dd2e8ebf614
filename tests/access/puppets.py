"""The attacker with thirty puppets: where they stand, what they are told, and where a home can still be after it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from math import cos, pi, radians, sin
from random import Random

from app.geo.cells import boundary, cell_of, centre, disk, distance
from app.geo.distance import haversine

Point = tuple[float, float]

RADIUS_M = 1_000.0
GRID_M = 15.0
FEW = 40
DEGREE_M = 111_195.0
BANDS = (2, 4, 8)
"""The rings of the default policy: the attacker has read it."""


def moved(place: Point, north_m: float, east_m: float) -> Point:
    """A place so many metres away."""
    return place[0] + north_m / DEGREE_M, place[1] + east_m / (DEGREE_M * cos(radians(place[0])))


def corners(cell: str, part: float = 0.93) -> list[Point]:
    """Places in a cell as far apart as can be: just inside its corners."""
    lat, lon = centre(cell)
    return [(lat + part * (at[0] - lat), lon + part * (at[1] - lon)) for at in boundary(cell)]


@dataclass(frozen=True)
class Mark:
    """Where a puppet on duty stands for the product during one alert; exactly as the attacker knows it."""

    puppet: int
    place: Point
    walking: bool


Rule = Callable[[Point, Mark], tuple[int, int] | None]
"""Where in the order somebody at this mark is asked about a home at this point; None when they are not asked at all."""


@cache
def _band(one: str, other: str) -> int | None:
    steps = distance(one, other)
    return None if steps is None else next((band for band, last in enumerate(BANDS) if steps <= last), None)


_cell_of = cache(cell_of)


def by_cell(home: Point, mark: Mark) -> tuple[int, int] | None:
    """What the product says it does: cell to cell, whole bands of rings, who walks before who is at home."""
    band = _band(_cell_of(*home), _cell_of(*mark.place))
    return None if band is None else (band, 0 if mark.walking else 1)


def by_radius(home: Point, mark: Mark) -> tuple[int, int] | None:
    """What it must never do."""
    return (0, 0) if haversine(*home, *mark.place) <= RADIUS_M else None


def fits(rule: Rule, home: Point, marks: list[Mark], told: dict[int, int]) -> bool:
    """Whether a home at this point explains who was told, and in which wave."""
    ranks = {mark.puppet: rule(home, mark) for mark in marks}
    if {puppet for puppet, rank in ranks.items() if rank is not None} != told.keys():
        return False
    waves: dict[int, list[tuple[int, int]]] = {}
    for puppet, wave in told.items():
        if (rank := ranks[puppet]) is not None:
            waves.setdefault(wave, []).append(rank)
    in_order = [waves[wave] for wave in sorted(waves)]
    return all(max(earlier) <= min(later) for earlier, later in pairwise(in_order))


@dataclass
class Attacker:
    """Places puppets so that the answer halves what is left, and keeps every point that explains all answers."""

    rule: Rule
    cell: str
    chance: Random = field(default_factory=lambda: Random(30))
    feasible: list[Point] = field(default_factory=list)
    seen: list[tuple[list[Mark], dict[int, int]]] = field(default_factory=list)
    grid_m: float = GRID_M

    def __post_init__(self) -> None:
        lat, lon = centre(self.cell)
        around = set(disk(self.cell, 1))
        steps = range(-45, 46)
        grid = [moved((lat, lon), north * GRID_M, east * GRID_M) for north in steps for east in steps]
        self.feasible = [point for point in grid if _cell_of(*point) in around]

    def walks(self, alert: int, walkers: list[int]) -> dict[int, Point]:
        """Where the walkers pretend to be: on a circle around the middle of what is left, so that the radius cuts through it."""
        middle = (
            sum(point[0] for point in self.feasible) / len(self.feasible),
            sum(point[1] for point in self.feasible) / len(self.feasible),
        )
        places = {}
        for number, puppet in enumerate(walkers):
            angle = 2 * pi * (number + alert / 3) / len(walkers)
            away = RADIUS_M if number % 4 else self.chance.uniform(100, 2_600)
            places[puppet] = moved(middle, away * sin(angle), away * cos(angle))
        return places

    def learn(self, marks: list[Mark], told: dict[int, int]) -> None:
        """Keep only the points that explain this alert, too; when few are left, look at them more closely."""
        self.seen.append((marks, told))
        if len(self.feasible) < FEW:
            self.grid_m /= 4
            near = [(north * self.grid_m, east * self.grid_m) for north in range(-4, 5) for east in range(-4, 5)]
            self.feasible = [moved(point, *step) for point in self.feasible for step in near]
        self.feasible = [point for point in self.feasible if all(fits(self.rule, point, *alert) for alert in reversed(self.seen))]

    def misses(self, home: Point) -> float:
        """How far from the home the farthest point is that is still thinkable, in metres."""
        return max(haversine(*home, *point) for point in self.feasible)

    @property
    def inside(self) -> int:
        """How many of the points within the cell are still thinkable."""
        return sum(_cell_of(*point) == self.cell for point in self.feasible)
