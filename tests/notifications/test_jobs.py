"""The pump: claimed, sent, then marked, against a real push service, an unwilling one, and a stubborn database."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from sqlmodel import col

from app.core import clock
from app.core.database import Database
from app.core.settings import Settings
from app.notifications import jobs, outbox, rules, service
from app.notifications.jobs import PushPump
from app.notifications.models import Delivery, PushSubscription
from app.notifications.push.keys import VapidKey, load_or_create
from app.notifications.push.sender import Push, Sender
from app.notifications.rules import Kind, Outcome, Status
from tests.notifications.street import CANARY_NAME, Street, build, subscribe, subscribe_all
from tests.support.push_service import Fault, Phone, PushService

PUBLIC = "https://patrol.example.org"
SENT = Outcome(Status.SENT, 201, "")


@pytest.fixture
def key(tmp_path: Path) -> VapidKey:
    return load_or_create(tmp_path)


def owe(database: Database, street: Street, ttl: timedelta = timedelta(minutes=10), alert_id: UUID | None = None) -> UUID:
    about = alert_id or uuid4()
    database.write_sync(
        lambda session: service.queue(
            session,
            neighbourhood_id=street.neighbourhood_id,
            member_ids=street.member_ids,
            kind=Kind.ALERT,
            alert_id=about,
            ttl=ttl,
            now=clock.now(),
        )
    )
    return about


def statuses(database: Database) -> Counter[str]:
    return database.read_sync(lambda session: Counter(session.execute(select(col(Delivery.status))).scalars()))


def errors(database: Database) -> list[str]:
    return database.read_sync(lambda session: list(session.execute(select(col(Delivery.last_error))).scalars()))


async def until(condition: Callable[[], bool], work: Callable[[], Awaitable[Any]], timeout_s: float = 20.0) -> None:
    """Do `work` until `condition` holds."""
    async with asyncio.timeout(timeout_s):
        while not condition():
            await work()
            await asyncio.sleep(0.005)


class Hands:
    """Sends by a function, and remembers what it was given."""

    def __init__(self, act: Callable[[Push], Awaitable[Outcome]]) -> None:
        self._act = act
        self.given: list[Push] = []

    async def send(self, push: Push) -> Outcome:
        self.given.append(push)
        return await self._act(push)


async def takes_all(_push: Push) -> Outcome:
    return SENT


def with_phones(database: Database, street: Street, push: PushService, key: VapidKey) -> list[Phone]:
    phones = []
    for neighbour in street.neighbours:
        phone = push.phone(key.public)
        subscribe(database, street, neighbour, phone.subscription, clock.now())
        phones.append(phone)
    return phones


def pump_against(database: Database, push: PushService, key: VapidKey, tmp_path: Path, done: Callable[[], bool]) -> None:
    settings = Settings(data_dir=tmp_path, push_extra_origins=push.url, vapid_subject="mailto:desk@example.org", push_timeout_s=0.3)

    async def work() -> None:
        async with Sender(settings, key) as sender, PushPump(database, sender, PUBLIC, 16) as pump:
            await until(done, pump.round)

    asyncio.run(work())


def test_every_phone_gets_one_readable_push_without_anything_personal(database: Database, key: VapidKey, tmp_path: Path) -> None:
    street = build(database, 20, clock.now())
    with PushService() as push:
        phones = with_phones(database, street, push, key)
        alert_id = owe(database, street, timedelta(seconds=60))
        pump_against(database, push, key, tmp_path, lambda: statuses(database) == {"sent": 20})
        for phone in phones:
            (message,) = phone.json()
            assert message["modu"]["alert_id"] == str(alert_id)
            assert message["notification"]["navigate"] == f"{PUBLIC}/alerts/{alert_id}"
            assert phone.messages[0].topic == message["notification"]["tag"]
            assert CANARY_NAME not in json.dumps(message, ensure_ascii=False)
    assert {request.ttl_s for request in push.requests} <= {59, 60}
    assert {request.urgency for request in push.requests} == {"high"}
    assert len({request.headers["authorization"] for request in push.requests}) == 1


@pytest.mark.parametrize(
    "fault",
    [Fault(status=429, retry_after="0"), Fault(status=503), Fault(reset=True), Fault(accept_then_reset=True), Fault(stall_s=0.6)],
    ids=["429", "503", "reset", "answer lost", "no answer"],
)
def test_trouble_passes_and_the_push_arrives_under_the_same_topic(
    database: Database, key: VapidKey, tmp_path: Path, fault: Fault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "FIRST_RETRY", timedelta(milliseconds=20))
    street = build(database, 1, clock.now())
    with PushService() as push:
        (phone,) = with_phones(database, street, push, key)
        push.misbehave(fault)
        owe(database, street)
        pump_against(database, push, key, tmp_path, lambda: statuses(database) == {"sent": 1})
    assert len({message.topic for message in phone.messages}) == 1
    assert len({message["modu"]["delivery_id"] for message in phone.json()}) == 1


@pytest.mark.parametrize("status", [301, 307, 400, 401, 413])
def test_what_is_refused_for_good_is_tried_once_and_the_phone_stays_subscribed(
    database: Database, key: VapidKey, tmp_path: Path, status: int
) -> None:
    street = build(database, 2, clock.now())
    with PushService() as push:
        with_phones(database, street, push, key)
        push.misbehave(Fault(status=status))
        owe(database, street)
        pump_against(database, push, key, tmp_path, lambda: statuses(database) == {"sent": 1, "failed": 1})
        assert len(push.requests) == 2
        assert any(str(status) in error for error in errors(database))
        owe(database, street)  # the next call goes to both
        pump_against(database, push, key, tmp_path, lambda: statuses(database) == {"sent": 3, "failed": 1})


def test_a_phone_that_left_is_forgotten_and_the_others_are_reached(database: Database, key: VapidKey, tmp_path: Path) -> None:
    street = build(database, 3, clock.now())
    with PushService() as push:
        phones = with_phones(database, street, push, key)
        phones[0].unsubscribe()
        owe(database, street)
        pump_against(database, push, key, tmp_path, lambda: statuses(database) == {"sent": 2, "gone": 1})
    left = database.read_sync(lambda session: {row.device_id for row in session.execute(select(PushSubscription)).scalars()})
    assert left == {neighbour.device_id for neighbour in street.neighbours[1:]}


def test_a_refused_key_is_visible_and_keeps_the_subscription(database: Database, key: VapidKey, tmp_path: Path) -> None:
    street = build(database, 1, clock.now())
    with PushService() as push:
        subscribe(database, street, street.neighbours[0], push.phone(load_or_create(tmp_path / "other").public).subscription, clock.now())
        owe(database, street)
        pump_against(database, push, key, tmp_path, lambda: statuses(database) == {"failed": 1})
    assert "MODU_VAPID_SUBJECT" in errors(database)[0]
    assert database.read_sync(lambda session: len(session.execute(select(PushSubscription)).all())) == 1


def test_giving_up_when_the_next_attempt_would_come_too_late(database: Database, key: VapidKey, tmp_path: Path) -> None:
    street = build(database, 1, clock.now())
    with PushService() as push:
        with_phones(database, street, push, key)
        push.misbehave(Fault(status=429, retry_after="300"), times=5)
        owe(database, street, timedelta(seconds=60))
        pump_against(database, push, key, tmp_path, lambda: statuses(database) == {"failed": 1})
    assert "429" in errors(database)[0]
    assert "too late" in errors(database)[0]
    assert len(push.requests) == 1


def pumped(database: Database, hands: Hands, done: Callable[[], bool], concurrency: int = 16) -> None:
    async def work() -> None:
        async with PushPump(database, hands, PUBLIC, concurrency) as pump:
            await until(done, pump.round)

    asyncio.run(work())


def test_after_three_hours_of_standstill_nothing_stale_is_sent(database: Database) -> None:
    with clock.frozen(clock.now()) as frozen:
        street = build(database, 3, clock.now())
        subscribe_all(database, street, clock.now())
        owe(database, street, timedelta(minutes=10))
        frozen.advance(timedelta(hours=3))
        hands = Hands(takes_all)
        pumped(database, hands, lambda: statuses(database) == {"failed": 3})
    assert hands.given == []


def test_pushes_to_a_device_that_was_turned_off_are_not_sent(database: Database) -> None:
    street = build(database, 1, clock.now())
    subscribe_all(database, street, clock.now())
    owe(database, street)
    database.write_sync(lambda session: session.delete(session.get_one(PushSubscription, street.neighbours[0].device_id)))
    hands = Hands(takes_all)
    pumped(database, hands, lambda: statuses(database) == {"gone": 1})
    assert hands.given == []


def test_no_more_are_under_way_than_allowed(database: Database) -> None:
    street = build(database, 40, clock.now())
    subscribe_all(database, street, clock.now())
    owe(database, street)
    under_way: list[int] = [0, 0]

    async def act(_push: Push) -> Outcome:
        under_way[0] += 1
        under_way[1] = max(under_way)
        await asyncio.sleep(0.002)
        under_way[0] -= 1
        return SENT

    pumped(database, Hands(act), lambda: statuses(database) == {"sent": 40}, concurrency=6)
    assert 1 < under_way[1] <= 6


def test_two_pumps_share_the_work_and_send_each_once(database: Database) -> None:
    street = build(database, 100, clock.now())
    subscribe_all(database, street, clock.now())
    owe(database, street)
    hands = Hands(takes_all)

    async def work() -> None:
        async with PushPump(database, hands, PUBLIC, 8) as one, PushPump(database, hands, PUBLIC, 8) as other:

            async def both() -> None:
                await asyncio.gather(one.round(), other.round())

            await until(lambda: statuses(database) == {"sent": 100}, both)

    asyncio.run(work())
    assert len(hands.given) == len({push.endpoint for push in hands.given}) == 100


def test_stopping_lets_what_is_under_way_land_and_gives_the_rest_back(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "FINISH_S", 0.2)
    street = build(database, 2, clock.now())
    subscribe_all(database, street, clock.now())
    owe(database, street)

    async def act(push: Push) -> Outcome:
        await asyncio.sleep(0.01 if push.endpoint.endswith(street.neighbours[0].device_id.hex) else 60)
        return SENT

    async def work() -> None:
        async with PushPump(database, Hands(act), PUBLIC, 8) as pump:
            assert await pump.round() == 2

    asyncio.run(work())
    assert statuses(database) == {"sent": 1, "queued": 1}
    assert len(database.write_sync(lambda session: outbox.claim(session, clock.now(), 10))) == 1
