"""Weeks of a street's phones: who answers is left alone, who does not is found."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.database import Database
from app.notifications import jobs, proofs, ringing, service
from app.notifications.models import Delivery, PushSubscription
from app.people.models import Member
from tests.notifications.street import Street, build, subscribe_all

MORNING = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)  # ten o'clock in Paju
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
Answers = Callable[[UUID], bool]


def street_of(database: Database, count: int) -> Street:
    street = build(database, count, MORNING)
    subscribe_all(database, street, MORNING)
    return street


def asked(database: Database) -> list[Delivery]:
    def work(session: Session) -> list[Delivery]:
        rows = list(session.execute(select(Delivery).where(col(Delivery.kind) == "proof").order_by(col(Delivery.id))).scalars())
        session.expunge_all()
        return rows

    return database.read_sync(work)


def silent(database: Database) -> set[UUID]:
    quiet = select(col(PushSubscription.device_id)).where(col(PushSubscription.silent_at).is_not(None))
    return database.read_sync(lambda session: set(session.execute(quiet).scalars()))


def change(database: Database, statement: Any) -> None:
    def work(session: Session) -> None:
        session.execute(statement)

    database.write_sync(work)


def live(database: Database, street: Street, begin: datetime, span: timedelta, answers: Answers, *, leaves: bool = True) -> None:
    """An hour at a time: the worker looks, the push service takes what is queued, and some phones answer."""

    def hour(session: Session, now: datetime) -> None:
        jobs.prove(session, now)
        rows = list(session.execute(select(Delivery).where(col(Delivery.status) == "queued")).scalars()) if leaves else []
        for row in rows:
            row.status, row.sent_at = "sent", now
        session.flush()
        for row in rows:
            if answers(row.device_id):
                here = {"neighbourhood_id": street.neighbourhood_id, "device_id": row.device_id, "delivery_id": row.id}
                service.mark_received(session, **here, now=now)

    for step in range(int(span / HOUR)):
        database.write_sync(lambda session, now=begin + step * HOUR: hour(session, now))  # type: ignore[misc]  # bound per round


def test_a_silent_phone_is_found_in_eight_days_and_the_others_are_left_alone(database: Database) -> None:
    street = street_of(database, 3)
    dead, *well = [neighbour.device_id for neighbour in street.neighbours]
    live(database, street, MORNING, 7 * DAY, lambda device: device != dead)
    assert asked(database) == []
    live(database, street, MORNING + 7 * DAY, DAY + HOUR, lambda device: device != dead)
    assert silent(database) == {dead}
    assert sorted(row.device_id for row in asked(database) if row.status == "received") == sorted(well)
    reachable = database.read_sync(lambda session: ringing.reachable_members(session, street.neighbourhood_id, street.member_ids))
    assert reachable == set(street.member_ids[1:])


def test_a_phone_that_is_back_is_heard_within_a_day(database: Database) -> None:
    street = street_of(database, 1)
    live(database, street, MORNING, 9 * DAY, lambda _device: False)
    assert silent(database) == {street.neighbours[0].device_id}
    live(database, street, MORNING + 9 * DAY, DAY + HOUR, lambda _device: True)
    assert silent(database) == set()


def test_what_never_left_is_not_held_against_the_phone(database: Database) -> None:
    street = street_of(database, 1)
    live(database, street, MORNING, 12 * DAY, lambda _device: False, leaves=False)
    assert len(asked(database)) == 1
    assert silent(database) == set()


def test_it_makes_no_sound_waits_behind_calls_and_comes_by_day(database: Database) -> None:
    street = street_of(database, 1)
    live(database, street, MORNING + 7 * DAY + 9 * HOUR, 14 * HOUR, lambda _device: True)  # seven in the evening to nine
    assert asked(database) == []
    live(database, street, MORNING + 8 * DAY, HOUR, lambda _device: True)
    (row,) = asked(database)
    assert (row.rank, row.urgency, row.ttl_s) == (1, "normal", 86_400)
    shown = json.loads(row.payload)["notification"]
    assert (shown["silent"], shown["navigate"]) == (True, "/settings/notifications")


def test_quiet_hours_and_those_who_left_are_respected(database: Database) -> None:
    street = street_of(database, 2)
    asleep, left = street.member_ids
    change(database, update(Member).where(col(Member.id) == asleep).values(quiet_from_min=540, quiet_until_min=1020))
    change(database, update(Member).where(col(Member.id) == left).values(active=False))
    live(database, street, MORNING + 7 * DAY, 7 * HOUR, lambda _device: True)
    assert asked(database) == []
    live(database, street, MORNING + 7 * DAY + 7 * HOUR, HOUR, lambda _device: True)
    assert [row.member_id for row in asked(database)] == [asleep]


def test_a_few_hundred_at_a_time(database: Database) -> None:
    street_of(database, 3)
    now = MORNING + 7 * DAY

    def some(session: Session) -> list[int]:
        return [proofs.ask(session, here, now, 2) for here in proofs.terms(session, now)]

    assert [database.write_sync(some) for _ in range(3)] == [[2], [1], [0]]
