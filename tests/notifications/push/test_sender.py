"""One push against everything a push service or a network may do."""

from __future__ import annotations

import asyncio
import socket
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from app.core.settings import Settings
from app.notifications.push.keys import VapidKey, load_or_create
from app.notifications.push.sender import Push, Sender
from app.notifications.rules import Outcome, Status
from tests.notifications.push.hostile import HOSTILE
from tests.notifications.push.rude_server import Answer, drips, floods, read_request, resets, rude_server, says, stalls
from tests.notifications.street import browser_keys, unb64url
from tests.support.push_service import Fault, Phone, PushService

PAYLOAD = b'{"web_push":8030}'
SUBJECT = "mailto:desk@example.org"


@pytest.fixture
def key(tmp_path: Path) -> VapidKey:
    return load_or_create(tmp_path)


def settings_for(tmp_path: Path, origin: str, **more: Any) -> Settings:
    return Settings(data_dir=tmp_path, push_extra_origins=origin, **{"vapid_subject": SUBJECT, **more})


def push_to(endpoint: str, keys: tuple[bytes, bytes] | None = None, **more: Any) -> Push:
    p256dh, auth = keys or browser_keys()
    what = {"payload": PAYLOAD, "ttl_s": 60, "urgency": "high", "topic": "abcdefgh", **more}
    return Push(endpoint=endpoint, p256dh=p256dh, auth=auth, **what)


def push_to_phone(phone: Phone, **more: Any) -> Push:
    keys = phone.subscription["keys"]
    return push_to(phone.endpoint, (unb64url(keys["p256dh"]), unb64url(keys["auth"])), **more)


def send(settings: Settings, key: VapidKey, *pushes: Push) -> list[Outcome]:
    async def work() -> list[Outcome]:
        async with Sender(settings, key) as sender:
            return [await sender.send(push) for push in pushes]

    return asyncio.run(work())


def against(answer: Answer, tmp_path: Path, key: VapidKey, **more: Any) -> Outcome:
    async def work() -> Outcome:
        async with rude_server(answer) as origin:
            settings = settings_for(tmp_path, origin, push_timeout_s=0.4, **more)
            async with Sender(settings, key) as sender:
                return await sender.send(push_to(f"{origin}/push/abc"))

    return asyncio.run(work())


def test_a_phone_reads_what_was_sent_with_all_that_a_push_service_wants(tmp_path: Path, key: VapidKey) -> None:
    with PushService() as service:
        phone = service.phone(key.public)
        (outcome,) = send(settings_for(tmp_path, service.url), key, push_to_phone(phone))
    assert outcome == Outcome(Status.SENT, 201, "")
    assert phone.messages[0].payload == PAYLOAD
    request = service.requests[0]
    assert (request.ttl_s, request.topic, request.urgency) == (60, "abcdefgh", "high")
    assert request.claims["sub"] == SUBJECT
    assert "user-agent" not in request.headers


def test_what_honest_refusals_come_to(tmp_path: Path, key: VapidKey) -> None:
    with PushService() as service:
        settings = settings_for(tmp_path, service.url)
        left = service.phone(key.public)
        left.unsubscribe()
        stranger, malformed = service.phone(load_or_create(tmp_path / "other").public), service.phone(key.public)
        service.misbehave(Fault(status=400), token=malformed.token)
        outcomes = send(
            settings,
            key,
            push_to_phone(left),
            push_to(service.endpoint("never-known")),
            push_to_phone(stranger),
            push_to_phone(malformed),
        )
    assert [(outcome.status, outcome.code) for outcome in outcomes] == [
        (Status.GONE, 410),
        (Status.GONE, 404),
        (Status.FAILED, 401),
        (Status.FAILED, 400),
    ]


def test_misbehaviour_of_a_push_service(tmp_path: Path, key: VapidKey) -> None:
    faults = [
        (Fault(status=200), Status.SENT, None),
        (Fault(status=204), Status.SENT, None),
        (Fault(status=413), Status.FAILED, None),
        (Fault(status=403, body=b'{"reason":"BadJwtToken"}'), Status.FAILED, None),
        (Fault(status=429, retry_after="7"), Status.QUEUED, timedelta(seconds=7)),
        (Fault(status=500), Status.QUEUED, None),
        (Fault(status=503, retry_after="soon"), Status.QUEUED, None),
        (Fault(reset=True), Status.QUEUED, None),
        (Fault(accept_then_reset=True), Status.QUEUED, None),
        (Fault(status=307, location="http://127.0.0.1:1/"), Status.FAILED, None),
    ]
    with PushService() as service:
        phone = service.phone(key.public)
        for fault, _status, _wait in faults:
            service.misbehave(fault)
        outcomes = [send(settings_for(tmp_path, service.url), key, push_to_phone(phone))[0] for _ in faults]
    assert [(outcome.status, outcome.retry_after) for outcome in outcomes] == [(status, wait) for _fault, status, wait in faults]
    assert "BadJwtToken" in outcomes[3].reason
    assert len(service.requests) == len(faults)


def test_an_apple_like_refusal_without_a_subject_tells_the_operator_what_to_set(tmp_path: Path, key: VapidKey) -> None:
    with PushService() as service:
        settings = settings_for(tmp_path, service.url, vapid_subject=None)
        (outcome,) = send(settings, key, push_to_phone(service.phone(key.public)))
    assert outcome.status is Status.FAILED
    assert "Set MODU_VAPID_SUBJECT" in outcome.reason


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (says(b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n"), Status.SENT),
        (says(b"HTTP/1.0 201 Created\r\n\r\n"), Status.SENT),
        (says(b"HTTP/1.1 204 No Content\r\n\r\n"), Status.SENT),
        (says(b"HTTP/1.1 201 Created\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nnope"), Status.SENT),
        (says(b"HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\ncut off"), Status.SENT),
        (says(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n"), Status.SENT),
        (says(b"HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n"), Status.SENT),
        (says(b"HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\nnonsense"), Status.SENT),
        (says(b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\nHTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n"), Status.SENT),
        (says(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\nxx"), Status.QUEUED),
        (floods(b"HTTP/1.1 201 Created\r\nX: ", []), Status.QUEUED),
        (says(b""), Status.QUEUED),
        (says(b"SSH-2.0-OpenSSH_9.2\r\n"), Status.QUEUED),
        (says(b"HTTP/1.1 nonsense\r\n\r\n"), Status.QUEUED),
        (says(b"\x00\xff" * 500), Status.QUEUED),
        (says(b"HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/\r\nContent-Length: 0\r\n\r\n"), Status.FAILED),
        (resets, Status.QUEUED),
        (stalls, Status.QUEUED),
        (drips(b"HTTP/1.1 201 Created\r\nContent-Length: 100000\r\n\r\n"), Status.QUEUED),
    ],
)
def test_rude_answers(answer: Answer, status: Status, tmp_path: Path, key: VapidKey) -> None:
    began = time.monotonic()
    assert against(answer, tmp_path, key).status is status
    assert time.monotonic() - began < 5


@pytest.mark.parametrize("code", [201, 500])
def test_a_flood_is_not_read(code: int, tmp_path: Path, key: VapidKey) -> None:
    sent: list[int] = []
    outcome = against(floods(b"HTTP/1.1 %d X\r\nContent-Length: 209715200\r\n\r\n" % code, sent), tmp_path, key)
    assert outcome.code == code
    assert sum(sent) < 16 << 20


def test_an_answer_that_begins_and_then_drips_counts_for_what_it_began_with(tmp_path: Path, key: VapidKey) -> None:
    head = b"HTTP/1.1 201 Created\r\nContent-Length: 100000\r\n\r\n"

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(head)
        await drips(b"")(reader, writer)

    assert against(answer, tmp_path, key).status is Status.SENT


def test_nobody_listens(tmp_path: Path, key: VapidKey) -> None:
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))
        origin = f"http://127.0.0.1:{reserved.getsockname()[1]}"
        (outcome,) = send(settings_for(tmp_path, origin), key, push_to(f"{origin}/x"))
    assert outcome.status is Status.QUEUED


def watch_network(monkeypatch: pytest.MonkeyPatch, answers: list[str]) -> list[str]:
    """Every lookup gets `answers`; every lookup and connection is noted instead of made."""
    seen: list[str] = []
    loop = asyncio.get_running_loop()

    async def getaddrinfo(host: str, port: int, **_kwargs: Any) -> list[Any]:
        seen.append(f"lookup {host}")
        return [(socket.AF_INET, socket.SOCK_STREAM, 0, "", (answer, port)) for answer in answers]

    async def sock_connect(_socket: socket.socket, address: Any) -> None:
        seen.append(f"connect {address[0]}:{address[1]}")
        raise ConnectionRefusedError

    monkeypatch.setattr(loop, "getaddrinfo", getaddrinfo)
    monkeypatch.setattr(loop, "sock_connect", sock_connect)
    return seen


def sent_unseen(
    monkeypatch: pytest.MonkeyPatch, settings: Settings, key: VapidKey, urls: list[str], answers: list[str]
) -> tuple[list[Outcome], list[str]]:
    async def work() -> tuple[list[Outcome], list[str]]:
        seen = watch_network(monkeypatch, answers)
        keys = browser_keys()
        async with Sender(settings, key) as sender:
            return [await sender.send(push_to(url, keys)) for url in urls], seen

    return asyncio.run(work())


def test_hostile_endpoints_cause_no_lookup_and_no_connection(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, key: VapidKey) -> None:
    outcomes, seen = sent_unseen(monkeypatch, settings_for(tmp_path, ""), key, sorted(set(HOSTILE)), ["8.8.8.8"])
    assert {outcome.status for outcome in outcomes} == {Status.FAILED}
    assert seen == []


@pytest.mark.parametrize("answers", [["127.0.0.1"], ["8.8.8.8", "10.0.0.1"], ["169.254.169.254"]])
def test_an_allowed_name_that_leads_inside_is_looked_up_and_never_connected(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, key: VapidKey, answers: list[str]
) -> None:
    outcomes, seen = sent_unseen(monkeypatch, settings_for(tmp_path, ""), key, ["https://fcm.googleapis.com/x"], answers)
    assert outcomes[0].status is Status.FAILED
    assert "not public" in outcomes[0].reason
    assert seen == ["lookup fcm.googleapis.com"]


def test_the_address_that_was_checked_is_the_one_connected(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, key: VapidKey) -> None:
    outcomes, seen = sent_unseen(monkeypatch, settings_for(tmp_path, ""), key, ["https://fcm.googleapis.com/x"], ["8.8.8.8"])
    assert outcomes[0].status is Status.QUEUED
    assert seen == ["lookup fcm.googleapis.com", "connect 8.8.8.8:443"]


def test_a_payload_too_large_or_keys_that_are_none_fail_without_a_connection(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, key: VapidKey
) -> None:
    async def work() -> list[str]:
        seen = watch_network(monkeypatch, ["8.8.8.8"])
        async with Sender(settings_for(tmp_path, ""), key) as sender:
            large = await sender.send(push_to("https://fcm.googleapis.com/x", payload=bytes(4000)))
            broken = await sender.send(push_to("https://fcm.googleapis.com/x", (bytes(65), bytes(16))))
            injected = await sender.send(push_to("https://fcm.googleapis.com/x", topic="a\r\nX: y"))
        assert large.status is broken.status is injected.status is Status.FAILED
        return seen

    assert asyncio.run(work()) == []


def test_connections_are_kept_and_a_kept_one_that_was_closed_is_replaced_unnoticed(tmp_path: Path, key: VapidKey) -> None:
    opened: list[bool] = []

    async def twice_then_close(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        opened.append(True)
        writer.write(b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n")
        await read_request(reader)
        writer.write(b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n")
        await read_request(reader)  # and closes without a word

    async def work() -> list[Outcome]:
        async with rude_server(twice_then_close) as origin, Sender(settings_for(tmp_path, origin), key) as sender:
            return [await sender.send(push_to(f"{origin}/x")) for _ in range(5)]

    assert [outcome.code for outcome in asyncio.run(work())] == [201] * 5
    assert len(opened) == 3


def test_an_answer_nobody_waits_for_ends_the_connection(tmp_path: Path, key: VapidKey) -> None:
    async def talks_too_much(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n" + b"HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n")
        await reader.read()

    async def work() -> list[Outcome]:
        async with rude_server(talks_too_much) as origin, Sender(settings_for(tmp_path, origin), key) as sender:
            return [await sender.send(push_to(f"{origin}/x")) for _ in range(5)]

    assert {outcome.code for outcome in asyncio.run(work())} == {201}
