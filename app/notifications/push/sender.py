"""One push out of the door: checked address, encrypted, signed, sent once, its answer read no further than needed."""

from __future__ import annotations

import asyncio
import ssl
from dataclasses import dataclass
from types import TracebackType
from urllib.parse import urlsplit

from app.core import clock
from app.core.settings import Settings
from app.notifications.push.encrypt import encrypt
from app.notifications.push.endpoint import Endpoint, EndpointRefused, parse
from app.notifications.push.keys import VapidKey
from app.notifications.push.resolver import AddressRefused, PublicResolver
from app.notifications.push.vapid import NO_SUBJECT, Vapid, subject_of
from app.notifications.push.wire import Answer, Wire
from app.notifications.rules import Outcome, Status, is_topic, no_answer, outcome_of, parse_retry_after

LONGEST_SEND_S = 10.0  # a claim lasts 13 s: an attempt is over before another worker may begin the same one
REASON_BYTES = 120
URGENCIES = frozenset({"very-low", "low", "normal", "high"})


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
        self._ssl = ssl_context
        self.has_subject = subject_of(settings) is not None
        self._vapid = Vapid(key, subject_of(settings))
        self._wire: Wire | None = None

    async def __aenter__(self) -> Sender:
        trusted = frozenset(urlsplit(origin).hostname or "" for origin in self._extra)
        self._wire = Wire(PublicResolver(trusted), self._ssl)
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._wire is not None:
            self._wire.close()

    async def send(self, push: Push) -> Outcome:
        """Try once. Never raises for what a push service or a network does: that is the outcome."""
        if self._wire is None:
            raise RuntimeError("the sender is not open")
        try:
            endpoint = parse(push.endpoint, self._extra)
            raw = self._request(endpoint, push)
        except EndpointRefused as error:
            return Outcome(Status.FAILED, None, f"the endpoint is not allowed: {error}")
        except ValueError as error:
            return Outcome(Status.FAILED, None, f"cannot be sent: {error}")
        try:
            async with asyncio.timeout(self._timeout_s):
                answer = await self._wire.post(endpoint, raw)
        except AddressRefused as error:
            return Outcome(Status.FAILED, None, str(error))
        except TimeoutError:
            return no_answer(f"no answer within {self._timeout_s:g} s")
        except OSError as error:
            return no_answer(f"no connection: {type(error).__name__}")
        return self._heard(answer)

    def _request(self, endpoint: Endpoint, push: Push) -> bytes:
        """The whole request. Nothing in its head can hold a line break: `parse` and the two checks here see to it."""
        if not is_topic(push.topic) or push.urgency not in URGENCIES:
            raise ValueError("its topic or urgency is none")
        body = encrypt(push.payload, push.p256dh, push.auth)
        head = (
            f"POST {endpoint.target} HTTP/1.1\r\n"
            f"Host: {endpoint.origin.partition('://')[2]}\r\n"
            f"Authorization: {self._vapid.header(endpoint.origin, clock.now())}\r\n"
            "Content-Encoding: aes128gcm\r\n"
            "Content-Type: application/octet-stream\r\n"
            f"TTL: {push.ttl_s:d}\r\n"
            f"Urgency: {push.urgency}\r\n"
            f"Topic: {push.topic}\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        return head.encode("ascii") + body

    def _heard(self, answer: Answer) -> Outcome:
        outcome = outcome_of(answer.status, _printable(answer.body), parse_retry_after(answer.retry_after, clock.now()))
        if answer.status in (401, 403) and not self.has_subject:
            return Outcome(outcome.status, outcome.code, f"{outcome.reason}. {NO_SUBJECT}")
        return outcome


def _printable(body: bytearray) -> str:
    text = bytes(body[:REASON_BYTES]).decode("ascii", "replace")
    return "".join(letter if " " <= letter <= "~" else " " for letter in text).strip()
