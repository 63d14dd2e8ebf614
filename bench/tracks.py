"""Walks into the house: how fast, and how small on the wire and on disk."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from app.core.clock import rfc3339
from app.geo.track import Track
from bench import peers
from bench.figures import Figure, interleaved
from bench.phone import walk_batch
from bench.product import Product, installed
from bench.servers import served
from bench.traffic import request, send

CLIENTS = 4
OURS_PER_ROUND = 120
PEER_PER_ROUND = 12
FIXES_PER_S = 200_000
TIMES_ORM = 20
WIRE_BYTES = 5.0
DISK_BYTES = 6.0


def ingest(walks: Sequence[Track], rounds: int, database_url: str | None) -> list[Figure]:
    """Fixes per second through the real endpoint with sign-in, and through a row per fix in the same rounds."""
    peer_bodies = [request("/walks", _objects(walk), {"Content-Type": "application/json"}) for walk in walks]
    with tempfile.TemporaryDirectory(prefix="modu-bench-") as folder, installed(database_url) as product:
        peer_url = database_url or f"sqlite:///{Path(folder) / 'rows.db'}"
        with served("bench.peers:row_per_fix", BENCH_DATABASE_URL=peer_url.replace("postgresql://", "postgresql+psycopg://")) as peer_port:

            def ours() -> float:
                chosen = [walks[i % len(walks)] for i in range(OURS_PER_ROUND)]
                taken = send(product.port, batches(product, chosen), CLIENTS, expect=b'"applied"')
                return sum(map(len, chosen)) / taken.seconds

            def peer() -> float:
                chosen = [i % len(walks) for i in range(PEER_PER_ROUND)]
                taken = send(peer_port, [peer_bodies[i] for i in chosen], CLIENTS, expect=b'"kept"')
                return sum(len(walks[i]) for i in chosen) / taken.seconds

            ours(), peer()  # warm
            mine, rows = interleaved(rounds, [ours, peer])
    return [
        Figure(
            "walk → durable, real endpoint with sign-in",
            f"{mine:,.0f} fixes/s",
            f"limit {FIXES_PER_S:,} fixes/s",
            f"{mine / FIXES_PER_S:.2f}",
            f">= {FIXES_PER_S:,}",
            mine >= FIXES_PER_S,
        ),
        Figure(
            "  the same, against a row per fix with ORM",
            f"{mine:,.0f} fixes/s",
            f"row per fix {rows:,.0f} fixes/s",
            f"{mine / rows:.1f}",
            f">= {TIMES_ORM} x",
            mine >= TIMES_ORM * rows,
        ),
    ]


def sizes(walks: Sequence[Track], name: str, database_url: str | None) -> list[Figure]:
    """Bytes per fix as the phone sends whole walks (envelope, ids and all), and of the track table on disk."""
    fixes = sum(map(len, walks))
    with installed(database_url) as product:
        before = product.track_bytes()
        sent = batches(product, walks)
        send(product.port, sent, 1, expect=b'"applied"')
        disk = (product.track_bytes() - before) / fixes
        wire = sum(len(message.partition(b"\r\n\r\n")[2]) for message in sent) / fixes
    objects = sum(len(_objects(walk)) for walk in walks) / fixes
    rows = _row_per_fix_bytes(walks, database_url) / fixes
    return [
        Figure(
            f"bytes per fix, wire, gzip ({name})",
            f"{wire:.2f} B",
            f"JSON object per fix {objects:.0f} B",
            f"{objects / wire:.0f}",
            f"<= {WIRE_BYTES:g} B",
            wire <= WIRE_BYTES,
        ),
        Figure(
            f"bytes per fix, disk, with keys ({name})",
            f"{disk:.2f} B",
            f"row per fix with ORM {rows:.0f} B",
            f"{rows / disk:.0f}",
            f"<= {DISK_BYTES:g} B",
            disk <= DISK_BYTES,
        ),
    ]


def _row_per_fix_bytes(walks: Sequence[Track], database_url: str | None) -> int:
    """What the same walks take as a row per fix, in the same kind of database."""
    with tempfile.TemporaryDirectory(prefix="modu-bench-") as folder:
        path = Path(folder) / "rows.db"
        url = (database_url or f"sqlite:///{path}").replace("postgresql://", "postgresql+psycopg://")
        with served("bench.peers:row_per_fix", BENCH_DATABASE_URL=url) as port:
            empty = peers.rows_bytes(url)
            send(port, [request("/walks", _objects(walk), {"Content-Type": "application/json"}) for walk in walks], 1, expect=b'"kept"')
            return peers.rows_bytes(url) - empty


def batches(product: Product, walks: Sequence[Track]) -> list[bytes]:
    """Each walk as a request of one of the phones, in turn."""
    phones = product.phones
    return [
        request("/api/sync", walk_batch(walk, phones[i % len(phones)].device_id), phones[i % len(phones)].headers())
        for i, walk in enumerate(walks)
    ]


def _objects(walk: Track) -> bytes:
    rows = [
        {"recorded_at": rfc3339(datetime.fromtimestamp(t, UTC)), "lat": lat / 1e6, "lon": lon / 1e6, "accuracy_m": acc}
        for t, lat, lon, acc in zip(*walk.columns(), strict=True)
    ]
    return json.dumps(rows, separators=(",", ":")).encode()
