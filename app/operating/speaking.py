"""How the command line speaks: plain lines out, faults with what to do on standard error."""

from __future__ import annotations

import sys
from typing import NoReturn
from urllib.parse import urlsplit


def say(text: str = "") -> None:
    """One line for the operator."""
    print(text, flush=True)


def fail(text: str) -> NoReturn:
    """Say what is wrong and what to do, and leave with status 2."""
    print(f"modu: {text}", file=sys.stderr, flush=True)
    raise SystemExit(2)


def shown_url(url: str) -> str:
    """A database URL without its password."""
    parts = urlsplit(url)
    return url.replace(f":{parts.password}@", ":…@") if parts.password else url
