"""Looking up push services so that a name can never lead inside: every address must be public, and the one checked is the one used."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Set as AbstractSet

from aiohappyeyeballs import AddrInfoType

from app.core.addresses import is_public

KEEP_S = 60.0


class AddressRefused(OSError):
    """The name leads to an address that is not public."""


class PublicResolver:
    """The system's resolver, refusing a name as soon as one of its addresses is not public. Answers are kept for a minute."""

    def __init__(self, trusted_hosts: AbstractSet[str] = frozenset()) -> None:
        self._trusted = trusted_hosts
        self._kept: dict[tuple[str, int], tuple[float, list[AddrInfoType]]] = {}
        self._asking = asyncio.Lock()

    async def resolve(self, host: str, port: int) -> list[AddrInfoType]:
        """The addresses of `host`, to connect to as they are; AddressRefused before any connection when one of them is private, local or reserved."""
        async with self._asking:  # a thousand pushes to one service ask once
            now = asyncio.get_running_loop().time()
            kept = self._kept.get((host, port))
            if kept is not None and now - kept[0] < KEEP_S:
                return kept[1]
            found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_ADDRCONFIG)
            if host not in self._trusted and not all(is_public(str(entry[4][0])) for entry in found):
                raise AddressRefused(f"{host} leads to an address that is not public")
            addresses: list[AddrInfoType] = [(entry[0], entry[1], entry[2], entry[3], entry[4]) for entry in found]
            self._kept[(host, port)] = (now, addresses)
            return addresses
