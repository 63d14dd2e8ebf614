"""Everything a push service may do, through the whole path from the claim to the mark: what becomes of the delivery, and of the
subscription. Afterwards the services behave, and whatever can still arrive does, under the same topic."""

from __future__ import annotations

import asyncio
import re
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core import clock
from app.core.database import Database
from app.core.ids import new_id
from app.core.settings import Settings
from app.notifications import rules, service
from app.notifications.jobs import PushPump
from app.notifications.models import Delivery, PushSubscription
from app.notifications.push.keys import load_or_create
from app.notifications.push.sender import Sender
from app.notifications.rules import Kind
from tests.notifications.push.rude_server import Answer, drips, floods, read_request, resets, says, stalls
from tests.notifications.street import Street, browser_keys, build
from tests.notifications.test_jobs import PUBLIC, until

MEGABYTES_200 = 200 * 1024 * 1024
FLOODED: list[int] = []


def answer(status: str, *headers: str, body: bytes = b"") -> Answer:
    """A whole answer."""
    head = "\r\n".join([f"HTTP/1.1 {status}", *headers, f"Content-Length: {len(body)}", "", ""])
    return says(head.encode() + body)


async def drips_its_body(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Taken, and then a body one byte at a time without end."""
    writer.write(b"HTTP/1.1 201 Created\r\nContent-Length: 100000\r\n\r\n")
    await drips(b"")(reader, writer)


def flood(status: str) -> Answer:
    """200 MB for an answer."""
    return floods(f"HTTP/1.1 {status}\r\nContent-Length: {MEGABYTES_200}\r\n\r\n".encode(), FLOODED)


@dataclass(frozen=True)
class Case:
    """What a push service does, and what has to come of it: the delivery's status and code, and whether the phone stays subscribed."""

    does: Answer
    status: str
    code: int | None
    stays: bool = True


TRAP = "Location: /trap"
CASES = {
    "201": Case(answer("201 Created"), "sent", 201),
    "204": Case(answer("204 No Content"), "sent", 204),
    "201 and a body that drips": Case(drips_its_body, "sent", 201),
    "201 and 200 MB": Case(flood("201 Created"), "sent", 201),
    "400": Case(answer("400 Bad Request"), "failed", 400),
    "401": Case(answer("401 Unauthorized"), "failed", 401),
    "403": Case(answer("403 Forbidden", body=b'{"reason":"BadJwtToken"}'), "failed", 403),
    "404": Case(answer("404 Not Found"), "gone", 404, stays=False),
    "410": Case(answer("410 Gone"), "gone", 410, stays=False),
    "413": Case(answer("413 Content Too Large"), "failed", 413),
    "301": Case(answer("301 Moved Permanently", TRAP), "failed", 301),
    "302": Case(answer("302 Found", TRAP), "failed", 302),
    "307": Case(answer("307 Temporary Redirect", TRAP), "failed", 307),
    "308": Case(answer("308 Permanent Redirect", TRAP), "failed", 308),
    "429": Case(answer("429 Too Many Requests"), "queued", 429),
    "429 with Retry-After": Case(answer("429 Too Many Requests", "Retry-After: 120"), "queued", 429),
    "500": Case(answer("500 Internal Server Error"), "queued", 500),
    "500 and 200 MB": Case(flood("500 Internal Server Error"), "queued", 500),
    "502": Case(answer("502 Bad Gateway"), "queued", 502),
    "503": Case(answer("503 Service Unavailable", "Retry-After: soon"), "queued", 503),
    "no answer in time": Case(stalls, "queued", None),
    "a head that drips": Case(drips(b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n", 0.2), "queued", None),
    "a head without end": Case(floods(b"HTTP/1.1 201 Created\r\nX: ", []), "queued", None),
    "a reset": Case(resets, "queued", None),
    "closed without a word": Case(says(b""), "queued", None),
    "not HTTP": Case(says(b"SSH-2.0-OpenSSH_9.2\r\n"), "queued", None),
}
NAMES = list(CASES)


@dataclass
class Services:
    """One server that plays a push service for each case, told apart by the path."""

    behave: bool = False
    trapped: int = 0
    topics: defaultdict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    origin: str = ""

    @asynccontextmanager
    async def open(self) -> AsyncIterator[str]:
        """Its origin, while it listens."""
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.origin = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        try:
            yield self.origin
        finally:
            server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await read_request(reader)).split(b"\r\n\r\n")[0].decode()
            which = re.match(r"POST /push/(\d+) ", head)
            if which is None:
                self.trapped += 1
                return
            self.topics[int(which[1])] += re.findall(r"Topic: (\S+)", head)
            case = CASES["201"] if self.behave else CASES[NAMES[int(which[1])]]
            await case.does(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()


def subscribe_or_follow(database: Database, street: Street, origin: str) -> None:
    """One phone for each case, and one push owed to each; the second time only where the services are now."""
    p256dh, auth = browser_keys()

    def work(session: Session) -> None:
        known = list(session.execute(select(PushSubscription)).scalars())
        for row in known:
            row.endpoint = f"{origin}/push/{row.endpoint.rpartition('/')[2]}"
        if known:
            return
        for number, neighbour in enumerate(street.neighbours):
            service.save_subscription(
                session,
                neighbourhood_id=street.neighbourhood_id,
                member_id=neighbour.member_id,
                device_id=neighbour.device_id,
                endpoint=f"{origin}/push/{number}",
                p256dh=p256dh,
                auth=auth,
                now=clock.now(),
            )
        service.queue(
            session,
            neighbourhood_id=street.neighbourhood_id,
            member_ids=street.member_ids,
            kind=Kind.ALERT,
            alert_id=new_id(),
            ttl=timedelta(minutes=10),
            now=clock.now(),
        )

    database.write_sync(work)


def deliveries(database: Database, street: Street) -> dict[str, Delivery]:
    """Each case's delivery."""
    name = {neighbour.device_id: NAMES[number] for number, neighbour in enumerate(street.neighbours)}

    def read(session: Session) -> dict[str, Delivery]:
        rows = list(session.execute(select(Delivery)).scalars())
        session.expunge_all()
        return {name[row.device_id]: row for row in rows}

    return database.read_sync(read)


def subscribed(database: Database) -> set[UUID]:
    """The devices that can still be reached."""
    return database.read_sync(lambda session: set(session.execute(select(col(PushSubscription.device_id))).scalars()))


def pumped(database: Database, street: Street, tmp_path: Path, services: Services) -> dict[str, Delivery]:
    """Subscribe to the services, or come back to them; send whatever is due until nothing is in hand."""

    async def work() -> None:
        async with services.open() as origin:
            subscribe_or_follow(database, street, origin)
            settings = Settings(data_dir=tmp_path, push_extra_origins=origin, vapid_subject="mailto:desk@example.org", push_timeout_s=3)
            async with Sender(settings, load_or_create(tmp_path)) as sender, PushPump(database, sender, PUBLIC, 64) as pump:
                assert await pump.round() > 0
                await until(lambda: not any(row.claimed_until for row in deliveries(database, street).values()), pump.round, 60)

    asyncio.run(work())
    return deliveries(database, street)


def let_time_pass(database: Database) -> None:
    """Until each that is tried again is due."""

    def work(session: Session) -> None:
        session.execute(update(Delivery).where(col(Delivery.status) == "queued").values(due_at=clock.now()))

    database.write_sync(work)


@pytest.mark.slow
def test_whatever_a_push_service_does_the_delivery_and_the_subscription_come_out_right(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "FIRST_RETRY", timedelta(seconds=400))  # each is tried once
    monkeypatch.setattr(rules, "LONGEST_RETRY", timedelta(seconds=400))
    FLOODED.clear()
    street, services = build(database, len(CASES), clock.now()), Services()

    first = pumped(database, street, tmp_path, services)
    assert {name: (row.status, row.last_status, row.attempts) for name, row in first.items()} == {
        name: (case.status, case.code, 1) for name, case in CASES.items()
    }
    stay = {neighbour.device_id for neighbour, case in zip(street.neighbours, CASES.values(), strict=True) if case.stays}
    assert subscribed(database) == stay, "only 404 and 410 end a subscription"
    assert services.trapped == 0, "no redirect is followed"
    assert sum(FLOODED) < 64 << 20, "200 MB are not read"
    waits = {name: row.due_at - row.created_at for name, row in first.items() if row.status == "queued"}
    assert timedelta(seconds=110) < waits.pop("429 with Retry-After") < timedelta(seconds=180), "asked again when the push service said"
    assert min(waits.values()) > timedelta(seconds=180), "the others when it is their turn"

    services.behave = True
    let_time_pass(database)
    after = pumped(database, street, tmp_path, services)
    assert {name: row.status for name, row in after.items()} == {
        name: "sent" if case.status == "queued" else case.status for name, case in CASES.items()
    }
    assert subscribed(database) == stay
    for number, case in enumerate(CASES.values()):
        topics = services.topics[number]
        assert len(topics) == (2 if case.status == "queued" else 1), "what is over is over"
        assert len(set(topics)) == 1, "one notification, however often it is sent"
