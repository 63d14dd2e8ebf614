"""Phones that hand over what they did until the server says it is durable, a server to hand it to, and what has to be there then."""

from __future__ import annotations

import random
import threading
import time
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.process import BaseProcess
from pathlib import Path
from uuid import UUID

import httpx
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session
from sqlmodel import col

from app import cli
from app.alerts.models import Alert, TimelineEntry
from app.checkins.models import CheckIn
from app.core import clock
from app.core.clock import rfc3339
from app.core.database import Database
from app.sync.models import SyncItem
from tests.operating.mutants import MUTANTS
from tests.support.api import PLACES, Json, concern, safe, settle
from tests.support.nursery import forked
from tests.support.settled import Person

PHONES = 4


@dataclass
class Phone:
    """Sends what it has until the server says it is durable, as the app's outbox does."""

    url: str
    person: Person
    enough: threading.Event
    patience_s: float = 10.0
    acknowledged: dict[str, Json] = field(default_factory=dict)
    concerns: int = 0
    cut_off: int = 0
    repeated: int = 0

    def run(self) -> None:
        """Do one thing after the other until it is enough."""
        chance = random.Random(str(self.person.id))
        with httpx.Client(base_url=self.url, headers={"Authorization": f"Bearer {self.person.token}"}, timeout=self.patience_s) as http:
            while not self.enough.is_set():
                batch = [concern() if chance.random() < 0.2 else safe() for _ in range(chance.randint(1, 6))]
                self.concerns += sum(one["body"]["status"] == "concern" for one in batch)
                self._hand_over(http, batch)

    def _hand_over(self, http: httpx.Client, batch: list[Json]) -> None:
        left = {one["id"]: one for one in batch}
        while left:
            body = {"device_id": str(self.person.device_id), "sent_at": rfc3339(clock.now()), "items": list(left.values())}
            try:
                answer = http.post("/api/sync", json=body)
            except httpx.TransportError:
                self.cut_off += 1
                time.sleep(0.02)
                continue
            if answer.status_code != 200:
                assert answer.status_code in (429, 503), answer.text
                time.sleep(0.05)
                continue
            for receipt in answer.json()["results"]:
                assert receipt["status"] in ("applied", "duplicate", "retry"), receipt
                self.repeated += receipt["status"] == "duplicate"
                if receipt["status"] != "retry":
                    self.acknowledged[receipt["id"]] = left.pop(receipt["id"])


@dataclass
class Phones:
    """Several of them at once, each in a thread."""

    phones: list[Phone]
    enough: threading.Event
    threads: list[threading.Thread]

    @classmethod
    def start(cls, database: Database, url: str, patience_s: float = 10.0) -> Phones:
        """Settle a neighbourhood, and let its people begin."""
        people = database.write_sync(lambda session: settle(session, PLACES[0], clock.now()))
        enough = threading.Event()
        phones = [Phone(url, person, enough, patience_s) for person in people[:PHONES]]
        threads = [threading.Thread(target=phone.run, daemon=True) for phone in phones]
        for thread in threads:
            thread.start()
        return cls(phones, enough, threads)

    @property
    def acknowledged(self) -> int:
        """How many things the server said are durable."""
        return sum(len(phone.acknowledged) for phone in self.phones)

    def wait_for(self, more_than: int) -> None:
        """Until so many things are acknowledged."""
        until = time.monotonic() + 60
        while self.acknowledged <= more_than:
            assert time.monotonic() < until, "the server took nothing for a minute"
            time.sleep(0.005)

    def finish(self) -> None:
        """Let each hand over what it still has."""
        self.enough.set()
        for thread in self.threads:
            thread.join(60)
        assert not [thread for thread in self.threads if thread.is_alive()], "a phone could not hand over everything"


def serve(port: int, mutant: str | None) -> None:
    """`modu serve` alone; made wrong first when a mutant is asked for."""
    if mutant is not None:
        MUTANTS[mutant]()
    cli.main(["serve", "--no-worker", "--no-outside", "--port", str(port)])


def forked_server(url: str, folder: Path, port: int, mutant: str | None = None) -> AbstractContextManager[BaseProcess]:
    """The server in a process of its own; killed at the end."""
    environment = {"MODU_DATABASE_URL": url, "MODU_DATA_DIR": str(folder / "data")}
    return forked(partial(serve, port, mutant), environment, folder / "server.log")


def check(database: Database, phones: Phones) -> None:
    """Everything that was acknowledged is there, once, with all that it set off; and the file is whole."""
    for phone in phones.phones:
        database.read_sync(lambda session, phone=phone: _everything_is_there_once(session, phone))  # type: ignore[misc]  # bound per round
    if database.is_sqlite:
        assert database.read_sync(lambda session: session.execute(text("PRAGMA integrity_check")).scalar_one()) == "ok"


def _everything_is_there_once(session: Session, phone: Phone) -> None:
    member_id = phone.person.id
    kept = list(session.execute(select(CheckIn).where(col(CheckIn.member_id) == member_id)).scalars())
    items = set(session.execute(select(col(SyncItem.id)).where(col(SyncItem.member_id) == member_id)).scalars())
    assert items == {UUID(one) for one in phone.acknowledged}, "what was acknowledged is remembered"
    assert len(kept) == len(phone.acknowledged), "and kept, once"
    called = [one for one in kept if one.status == "concern"]
    assert len(called) == phone.concerns
    alerts = list(session.execute(select(col(Alert.id)).where(col(Alert.person_id) == member_id)).scalars())
    assert len(alerts) == min(1, phone.concerns), "all calls of one person are one alert"
    heard = select(func.count()).where(col(TimelineEntry.alert_id).in_(alerts), col(TimelineEntry.kind).in_(("opened", "repeated")))
    assert session.execute(heard).scalar_one() == phone.concerns, "which heard each of them"
