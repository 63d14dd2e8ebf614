"""Looking up push services so that a name can never lead inside: every address must be public, and the one checked is the one used."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Set as AbstractSet

from aiohappyeyeballs import AddrInfoType

KEEP_S = 60.0

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_SPECIAL = tuple(  # Python's own idea of "global" has changed between versions
    ipaddress.ip_network(network) for network in ("192.0.0.0/24", "192.88.99.0/24", "64:ff9b:1::/48", "::ffff:0:0:0/96", "5f00::/16")
)


class AddressRefused(OSError):
    """The name leads to an address that is not public."""


def is_public(address: str) -> bool:
    """Whether packets to `address` leave for the open internet, also when IPv4 is wrapped in IPv6."""
    parsed = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(parsed, ipaddress.IPv6Address):
        inner = parsed.ipv4_mapped or parsed.sixtofour or (ipaddress.IPv4Address(int(parsed) & 0xFFFFFFFF) if parsed in _NAT64 else None)
        if inner is not None:
            return is_public(str(inner))
        if parsed.teredo is not None:
            return False
    special = any(parsed in network for network in _SPECIAL if network.version == parsed.version)
    return parsed.is_global and not (special or parsed.is_multicast or parsed.is_reserved)


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
