"""Looking up push services so that a name can never lead inside: every address must be public, and the one checked is the one used."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Set as AbstractSet

from aiohttp.abc import AbstractResolver, ResolveResult

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


class PublicResolver(AbstractResolver):
    """The system's resolver, refusing a name as soon as one of its addresses is not public. The connection uses exactly this answer."""

    def __init__(self, trusted_hosts: AbstractSet[str] = frozenset()) -> None:
        self._trusted = trusted_hosts

    async def resolve(self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET) -> list[ResolveResult]:
        """The addresses of `host`; AddressRefused before any connection when one of them is private, local or reserved."""
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM, family=family, flags=socket.AI_ADDRCONFIG)
        addresses = [(entry[0], str(entry[4][0])) for entry in found]
        if host not in self._trusted and not all(is_public(address) for _family, address in addresses):
            raise AddressRefused(f"{host} leads to an address that is not public")
        flags = socket.AI_NUMERICHOST | socket.AI_NUMERICSERV
        return [ResolveResult(hostname=host, host=address, port=port, family=kind, proto=0, flags=flags) for kind, address in addresses]

    async def close(self) -> None:
        """Nothing is held."""
