"""The call to a monitor elsewhere, which raises the alarm when it is no longer called."""

from __future__ import annotations

import asyncio
import ssl
from datetime import timedelta
from urllib.parse import urlsplit

import structlog

from app.alerts.auditing import is_stuck
from app.core import clock
from app.core.database import Database
from app.notifications.beats import worker_health

CALL_S = 2.5  # less than a worker that stops is given
LASTING = timedelta(seconds=60)

log = structlog.get_logger()


class Heartbeat:
    """Calls the monitor while alerts go their way, and falls silent when they do not."""

    def __init__(self, database: Database, url: str, *, ssl_context: ssl.SSLContext | None = None) -> None:
        self._database, self._url = database, url
        self._ssl = ssl_context or ssl.create_default_context()

    async def round(self) -> int:
        """Call once; returns 0, the next call is due later. A monitor that does not answer is no trouble of the worker."""
        now = clock.now()
        healthy = await self._database.read(lambda session: worker_health(session, now) == "ok" and not is_stuck(session, now, LASTING))
        if not healthy:
            log.error("heartbeat_withheld")
            return 0
        try:
            async with asyncio.timeout(CALL_S):
                status = await self._call()
        except (OSError, TimeoutError) as error:
            log.warning("heartbeat_not_heard", error=type(error).__name__)
            return 0
        if not 200 <= status < 300:
            log.warning("heartbeat_not_heard", status=status)
        return 0

    async def _call(self) -> int:
        """The status of the answer, 0 for what is none. The answer is read no further, and no redirect is followed."""
        parts = urlsplit(self._url)
        secure = parts.scheme == "https"
        port = parts.port or (443 if secure else 80)
        reader, writer = await asyncio.open_connection(parts.hostname, port, ssl=self._ssl if secure else None)
        try:
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            head = f"GET {target} HTTP/1.1\r\nHost: {parts.netloc}\r\nUser-Agent: modu-patrol\r\nConnection: close\r\n\r\n"
            writer.write(head.encode("ascii"))
            await writer.drain()
            words = (await reader.read(64)).split(maxsplit=2)
        finally:
            writer.transport.abort()
        return int(words[1]) if len(words) > 1 and words[0].startswith(b"HTTP/1.") and words[1].isdigit() else 0
