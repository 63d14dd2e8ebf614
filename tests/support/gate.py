"""A small TCP proxy in front of a server, so that a test can take the network away and give it back."""

from __future__ import annotations

import asyncio
import contextlib
from enum import StrEnum
from types import TracebackType

from tests.support.loop_thread import LoopThread


class Network(StrEnum):
    """What a phone behind the gate meets."""

    OPEN = "open"
    CUT = "cut"  # every connection is reset, those that were open too
    SILENT = "silent"  # "online", but nothing ever answers


class Gate:
    """Listens on one port and passes bytes on to another, as long as it is open."""

    def __init__(self, target_port: int, port: int = 0, host: str = "127.0.0.1") -> None:
        self.host = host
        self.port = port
        self.target_port = target_port
        self.network = Network.OPEN
        self.refused = 0
        self._writers: set[asyncio.StreamWriter] = set()
        self._thread = LoopThread("gate")
        self._server: asyncio.Server | None = None

    def __enter__(self) -> Gate:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}"

    def start(self) -> Gate:
        self._thread.call(self._listen())
        return self

    async def _listen(self) -> None:
        self._server = await asyncio.start_server(self._serve, self.host, self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    def cut(self) -> None:
        """Resets every connection, now and until `open()`."""
        self._thread.call(self._turn(Network.CUT))

    def go_silent(self) -> None:
        """Takes connections and answers nothing; those that were open are reset."""
        self._thread.call(self._turn(Network.SILENT))

    def open(self) -> None:
        self._thread.call(self._turn(Network.OPEN))

    async def _turn(self, network: Network) -> None:
        self.network = network
        for writer in list(self._writers):
            writer.transport.abort()
        self._writers.clear()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.network is not Network.OPEN:
            self.refused += 1
        if self.network is Network.CUT:
            writer.transport.abort()
            return
        self._writers.add(writer)
        try:
            if self.network is Network.SILENT:
                await reader.read()
                return
            await self._pass_on(reader, writer)
        except (ConnectionError, OSError):
            pass
        finally:
            self._writers.discard(writer)
            writer.transport.abort()

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        onward_reader, onward_writer = await asyncio.open_connection(self.host, self.target_port)
        self._writers.add(onward_writer)
        try:
            both = (self._copy(reader, onward_writer), self._copy(onward_reader, writer))
            await asyncio.gather(*both)
        finally:
            self._writers.discard(onward_writer)
            onward_writer.transport.abort()

    @staticmethod
    async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, OSError):
            while data := await reader.read(65536):
                writer.write(data)
                await writer.drain()
        with contextlib.suppress(OSError, RuntimeError):
            writer.write_eof()

    def stop(self) -> None:
        async def end() -> None:
            await self._turn(Network.CUT)
            if self._server is not None:
                self._server.close()

        self._thread.call(end())
        self._thread.stop()
