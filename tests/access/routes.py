"""Every route the application has, found in the application itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fastapi import FastAPI
from starlette.routing import BaseRoute, Mount


def every_route(app: FastAPI) -> set[tuple[str, str]]:
    """(method, path) of each route, hidden ones included. Raises on a kind of route nobody looked at yet."""
    return set(_walk(app.routes, ""))


def _walk(routes: Iterable[BaseRoute], prefix: str) -> Iterator[tuple[str, str]]:
    for route in routes:
        included = getattr(route, "original_router", None)
        path = getattr(route, "path", None)
        if included is not None:
            context = getattr(route, "include_context", None)
            yield from _walk(included.routes, prefix + getattr(context, "prefix", ""))
        elif isinstance(route, Mount) or path is None:
            raise AssertionError(f"{route!r} is a kind of route the matrix cannot read; teach tests/access/routes.py")
        else:
            yield from ((method, prefix + path) for method in getattr(route, "methods", None) or {"WEBSOCKET"} if method != "HEAD")
