"""The queue of deliveries: claimed by one worker at a time for some seconds, sent, and only then marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Executable, bindparam, case, delete, literal_column, null, or_, select, update
from sqlalchemy.orm import Session

from app.core import broadcast
from app.core.database import table_of
from app.core.listed import Among, prepared_with_lists
from app.core.prepared import Prepared
from app.notifications.models import Delivery, PushSubscription
from app.notifications.rules import Kind, Outcome, Status
from app.notifications.service import CHANGED

LEASE = timedelta(seconds=13)  # a second worker is to take over within 15 s
LAST_OK_EVERY = timedelta(hours=1)
ERROR_LENGTH = 300

_d, _s = table_of(Delivery), table_of(PushSubscription)
_queued = _d.c.status == literal_column("'queued'")  # written out, so that both databases use the partial index
_now = bindparam("now", type_=_d.c.due_at.type)

_is_due = (_queued, _d.c.due_at <= _now, or_(_d.c.claimed_until.is_(None), _d.c.claimed_until < _now))
_any_due = select(_d.c.id).where(*_is_due).limit(1)
_due = (
    select(_d.c.id)
    .where(*_is_due)
    .order_by(_d.c.rank, _d.c.due_at)
    .limit(bindparam("n", type_=_d.c.attempts.type))
    .with_for_update(skip_locked=True)
    .cte("due")
)
_claim = Prepared(
    update(_d)
    .where(_d.c.id.in_(select(_due.c.id)))
    .values(claimed_until=bindparam("until", type_=_d.c.due_at.type), attempts=_d.c.attempts + 1)
    .returning(
        _d.c.id,
        _d.c.neighbourhood_id,
        _d.c.device_id,
        _d.c.member_id,
        _d.c.alert_id,
        _d.c.kind,
        _d.c.topic,
        _d.c.urgency,
        _d.c.payload,
        _d.c.attempts,
        _d.c.expires_at,
    )
)


def _addresses_of(among: Among) -> Executable:
    return select(_s.c.device_id, _s.c.member_id, _s.c.endpoint, _s.c.p256dh, _s.c.auth, _s.c.last_ok_at).where(
        among(_s.c.device_id, "devices")
    )


_addresses = prepared_with_lists(_addresses_of)

_this = _d.c.id == bindparam("this")
_same_attempt = (_this, _queued, _d.c.attempts == bindparam("nth"))
_said = {"last_status": bindparam("code"), "last_error": bindparam("reason"), "claimed_until": null()}


def _sent(among: Among) -> Executable:
    return (
        update(_d)
        .where(among(_d.c.id, "these"))
        .values(
            status=case((_queued, Status.SENT.value), else_=_d.c.status),
            sent_at=bindparam("moment"),
            last_status=bindparam("code"),
            last_error="",
            claimed_until=null(),
        )
    )


def _ok(among: Among) -> Executable:
    return update(_s).where(among(_s.c.device_id, "these")).values(last_ok_at=bindparam("moment"))


_mark_sent, _mark_ok = prepared_with_lists(_sent), prepared_with_lists(_ok)
_mark_over = update(_d).where(*_same_attempt).values(status=bindparam("over"), **_said)
_mark_again = update(_d).where(*_same_attempt).values(due_at=bindparam("moment"), **_said)
_release = update(_d).where(*_same_attempt).values(claimed_until=null())


@dataclass(frozen=True)
class Address:
    """A device's subscription as it was when the delivery was claimed."""

    endpoint: str
    p256dh: bytes
    auth: bytes
    last_ok_at: datetime | None


@dataclass(frozen=True)
class Claimed:
    """A delivery in this worker's hands; `address` is None when the device takes no pushes of this member any more."""

    id: UUID
    neighbourhood_id: UUID
    device_id: UUID
    alert_id: UUID | None
    kind: str
    topic: str
    urgency: str
    payload: str
    attempts: int
    expires_at: datetime
    address: Address | None


@dataclass(frozen=True)
class Result:
    """What came of a claimed delivery; `again_at` only when it is to be tried again."""

    claimed: Claimed
    outcome: Outcome
    again_at: datetime | None = None


def any_due(session: Session, now: datetime) -> bool:
    """Whether claiming would find something; takes no lock."""
    return session.execute(_any_due, {"now": now}).first() is not None


def claim(session: Session, now: datetime, limit: int) -> list[Claimed]:
    """Take up to `limit` due deliveries for 13 s. Whoever else claims at the same moment gets others; a dead worker's come back."""
    rows = _claim.all(session, {"now": now, "until": now + LEASE, "n": limit})
    if not rows:
        return []
    devices = {row.device_id for row in rows}
    addresses = {found.device_id: found for found in _addresses.all(session, {"devices": devices})}
    claimed = []
    for row in rows:
        found = addresses.get(row.device_id)
        address = None
        if found is not None and found.member_id == row.member_id:
            address = Address(found.endpoint, found.p256dh, found.auth, found.last_ok_at)
        claimed.append(
            Claimed(
                row.id,
                row.neighbourhood_id,
                row.device_id,
                row.alert_id,
                row.kind,
                row.topic,
                row.urgency,
                row.payload,
                row.attempts,
                row.expires_at,
                address,
            )
        )
    return claimed


def mark(session: Session, results: Sequence[Result], now: datetime) -> None:
    """Keep what came of each. A receipt or a withdrawal that came in between stands; a worker that lost its claim changes nothing but `sent`."""
    sent: dict[int | None, list[UUID]] = defaultdict(list)
    over: list[dict[str, Any]] = []
    again: list[dict[str, Any]] = []
    for result in results:
        claimed, outcome = result.claimed, result.outcome
        if outcome.status is Status.SENT:
            sent[outcome.code].append(claimed.id)
            continue
        said = {"this": claimed.id, "nth": claimed.attempts, "code": outcome.code, "reason": outcome.reason[:ERROR_LENGTH]}
        if result.again_at is not None:
            again.append({**said, "moment": result.again_at})
        elif outcome.status is Status.GONE and _moved(session, claimed):
            again.append({**said, "moment": now})
        else:
            over.append({**said, "over": outcome.status.value})
    for code, ids in sent.items():
        _mark_sent.run(session, {"these": ids, "moment": now, "code": code})
    if over:
        session.execute(_mark_over, over)
    if again:
        session.execute(_mark_again, again)
    if ok := [result.claimed.device_id for result in results if result.outcome.status is Status.SENT and _is_news(result.claimed, now)]:
        _mark_ok.run(session, {"these": ok, "moment": now})
    told = {(result.claimed.neighbourhood_id, result.claimed.alert_id) for result in results if result.claimed.kind == Kind.ALERT}
    for neighbourhood_id, alert_id in sorted((n, a) for n, a in told if a is not None):
        broadcast.append(session, neighbourhood_id, CHANGED, alert_id)


def _is_news(claimed: Claimed, now: datetime) -> bool:
    """Whether it is worth writing down that this subscription works."""
    return claimed.address is not None and (claimed.address.last_ok_at is None or now - claimed.address.last_ok_at > LAST_OK_EVERY)


def _moved(session: Session, claimed: Claimed) -> bool:
    """End the subscription that a push service says is over; True when the browser has meanwhile given another one."""
    if claimed.address is None:
        return False
    mine = _s.c.device_id == claimed.device_id
    session.execute(delete(_s).where(mine, _s.c.endpoint == claimed.address.endpoint))
    return session.execute(select(_s.c.device_id).where(mine)).first() is not None


def release(session: Session, unsent: Sequence[Claimed]) -> None:
    """Give deliveries back unsent, for another worker to take at once."""
    if unsent:
        session.execute(_release, [{"this": claimed.id, "nth": claimed.attempts} for claimed in unsent])
