"""What others find their nearest with: PostGIS by its KNN index, Redis by its geo sets. Where one is not installed it is left out."""

from __future__ import annotations

import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from bench.crowd import Crowd, Place, Search

NEAREST = 50
RADIUS_M = 1_000

_KNN = (
    "SELECT id, place <-> %(here)s::geography AS metres FROM bench_places"
    " WHERE ST_DWithin(place, %(here)s::geography, %(radius)s) ORDER BY place <-> %(here)s::geography LIMIT %(nearest)s"
)


@contextmanager
def postgis(url: str, crowd: Crowd) -> Iterator[Search | None]:
    """The same people in a geography column with a GiST index, asked for the nearest by a prepared statement."""
    with psycopg.connect(url.replace("postgresql+psycopg://", "postgresql://"), autocommit=True, prepare_threshold=0) as connection:
        try:
            connection.execute("CREATE EXTENSION IF NOT EXISTS postgis")
        except (psycopg.errors.FeatureNotSupported, psycopg.errors.UndefinedFile):
            yield None
            return
        connection.execute("CREATE TABLE bench_places (id uuid PRIMARY KEY, place geography(Point))")
        with connection.cursor().copy("COPY bench_places FROM STDIN") as copy:
            for member_id, (lat, lon) in zip(crowd.member_ids, crowd.places, strict=True):
                copy.write_row((member_id, f"POINT({lon:.7f} {lat:.7f})"))
        connection.execute("CREATE INDEX ON bench_places USING gist (place)")
        connection.execute("VACUUM ANALYZE bench_places")

        def search(place: Place) -> int:
            said = {"here": f"POINT({place[1]:.7f} {place[0]:.7f})", "radius": RADIUS_M, "nearest": NEAREST}
            return len(connection.execute(_KNN, said).fetchall())

        yield search


class Redis:
    """A server of our own on a socket in its own folder, spoken to with as little around it as can be."""

    def __init__(self, folder: str) -> None:
        self._at = Path(folder) / "redis.sock"
        options = ("--port", "0", "--unixsocket", self._at, "--save", "", "--appendonly", "no", "--dir", folder)
        self._process = subprocess.Popen(["redis-server", *options], stdout=subprocess.DEVNULL)
        self._socket = socket.socket(socket.AF_UNIX)
        for _ in range(100):
            if self._at.exists():
                break
            time.sleep(0.05)
        self._socket.connect(str(self._at))
        self._answers = self._socket.makefile("rb")

    def close(self) -> None:
        """End it."""
        self._answers.close()
        self._socket.close()
        self._process.terminate()
        self._process.wait(30)

    def say(self, *commands: tuple[bytes, ...]) -> list[object]:
        """Commands in one go, and the answer to each."""
        self._socket.sendall(b"".join(b"*%d\r\n" % len(one) + b"".join(b"$%d\r\n%s\r\n" % (len(w), w) for w in one) for one in commands))
        return [self._answer() for _ in commands]

    def _answer(self) -> object:
        line = self._answers.readline()
        kind, said = line[:1], line[1:-2]
        if kind == b"*":
            return [self._answer() for _ in range(int(said))]
        if kind == b"$":
            return self._answers.read(int(said) + 2)[:-2]
        if kind == b"-":
            raise RuntimeError(said.decode())
        return said


@contextmanager
def redis(crowds: dict[int, Crowd]) -> Iterator[dict[int, Search] | None]:
    """Each crowd in a geo set, asked with GEOSEARCH."""
    if shutil.which("redis-server") is None:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="modu-redis-") as folder:
        server = Redis(folder)
        try:
            yield {size: _geo_set(server, b"%d" % size, crowd) for size, crowd in crowds.items()}
        finally:
            server.close()


def _geo_set(server: Redis, key: bytes, crowd: Crowd) -> Search:
    rows = [(b"%.7f" % lon, b"%.7f" % lat, member_id.bytes) for member_id, (lat, lon) in zip(crowd.member_ids, crowd.places, strict=True)]
    for start in range(0, len(rows), 1_000):
        server.say((b"GEOADD", key, *(word for row in rows[start : start + 1_000] for word in row)))

    def search(place: Place) -> int:
        where = (b"FROMLONLAT", b"%.7f" % place[1], b"%.7f" % place[0], b"BYRADIUS", b"%d" % RADIUS_M, b"m")
        (found,) = server.say((b"GEOSEARCH", key, *where, b"ASC", b"COUNT", b"%d" % NEAREST, b"WITHDIST"))
        assert isinstance(found, list)
        return len(found)

    return search
