"""The line that Chromium keeps open to its push service: frames of a tag, a length and a protocol buffer, over TLS."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass

from tests.support.protobuf import Fields, message, varint
from tests.support.push_protocol import Message

VERSION = 41
PING, PONG, LOGIN, WELCOME, CLOSE, IQ, DATA = 0, 1, 2, 3, 4, 7, 8
MAX_FRAME_BYTES = 1 << 16


@dataclass(frozen=True)
class Registration:
    """One subscription as Chromium asked for it."""

    token: str
    device: int
    app: str  # which browser
    subtype: str  # which site in it
    sender: str  # the VAPID key subscribed for


def stanza(to: Registration, what: Message) -> bytes:
    """A message as Chromium takes it: the sealed body, and how it was sealed; it is asked to acknowledge at once."""
    pairs = [("subtype", to.subtype)] if to.subtype else []
    if what.body:
        pairs.append(("content-encoding", "aes128gcm"))
    return message(
        (2, what.version),
        (3, to.sender),
        (5, to.app),
        *((7, message((1, key), (2, value))) for key, value in pairs),
        (9, what.version),
        (17, max(0, round(what.expires_at - time.time()))),
        (18, int(time.time() * 1000)),
        *([(21, what.body)] if what.body else []),
        (24, 1),
    )


class Line:
    """One browser's connection, from its greeting on."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._sent: list[str] = []  # the version of each frame sent, "" for those that are no messages
        self.device = 0

    async def greet(self) -> list[str]:
        """Waits for the login and answers it; which messages the browser says it has had before."""
        version = await self._reader.readexactly(1)
        if version[0] != VERSION:
            raise ValueError(f"speaks version {version[0]}, not {VERSION}")
        tag, said = await self._read()
        if tag != LOGIN:
            raise ValueError(f"begins with {tag}, not with a login")
        self.device = int(said.text(3))
        self._writer.write(bytes((VERSION,)))
        await self._write(WELCOME, message((1, said.text(1)), (8, int(time.time() * 1000))))
        return said.texts(10)

    async def hear(self) -> list[str] | None:
        """The next thing said: the messages it acknowledges, None when the line is closed. Pings are answered."""
        try:
            tag, said = await self._read()
        except (asyncio.IncompleteReadError, ConnectionError):
            return None
        if tag == CLOSE:
            return None
        if tag == PING:
            await self._write(PONG, b"")
        had = said.number({PING: 2, PONG: 2, IQ: 10, DATA: 11}.get(tag, 0))
        return [version for version in self._sent[:had] if version]

    async def send(self, to: Registration, what: Message) -> None:
        await self._write(DATA, stanza(to, what), what.version)

    def close(self) -> None:
        self._writer.transport.abort()

    async def _read(self) -> tuple[int, Fields]:
        tag = (await self._reader.readexactly(1))[0]
        length = shift = 0
        while True:
            byte = (await self._reader.readexactly(1))[0]
            length |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                break
        if length > MAX_FRAME_BYTES:
            raise ValueError(f"a frame of {length} bytes")
        return tag, Fields(await self._reader.readexactly(length))

    async def _write(self, tag: int, body: bytes, version: str = "") -> None:
        self._sent.append(version)
        self._writer.write(bytes((tag,)) + varint(len(body)) + body)
        await self._writer.drain()
