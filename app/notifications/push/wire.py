"""HTTP/1.1 towards push services, no more of it than they need: one POST, a short answer, connections kept for the next."""

from __future__ import annotations

import asyncio
import ssl
from collections import defaultdict
from dataclasses import dataclass, field
from typing import cast

import aiohappyeyeballs
import httptools

from app.notifications.push.endpoint import Endpoint
from app.notifications.push.resolver import PublicResolver

HEAD_BYTES = 16_384
ANSWER_BYTES = 2048
ANSWER_S = 0.2
KEEP_ALIVE_S = 25.0
NEXT_ADDRESS_AFTER_S = 0.25


class BadAnswer(ConnectionError):
    """What came back is not HTTP, or more of it than any push service says."""


@dataclass
class Answer:
    """The status, and the little else that matters. Its body is cut off after 2 KiB or 0.2 s."""

    status: int = 0
    retry_after: str | None = None
    body: bytearray = field(default_factory=bytearray)


class Connection(asyncio.Protocol):
    """One connection, one request at a time."""

    def __init__(self) -> None:
        self.idle_since = 0.0
        self.reusable = True
        self._transport: asyncio.Transport | None = None
        self._loop = asyncio.get_running_loop()
        self._begin(None)

    def _begin(self, waiter: asyncio.Future[Answer] | None) -> None:
        self._parser = httptools.HttpResponseParser(self)
        self._answer = Answer()
        self._waiter = waiter
        self._heard = 0
        self._in_head = True
        self._patience: asyncio.TimerHandle | None = None

    @property
    def has_heard(self) -> bool:
        """Whether anything of an answer came."""
        return self._heard > 0

    async def request(self, raw: bytes) -> Answer:
        """Send one request and hear its answer; cancelling it closes the connection."""
        if self._transport is None or self._transport.is_closing():
            raise ConnectionResetError("closed while idle")
        waiter: asyncio.Future[Answer] = self._loop.create_future()
        self._begin(waiter)
        self._transport.write(raw)
        try:
            return await waiter
        finally:
            if self._patience is not None:
                self._patience.cancel()
            self._waiter = None
            if not self.reusable:
                self.close()

    def close(self) -> None:
        """Drop the connection, whatever is still coming."""
        self.reusable = False
        if self._transport is not None:
            self._transport.abort()

    # What the event loop says

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def connection_lost(self, exc: Exception | None) -> None:
        self.reusable = False
        if self._in_head:
            self._fail(exc or ConnectionResetError("closed before an answer"))
        else:
            self._done()

    def data_received(self, data: bytes) -> None:
        if self._waiter is None or self._waiter.done():  # nobody asked
            self.close()
            return
        self._heard += len(data)
        try:
            self._parser.feed_data(data)
        except (httptools.HttpParserError, httptools.HttpParserUpgrade):
            self.reusable = False
            if self._in_head:
                self._fail(BadAnswer("not HTTP"))
            else:
                self._done()
        if self._in_head:
            if self._heard > HEAD_BYTES:
                self.reusable = False
                self._fail(BadAnswer("a head without end"))
        elif self._patience is None and not self._waiter.done():  # hardly ever: push services say all in one breath
            self._patience = self._loop.call_later(ANSWER_S, self._cut_off)

    # What the parser says

    @property
    def _unasked(self) -> bool:
        """Whether an answer was complete before: what follows is to no question of ours, and the connection cannot be trusted."""
        if self._waiter is not None and not self._waiter.done():
            return False
        self.reusable = False
        return True

    def on_header(self, name: bytes, value: bytes) -> None:
        if not self._unasked and name.lower() == b"retry-after":
            self._answer.retry_after = value.decode("latin-1")

    def on_headers_complete(self) -> None:
        if self._unasked:
            return
        self._answer.status = self._parser.get_status_code()
        if self._answer.status >= 200:
            self._in_head = False

    def on_body(self, body: bytes) -> None:
        if self._unasked:
            return
        self._answer.body += body[:ANSWER_BYTES]
        if len(self._answer.body) >= ANSWER_BYTES:
            self._cut_off()

    def on_message_complete(self) -> None:
        if not self._in_head and not self._unasked:
            self.reusable = self.reusable and self._parser.should_keep_alive()
            self._done()

    def _cut_off(self) -> None:
        self.reusable = False
        self._done()

    def _done(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(self._answer)

    def _fail(self, error: Exception) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_exception(error)


class Wire:
    """Connections to push services, kept open for a while. How many are in use at once is the caller's to bound."""

    def __init__(self, resolver: PublicResolver, ssl_context: ssl.SSLContext | None = None) -> None:
        self._resolver = resolver
        self._ssl = ssl_context or ssl.create_default_context()
        self._ssl.set_alpn_protocols(["http/1.1"])
        self._idle: dict[str, list[Connection]] = defaultdict(list)

    async def post(self, endpoint: Endpoint, raw: bytes) -> Answer:
        """Send a prepared request. An idle connection that the other side had just closed is replaced once, unnoticed."""
        kept = self._take(endpoint.origin)
        if kept is not None:
            try:
                return await self._ask(kept, endpoint.origin, raw)
            except ConnectionError:
                if kept.has_heard:
                    raise
        return await self._ask(await self._connect(endpoint), endpoint.origin, raw)

    def close(self) -> None:
        """Close every idle connection."""
        for connections in self._idle.values():
            for connection in connections:
                connection.close()
        self._idle.clear()

    async def _ask(self, connection: Connection, origin: str, raw: bytes) -> Answer:
        try:
            answer = await connection.request(raw)
        except BaseException:
            connection.close()
            raise
        if connection.reusable:
            connection.idle_since = asyncio.get_running_loop().time()
            self._idle[origin].append(connection)
        return answer

    def _take(self, origin: str) -> Connection | None:
        idle, oldest = self._idle[origin], asyncio.get_running_loop().time() - KEEP_ALIVE_S
        while idle:
            connection = idle.pop()
            if connection.reusable and connection.idle_since > oldest:
                return connection
            connection.close()
        return None

    async def _connect(self, endpoint: Endpoint) -> Connection:
        addresses = await self._resolver.resolve(endpoint.host, endpoint.port)
        socket = await aiohappyeyeballs.start_connection(addresses, happy_eyeballs_delay=NEXT_ADDRESS_AFTER_S, interleave=1)
        loop = asyncio.get_running_loop()
        secure = endpoint.scheme == "https"
        try:
            made = await loop.create_connection(
                Connection, sock=socket, ssl=self._ssl if secure else None, server_hostname=endpoint.host if secure else None
            )
        except BaseException:
            socket.close()
            raise
        return made[1]
