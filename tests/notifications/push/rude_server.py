"""A server that answers exactly the bytes it is told to, as slowly as it is told to."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

Answer = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


async def read_request(reader: asyncio.StreamReader) -> bytes:
    """One request: its head, and as much body as its Content-Length says."""
    head = await reader.readuntil(b"\r\n\r\n")
    length = next((int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0)
    return head + await reader.readexactly(length)


@asynccontextmanager
async def rude_server(answer: Answer) -> AsyncIterator[str]:
    """The origin of a server that reads a request, then does `answer`."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await read_request(reader)
            await answer(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()


def says(raw: bytes) -> Answer:
    """Answer these bytes and close."""

    async def answer(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(raw)
        await writer.drain()

    return answer


async def resets(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Tear the connection down."""
    writer.transport.abort()


async def stalls(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
    """Never answer; ends when the client goes."""
    await reader.read()


def drips(raw: bytes, every_s: float = 0.02) -> Answer:
    """Answer one byte at a time, for ever."""

    async def answer(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for number in range(10**6):
            writer.write(raw[number : number + 1] or b"x")
            await writer.drain()
            await asyncio.sleep(every_s)

    return answer


def floods(head: bytes, sent: list[int]) -> Answer:
    """Answer `head` and then bytes without end; `sent` counts them."""

    async def answer(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(head)
        while True:
            writer.write(bytes(65536))
            await writer.drain()
            sent.append(65536)

    return answer
