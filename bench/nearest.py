"""Choosing who is asked around a point, among ten thousand, a hundred thousand and a million, beside PostGIS and Redis."""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from app.alerts.choosing import Asked, choose_for
from app.alerts.rules import Place as Kind
from app.core import clock, memory
from app.core.database import Database, Table
from app.core.ids import new_id
from app.geo.cells import cell_of, rings
from app.neighbourhoods import presence
from app.neighbourhoods.policy import Policy
from bench import nearest_peers
from bench.crowd import Crowd, Place, Search
from bench.figures import Figure
from tests.support.postgres_server import PostgresMissing, PostgresServer

SIZES = (10_000, 100_000, 1_000_000)
EACH = 10
"""Searches of one kind before the next has its turn."""
TURNS = 8
"""Turns of each kind in a round."""
FLAT = 1.5
POLICY = Policy()


def figures(rounds: int = 5, sizes: tuple[int, ...] = SIZES) -> list[Figure]:
    """The search alone and the whole choice, on both databases; in every round each takes its turn at each size."""
    crowds = {size: Crowd.of(size) for size in sizes}
    with ExitStack() as stack:
        searches: dict[tuple[str, int], Search] = {}
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="modu-bench-"))
        try:
            server: PostgresServer | None = stack.enter_context(PostgresServer())
        except PostgresMissing:
            server = None
        for size, crowd in crowds.items():
            searches |= _ours(stack, "SQLite", f"sqlite:///{folder}/{size}.db", crowd)
            if server is not None:
                searches |= _ours(stack, "PostgreSQL", server.create(f"ours_{size}"), crowd)
        largest = sizes[-1]
        others = stack.enter_context(nearest_peers.redis({largest: crowds[largest]}))
        if others is not None:
            searches["Redis", largest] = others[largest]
        if server is not None:
            knn = stack.enter_context(nearest_peers.postgis(server.create("postgis"), crowds[largest]))
            if knn is not None:
                searches["PostGIS", largest] = knn
        memory.settle()  # a million people in this process are no part of any search
        stored = [Path(folder), *([server.folder / "data" / "base"] if server is not None else [])]
        return _figures(_timed(searches, crowds, rounds, stored), sizes)


def _ours(stack: ExitStack, name: str, url: str, crowd: Crowd) -> dict[tuple[str, int], Search]:
    now = clock.now()
    database = stack.enter_context(closing(Database(url)))
    Table.metadata.create_all(database.engine)
    person_id = crowd.move_into(database, now)
    session = stack.enter_context(_reading(database))
    size = len(crowd.places)
    return {(name, size): _raw(session, crowd, now), (f"{name}, the whole choice", size): _whole(session, crowd, person_id, now)}


@contextmanager
def _reading(database: Database) -> Iterator[Session]:
    """A session that stays open, as the peers' connections do."""
    with Session(database.engine) as session:
        yield session


def _raw(session: Session, crowd: Crowd, now: datetime) -> Search:
    """Everybody in the cells that are searched first: what an alert reads where enough live."""
    fix_since = now - timedelta(seconds=POLICY.usable_fix_s)

    def search(place: Place) -> int:
        near_first = rings(cell_of(*place), POLICY.inner_rings)
        return len(presence.in_rings(session, crowd.neighbourhood_id, near_first, now=now, fix_since=fix_since))

    return search


def _whole(session: Session, crowd: Crowd, person_id: UUID, now: datetime) -> Search:
    """From a call for help to everybody who may be asked, in the order in which they are."""

    def search(place: Place) -> int:
        asked = Asked(crowd.neighbourhood_id, person_id, cell_of(*place), Kind.HOME, new_id())
        return choose_for(session, asked, POLICY, now).in_range

    return search


class Times:
    """What the searches of one kind took, round by round, and how many they found."""

    def __init__(self) -> None:
        self.rounds: list[list[float]] = []
        self.found: list[int] = []

    @property
    def median_ms(self) -> float:
        """The median of the rounds' medians."""
        return 1000 * statistics.median(statistics.median(taken) for taken in self.rounds)

    def percentile_ms(self, share: float) -> float:
        """Of all of them together."""
        ordered = sorted(taken for each in self.rounds for taken in each)
        return 1000 * ordered[int(share * len(ordered))]

    def said(self) -> str:
        """In one breath; the fastest tenth tells what it takes when nobody else wants the machine."""
        return f"{self.median_ms:.2f} ms, p10 {self.percentile_ms(0.1):.2f}, p99 {self.percentile_ms(0.99):.2f}"


def _read_through(folders: list[Path]) -> None:
    """Every file into the system's memory, where what is searched all day stays: some virtual machines take memory back that
    lay idle for seconds, so that whoever was filled first would read from the disk and its peers would not."""
    for file in (file for folder in folders for file in folder.rglob("*") if file.is_file()):
        with file.open("rb", buffering=0) as reading:
            while reading.read(1 << 20):
                pass


def _timed(
    searches: dict[tuple[str, int], Search], crowds: dict[int, Crowd], rounds: int, stored: list[Path]
) -> dict[tuple[str, int], Times]:
    rng = random.Random(7)
    times = {key: Times() for key in searches}
    for number in range(-1, rounds):  # the first is to get warm
        _read_through(stored)
        taken: dict[tuple[str, int], list[float]] = {key: [] for key in searches}
        for key, search in list(searches.items()) * TURNS:
            for place in [crowds[key[1]].somewhere(rng) for _ in range(EACH)]:
                began = time.perf_counter()
                found = search(place)
                taken[key].append(time.perf_counter() - began)
                times[key].found.append(found)
        if number >= 0:
            for key, each in taken.items():
                times[key].rounds.append(each)
    return times


def _figures(times: dict[tuple[str, int], Times], sizes: tuple[int, ...]) -> list[Figure]:
    smallest, largest = sizes[0], sizes[-1]
    told: list[Figure] = []
    for name in ("SQLite", "PostgreSQL"):
        if (name, largest) not in times:
            told.append(Figure(f"nearest, {name}", "not installed", ""))
            continue
        mine = times[name, largest]
        told += [_against(f"nearest ~50 of {largest:,}, {name}", mine, peer, times.get((peer, largest))) for peer in ("PostGIS", "Redis")]
        for label in (name, f"{name}, the whole choice"):
            ours, small = times[label, largest], times[label, smallest]
            ratio = ours.median_ms / small.median_ms
            told.append(
                Figure(
                    f"  {label}: {smallest:,} → {largest:,}",
                    ours.said(),
                    f"{small.said()} among {smallest:,} ({statistics.mean(ours.found):.0f} found)",
                    f"{ratio:.2f}",
                    f"<= {FLAT:g} x",
                    ratio <= FLAT,
                )
            )
    return told


def _against(name: str, mine: Times, peer: str, theirs: Times | None) -> Figure:
    if theirs is None:
        return Figure(name, mine.said(), f"{peer} not installed")
    ratio = theirs.median_ms / mine.median_ms
    return Figure(
        name, mine.said(), f"{peer} {theirs.said()} ({statistics.mean(theirs.found):.0f} found)", f"{ratio:.2f}", "> 1", ratio > 1
    )
