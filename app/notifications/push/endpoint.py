"""Which addresses a push may go to: the push services of browsers and nothing else, checked when saved and when sent."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

MAX_LENGTH = 1024
HOSTS = frozenset(
    {
        "fcm.googleapis.com",
        "android.googleapis.com",
        "jmt17.google.com",  # Chromium without Google's brand
        "updates.push.services.mozilla.com",
    }
)
SUFFIXES = (".push.apple.com", ".notify.windows.com", ".push.samsungosp.com")

# One reading only: a scheme, a host of plain labels, a port, a path. What other parsers might read differently
# (user information, backslashes, brackets, percent signs in hosts, control characters, fragments) does not match at all.
_SHAPE = re.compile(
    r"(?P<scheme>https?)://(?P<host>[A-Za-z0-9.-]+)(?::(?P<port>[0-9]{1,5}))?(?P<path>/[A-Za-z0-9._~!$&'()*+,;=:@%/-]*)(?P<query>\?[A-Za-z0-9._~!$&'()*+,;=:@%/?-]*)?",
    re.ASCII,
)
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?", re.ASCII)
_DEFAULT_PORT = {"https": 443, "http": 80}


class EndpointRefused(ValueError):
    """Not an address of a push service; nothing was resolved or connected."""


@dataclass(frozen=True)
class Endpoint:
    """An endpoint taken apart; `origin` is what VAPID calls the audience."""

    url: str
    scheme: str
    host: str
    port: int
    target: str
    origin: str
    is_extra: bool


def parse(url: str, extra_origins: AbstractSet[str] = frozenset()) -> Endpoint:
    """The endpoint, when it is one: https on port 443 at an allowed host, or at one of the test origins of the settings."""
    found = _SHAPE.fullmatch(url) if len(url) <= MAX_LENGTH else None
    if found is None:
        raise EndpointRefused("not a plain https address")
    scheme, host = found["scheme"], found["host"].lower()
    port = int(found["port"]) if found["port"] else _DEFAULT_PORT[scheme]
    shown = host if port == _DEFAULT_PORT[scheme] else f"{host}:{port}"
    origin = f"{scheme}://{shown}"
    endpoint = Endpoint(
        url,
        scheme,
        host,
        port,
        found["path"] + (found["query"] or ""),
        origin,
        is_extra=_is_extra(origin, scheme, host, port, extra_origins),
    )
    if endpoint.is_extra:
        return endpoint
    if scheme != "https" or port != 443:
        raise EndpointRefused("only https on port 443")
    if not all(_LABEL.fullmatch(label) for label in host.split(".")):
        raise EndpointRefused("not a plain host name")
    if host not in HOSTS and not host.endswith(SUFFIXES):
        raise EndpointRefused("not the address of a known push service")
    return endpoint


def _is_extra(origin: str, scheme: str, host: str, port: int, extra_origins: AbstractSet[str]) -> bool:
    return port > 0 and (origin in extra_origins or f"{scheme}://{host}:{port}" in extra_origins)
