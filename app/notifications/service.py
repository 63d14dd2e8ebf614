"""Deciding who is told on which device: queues, withdraws and receipts, in the transaction of what they are about."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID

from sqlalchemy import CursorResult, delete, func, insert, select, update
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core import broadcast
from app.core.database import table_of
from app.core.ids import new_id
from app.core.problems import not_found
from app.notifications.models import Delivery, PushSubscription
from app.notifications.payload import compose
from app.notifications.rules import BEST_FIRST, MAX_TTL, Kind, Status, is_topic, rank_of, topic_for
from app.people.models import Device, Member

CHANGED = "delivery.changed"
TESTS_PER_WINDOW = 3
TEST_WINDOW = timedelta(minutes=1)

_insert = insert(table_of(Delivery))


@dataclass(frozen=True)
class DeliveryState:
    """How far telling a member got, over all their devices, and since when."""

    status: str
    at: datetime


@dataclass(frozen=True)
class Withdrawn:
    """What will not be sent any more: how many pushes, and who therefore never hears of the alert by one."""

    count: int
    untold: set[UUID]
    """Nothing about this alert left for any of their phones, nor may be on its way."""


def queue(
    session: Session,
    *,
    neighbourhood_id: UUID,
    member_ids: Sequence[UUID],
    kind: Kind,
    alert_id: UUID | None,
    ttl: timedelta,
    topic: str | None = None,
    drill: bool = False,
    about: UUID | None = None,
    opens_path: str | None = None,
    answer: str | None = None,
    now: datetime,
) -> int:
    """Owe each member one push per subscribed device, each in the member's language; returns how many devices that is.

    It is worthless `ttl` after `now` and not sent any more then. Without `topic`, everything about one alert (or about another
    thing, by its id in `about`) shares one notification on a device: the newest replaces the ones before. A tap opens
    `opens_path`, by default what the kind and the alert say; `answer` is a signed word for answering it where it stands. Members without a subscription cost nothing.
    """
    if topic is not None and not is_topic(topic):
        raise ValueError("a topic is at most 32 base64url characters, and not 1 more than a multiple of 4")
    subscribed = _subscribed(session, neighbourhood_id, member_ids)
    return _insert_rows(
        session, subscribed, neighbourhood_id, kind, alert_id, ttl, topic, drill, now, about=about, opens_path=opens_path, answer=answer
    )


def queue_test(session: Session, neighbourhood_id: UUID, device_id: UUID, ttl: timedelta, now: datetime) -> UUID | None:
    """Owe one device a test push; None when it has no subscription."""
    row = session.execute(_devices(neighbourhood_id).where(col(PushSubscription.device_id) == device_id)).first()
    if row is None:
        return None
    delivery_id = new_id()
    _insert_rows(
        session, [(row.device_id, row.member_id, row.language)], neighbourhood_id, Kind.TEST, None, ttl, None, False, now, delivery_id
    )
    session.execute(update(PushSubscription).where(col(PushSubscription.device_id) == device_id).values(last_test_at=now))
    return delivery_id


def queue_devices(
    session: Session, neighbourhood_id: UUID, device_ids: Sequence[UUID], kind: Kind, alert_id: UUID | None, ttl: timedelta, now: datetime
) -> int:
    """Owe these devices a push each, whosever they are; returns how many of them take any."""
    if not device_ids:
        return 0
    rows = session.execute(_devices(neighbourhood_id).where(col(PushSubscription.device_id).in_(set(device_ids)))).all()
    devices = [(row.device_id, row.member_id, row.language) for row in rows]
    return _insert_rows(session, devices, neighbourhood_id, kind, alert_id, ttl, None, False, now)


def test_wait_s(session: Session, neighbourhood_id: UUID, device_id: UUID, now: datetime) -> int:
    """How many seconds a device has to wait for its next test; 0 when it need not (three a minute)."""
    tests = select(col(Delivery.created_at)).where(
        col(Delivery.neighbourhood_id) == neighbourhood_id,
        col(Delivery.device_id) == device_id,
        col(Delivery.kind) == Kind.TEST.value,
        col(Delivery.created_at) > now - TEST_WINDOW,
    )
    recent = list(session.execute(tests.order_by(col(Delivery.created_at).desc()).limit(TESTS_PER_WINDOW)).scalars())
    if len(recent) < TESTS_PER_WINDOW:
        return 0
    return int((recent[-1] + TEST_WINDOW - now).total_seconds()) + 1


def _devices(neighbourhood_id: UUID) -> Any:
    columns = select(col(PushSubscription.device_id), col(PushSubscription.member_id), col(Member.language))
    joined = columns.join(Member, col(Member.id) == col(PushSubscription.member_id))
    return joined.where(col(PushSubscription.neighbourhood_id) == neighbourhood_id)


def _subscribed(session: Session, neighbourhood_id: UUID, member_ids: Sequence[UUID]) -> list[tuple[UUID, UUID, str]]:
    if not member_ids:
        return []
    rows = session.execute(_devices(neighbourhood_id).where(col(PushSubscription.member_id).in_(set(member_ids))))
    nth = {member_id: number for number, member_id in enumerate(member_ids)}
    devices = [(row.device_id, row.member_id, row.language) for row in rows]
    return sorted(devices, key=lambda one: (nth[one[1]], one[0]))  # whoever is named first is told first, on both databases


def _insert_rows(
    session: Session,
    devices: Sequence[tuple[UUID, UUID, str]],
    neighbourhood_id: UUID,
    kind: Kind,
    alert_id: UUID | None,
    ttl: timedelta,
    topic: str | None,
    drill: bool,
    now: datetime,
    delivery_id: UUID | None = None,
    about: UUID | None = None,
    opens_path: str | None = None,
    answer: str | None = None,
) -> int:
    kept = min(ttl, MAX_TTL)
    rows: list[dict[str, Any]] = []
    for device_id, member_id, language in devices:
        row_id = delivery_id or new_id()
        tag = topic or topic_for(alert_id or about or row_id, device_id)
        rows.append(
            {
                "id": row_id,
                "neighbourhood_id": neighbourhood_id,
                "device_id": device_id,
                "member_id": member_id,
                "alert_id": alert_id,
                "kind": kind.value,
                "topic": tag,
                "payload": compose(
                    kind, language, delivery_id=row_id, alert_id=alert_id, topic=tag, drill=drill, opens_path=opens_path, answer=answer
                ),
                "ttl_s": int(kept.total_seconds()),
                "urgency": "normal" if rank_of(kind) else "high",
                "rank": rank_of(kind),
                "status": Status.QUEUED.value,
                "created_at": now,
                "due_at": now,
                "expires_at": now + kept,
                "attempts": 0,
                "last_error": "",
            }
        )
    if rows:
        session.execute(_insert, rows)
    return len(rows)


def withdraw(session: Session, neighbourhood_id: UUID, alert_id: UUID, member_ids: Sequence[UUID] | None) -> Withdrawn:
    """What is still queued for this alert (to `member_ids`, or to everybody) is not sent any more; what waited until it was worth nothing
    was never sent either."""
    here = (col(Delivery.neighbourhood_id) == neighbourhood_id, col(Delivery.alert_id) == alert_id)
    queued = update(Delivery).where(*here, col(Delivery.status) == Status.QUEUED.value)
    if member_ids is not None:
        queued = queued.where(col(Delivery.member_id).in_(set(member_ids)))
    taken = queued.values(status=Status.WITHDRAWN.value).returning(
        col(Delivery.member_id), col(Delivery.claimed_until), col(Delivery.attempts)
    )
    rows = session.execute(taken, execution_options={"synchronize_session": False}).all()
    unsent = {row.member_id for row in rows} - {row.member_id for row in rows if row.claimed_until is not None or row.attempts}
    if unsent:
        gone_out = select(col(Delivery.member_id)).where(
            *here, col(Delivery.member_id).in_(unsent), col(Delivery.status) != Status.WITHDRAWN.value
        )
        unsent -= set(session.execute(gone_out).scalars())
    return Withdrawn(len(rows), unsent)


def members_pushed_to(session: Session, neighbourhood_id: UUID, member_ids: Sequence[UUID]) -> set[UUID]:
    """Those of `member_ids` who have any device that pushes go to, heard of lately or not."""
    return {member_id for _, member_id, _ in _subscribed(session, neighbourhood_id, member_ids)}


def delivery_states(session: Session, neighbourhood_id: UUID, alert_id: UUID, kind: Kind = Kind.ALERT) -> dict[UUID, DeliveryState]:
    """How far telling each member about an alert got: the best over their devices. Members without a device are absent."""
    columns = (col(Delivery.member_id), col(Delivery.status), col(Delivery.created_at), col(Delivery.sent_at), col(Delivery.received_at))
    about = select(*columns).where(
        col(Delivery.neighbourhood_id) == neighbourhood_id, col(Delivery.alert_id) == alert_id, col(Delivery.kind) == kind.value
    )
    states: dict[UUID, DeliveryState] = {}
    for member_id, status, created_at, sent_at, received_at in session.execute(about):
        known = states.get(member_id)
        if known is None or BEST_FIRST.index(Status(status)) < BEST_FIRST.index(Status(known.status)):
            states[member_id] = DeliveryState(status, received_at or sent_at or created_at)
    return states


def calls_waiting(session: Session, longer_than: timedelta, now: datetime) -> dict[UUID, datetime]:
    """Of which alerts a call that is worth sending waits for so long, and since when the oldest of them is due."""
    waiting = select(col(Delivery.alert_id), func.min(col(Delivery.due_at)).label("since")).where(
        col(Delivery.status) == Status.QUEUED.value,
        col(Delivery.rank) == rank_of(Kind.ALERT),
        col(Delivery.kind) == Kind.ALERT.value,
        col(Delivery.due_at) < now - longer_than,
        col(Delivery.expires_at) > now,
        col(Delivery.alert_id).is_not(None),
    )
    return {row.alert_id: row.since for row in session.execute(waiting.group_by(col(Delivery.alert_id)))}


def save_subscription(
    session: Session, *, neighbourhood_id: UUID, member_id: UUID, device_id: UUID, endpoint: str, p256dh: bytes, auth: bytes, now: datetime
) -> None:
    """Keep the one subscription of a device. An endpoint that another device held moves here: the browser changed hands."""
    digest = hashlib.sha256(endpoint.encode()).digest()
    session.execute(
        delete(PushSubscription).where(col(PushSubscription.endpoint_hash) == digest, col(PushSubscription.device_id) != device_id)
    )
    row = session.get(PushSubscription, device_id)
    if row is None:
        row = PushSubscription(
            device_id=device_id,
            neighbourhood_id=neighbourhood_id,
            member_id=member_id,
            endpoint=endpoint,
            endpoint_hash=digest,
            p256dh=p256dh,
            auth=auth,
            created_at=now,
            updated_at=now,
        )
        session.add(row)
    else:
        if (row.endpoint, row.member_id) != (endpoint, member_id):  # nothing is known of the new one
            row.created_at = now
            row.last_ok_at = row.last_received_at = row.last_test_at = row.proof_asked_at = row.silent_at = None
        row.neighbourhood_id, row.member_id = neighbourhood_id, member_id
        row.endpoint, row.endpoint_hash, row.p256dh, row.auth = endpoint, digest, p256dh, auth
        row.updated_at = now
    session.flush()


def remove_device(session: Session, device_id: UUID) -> None:
    """Stop pushes to a device at once: its subscription goes, and what was queued for it is `gone`. Harmless when repeated."""
    session.execute(delete(PushSubscription).where(col(PushSubscription.device_id) == device_id))
    device = session.get(Device, device_id)
    if device is None:
        return
    waiting = update(Delivery).where(
        col(Delivery.neighbourhood_id) == device.neighbourhood_id,
        col(Delivery.device_id) == device_id,
        col(Delivery.status) == Status.QUEUED.value,
    )
    session.execute(waiting.values(status=Status.GONE.value, claimed_until=None, last_error="pushes to this device were turned off"))


def mark_received(session: Session, *, neighbourhood_id: UUID, device_id: UUID, delivery_id: UUID, now: datetime) -> None:
    """The app's own word that the push arrived, whatever the push service said. The first word stands; others' pushes are not found."""
    row = session.get(Delivery, delivery_id)
    if row is None or row.neighbourhood_id != neighbourhood_id or row.device_id != device_id:
        raise not_found()
    if row.received_at is not None:
        return
    row.status, row.received_at, row.claimed_until = Status.RECEIVED.value, now, None
    session.flush()
    answered = update(PushSubscription).where(
        col(PushSubscription.device_id) == device_id, col(PushSubscription.member_id) == row.member_id
    )
    session.execute(answered.values(last_received_at=now, silent_at=None))
    if row.alert_id is not None:
        broadcast.append(session, neighbourhood_id, CHANGED, row.alert_id)


def sweep(session: Session, now: datetime, keep: timedelta) -> int:
    """Drop deliveries that expired longer than `keep` ago; returns how many."""
    return _count(session.execute(delete(Delivery).where(col(Delivery.expires_at) < now - keep)))


def _count(result: Any) -> int:
    return cast(CursorResult[Any], result).rowcount
