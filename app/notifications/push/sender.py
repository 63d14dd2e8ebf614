"""One push out of the door: checked address, encrypted, signed, sent once, its answer read no further than needed."""

from __future__ import annotations

import asyncio
import ssl
from dataclasses import dataclass
from types import TracebackType

import aiohttp
from yarl import URL

from app.core import clock
from app.core.settings import Settings
from app.notifications.push.encrypt import encrypt
from app.notifications.push.endpoint import EndpointRefused, parse
from app.notifications.push.keys import VapidKey
from app.notifications.push.resolver import AddressRefused, PublicResolver
from app.notifications.push.vapid import NO_SUBJECT, Vapid, subject_of
from app.notifications.rules import Outcome, Status, no_answer, outcome_of, parse_retry_after

LONGEST_SEND_S = 10.0  # a claim lasts 13 s: an attempt is over before another worker may begin the same one
ANSWER_BYTES = 2048
ANSWER_S = 0.5
KEEP_ALIVE_S = 30
DNS_S = 60


@dataclass(frozen=True)
class Push:
    """What one attempt needs."""

    endpoint: str
    p256dh: bytes
    auth: bytes
    payload: bytes
    ttl_s: int
    urgency: str
    topic: str


class Sender:
    """The worker's connections to push services, shared by everything it sends; use it as an async context manager."""

    def __init__(self, settings: Settings, key: VapidKey, *, ssl_context: ssl.SSLContext | None = None) -> None:
        self._extra = settings.push_origins
        self._timeout_s = min(settings.push_timeout_s, LONGEST_SEND_S)
        self._concurrency = settings.push_concurrency
        self._ssl = ssl_context
        self.has_subject = subject_of(settings) is not None
        self._vapid = Vapid(key, subject_of(settings))
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Sender:
        trusted = frozenset(URL(origin).host or "" for origin in self._extra)
        connector = aiohttp.TCPConnector(
            limit=self._concurrency,
            resolver=PublicResolver(trusted),
            ttl_dns_cache=DNS_S,
            keepalive_timeout=KEEP_ALIVE_S,
            ssl=self._ssl if self._ssl is not None else True,
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=self._timeout_s),
            auto_decompress=False,  # nothing of an answer is worth unpacking, and a small one may unpack to gigabytes
            trust_env=False,
            skip_auto_headers=("User-Agent", "Accept", "Accept-Encoding"),
        )
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._session is not None:
            await self._session.close()

    async def send(self, push: Push) -> Outcome:
        """Try once. Never raises for what a push service or a network does: that is the outcome."""
        try:
            endpoint = parse(push.endpoint, self._extra)
            body = encrypt(push.payload, push.p256dh, push.auth)
        except EndpointRefused as error:
            return Outcome(Status.FAILED, None, f"the endpoint is not allowed: {error}")
        except ValueError as error:
            return Outcome(Status.FAILED, None, f"cannot be encrypted: {error}")
        headers = {
            "Authorization": self._vapid.header(endpoint.origin, clock.now()),
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(push.ttl_s),
            "Urgency": push.urgency,
            "Topic": push.topic,
        }
        try:
            return await self._post(URL(endpoint.url, encoded=True), headers, body)
        except (aiohttp.ClientError, OSError, ValueError) as error:  # TimeoutError is an OSError
            return self._unheard(error)

    def _unheard(self, error: Exception) -> Outcome:
        cause = error.os_error if isinstance(error, aiohttp.ClientConnectorError) else error
        if isinstance(cause, AddressRefused):
            return Outcome(Status.FAILED, None, str(cause))
        if isinstance(cause, TimeoutError):
            return no_answer(f"no answer within {self._timeout_s:g} s")
        return no_answer(f"no connection: {type(cause).__name__}")

    async def _post(self, url: URL, headers: dict[str, str], body: bytes) -> Outcome:
        if self._session is None:
            raise RuntimeError("the sender is not open")
        async with self._session.post(url, data=body, headers=headers, allow_redirects=False) as response:
            said = await _reason(response)
            outcome = outcome_of(response.status, said, parse_retry_after(response.headers.get("Retry-After"), clock.now()))
        if response.status in (401, 403) and not self.has_subject:
            return Outcome(outcome.status, outcome.code, f"{outcome.reason}. {NO_SUBJECT}")
        return outcome


async def _reason(response: aiohttp.ClientResponse) -> str:
    """The first words of an answer; a long or slow one costs its connection, and nothing else."""
    if response.content.at_eof():
        return ""
    try:
        async with asyncio.timeout(ANSWER_S):
            said = await response.content.read(ANSWER_BYTES)
            if not response.content.at_eof():
                response.close()
    except (TimeoutError, aiohttp.ClientError, OSError):
        response.close()
        return ""
    text = said.decode("ascii", "replace")
    return "".join(letter if " " <= letter <= "~" else " " for letter in text[:120]).strip()
