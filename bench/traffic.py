"""A client that costs little itself: prepared requests over kept-alive connections, each answer read to its end."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass
class Taken:
    """How long it all took, and how long each answer."""

    seconds: float = 0.0
    answers: list[float] = field(default_factory=list)

    def percentile_ms(self, share: float) -> float:
        """The answer time that `share` of the answers stay under."""
        ordered = sorted(self.answers)
        return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def request(path: str, body: bytes, headers: Mapping[str, str]) -> bytes:
    """The bytes of a POST."""
    lines = [
        f"POST {path} HTTP/1.1",
        "Host: bench",
        f"Content-Length: {len(body)}",
        *(f"{name}: {value}" for name, value in headers.items()),
    ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + body


def send(port: int, requests: Sequence[bytes], clients: int, *, expect: bytes = b"") -> Taken:
    """Send everything, `clients` at once. An answer other than 200, or without `expect` in it, ends the measurement."""
    return asyncio.run(_send(port, requests, clients, expect))


async def _send(port: int, requests: Sequence[bytes], clients: int, expect: bytes) -> Taken:
    taken = Taken()
    waiting = iter(requests)
    streams = [await asyncio.open_connection("127.0.0.1", port) for _ in range(clients)]

    async def client(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for message in waiting:
            began = time.perf_counter()
            writer.write(message)
            head = await reader.readuntil(b"\r\n\r\n")
            length = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])
            body = await reader.readexactly(length)
            taken.answers.append(time.perf_counter() - began)
            if not head.startswith(b"HTTP/1.1 200") or expect not in body or b'"rejected"' in body or b'"retry"' in body:
                raise RuntimeError(f"unexpected answer: {head[:200]!r} {body[:400]!r}")

    began = time.perf_counter()
    await asyncio.gather(*(client(*stream) for stream in streams))
    taken.seconds = time.perf_counter() - began
    for _, writer in streams:
        writer.close()
    return taken
