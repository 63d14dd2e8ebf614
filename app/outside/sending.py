"""Sends one message through Apprise, in a process of its own that can be killed: `python -m app.outside.sending`.

Reads {"url", "title", "text", "trusted_hosts"} from standard input; exit status 0 when the channel took it. Every name is looked
up here once more than Apprise does it, so that no channel leads inside: an address that is not public is never connected to.
"""

from __future__ import annotations

import json
import socket
import sys
from typing import Any

from app.core.addresses import is_public

REFUSED, NOT_TAKEN, NOT_AN_ADDRESS = 3, 4, 5


class Refused(OSError):
    """The name leads to an address that is not public."""


def only_public(trusted_hosts: frozenset[str]) -> list[str]:
    """From here on this process connects to public addresses and trusted hosts only; returns where refused names are kept."""
    look_up, refused = socket.getaddrinfo, list[str]()

    def guarded(host: Any, port: Any, *rest: Any, **named: Any) -> list[Any]:
        found = look_up(host, port, *rest, **named)
        name = host.decode() if isinstance(host, bytes) else str(host)
        if name not in trusted_hosts and not all(is_public(str(entry[4][0])) for entry in found):
            refused.append(name)
            raise Refused(f"{name} leads to an address that is not public")
        return found

    socket.getaddrinfo = guarded
    return refused


def main() -> int:
    """Send what standard input says."""
    said = json.load(sys.stdin)
    refused = only_public(frozenset(said["trusted_hosts"]))
    import apprise  # 1 s and 45 MB: here only

    channel = apprise.Apprise.instantiate(said["url"], asset=apprise.AppriseAsset(async_mode=False, secure_logging=True))
    if channel is None:
        sys.stdout.write("not an address")
        return NOT_AN_ADDRESS
    if channel.notify(body=said["text"], title=said["title"]):
        return 0
    sys.stdout.write("address not public" if refused else "not taken")
    return REFUSED if refused else NOT_TAKEN


if __name__ == "__main__":
    sys.exit(main())
