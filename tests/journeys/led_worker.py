"""`modu work`, whose pushes to Chromium's push service are led to the stand-in: `python -m tests.journeys.led_worker PORT CERTIFICATE`.

Nothing else is another than in the product: the endpoint is checked, the stand-in's certificate has to be good for the
host that the endpoint names, and every other host is looked up as ever.
"""

from __future__ import annotations

import os
import socket
import sys
from unittest import mock

from aiohappyeyeballs import AddrInfoType

from app import cli
from app.notifications.push import sender
from app.notifications.push.resolver import PublicResolver
from tests.journeys.moved import follow_clock
from tests.support.fcm import HOSTS


def led_to(stand_in: int) -> type[PublicResolver]:
    """The product's resolver, but for the two hosts of Chromium's endpoints."""

    class Led(PublicResolver):
        async def resolve(self, host: str, port: int) -> list[AddrInfoType]:
            if host in HOSTS and port == 443:
                return [(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", ("127.0.0.1", stand_in))]
            return await super().resolve(host, port)

    return Led


def main(port: str, certificate: str) -> int:
    """Work until told to stop."""
    follow_clock()
    os.environ["SSL_CERT_FILE"] = certificate  # where OpenSSL looks for whom to trust
    with mock.patch.object(sender, "PublicResolver", led_to(int(port))):
        return cli.main(["work"])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
