"""Who saw personal data of whom, and why: append-only, hash-chained, shown to the person it is about."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.clock import rfc3339
from app.people.models import AccessChain, AccessEntry

SAME_VIEW = timedelta(minutes=10)


def begin(session: Session, neighbourhood_id: UUID) -> None:
    """Start the log of a new neighbourhood."""
    session.add(AccessChain(neighbourhood_id=neighbourhood_id))
    session.flush()


def record(
    session: Session,
    *,
    neighbourhood_id: UUID,
    actor_id: UUID,
    subject_id: UUID,
    what: str,
    now: datetime,
    reason: str = "",
    alert_id: UUID | None = None,
) -> None:
    """Append an entry in the transaction that shows the data; the chain's head row is a lock until the commit."""
    head = session.execute(select(AccessChain).where(col(AccessChain.neighbourhood_id) == neighbourhood_id).with_for_update()).scalar_one()
    entry = AccessEntry(
        neighbourhood_id=neighbourhood_id,
        seq=head.last_seq + 1,
        at=now,
        actor_id=actor_id,
        subject_id=subject_id,
        what=what,
        reason=reason,
        alert_id=alert_id,
        hash=b"",
    )
    entry.hash = link(head.last_hash, entry)
    head.last_seq, head.last_hash = entry.seq, entry.hash
    session.add(entry)
    session.flush()


def link(previous: bytes, entry: AccessEntry) -> bytes:
    """SHA-256 over the previous hash and the entry's fields, each with its length."""
    digest = hashlib.sha256(previous)
    for value in (entry.seq, rfc3339(entry.at), entry.actor_id, entry.subject_id, entry.what, entry.reason, entry.alert_id):
        field = str(value).encode()
        digest.update(len(field).to_bytes(4, "big") + field)
    return digest.digest()


def broken_at(session: Session, neighbourhood_id: UUID) -> int | None:
    """The first entry that does not follow from the one before, or None when the whole log holds."""
    previous, expected = bytes(32), 1
    entries = select(AccessEntry).where(col(AccessEntry.neighbourhood_id) == neighbourhood_id).order_by(col(AccessEntry.seq))
    for entry in session.execute(entries).scalars():
        if entry.seq != expected or entry.hash != link(previous, entry):
            return expected
        previous, expected = entry.hash, expected + 1
    head = session.get(AccessChain, neighbourhood_id)
    return expected if head is not None and head.last_hash != previous else None


def record_view(
    session: Session, *, neighbourhood_id: UUID, actor_id: UUID, subject_id: UUID, what: str, alert_id: UUID | None, now: datetime
) -> None:
    """Record a look at an alert's place, or without an alert at `what` of a member; looking again within ten minutes is the same view
    (screens refresh themselves)."""
    mine = select(col(AccessEntry.at)).where(
        col(AccessEntry.neighbourhood_id) == neighbourhood_id,
        col(AccessEntry.actor_id) == actor_id,
        col(AccessEntry.alert_id) == alert_id,
        col(AccessEntry.subject_id) == subject_id,
    )
    if alert_id is None:
        mine = mine.where(col(AccessEntry.what) == what)
    latest = session.execute(mine.order_by(col(AccessEntry.seq).desc()).limit(1)).scalar_one_or_none()
    if latest is None or now - latest >= SAME_VIEW:
        record(session, neighbourhood_id=neighbourhood_id, actor_id=actor_id, subject_id=subject_id, what=what, alert_id=alert_id, now=now)


def first_looks(session: Session, neighbourhood_id: UUID, alert_id: UUID, actor_ids: Collection[UUID]) -> dict[UUID, datetime]:
    """When each of these first saw where an alert is; who did not is absent."""
    looks = select(col(AccessEntry.actor_id), func.min(col(AccessEntry.at)).label("at")).where(
        col(AccessEntry.neighbourhood_id) == neighbourhood_id,
        col(AccessEntry.actor_id).in_(actor_ids),
        col(AccessEntry.alert_id) == alert_id,
    )
    return {row.actor_id: row.at for row in session.execute(looks.group_by(col(AccessEntry.actor_id)))} if actor_ids else {}


def about(
    session: Session,
    neighbourhood_id: UUID,
    subject_id: UUID,
    *,
    before: int | None,
    limit: int,
    withheld: Iterable[tuple[UUID, datetime]] = (),
    only: bytes | None = None,
) -> list[AccessEntry]:
    """Who looked at this member's data, newest first; `before` is the sequence number to go on from, `only` the hash of one entry.
    What was looked at of an alert in `withheld` since then is told later."""
    mine = select(AccessEntry).where(col(AccessEntry.neighbourhood_id) == neighbourhood_id, col(AccessEntry.subject_id) == subject_id)
    if before is not None:
        mine = mine.where(col(AccessEntry.seq) < before)
    if only is not None:
        mine = mine.where(col(AccessEntry.hash) == only)
    for alert_id, since in withheld:
        mine = mine.where(or_(col(AccessEntry.alert_id).is_distinct_from(alert_id), col(AccessEntry.at) <= since))
    return list(session.execute(mine.order_by(col(AccessEntry.seq).desc()).limit(limit)).scalars())
