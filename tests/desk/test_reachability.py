"""Who can be reached, as the desk sees it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from time import perf_counter
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import delete, insert, update
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.database import Database, table_of
from app.core.ids import new_id
from app.desk.reachability import Reach, Reachability, reachability
from app.notifications.models import PushSubscription
from app.people.models import Device, Member
from tests.notifications.street import Street, build, subscribe_all

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)  # noon in Paju
NIGHT = NOW + timedelta(hours=12)


def seen(
    database: Database, street: Street, state: Reach | None = None, after: UUID | None = None, limit: int = 50, now: datetime = NOW
) -> Reachability:
    return database.read_sync(
        lambda session: reachability(session, street.neighbourhood_id, state=state, after=after, limit=limit, now=now)
    )


def change(database: Database, *statements: Any) -> None:
    def work(session: Session) -> None:
        for statement in statements:
            session.execute(statement)

    database.write_sync(work)


def six(database: Database) -> Street:
    """One neighbour in each state, in the order of `Reach`; the last one sleeps from ten at night to six."""
    street = build(database, 6, NOW)
    subscribe_all(database, street, NOW)
    ok, _unproved, silent, off, no_device, asleep = street.neighbours
    change(
        database,
        update(PushSubscription).where(col(PushSubscription.device_id).in_([ok.device_id, asleep.device_id])).values(last_received_at=NOW),
        update(PushSubscription).where(col(PushSubscription.device_id) == silent.device_id).values(silent_at=NOW, last_test_at=NOW),
        delete(PushSubscription).where(col(PushSubscription.device_id) == off.device_id),
        delete(Device).where(col(Device.id) == no_device.device_id),
        update(Member).where(col(Member.id) == asleep.member_id).values(quiet_from_min=22 * 60, quiet_until_min=6 * 60),
    )
    return street


def test_everybody_is_in_one_state_and_counted(database: Database) -> None:
    street = six(database)
    build(database, 2, NOW)  # another neighbourhood is not counted
    answer = seen(database, street, now=NIGHT)
    assert {row.member_id: row.state for row in answer.items} == dict(zip(street.member_ids, Reach, strict=True))
    assert set(answer.counts.model_dump().values()) == {1}
    assert seen(database, street).counts.model_dump() == {"ok": 2, "unproved": 1, "silent": 1, "off": 1, "no_device": 1, "asleep": 0}
    by_id = {row.member_id: row for row in answer.items}
    assert by_id[street.member_ids[0]].last_answer_at == NOW
    assert by_id[street.member_ids[2]].last_test_at == NOW
    assert [by_id[member_id].devices for member_id in street.member_ids] == [1, 1, 1, 1, 0, 1]


def test_one_phone_that_answers_is_enough(database: Database) -> None:
    street = six(database)
    second = Device(
        neighbourhood_id=street.neighbourhood_id,
        member_id=street.member_ids[2],
        name="tablet",
        token_hash=b"t" * 32,
        created_at=NOW,
        last_seen_at=NOW,
    )
    fresh = new_id()
    values = second.model_dump() | {"id": fresh}
    subscription = {
        "device_id": fresh,
        "neighbourhood_id": street.neighbourhood_id,
        "member_id": street.member_ids[2],
        "endpoint": "https://web.push.apple.com/second",
        "endpoint_hash": b"s" * 32,
        "p256dh": b"p" * 65,
        "auth": b"a" * 16,
        "created_at": NOW,
        "updated_at": NOW,
        "last_received_at": NOW,
    }
    change(database, insert(table_of(Device)).values(**values), insert(table_of(PushSubscription)).values(**subscription))
    row = next(row for row in seen(database, street).items if row.member_id == street.member_ids[2])
    assert (row.state, row.devices) == (Reach.OK, 2)


def test_one_state_at_a_time_and_page_by_page(database: Database) -> None:
    street = six(database)
    assert [row.member_id for row in seen(database, street, Reach.SILENT).items] == [street.member_ids[2]]
    first = seen(database, street, limit=4)
    assert first.next_cursor is not None
    rest = seen(database, street, limit=4, after=first.items[-1].member_id)
    assert rest.next_cursor is None
    assert sorted(row.member_id for row in (*first.items, *rest.items)) == sorted(street.member_ids)
    assert rest.counts == first.counts


def test_who_has_left_is_not_waited_for(database: Database) -> None:
    street = six(database)
    change(database, update(Member).where(col(Member.id) == street.member_ids[2]).values(active=False))
    assert seen(database, street).counts.silent == 0


@pytest.mark.slow
def test_ten_thousand_members_are_read_at_once(database: Database) -> None:
    street = build(database, 1, NOW)
    ids = [new_id() for _ in range(10_000)]

    def work(session: Session) -> None:
        like = session.get(Member, street.member_ids[0])
        assert like is not None
        base = like.model_dump()
        session.execute(insert(table_of(Member)), [{**base, "id": each} for each in ids])
        device = {"neighbourhood_id": street.neighbourhood_id, "name": "phone", "created_at": NOW, "last_seen_at": NOW}
        session.execute(insert(table_of(Device)), [{**device, "id": each, "member_id": each, "token_hash": each.bytes * 2} for each in ids])
        pushed = {
            "neighbourhood_id": street.neighbourhood_id,
            "endpoint": "x",
            "p256dh": b"",
            "auth": b"",
            "created_at": NOW,
            "updated_at": NOW,
        }
        rows = [{**pushed, "device_id": each, "member_id": each, "endpoint_hash": each.bytes * 2} for each in ids]
        session.execute(insert(table_of(PushSubscription)), rows)

    database.write_sync(work)
    took = []
    for _ in range(5):
        begun = perf_counter()
        answer = seen(database, street, Reach.UNPROVED)
        took.append(perf_counter() - begun)
    assert answer.counts.unproved == 10_000
    assert min(took) < 0.5, took
