"""Who is owed a push, and what stops it."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Executable, delete, select, update
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core import broadcast
from app.core.database import Database
from app.core.problems import Problem
from app.notifications import ringing, service
from app.notifications.models import Delivery, PushSubscription
from app.notifications.rules import Kind, Status
from app.people.models import Device, Member
from tests.notifications.street import CANARY_NAME, Street, browser_keys, build, subscribe_all

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
TTL = timedelta(seconds=60)


def queue(database: Database, street: Street, alert_id: UUID | None, kind: Kind = Kind.ALERT, topic: str | None = None) -> int:
    return database.write_sync(
        lambda session: service.queue(
            session,
            neighbourhood_id=street.neighbourhood_id,
            member_ids=street.member_ids,
            kind=kind,
            alert_id=alert_id,
            ttl=TTL,
            topic=topic,
            now=NOW,
        )
    )


def change(database: Database, statement: Executable) -> None:
    def work(session: Session) -> None:
        session.execute(statement)

    database.write_sync(work)


def deliveries(database: Database) -> list[Delivery]:
    def work(session: Session) -> list[Delivery]:
        rows = list(session.execute(select(Delivery).order_by(col(Delivery.id))).scalars())
        session.expunge_all()
        return rows

    return database.read_sync(work)


def test_one_push_per_subscribed_device(database: Database) -> None:
    street = build(database, 3, NOW)
    assert queue(database, street, uuid4()) == 0
    subscribe_all(database, street, NOW)
    alert_id = uuid4()
    assert queue(database, street, alert_id) == 3
    rows = deliveries(database)
    assert {row.device_id for row in rows} == {neighbour.device_id for neighbour in street.neighbours}
    assert {(row.status, row.ttl_s, row.expires_at, row.due_at, row.urgency) for row in rows} == {
        (Status.QUEUED.value, 60, NOW + TTL, NOW, "high")
    }
    assert all(json.loads(row.payload)["modu"]["delivery_id"] == str(row.id) for row in rows)


def test_the_words_are_in_the_members_language_and_say_nothing_personal(database: Database) -> None:
    street = build(database, 2, NOW)
    subscribe_all(database, street, NOW)
    english = street.neighbours[0].member_id
    change(database, update(Member).where(col(Member.id) == english).values(language="en"))
    queue(database, street, uuid4())
    by_member = {row.member_id: row.payload for row in deliveries(database)}
    assert json.loads(by_member[english])["notification"]["lang"] == "en"
    assert json.loads(by_member[street.neighbours[1].member_id])["notification"]["lang"] == "ko"
    assert all(CANARY_NAME not in payload for payload in by_member.values())


def test_members_of_another_neighbourhood_are_never_told(database: Database) -> None:
    here, there = build(database, 1, NOW), build(database, 1, NOW)
    subscribe_all(database, there, NOW)
    foreign = Street(here.neighbourhood_id, there.neighbours)
    assert queue(database, foreign, uuid4()) == 0


def test_nobody_to_tell_is_fine(database: Database) -> None:
    assert queue(database, build(database, 0, NOW), uuid4()) == 0


def test_a_topic_nobody_takes_is_refused_at_once(database: Database) -> None:
    with pytest.raises(ValueError, match="topic"):
        queue(database, build(database, 0, NOW), None, topic="abcde")


def test_a_failed_transaction_owes_nothing(database: Database) -> None:
    street = build(database, 1, NOW)
    subscribe_all(database, street, NOW)

    def work(session: Session) -> None:
        service.queue(
            session,
            neighbourhood_id=street.neighbourhood_id,
            member_ids=street.member_ids,
            kind=Kind.ALERT,
            alert_id=uuid4(),
            ttl=TTL,
            now=NOW,
        )
        raise RuntimeError("the change itself failed")

    with pytest.raises(RuntimeError):
        database.write_sync(work)
    assert deliveries(database) == []


def test_withdrawing_stops_what_is_queued_for_some_or_for_all(database: Database) -> None:
    street = build(database, 3, NOW)
    subscribe_all(database, street, NOW)
    alert_id, other_alert = uuid4(), uuid4()
    queue(database, street, alert_id)
    queue(database, street, other_alert)
    first = street.member_ids[:1]
    assert database.write_sync(lambda session: service.withdraw(session, street.neighbourhood_id, alert_id, first)).count == 1
    assert database.write_sync(lambda session: service.withdraw(session, street.neighbourhood_id, alert_id, None)).count == 2
    assert database.write_sync(lambda session: service.withdraw(session, street.neighbourhood_id, alert_id, None)).count == 0
    states = {(row.alert_id, row.status) for row in deliveries(database)}
    assert states == {(alert_id, "withdrawn"), (other_alert, "queued")}


def test_who_never_heard_of_it_is_told_apart_from_whose_push_may_be_on_its_way(database: Database) -> None:
    street = build(database, 3, NOW)
    subscribe_all(database, street, NOW)
    alert_id = uuid4()
    queue(database, street, alert_id)
    claimed, retried, waiting = sorted(street.member_ids)

    def go_out(session: Session) -> None:
        for row in session.query(Delivery).all():
            if row.member_id == claimed:
                row.claimed_until = NOW + timedelta(seconds=13)
            if row.member_id == retried:
                row.attempts = 1

    database.write_sync(go_out)
    withdrawn = database.write_sync(lambda session: service.withdraw(session, street.neighbourhood_id, alert_id, None))
    assert (withdrawn.count, withdrawn.untold) == (3, {waiting})
    assert database.write_sync(lambda session: service.withdraw(session, street.neighbourhood_id, alert_id, None)).untold == set()


def test_whose_first_phone_got_it_has_heard_of_it(database: Database) -> None:
    street = build(database, 1, NOW)
    subscribe_all(database, street, NOW)
    alert_id = uuid4()
    queue(database, street, alert_id)

    def leave(session: Session) -> None:
        session.execute(update(Delivery).values(status="sent"))

    database.write_sync(leave)
    queue(database, street, alert_id)
    assert database.write_sync(lambda session: service.withdraw(session, street.neighbourhood_id, alert_id, None)).untold == set()


def test_the_desk_sees_the_best_of_a_members_devices(database: Database) -> None:
    street = build(database, 2, NOW)
    subscribe_all(database, street, NOW)
    alert_id = uuid4()
    queue(database, street, alert_id)
    queue(database, street, alert_id, Kind.ALL_CLEAR)
    reached = street.neighbours[0]
    row = next(row for row in deliveries(database) if row.device_id == reached.device_id and row.kind == "alert")
    later = NOW + timedelta(seconds=3)
    for _ in range(2):  # a receipt said twice is one receipt
        database.write_sync(
            lambda session: service.mark_received(
                session, neighbourhood_id=street.neighbourhood_id, device_id=reached.device_id, delivery_id=row.id, now=later
            )
        )
    states = database.read_sync(lambda session: service.delivery_states(session, street.neighbourhood_id, alert_id))
    assert states[reached.member_id] == service.DeliveryState("received", later)
    assert states[street.neighbours[1].member_id] == service.DeliveryState("queued", NOW)
    assert database.read_sync(lambda session: broadcast.last_seq(session, street.neighbourhood_id)) == 1


def test_a_receipt_for_somebody_elses_push_is_not_found(database: Database) -> None:
    street, elsewhere = build(database, 2, NOW), build(database, 1, NOW)
    subscribe_all(database, street, NOW)
    queue(database, street, uuid4())
    row = next(row for row in deliveries(database) if row.device_id == street.neighbours[0].device_id)
    strangers = [
        (street.neighbourhood_id, street.neighbours[1].device_id, row.id),
        (elsewhere.neighbourhood_id, street.neighbours[0].device_id, row.id),
        (street.neighbourhood_id, street.neighbours[0].device_id, uuid4()),
    ]
    for neighbourhood_id, device_id, delivery_id in strangers:
        with pytest.raises(Problem, match="not-found"):
            database.write_sync(
                lambda session, n=neighbourhood_id, d=device_id, i=delivery_id: service.mark_received(  # type: ignore[misc]  # bound per round
                    session, neighbourhood_id=n, device_id=d, delivery_id=i, now=NOW
                )
            )


def test_turning_pushes_off_stops_them_at_once(database: Database) -> None:
    street = build(database, 2, NOW)
    subscribe_all(database, street, NOW)
    queue(database, street, uuid4())
    off = street.neighbours[0]
    for _ in range(2):
        database.write_sync(lambda session: service.remove_device(session, off.device_id))
    status = {row.device_id: row.status for row in deliveries(database)}
    assert status == {off.device_id: "gone", street.neighbours[1].device_id: "queued"}
    reachable = database.read_sync(lambda session: ringing.reachable_members(session, street.neighbourhood_id, street.member_ids))
    assert reachable == {street.neighbours[1].member_id}


def test_signing_out_takes_the_subscription_with_the_device(database: Database) -> None:
    street = build(database, 1, NOW)
    subscribe_all(database, street, NOW)
    change(database, delete(Device).where(col(Device.id) == street.neighbours[0].device_id))
    assert database.read_sync(lambda session: session.execute(select(PushSubscription)).all()) == []


def test_an_endpoint_moves_with_its_browser(database: Database) -> None:
    here, there = build(database, 1, NOW), build(database, 1, NOW)
    p256dh, auth = browser_keys()
    for street in (here, there, there):
        database.write_sync(
            lambda session, s=street: service.save_subscription(  # type: ignore[misc]  # bound per round
                session,
                neighbourhood_id=s.neighbourhood_id,
                member_id=s.neighbours[0].member_id,
                device_id=s.neighbours[0].device_id,
                endpoint="https://fcm.googleapis.com/fcm/send/one-browser",
                p256dh=p256dh,
                auth=auth,
                now=NOW,
            )
        )
    held = database.read_sync(lambda session: [row.device_id for row in session.execute(select(PushSubscription)).scalars()])
    assert held == [there.neighbours[0].device_id]


def test_old_deliveries_are_swept(database: Database) -> None:
    street = build(database, 1, NOW)
    subscribe_all(database, street, NOW)
    queue(database, street, uuid4())
    keep = timedelta(days=30)
    assert database.write_sync(lambda session: service.sweep(session, NOW + keep, keep)) == 0
    assert database.write_sync(lambda session: service.sweep(session, NOW + keep + TTL + timedelta(seconds=1), keep)) == 1
