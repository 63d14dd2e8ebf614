"""The queue: each delivery in one worker's hands at a time, and nothing marked that was not sent."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import insert, select, text, update
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core import broadcast
from app.core.database import Database
from app.notifications import outbox, service
from app.notifications.models import Delivery, PushSubscription
from app.notifications.outbox import LEASE, Claimed, Result
from app.notifications.rules import Kind, Outcome, Status, no_answer, rank_of
from tests.notifications.street import Street, build, subscribe_all

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
SENT = Outcome(Status.SENT, 201, "")
GONE = Outcome(Status.GONE, 410, "over")


@pytest.fixture
def alert_id() -> UUID:
    return uuid4()


def queued(database: Database, count: int, alert_id: UUID, now: datetime = NOW) -> Street:
    street = build(database, count, NOW)
    subscribe_all(database, street, NOW)
    database.write_sync(
        lambda session: service.queue(
            session,
            neighbourhood_id=street.neighbourhood_id,
            member_ids=street.member_ids,
            kind=Kind.ALERT,
            alert_id=alert_id,
            ttl=timedelta(minutes=10),
            now=now,
        )
    )
    return street


def claim(database: Database, now: datetime, limit: int = 50) -> list[Claimed]:
    return database.write_sync(lambda session: outbox.claim(session, now, limit))


def mark(database: Database, results: list[Result], now: datetime) -> None:
    database.write_sync(lambda session: outbox.mark(session, results, now))


def rows(database: Database) -> list[Delivery]:
    def work(session: Session) -> list[Delivery]:
        found = list(session.execute(select(Delivery).order_by(col(Delivery.id))).scalars())
        session.expunge_all()
        return found

    return database.read_sync(work)


def statuses(database: Database) -> Counter[str]:
    return Counter(row.status for row in rows(database))


def test_a_claim_is_due_first_and_carries_where_to_send(database: Database, alert_id: UUID) -> None:
    street = queued(database, 3, alert_id)
    assert not database.read_sync(lambda session: outbox.any_due(session, NOW - SECOND))
    assert claim(database, NOW - SECOND) == []
    assert database.read_sync(lambda session: outbox.any_due(session, NOW))
    taken = claim(database, NOW)
    assert {one.device_id for one in taken} == {neighbour.device_id for neighbour in street.neighbours}
    assert {one.attempts for one in taken} == {1}
    assert all(one.address and one.address.endpoint.endswith(one.device_id.hex) for one in taken)


def test_what_is_claimed_is_nobody_elses_until_the_lease_is_over(database: Database, alert_id: UUID) -> None:
    queued(database, 2, alert_id)
    assert len(claim(database, NOW)) == 2
    assert claim(database, NOW + LEASE) == []
    again = claim(database, NOW + LEASE + SECOND)
    assert {one.attempts for one in again} == {2}
    assert timedelta(seconds=15) >= LEASE


def test_two_hundred_of_two_hundred_exactly_once_with_four_workers(database: Database, alert_id: UUID) -> None:
    queued(database, 200, alert_id)

    def worker(_number: int) -> list[UUID]:
        taken: list[UUID] = []
        while batch := claim(database, NOW, 7):
            taken.extend(one.id for one in batch)
        return taken

    with ThreadPoolExecutor(4) as pool:
        taken = [one for each in pool.map(worker, range(4)) for one in each]
    assert len(taken) == len(set(taken)) == 200


def test_sending_is_marked_once_and_told_to_the_desk(database: Database, alert_id: UUID) -> None:
    street = queued(database, 3, alert_id)
    before = database.read_sync(lambda session: broadcast.last_seq(session, street.neighbourhood_id))
    mark(database, [Result(one, SENT) for one in claim(database, NOW)], NOW + SECOND)
    assert {(row.status, row.sent_at, row.last_status, row.claimed_until) for row in rows(database)} == {("sent", NOW + SECOND, 201, None)}
    assert claim(database, NOW + timedelta(minutes=5)) == []
    assert database.read_sync(lambda session: broadcast.last_seq(session, street.neighbourhood_id)) == before + 1
    ok = database.read_sync(lambda session: list(session.execute(select(col(PushSubscription.last_ok_at))).scalars()))
    assert ok == [NOW + SECOND] * 3


def test_trying_again_later_keeps_the_reason(database: Database, alert_id: UUID) -> None:
    queued(database, 1, alert_id)
    (one,) = claim(database, NOW)
    mark(database, [Result(one, no_answer("no answer within 10 s"), NOW + 2 * SECOND)], NOW)
    assert claim(database, NOW + SECOND) == []
    (again,) = claim(database, NOW + 2 * SECOND)
    assert again.attempts == 2
    assert rows(database)[0].last_error == "no answer within 10 s"


def test_an_ended_subscription_goes_and_other_refusals_leave_it(database: Database, alert_id: UUID) -> None:
    queued(database, 4, alert_id)
    first, *others = claim(database, NOW)
    refused = [Outcome(Status.FAILED, code, "refused") for code in (400, 401, 413)]
    mark(database, [Result(first, GONE), *(Result(one, outcome) for one, outcome in zip(others, refused, strict=True))], NOW)
    assert statuses(database) == {"gone": 1, "failed": 3}
    left = database.read_sync(lambda session: {row.device_id for row in session.execute(select(PushSubscription)).scalars()})
    assert left == {one.device_id for one in others}


def test_a_browser_that_subscribed_anew_meanwhile_is_tried_there(database: Database, alert_id: UUID) -> None:
    street = queued(database, 1, alert_id)
    (one,) = claim(database, NOW)
    subscribe_all(database, street, NOW, "https://web.push.apple.com/new-")
    mark(database, [Result(one, GONE)], NOW)
    (again,) = claim(database, NOW)
    assert again.address is not None
    assert again.address.endpoint.startswith("https://web.push.apple.com/new-")


def test_a_receipt_or_a_withdrawal_in_between_stands(database: Database, alert_id: UUID) -> None:
    street = queued(database, 2, alert_id)
    received, withdrawn = claim(database, NOW)
    database.write_sync(
        lambda session: service.mark_received(
            session, neighbourhood_id=street.neighbourhood_id, device_id=received.device_id, delivery_id=received.id, now=NOW
        )
    )
    database.write_sync(lambda session: service.withdraw(session, street.neighbourhood_id, alert_id, None))
    mark(database, [Result(received, SENT), Result(withdrawn, no_answer("reset"), NOW + SECOND)], NOW)
    assert statuses(database) == {"received": 1, "withdrawn": 1}
    assert claim(database, NOW + timedelta(minutes=1)) == []


def test_a_worker_that_lost_its_claim_may_only_say_sent(database: Database, alert_id: UUID) -> None:
    queued(database, 2, alert_id)
    slow = {one.id: one for one in claim(database, NOW)}
    quick = claim(database, NOW + LEASE + SECOND)
    failed, sent = quick
    mark(database, [Result(slow[failed.id], Outcome(Status.FAILED, 400, "late word")), Result(slow[sent.id], SENT)], NOW)
    assert statuses(database) == {"queued": 1, "sent": 1}


def test_given_back_is_free_at_once(database: Database, alert_id: UUID) -> None:
    queued(database, 2, alert_id)
    taken = claim(database, NOW)
    database.write_sync(lambda session: outbox.release(session, taken))
    assert len(claim(database, NOW)) == 2


def test_a_device_that_now_belongs_to_somebody_else_gets_nothing_of_the_old_member(database: Database, alert_id: UUID) -> None:
    street = queued(database, 2, alert_id)
    other = street.neighbours[1]

    def hand_over(session: Session) -> None:
        session.execute(
            update(PushSubscription)
            .where(col(PushSubscription.device_id) == street.neighbours[0].device_id)
            .values(member_id=other.member_id)
        )

    database.write_sync(hand_over)
    addresses = {one.device_id: one.address for one in claim(database, NOW)}
    assert addresses[street.neighbours[0].device_id] is None
    assert addresses[other.device_id] is not None


def test_a_call_never_waits_behind_news(database: Database, alert_id: UUID) -> None:
    """Ten thousand pieces of news are queued first; the call queued a second later is claimed before all of them."""
    street = queued(database, 1, alert_id, NOW + SECOND)
    kept = {"neighbourhood_id": street.neighbourhood_id, "device_id": uuid4(), "member_id": street.member_ids[0], "kind": "news"}
    kept |= {"topic": "n", "payload": "{}", "ttl_s": 60, "urgency": "normal", "rank": 1, "status": "queued", "attempts": 0}
    kept |= {"created_at": NOW, "due_at": NOW, "expires_at": NOW + timedelta(hours=1), "last_error": ""}
    news = [{**kept, "id": uuid4()} for _ in range(10_000)]
    database.write_sync(lambda session: session.execute(insert(Delivery), news))
    first = claim(database, NOW + SECOND, 50)
    assert Kind.ALERT in [claimed.kind for claimed in first]
    assert Counter(claimed.kind for claimed in first) == {"alert": 1, "news": 49}


@pytest.mark.parametrize(("kind", "rank"), [(Kind.ALERT, 0), (Kind.DESK, 0), (Kind.CHECK, 0), (Kind.NEWS, 1), (Kind.PROOF, 1)])
def test_only_calls_go_first(kind: Kind, rank: int) -> None:
    assert rank_of(kind) == rank


def test_the_claim_reads_the_index_of_queued_rows_only(database: Database, alert_id: UUID) -> None:
    queued(database, 1, alert_id)
    explain = "EXPLAIN QUERY PLAN " if database.is_sqlite else "EXPLAIN "
    question = "SELECT id FROM deliveries WHERE status = 'queued' AND due_at <= '2026-11-23' ORDER BY rank, due_at LIMIT 5"

    def plan(session: Session) -> str:
        if not database.is_sqlite:  # with one row, reading the whole table would be right
            session.execute(text("SET LOCAL enable_seqscan = off"))
            session.execute(text("SET LOCAL enable_sort = off"))
        return " ".join(str(row) for row in session.execute(text(explain + question)))

    found = database.write_sync(plan)
    assert "ix_deliveries_claim" in found
    assert "TEMP B-TREE" not in found
