"""Logs that never hold an address, a name or a body, and the figures Prometheus asks for."""

from __future__ import annotations

import logging
import sys
import time
import traceback
from collections.abc import Callable
from threading import Thread
from wsgiref.simple_server import WSGIServer

import structlog
from prometheus_client import Counter, Histogram, start_http_server
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.core.settings import Settings

REQUESTS = Counter("modu_http_requests_total", "Answers by route and status.", ["method", "route", "status"])
SECONDS = Histogram(
    "modu_http_request_seconds",
    "Time to the end of the answer.",
    ["method", "route"],
    buckets=(0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
)

MOST_CAUSES = 8

log = structlog.get_logger()


def configure_logging(settings: Settings) -> None:
    """Structured lines on standard error; `json` for machines."""
    level = getattr(logging, settings.log_level.upper())
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if settings.log_format == "json"
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        without_messages,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=False,
    )
    logging.basicConfig(level=max(level, logging.WARNING), format="%(levelname)s %(name)s %(message)s")
    for place in (logging.getLogger("uvicorn.error"), *logging.getLogger().handlers):
        if _without_message not in place.filters:
            place.addFilter(_without_message)


def where_it_broke(error: BaseException) -> str:
    """Types and lines of an error and what led to it. Messages are left out: they quote what people wrote and where they live."""
    told: list[str] = []
    at: BaseException | None = error
    while at is not None and len(told) < MOST_CAUSES:
        told.append("".join(traceback.format_list(traceback.extract_tb(at.__traceback__))) + type(at).__qualname__)
        at = at.__cause__ or at.__context__
    return "\n".join(told)


def without_messages(_logger: object, _method: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """Turn `exc_info` into where it broke, before anything can print it whole."""
    given = event.pop("exc_info", None)
    error = given if isinstance(given, BaseException) else given[1] if isinstance(given, tuple) else sys.exc_info()[1] if given else None
    if error is not None:
        event["exception"] = where_it_broke(error)
    return event


def _without_message(record: logging.LogRecord) -> bool:
    if record.exc_info and record.exc_info[1] is not None:
        record.exc_text = where_it_broke(record.exc_info[1])
    return True


def start_metrics(settings: Settings) -> Callable[[], None]:
    """Serve /metrics on its own listener on 127.0.0.1; returns how to stop it. A taken port is told and harmless."""
    if settings.metrics_port == 0:
        return lambda: None
    try:
        server, thread = start_http_server(settings.metrics_port, addr="127.0.0.1")
    except OSError as error:
        log.warning("metrics_port_taken", port=settings.metrics_port, reason=str(error))
        return lambda: None
    return lambda: _stop(server, thread)


def _stop(server: WSGIServer, thread: Thread) -> None:
    server.shutdown()
    server.server_close()
    thread.join()


class RequestFigures:
    """Counts and times each answer by the route's pattern, never by the address asked for (ids stay out of metrics and logs)."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()
        status = 500

        async def note_status(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, note_status)
        finally:
            route = getattr(scope.get("route"), "path", "other")
            REQUESTS.labels(scope["method"], route, str(status)).inc()
            SECONDS.labels(scope["method"], route).observe(time.perf_counter() - began)
            log.debug("request", method=scope["method"], route=route, status=status)
