"""A network that cuts: a proxy between phones and the server that spoils requests in every way a network can, and counts them."""

from __future__ import annotations

import asyncio
import contextlib
from collections import Counter
from enum import StrEnum
from random import Random
from types import TracebackType

from tests.support.loop_thread import LoopThread

READ_S = 10.0


class Cut(StrEnum):
    """What becomes of one request."""

    BEFORE_BODY = "cut before the body"
    WITHIN_BODY = "cut within the body"
    AFTER_BODY = "cut after the body"
    BEFORE_ANSWER = "cut before the answer"
    WITHIN_ANSWER = "cut within the answer"
    STALL = "no answer, no end"
    GARBAGE = "something else for an answer"


WEIGHTS = {cut: 1 if cut is Cut.STALL else 10 for cut in Cut}
"""Few stalls: each costs a phone all its patience."""


class CuttingProxy:
    """Passes requests on to a server; `share` of them are spoiled, none until a test says so."""

    def __init__(self, target_port: int, seed: int = 0) -> None:
        self.target_port = target_port
        self.share = 0.0
        self.port = 0
        self.cuts: Counter[Cut] = Counter()
        self.passed = 0
        self._chance = Random(seed)
        self._thread = LoopThread("cutting-proxy")
        self._server: asyncio.Server | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> CuttingProxy:
        self._thread.call(self._listen())
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._server is not None:
            self._thread.loop.call_soon_threadsafe(self._server.close)
        self._thread.stop()

    async def _listen(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while await self._one(reader, writer):
                pass
        except (ConnectionError, OSError, asyncio.IncompleteReadError, TimeoutError):
            pass
        finally:
            writer.transport.abort()

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """One request and its answer; whether another may follow on this connection."""
        head, body = await _message(reader)
        cut = None
        if self._chance.random() < self.share:
            cut = self._chance.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
            self.cuts[cut] += 1
        onward_reader, onward = await asyncio.open_connection("127.0.0.1", self.target_port)
        try:
            sent = {Cut.BEFORE_BODY: 0, Cut.WITHIN_BODY: len(body) // 2}.get(cut or Cut.STALL, len(body))
            onward.write(head + body[:sent])
            await onward.drain()
            if cut in (Cut.BEFORE_BODY, Cut.WITHIN_BODY, Cut.AFTER_BODY):
                return False
            async with asyncio.timeout(READ_S):
                answer = b"".join(await _message(onward_reader))
            return await self._answer(cut, answer, reader, writer)
        finally:
            onward.transport.abort()

    async def _answer(self, cut: Cut | None, answer: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        match cut:
            case None:
                self.passed += 1
                writer.write(answer)
            case Cut.WITHIN_ANSWER:
                writer.write(answer[: self._chance.randrange(1, len(answer))])
            case Cut.GARBAGE:
                writer.write(self._chance.randbytes(self._chance.randint(1, 400)))
            case Cut.STALL:
                await reader.read()  # until the phone gives up
        with contextlib.suppress(ConnectionError):
            await writer.drain()
        return cut is None


async def _message(reader: asyncio.StreamReader) -> tuple[bytes, bytes]:
    """The head and the body of a request or an answer, each with a Content-Length."""
    head = await reader.readuntil(b"\r\n\r\n")
    length = next((int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0)
    return head, await reader.readexactly(length)
