"""A stand-in for the push service of Chromium (FCM), on this machine, so that a real Chromium can really be pushed to.

    with Fcm(tmp_path) as fcm, Chromium(..., fcm=fcm) as chromium:
        ...the page subscribes; its endpoint is https://<one of HOSTS>/fcm/send/<token>, whatever the browser is told...
        fcm.wait_until(lambda: fcm.logins)

The browser's side is plain: it checks in, registers each subscription, and keeps one line open (`fcm_line`). The
application server's side is RFC 8030 over TLS at `fcm.port`, and checks what `push_protocol` checks. The hosts of
endpoints are Google's, so whoever sends must be led here: connect to `fcm.port` and trust `fcm.certificate`.
A message is kept until the browser acknowledges it, a newer one of its topic replaces it, or its TTL is over.
"""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import itertools
import secrets
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

from aiohttp import web

from tests.support.certificate import Certificate
from tests.support.fcm_line import Line, Registration
from tests.support.loop_thread import LoopThread
from tests.support.protobuf import Fields, Fixed64, message
from tests.support.push_protocol import Message, PushRequest, Refused, checked_message, vapid_claims

HOSTS = ("fcm.googleapis.com", "jmt17.google.com")  # the second one is that of a Chromium without Google's brand


class Fcm:
    """The service itself, running in a thread from `start()` to `stop()`."""

    def __init__(self, folder: Path) -> None:
        self.certificate = Certificate(folder, *HOSTS)
        self.port = 0
        self.logins = 0
        self.requests: list[PushRequest] = []
        self.acknowledged: list[str] = []
        self.registrations: dict[str, Registration] = {}
        self._over: set[str] = set()
        self._kept: list[tuple[Registration, Message]] = []
        self._last: tuple[Registration, Message] | None = None
        self._lines: dict[int, Line] = {}
        self._tokens_of_devices: dict[int, int] = {}
        self._numbers = itertools.count(4_000_000_001)
        self._browser_port = self._line_port = 0
        self._changed = threading.Condition()
        self._thread: LoopThread | None = None
        self._runners: list[web.AppRunner] = []
        self._server: asyncio.Server | None = None

    # Life

    def __enter__(self) -> Fcm:
        return self.start()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()

    def start(self) -> Fcm:
        self._thread = LoopThread("fcm")
        self._thread.call(self._listen())
        return self

    def stop(self) -> None:
        if self._thread is None:
            return
        self._thread.call(self._close())
        self._thread.stop()
        self._thread = None

    async def _listen(self) -> None:
        browsers, senders = web.Application(), web.Application()
        browsers.router.add_post("/checkin", self._check_in)
        browsers.router.add_post("/register", self._register)
        senders.router.add_post("/{way:fcm/send|wp}/{token}", self._push)
        self._browser_port = await self._serve(browsers)
        self.port = await self._serve(senders, tls=True)
        self._server = await asyncio.start_server(self._keep_line, "127.0.0.1", 0, ssl=self.certificate.for_a_server())
        self._line_port = self._server.sockets[0].getsockname()[1]

    async def _serve(self, app: web.Application, *, tls: bool = False) -> int:
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await runner.setup()
        self._runners.append(runner)
        await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=self.certificate.for_a_server() if tls else None).start()
        return int(runner.addresses[0][1])

    async def _close(self) -> None:
        if self._server is not None:
            self._server.close()
        for line in list(self._lines.values()):
            line.close()
        for runner in self._runners:
            for connection in runner.server.connections if runner.server else []:
                if isinstance(connection.transport, asyncio.WriteTransport):
                    connection.transport.abort()  # closing would wait for a goodbye from the other side
            await runner.cleanup()

    @property
    def flags(self) -> list[str]:
        """What Chromium is started with to find this service and to trust it, and nothing else, with a certificate of ours."""
        return [
            f"--gcm-checkin-url=http://127.0.0.1:{self._browser_port}/checkin",
            f"--gcm-registration-url=http://127.0.0.1:{self._browser_port}/register",
            f"--gcm-mcs-endpoint=https://127.0.0.1:{self._line_port}",
            f"--ignore-certificate-errors-spki-list={self.certificate.fingerprint}",
        ]

    def wait_until(self, condition: Callable[[], Any], timeout_s: float = 20.0) -> None:
        """Returns when `condition()` is true; it is looked at after every event here, and AssertionError is raised late."""
        with self._changed:
            if not self._changed.wait_for(lambda: bool(condition()), timeout_s):
                seen = [(request.status, request.reason) for request in self.requests[-5:]]
                raise AssertionError(f"nothing in {timeout_s:.0f} s; {self.logins} logins, last requests: {seen}")

    def say_again(self) -> None:
        """Delivers the last message once more, as push services may."""
        if self._thread is None or self._last is None:
            raise RuntimeError("nothing was said yet")
        to, what = self._last
        self._thread.call(self._keep_and_send(to, dataclasses.replace(what, version=f"{what.version}-again")))

    def is_live(self, endpoint: str) -> bool:
        """Whether a subscription is known and was not given up."""
        token = endpoint.rpartition("/")[2]
        return token in self.registrations and token not in self._over

    def _announce(self) -> None:
        with self._changed:
            self._changed.notify_all()

    # The browser's side

    async def _check_in(self, request: web.Request) -> web.Response:
        """Who the browser is from now on; one that has been here before stays who it is."""
        known = Fields(await request.read()).number(2)
        device = known if known in self._tokens_of_devices else next(self._numbers)
        token = self._tokens_of_devices.setdefault(device, secrets.randbits(62))
        said = message((1, 1), (3, int(time.time() * 1000)), (7, Fixed64(device)), (8, Fixed64(token)), (11, "1"))
        return web.Response(body=said, content_type="application/x-protobuf")

    async def _register(self, request: web.Request) -> web.Response:
        form = {name: str(value) for name, value in (await request.post()).items()}
        device, _, token = request.headers["Authorization"].removeprefix("AidLogin ").partition(":")
        if self._tokens_of_devices.get(int(device)) != int(token):
            return web.Response(text="Error=AUTHENTICATION_FAILED")
        app, subtype, sender = form["app"], form.get("X-subtype", ""), form.get("sender", "")
        if form.get("delete") == "true":
            self._forget(int(device), subtype)
            return web.Response(text=f"token={subtype}")
        made = Registration(secrets.token_urlsafe(24), int(device), app, subtype, sender)
        if subtype:  # what it registers without is for the browser itself
            self.registrations[made.token] = made
            self._announce()
        return web.Response(text=f"token={made.token}")

    def _forget(self, device: int, subtype: str) -> None:
        gone = {token for token, one in self.registrations.items() if (one.device, one.subtype) == (device, subtype)}
        self._over |= gone
        self._kept = [(to, what) for to, what in self._kept if to.token not in gone]
        self._announce()

    async def _keep_line(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        line = Line(reader, writer)
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):  # the browser is gone
            await self._talk(line)
        if self._lines.get(line.device) is line:
            del self._lines[line.device]
        line.close()

    async def _talk(self, line: Line) -> None:
        self._acknowledge(await line.greet())
        self._lines[line.device] = line
        self.logins += 1
        self._announce()
        for to, what in self._waiting(line.device):
            await line.send(to, what)
        while (had := await line.hear()) is not None:
            self._acknowledge(had)

    def _waiting(self, device: int) -> list[tuple[Registration, Message]]:
        now = time.time()
        self._kept = [(to, what) for to, what in self._kept if what.expires_at > now]
        return [(to, what) for to, what in self._kept if to.device == device]

    def _acknowledge(self, versions: list[str]) -> None:
        self.acknowledged.extend(version for version in versions if version not in self.acknowledged)
        self._kept = [(to, what) for to, what in self._kept if what.version not in versions]
        self._announce()

    # The application server's side

    async def _push(self, request: web.Request) -> web.Response:
        token = request.match_info["token"]
        headers = {name.lower(): value for name, value in request.headers.items()}
        body = await request.read()
        claims: dict[str, Any] = {}
        try:
            if request.host not in HOSTS:
                raise Refused(404, f"no push service of this name: {request.host}")
            to = self.registrations.get(token)
            claims = vapid_claims(headers, f"https://{request.host}", to.sender if to else None)
            if to is None:
                raise Refused(404, "no such subscription")
            if token in self._over:
                raise Refused(410, "this subscription is over")
            what = checked_message(headers, body)
        except Refused as refused:
            self._note(token, headers, body, refused.status, refused.reason, claims)
            return web.Response(status=refused.status, text=refused.reason)
        self._last = (to, what)
        await self._keep_and_send(to, what)
        self._note(token, headers, body, 201, "taken", claims)
        return web.Response(status=201, headers={"Location": f"https://{request.host}/m/{what.version}", "TTL": headers["ttl"]})

    async def _keep_and_send(self, to: Registration, what: Message) -> None:
        if what.topic is not None:
            self._kept = [one for one in self._kept if (one[0].token, one[1].topic) != (to.token, what.topic)]
        self._kept.append((to, what))
        line = self._lines.get(to.device)
        if line is not None:
            with contextlib.suppress(ConnectionError):  # the browser is gone; it is kept until it comes back
                await line.send(to, what)

    def _note(self, token: str, headers: dict[str, str], body: bytes, status: int, reason: str, claims: dict[str, Any]) -> None:
        self.requests.append(PushRequest(time.time(), token, headers, body, status, reason, claims))
        self._announce()
