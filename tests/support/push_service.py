"""A push service on this machine that speaks the real protocols, for tests that send real pushes.

    with PushService() as push:                      # or PushService(port=18790)
        push.url                                     # "http://127.0.0.1:PORT" for MODU_PUSH_EXTRA_ORIGINS
        push.websocket_url                           # for Firefox: dom.push.serverURL

A browser-less subscriber, for delivery tests:

        phone = push.phone(vapid_public_key)         # the key is optional; when given, others get 401
        phone.subscription                           # what PushSubscription.toJSON() would be
        ...the code under test sends...
        push.wait_until(lambda: phone.messages)      # decrypted: [Received(payload=b"...", topic=...)]
        phone.json()                                 # the payloads as JSON
        phone.unsubscribe()                          # from now on: 410
        phone.go_offline() / phone.go_online()       # messages are kept for their TTL, topics replaced

Everything that was POSTed, good or bad, is in `push.requests` (oldest first) with the status it got.

Misbehaviour, in the order it was asked for, one entry for each POST (after that: normal again):

        push.misbehave(Fault(status=429, retry_after="2"), times=3)
        push.misbehave(Fault(status=500), token=phone.token)      # only for this subscription
        push.misbehave(Fault(status=410))
        push.misbehave(Fault(reset=True))            # the connection is torn down without an answer
        push.misbehave(Fault(stall_s=30))            # no answer for that long
        push.misbehave(Fault(accept_then_reset=True))  # the message IS taken, but the answer is lost
        push.misbehave(Fault(status=307, location="http://127.0.0.1:1/"))
        push.latency_s = 0.05                        # before each answer
        push.jitter_s = 0.05                         # up to that much more, each time another
        push.loses_what_is_cut = True                # a message whose sender is gone by then is not taken (else it is)

HTTP side: RFC 8030 with RFC 8188/8291 framing and RFC 8292 VAPID, all checked: 201 taken, 400 malformed, 401 VAPID
missing or wrong, 404 never known, 410 unsubscribed, 413 larger than 4096 bytes. WebSocket side: what Firefox speaks
(hello, register, notification, ack, unregister, ping). `python -m tests.support.push_service --port N` runs it alone.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import sys
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Literal

from aiohttp import WSMsgType, web
from cryptography.exceptions import InvalidTag

from tests.support.loop_thread import LoopThread
from tests.support.push_protocol import (
    Ack,
    Fault,
    Message,
    PushRequest,
    Received,
    ReceiverKeys,
    Refused,
    b64url,
    checked_message,
    vapid_claims,
)

__all__ = ["Ack", "Fault", "Phone", "PushRequest", "PushService", "Received"]


@dataclass
class Channel:
    """One subscription, of a browser (`uaid`) or of a test's phone."""

    token: str
    channel_id: str
    uaid: str | None
    vapid_key: str | None
    live: bool = True
    kept: list[Message] = field(default_factory=list)
    phone: Phone | None = None


class Phone:
    """A subscriber without a browser: has its own keys and really decrypts (RFC 8291)."""

    def __init__(self, service: PushService, vapid_key: str | None) -> None:
        self._service = service
        self._keys = ReceiverKeys()
        self.online = True
        self.messages: list[Received] = []
        self.undecryptable = 0
        self.channel = service.open_channel(str(uuid.uuid4()), None, vapid_key, self)
        self.token = self.channel.token

    @property
    def endpoint(self) -> str:
        return self._service.endpoint(self.token)

    @property
    def subscription(self) -> dict[str, Any]:
        return {
            "endpoint": self.endpoint,
            "expirationTime": None,
            "keys": self._keys.to_json(),
        }

    def json(self) -> list[Any]:
        return [json.loads(message.payload) for message in self.messages]

    def unsubscribe(self) -> None:
        self.channel.live = False

    def go_offline(self) -> None:
        self.online = False

    def go_online(self) -> None:
        self.online = True
        self._service.hand_over(self.channel)

    def take(self, message: Message) -> None:
        try:
            payload = self._keys.open(message.body)
        except (InvalidTag, ValueError):
            self.undecryptable += 1
            return
        self.messages.append(Received(time.time(), payload, message.topic, message.urgency))


class PushService:
    """The service itself, running in a thread from `start()` to `stop()`."""

    def __init__(self, port: int = 0, host: str = "127.0.0.1") -> None:
        self.host = host
        self.port = port
        self.latency_s = 0.0
        self.jitter_s = 0.0
        self.loses_what_is_cut = False
        self.requests: list[PushRequest] = []
        self.acks: list[Ack] = []
        self.hellos = 0
        self._channels: dict[str, Channel] = {}
        self._sockets: dict[str, web.WebSocketResponse] = {}
        self._faults: list[tuple[str | None, Fault]] = []
        self._changed = threading.Condition()
        self._runner: web.AppRunner | None = None
        self._thread: LoopThread | None = None

    # Life

    def __enter__(self) -> PushService:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def start(self) -> PushService:
        self._thread = LoopThread("push-service")
        self._thread.call(self._listen())
        return self

    def stop(self) -> None:
        if self._thread is None:
            return
        self._thread.call(self._close())
        self._thread.stop()
        self._thread = None

    async def _listen(self) -> None:
        app = web.Application(client_max_size=1 << 20)
        app.router.add_get("/", self._websocket)
        app.router.add_post("/wpush/v2/{token}", self._push)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, self.host, self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def _close(self) -> None:
        for socket in list(self._sockets.values()):
            await socket.close()
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}"

    @property
    def websocket_url(self) -> str:
        return f"ws://{self.host}:{self.port}/"

    def endpoint(self, token: str) -> str:
        return f"{self.url}/wpush/v2/{token}"

    # What tests ask of it

    def phone(self, vapid_key: str | None = None) -> Phone:
        """A new subscriber without a browser."""
        return Phone(self, vapid_key)

    def misbehave(self, fault: Fault, times: int = 1, token: str | None = None) -> None:
        """The next `times` POSTs (to `token`, or any) meet `fault` instead of an honest answer."""
        self._faults.extend([(token, fault)] * times)

    def behave(self) -> None:
        """Forgets every fault still waiting."""
        self._faults.clear()
        self.latency_s = 0.0

    def answered(self, status: int) -> list[PushRequest]:
        return [request for request in self.requests if request.status == status]

    def wait_until(self, condition: Callable[[], Any], timeout_s: float = 10.0) -> None:
        """Returns when `condition()` is true; it is looked at after every event here, and AssertionError is raised late."""
        with self._changed:
            if not self._changed.wait_for(lambda: bool(condition()), timeout_s):
                seen = [(request.status, request.reason) for request in self.requests[-5:]]
                raise AssertionError(f"nothing in {timeout_s:.0f} s; last requests: {seen}")

    # Subscriptions

    def open_channel(self, channel_id: str, uaid: str | None, vapid_key: str | None, phone: Phone | None) -> Channel:
        channel = Channel(uuid.uuid4().hex, channel_id, uaid, vapid_key, phone=phone)
        self._channels[channel.token] = channel
        self._announce()
        return channel

    def hand_over(self, channel: Channel) -> None:
        """Gives a phone what was kept for it."""
        for message in self._fresh(channel):
            if channel.phone is not None:
                channel.phone.take(message)
        channel.kept.clear()
        self._announce()

    @staticmethod
    def _fresh(channel: Channel) -> list[Message]:
        now = time.time()
        channel.kept = [message for message in channel.kept if message.expires_at > now]
        return list(channel.kept)

    def _announce(self) -> None:
        with self._changed:
            self._changed.notify_all()

    # HTTP side: the application server's POSTs

    async def _push(self, request: web.Request) -> web.StreamResponse:
        token = request.match_info["token"]
        headers = {name.lower(): value for name, value in request.headers.items()}
        body = await request.read()
        if self.latency_s or self.jitter_s:
            await asyncio.sleep(self.latency_s + random.random() * self.jitter_s)
        if self.loses_what_is_cut and (request.transport is None or request.transport.is_closing()):
            return web.Response(status=500)

        fault = self._next_fault(token)
        if fault is not None and not fault.accept_then_reset:
            return await self._misbehave(request, fault, token, headers, body)

        claims: dict[str, Any] = {}
        try:
            known = self._channels.get(token)
            claims = vapid_claims(headers, self.url, known.vapid_key if known else None)
            channel, message = self._live_channel(token), checked_message(headers, body)
        except Refused as refused:
            self._note(token, headers, body, refused.status, refused.reason, claims)
            return web.json_response({"code": refused.status, "message": refused.reason}, status=refused.status)

        await self._keep_or_send(channel, message)
        if fault is not None:
            self._note(token, headers, body, 0, "taken, but the answer was lost", claims)
            self._tear(request)
            return web.Response(status=201)
        self._note(token, headers, body, 201, "taken", claims)
        answer = {"Location": f"{self.url}/m/{message.version}", "TTL": headers["ttl"]}
        return web.Response(status=201, headers=answer)

    def _next_fault(self, token: str) -> Fault | None:
        for index, (only, fault) in enumerate(self._faults):
            if only is None or only == token:
                del self._faults[index]
                return fault
        return None

    async def _misbehave(self, request: web.Request, fault: Fault, token: str, headers: dict[str, str], body: bytes) -> web.StreamResponse:
        self._note(token, headers, body, fault.status or 0, "misbehaved as told", {})
        if fault.stall_s:
            await asyncio.sleep(fault.stall_s)
        if fault.reset or fault.status is None:
            self._tear(request)
            return web.Response(status=500)
        if fault.status == 410 and token in self._channels:
            self._channels[token].live = False
        extra = {"Retry-After": fault.retry_after, "Location": fault.location}
        present = {name: value for name, value in extra.items() if value is not None}
        return web.Response(status=fault.status, headers=present, body=fault.body)

    @staticmethod
    def _tear(request: web.Request) -> None:
        if isinstance(request.transport, asyncio.WriteTransport):
            request.transport.abort()

    def _note(self, token: str, headers: dict[str, str], body: bytes, status: int, reason: str, claims: dict[str, Any]) -> None:
        self.requests.append(PushRequest(time.time(), token, headers, body, status, reason, claims))
        self._announce()

    def _live_channel(self, token: str) -> Channel:
        channel = self._channels.get(token)
        if channel is None:
            raise Refused(404, "no such subscription")
        if not channel.live:
            raise Refused(410, "this subscription is over")
        return channel

    async def _keep_or_send(self, channel: Channel, message: Message) -> None:
        if message.topic is not None:
            channel.kept = [kept for kept in channel.kept if kept.topic != message.topic]
        if channel.phone is not None:
            if channel.phone.online:
                channel.phone.take(message)
            elif message.expires_at > time.time():
                channel.kept.append(message)
            return
        channel.kept.append(message)
        sent = await self._notify(channel, message)
        if not sent and message.expires_at <= time.time():
            channel.kept.remove(message)

    # WebSocket side: the browser

    async def _websocket(self, request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse(protocols=("push-notification",), heartbeat=None)
        await socket.prepare(request)
        uaid: str | None = None
        async for frame in socket:
            if frame.type != WSMsgType.TEXT:
                continue
            said = json.loads(frame.data)
            if said.get("messageType") == "hello":
                uaid = await self._hello(socket, said)
            elif uaid is not None:
                await self._hear(socket, uaid, said)
            self._announce()
        if uaid is not None and self._sockets.get(uaid) is socket:
            del self._sockets[uaid]
        return socket

    async def _hello(self, socket: web.WebSocketResponse, said: dict[str, Any]) -> str:
        known = {channel.uaid for channel in self._channels.values() if channel.uaid}
        uaid: str = said["uaid"] if said.get("uaid") in known else uuid.uuid4().hex
        self._sockets[uaid] = socket
        await socket.send_json({"messageType": "hello", "uaid": uaid, "status": 200, "use_webpush": True, "broadcasts": {}})
        self.hellos += 1
        for channel in [channel for channel in self._channels.values() if channel.uaid == uaid and channel.live]:
            for message in self._fresh(channel):
                await self._notify(channel, message)
        return uaid

    async def _hear(self, socket: web.WebSocketResponse, uaid: str, said: dict[str, Any]) -> None:
        kind: Literal["register", "unregister", "ack"] | str | None = said.get("messageType")
        if not kind or kind == "ping":
            await socket.send_json({})
        elif kind == "register":
            channel = self.open_channel(said["channelID"], uaid, said.get("key"), None)
            answer = {"channelID": channel.channel_id, "status": 200, "pushEndpoint": self.endpoint(channel.token)}
            await socket.send_json({"messageType": "register", "uaid": uaid, **answer})
        elif kind == "unregister":
            for channel in self._of(uaid, said["channelID"]):
                channel.live = False
            answer = {"messageType": "unregister", "channelID": said["channelID"], "status": 200}
            await socket.send_json(answer)
        elif kind == "ack":
            for update in said.get("updates", []):
                self._acknowledge(uaid, update)

    def _acknowledge(self, uaid: str, update: dict[str, Any]) -> None:
        for channel in self._of(uaid, update["channelID"]):
            channel.kept = [kept for kept in channel.kept if kept.version != update["version"]]
        self.acks.append(Ack(time.time(), update["channelID"], update["version"], update.get("code", 100)))

    def _of(self, uaid: str, channel_id: str) -> list[Channel]:
        return [
            channel for channel in self._channels.values() if channel.uaid == uaid and channel.channel_id == channel_id and channel.live
        ]

    async def _notify(self, channel: Channel, message: Message) -> bool:
        socket = self._sockets.get(channel.uaid or "")
        if socket is None or socket.closed:
            return False
        frame: dict[str, Any] = {
            "messageType": "notification",
            "channelID": channel.channel_id,
            "version": message.version,
            "ttl": max(0, round(message.expires_at - time.time())),
        }
        if message.body:
            frame |= {"data": b64url(message.body), "headers": {"encoding": "aes128gcm"}}
        try:
            await socket.send_json(frame)
        except ConnectionError:
            return False
        return True


def main() -> None:
    parser = argparse.ArgumentParser(description="A push service on this machine, for tests and demonstrations.")
    parser.add_argument("--port", type=int, default=18790)
    service = PushService(parser.parse_args().port).start()
    sys.stdout.write(f"push service: {service.url}  Firefox dom.push.serverURL: {service.websocket_url}\n")
    sys.stdout.flush()
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        service.stop()


if __name__ == "__main__":
    main()
