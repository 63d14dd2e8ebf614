"""Pushes: how many a core sends through the real path, and how long a thousand people take to be told."""

from __future__ import annotations

import asyncio
import ssl
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import uvloop
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core import broadcast, clock, memory
from app.core.database import Database, Table
from app.core.ids import new_id
from app.core.settings import Settings
from app.neighbourhoods.models import Neighbourhood
from app.notifications import outbox, service
from app.notifications.jobs import PushPump
from app.notifications.models import Delivery, PushSubscription
from app.notifications.push.keys import VapidKey, load_or_create
from app.notifications.push.sender import Sender
from app.notifications.rules import Kind
from app.people.models import Device, Member, Tier
from bench.figures import Figure, interleaved
from bench.push_peers import RECIPIENTS, SUBJECT, Node, limit, one_by_one_s, receiver_point, stub
from tests.support.certificate import Certificate

FAR_S = 0.05
ROUNDS_OF_TELLING = 10  # 10,000 messages: connections are opened once and used for long


def figures(rounds: int = 3, database_url: str | None = None) -> list[Figure]:
    """What TARGETS asks of pushes; the peers run in the same rounds."""
    memory.settle()  # as the worker does
    with tempfile.TemporaryDirectory(prefix="modu-bench-") as folder:
        trusted = Certificate(Path(folder)).file
        with _street(Path(folder), database_url) as street:
            node = Node.found()
            with stub(trusted, 0.0) as port:
                most, real, theirs = interleaved(
                    rounds,
                    (
                        limit,
                        lambda: street.per_core_second(port, trusted),
                        lambda: node.per_core_second(port, trusted, street.receiver) if node else 0.0,
                    ),
                )
            with stub(trusted, FAR_S) as port:
                told_s, in_turn_s = interleaved(
                    rounds, (lambda: street.told_within_s(port, trusted), lambda: one_by_one_s(port, trusted, street.key, street.receiver))
                )
            (claimed,) = interleaved(rounds, (street.claims_per_second,))
    on_postgresql = database_url is not None
    return [
        Figure(
            f"Work claims, 4 workers, {'PostgreSQL' if on_postgresql else 'SQLite'}",
            f"{claimed:,.0f}/s",
            "",
            target="≥ 2,000/s on PostgreSQL",
            met=claimed >= 2000 if on_postgresql else None,
        ),
        Figure(
            "Push: messages per core-second, real path",
            f"{real:,.0f}/s",
            f"{most:,.0f}/s one ECDH + one key each",
            f"{real / most:.2f}",
            "≥ 0.2",
            real / most >= 0.2,
        ),
        Figure(
            "Push: messages per core-second, real path",
            f"{real:,.0f}/s",
            f"{theirs:,.0f}/s node web-push, sending only" if theirs else "node web-push: NODE_PATH names none",
            f"{real / theirs:.1f}×" if theirs else "",
            "≥ 3×",
            real / theirs >= 3 if theirs else None,
        ),
        Figure(
            "Push: 1,000 people told, service 50 ms away",
            f"{told_s:.2f} s",
            f"{in_turn_s:.1f} s pywebpush one by one",
            f"{in_turn_s / told_s:.0f}×",
            "≤ 1 s and ≥ 50×",
            told_s <= 1 and in_turn_s / told_s >= 50,
        ),
    ]


@dataclass
class Street:
    """A thousand subscribed phones."""

    database: Database
    settings: Settings
    key: VapidKey
    neighbourhood_id: UUID
    member_ids: list[UUID]
    receiver: bytes

    def _owe(self, port: int, times: int = 1) -> None:
        """Queue `times` pushes to everybody at the stub's address."""

        def work(session: Session) -> None:
            session.execute(delete(Delivery))
            session.execute(update(PushSubscription).values(endpoint=f"https://127.0.0.1:{port}/push/abcdefghijklmnopqrstuvwxyz"))
            for _ in range(times):
                service.queue(
                    session,
                    neighbourhood_id=self.neighbourhood_id,
                    member_ids=self.member_ids,
                    kind=Kind.ALERT,
                    alert_id=new_id(),
                    ttl=timedelta(minutes=10),
                    now=clock.now(),
                )

        self.database.write_sync(work)

    async def _tell(self, port: int, certificate: Path) -> float:
        """Claim, encrypt, send and mark everything; returns the wall seconds from the first claim to the last mark."""
        trusting = ssl.create_default_context(cafile=str(certificate))
        settings = self.settings.model_copy(update={"push_extra_origins": f"https://127.0.0.1:{port}"})
        more = asyncio.Event()
        began = time.perf_counter()
        async with Sender(settings, self.key, ssl_context=trusting) as sender:
            async with PushPump(self.database, sender, settings.public_url, settings.push_concurrency, freed=more.set) as pump:
                while True:
                    more.clear()
                    if not await pump.round():
                        if not await self.database.read(lambda session: outbox.any_due(session, clock.now())):
                            break
                        await more.wait()
            return time.perf_counter() - began

    def _told_s(self, port: int, certificate: Path) -> float:
        return uvloop.run(self._tell(port, certificate))

    def told_within_s(self, port: int, certificate: Path) -> float:
        """Wall seconds from the first claim until everybody is told and that is written down."""
        self._owe(port)
        taken_s = self._told_s(port, certificate)
        sent = select(func.count()).where(col(Delivery.status) == "sent")
        if self.database.read_sync(lambda session: session.execute(sent).scalar_one()) != RECIPIENTS:
            raise RuntimeError("not everybody was told")
        return taken_s

    def per_core_second(self, port: int, certificate: Path) -> float:
        """Messages for each second of processor time in this process, its database threads included."""
        self._owe(port, ROUNDS_OF_TELLING)
        before = time.process_time()
        self._told_s(port, certificate)
        return RECIPIENTS * ROUNDS_OF_TELLING / (time.process_time() - before)

    def claims_per_second(self) -> float:
        """Claims of ten by four workers at once, until nothing is left; every delivery exactly once."""
        self._owe(443, ROUNDS_OF_TELLING)

        def worker(_number: int) -> list[UUID]:
            mine: list[UUID] = []
            while taken := self.database.write_sync(lambda session: outbox.claim(session, clock.now(), 10)):
                mine.extend(one.id for one in taken)
            return mine

        began = time.perf_counter()
        with ThreadPoolExecutor(4) as pool:
            claimed = [one for each in pool.map(worker, range(4)) for one in each]
        taken_s = time.perf_counter() - began
        if len(claimed) != len(set(claimed)) or len(claimed) != RECIPIENTS * ROUNDS_OF_TELLING:
            raise RuntimeError("not every delivery was claimed exactly once")
        return len(claimed) / taken_s


@contextmanager
def _street(folder: Path, database_url: str | None) -> Iterator[Street]:
    settings = Settings(data_dir=folder, database_url=database_url, vapid_subject=SUBJECT)
    with closing(Database(settings.resolved_database_url())) as database:
        Table.metadata.create_all(database.engine)
        receiver = receiver_point()
        neighbourhood_id, members = database.write_sync(lambda session: _people(session, receiver))
        yield Street(database, settings, load_or_create(settings.keys_dir), neighbourhood_id, members, receiver)


def _people(session: Session, receiver: bytes) -> tuple[UUID, list[UUID]]:
    now = datetime.now(UTC)
    place = Neighbourhood(
        name_ko="금촌1동", name_en="Geumchon 1-dong", boundary="{}", centre_lat=37.752, centre_lon=126.761, created_at=now
    )
    session.add(place)
    session.flush()
    broadcast.begin(session, place.id)
    members = [Member(neighbourhood_id=place.id, name="Walker", tier=Tier.RESPONDER, created_at=now) for _ in range(RECIPIENTS)]
    session.add_all(members)
    session.flush()
    devices = [
        Device(
            neighbourhood_id=place.id, member_id=member.id, name="phone", token_hash=member.id.bytes * 2, created_at=now, last_seen_at=now
        )
        for member in members
    ]
    session.add_all(devices)
    session.flush()
    session.add_all(
        PushSubscription(
            device_id=device.id,
            neighbourhood_id=place.id,
            member_id=device.member_id,
            endpoint="",
            endpoint_hash=device.id.bytes * 2,
            p256dh=receiver,
            auth=bytes(16),
            created_at=now,
            updated_at=now,
        )
        for device in devices
    )
    return place.id, [member.id for member in members]
