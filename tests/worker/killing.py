"""Workers that are killed while alerts go out, over and over; `Told` says what the phones heard in the end."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, text, update
from sqlalchemy.orm import Session
from sqlmodel import col

from app.alerts.models import Alert, Response
from app.core import clock
from app.core.database import Database
from app.notifications import service as notifications
from app.notifications.models import Delivery
from app.notifications.outbox import LEASE
from app.people.models import Device, Tier
from tests.support.databases import opened
from tests.support.nursery import forked
from tests.support.patience import eventually
from tests.support.push_protocol import unb64url
from tests.support.push_service import Phone, PushService
from tests.support.street import Street, build
from tests.worker import program
from tests.worker.mutants import MUTANTS

CONCURRENCY = 8
PATIENCE_S = 180
NEIGHBOURS = 12
POLICY: dict[str, object] = {"wave_sizes": [1, NEIGHBOURS - 1], "wave_after_s": [0, 1], "most_told": NEIGHBOURS, "few_in_range": 0}
"""The first is told by whoever took the call, all others by the worker."""
CAUGHT_UP_EVERY = 10
"""So often a worker is let live until nothing is owed: a push that waits for ten minutes is not sent any more."""
HELD_OPEN = LEASE + timedelta(seconds=2)


@dataclass
class Told:
    """What came of it: the alerts that were raised, and each phone with everything it heard."""

    alerts: list[UUID]
    phones: dict[UUID, Phone]
    kills: int
    repeated: int = 0

    def check(self) -> None:
        """Nobody was left out, and whoever was told twice saw one notification."""
        for member_id, phone in self.phones.items():
            heard = Counter(UUID(message["modu"]["alert_id"]) for message in phone.json())
            left_out = [alert_id for alert_id in self.alerts if not heard[alert_id]]
            assert not left_out, f"{member_id} was never told of {len(left_out)} of {len(self.alerts)}"
            shown = {
                (message["modu"]["alert_id"], received.topic, message["notification"]["tag"], message["modu"]["delivery_id"])
                for received, message in zip(phone.messages, phone.json(), strict=True)
            }
            assert len(shown) == len(self.alerts), f"{member_id} saw {len(shown)} notifications of {len(self.alerts)} alerts"
            self.repeated += heard.total() - len(self.alerts)
        assert self.repeated <= self.kills * CONCURRENCY, "more was sent twice than the killed workers had in hand"


def work(mutant: str | None) -> None:
    """A worker; made wrong first when a mutant is asked for."""
    if mutant is not None:
        MUTANTS[mutant]()
    program.main()


def forked_worker(url: str, folder: Path, push: PushService, mutant: str | None = None) -> AbstractContextManager[BaseProcess]:
    """A worker in a process of its own; killed at the end."""
    return forked(partial(work, mutant), program.environment(url, folder, push.url, CONCURRENCY), folder / "worker.log")


def settle(database: Database, push: PushService) -> tuple[Street, dict[UUID, Phone]]:
    """A street of neighbours who are all told of each alert, every one with a phone that really decrypts."""
    street, phones = build(database, policy=POLICY), {}
    for number in range(NEIGHBOURS):
        member_id = street.add(f"이웃{number}", Tier.RESPONDER, steps=1 + number % 4)
        phones[member_id] = push.phone()
        device_id, at = street.subscribe(member_id), clock.now()
        subscription = phones[member_id].subscription

        def keep(session: Session, device_id: UUID = device_id, subscription: Any = subscription, at: datetime = at) -> None:
            device = session.get_one(Device, device_id)
            notifications.save_subscription(
                session,
                neighbourhood_id=device.neighbourhood_id,
                member_id=device.member_id,
                device_id=device.id,
                endpoint=str(subscription["endpoint"]),
                p256dh=unb64url(subscription["keys"]["p256dh"]),
                auth=unb64url(subscription["keys"]["auth"]),
                now=at,
            )

        database.write_sync(keep)
    return street, phones


def let_the_lease_pass(database: Database) -> None:
    """Set what the dead worker held back to where it will be when the lease is over, and say that no alert waits for it."""

    def work(session: Session) -> None:
        queued = col(Delivery.status) == "queued"
        latest = session.execute(select(func.max(col(Delivery.claimed_until))).where(queued)).scalar_one()
        assert latest is None or latest <= clock.now() + HELD_OPEN
        session.execute(update(Delivery).where(queued).values(claimed_until=None))

    database.write_sync(work)


def kill_over_and_over(url: str, folder: Path, kills: int, *, mutant: str | None = None, seed: int = 7) -> Told:
    """Raise one alert after the other, and kill the worker that tells people of it: while it notes whom to tell, or while pushes are
    on their way. In the end a worker is left alone until nothing is owed any more."""
    chance = random.Random(seed)
    with opened(url) as database, PushService() as push:
        street, phones = settle(database, push)
        push.latency_s, push.jitter_s, push.loses_what_is_cut = 0.005, 0.06, True
        told = Told([], phones, kills)
        for number in range(kills):
            told.alerts.append(_somebody_calls(street, number))
            before = len(push.requests)
            with forked_worker(url, folder, push, mutant):
                if number % CAUGHT_UP_EVERY == CAUGHT_UP_EVERY - 1:
                    eventually(lambda: _owed(database) == 0, PATIENCE_S)
                elif number % 2:
                    _spin(lambda: _parts(database, told.alerts[-1]) > 1)
                else:
                    enough = before + chance.randint(1, NEIGHBOURS)
                    _spin(lambda enough=enough: len(push.requests) >= enough)  # type: ignore[misc]  # bound per round
                time.sleep(chance.choice([0.0, 0.0, 0.003, 0.01, 0.03]))
            let_the_lease_pass(database)
        told.alerts.append(_somebody_calls(street, kills))
        with forked_worker(url, folder, push, mutant) as process:
            eventually(lambda: _owed(database) == 0, PATIENCE_S)
            process.terminate()
            process.join(20)
            assert process.exitcode == 0
        if database.is_sqlite:
            assert database.read_sync(lambda session: session.execute(text("PRAGMA integrity_check")).scalar_one()) == "ok"
    return told


def _somebody_calls(street: Street, number: int) -> UUID:
    """Somebody called a second ago: it is the worker's turn."""
    with clock.frozen(clock.now() - timedelta(seconds=1)):
        return street.concern(of=street.add(f"순자{number}", Tier.RESIDENT, steps=0))


def _spin(look: Callable[[], bool]) -> None:
    """Wait without losing a moment: the worker is to be killed in the middle of something."""
    until = time.monotonic() + PATIENCE_S
    while not look():
        assert time.monotonic() < until, "the worker does nothing"
        time.sleep(0.001)


def _parts(database: Database, alert_id: UUID) -> int:
    told = select(func.count()).where(col(Response.alert_id) == alert_id)
    return database.read_sync(lambda session: session.execute(told).scalar_one())


def _owed(database: Database) -> int:
    """Deliveries that have not left, and alerts not everybody was told of."""

    def read(session: Session) -> int:
        unsent = session.execute(select(func.count()).where(col(Delivery.status) == "queued")).scalar_one()
        untold = session.execute(select(func.count()).where(col(Alert.wave) < 2)).scalar_one()
        return int(unsent + untold)

    return database.read_sync(read)
