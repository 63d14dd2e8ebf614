"""One tap on "I'm OK" from many phones at once, durable, against an endpoint that does nothing."""

from __future__ import annotations

import statistics

from bench.figures import Figure, interleaved
from bench.phone import safe_batch
from bench.product import installed
from bench.servers import served
from bench.traffic import Taken, request, send

CLIENTS = 32
OURS_PER_ROUND = 1_500
EMPTY_PER_ROUND = 4_000
SHARE = 0.3
TAIL = 10.0


def safe(rounds: int, database_url: str | None) -> list[Figure]:
    """Requests per second and the tail, at 32 clients."""
    with installed(database_url, walkers=CLIENTS) as product, served("bench.peers:empty") as empty_port:
        rounds_taken: list[Taken] = []

        def ours() -> float:
            phones = [product.phones[i % CLIENTS] for i in range(OURS_PER_ROUND)]
            messages = [request("/api/sync", safe_batch(phone.device_id), phone.headers()) for phone in phones]
            taken = send(product.port, messages, CLIENTS, expect=b'"applied"')
            rounds_taken.append(taken)
            return len(messages) / taken.seconds

        def empty() -> float:
            phone = product.phones[0]
            messages = [request("/empty", safe_batch(phone.device_id), phone.headers())] * EMPTY_PER_ROUND
            return len(messages) / send(empty_port, messages, CLIENTS).seconds

        ours(), empty()  # warm
        rounds_taken.clear()
        mine, nothing = interleaved(rounds, [ours, empty])
    middle = statistics.median(taken.percentile_ms(0.5) for taken in rounds_taken)
    slow = statistics.median(taken.percentile_ms(0.99) for taken in rounds_taken)
    empty_endpoint = f"empty endpoint {nothing:,.0f} requests/s"
    enough, even = mine >= SHARE * nothing, slow <= TAIL * middle
    return [
        Figure(
            "safe check-in, durable, 32 clients",
            f"{mine:,.0f} requests/s",
            empty_endpoint,
            f"{mine / nothing:.2f}",
            f">= {SHARE:g} of empty",
            enough,
        ),
        Figure("  its tail", f"p99 {slow:.1f} ms", f"p50 {middle:.1f} ms", f"{slow / middle:.1f}", f"<= {TAIL:g} x p50", even),
    ]
