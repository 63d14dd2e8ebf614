"""What changed, in order: a gapless numbered list per neighbourhood that the desk follows and can resume."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID

from sqlalchemy import CursorResult, delete, insert, select, update
from sqlalchemy.orm import Session
from sqlmodel import Field, col

from app.core import clock
from app.core.database import BigKey, Table, UtcDateTime, table_of

KEEP = timedelta(days=2)


class ChangeCounter(Table, table=True):
    """The last number given in a neighbourhood. Drawn in the change's own transaction: no gap, no number before its row."""

    __tablename__ = "change_counters"

    neighbourhood_id: UUID = Field(primary_key=True)
    last_seq: int = Field(default=0, sa_type=BigKey)


class Change(Table, table=True):
    """One change worth looking at again; it names what, never who or where."""

    __tablename__ = "changes"

    neighbourhood_id: UUID = Field(primary_key=True)
    seq: int = Field(primary_key=True, sa_type=BigKey)
    kind: str = Field(max_length=40)
    subject_id: UUID
    at: datetime = Field(sa_type=UtcDateTime, index=True)


_counters = table_of(ChangeCounter)
_draw = update(_counters).values(last_seq=_counters.c.last_seq + 1).returning(_counters.c.last_seq)
_keep = insert(table_of(Change))


def begin(session: Session, neighbourhood_id: UUID) -> None:
    """Start the list of a new neighbourhood."""
    session.execute(insert(_counters).values(neighbourhood_id=neighbourhood_id, last_seq=0))


def append(session: Session, neighbourhood_id: UUID, kind: str, subject_id: UUID) -> int:
    """Number the change and keep it in this transaction; call it last, the counter row is a lock until the commit."""
    seq: int = session.execute(_draw.where(_counters.c.neighbourhood_id == neighbourhood_id)).scalar_one()
    session.execute(_keep, {"neighbourhood_id": neighbourhood_id, "seq": seq, "kind": kind, "subject_id": subject_id, "at": clock.now()})
    return seq


def last_seq(session: Session, neighbourhood_id: UUID) -> int:
    """The newest number, 0 before the first change."""
    counter = session.get(ChangeCounter, neighbourhood_id)
    return counter.last_seq if counter else 0


def since(session: Session, neighbourhood_id: UUID, seq: int, limit: int = 200) -> list[Change] | None:
    """Changes after `seq`, oldest first; None when some of them were already swept away and a reader must start anew."""
    newest = last_seq(session, neighbourhood_id)
    if seq > newest:
        return None
    query = (
        select(Change).where(col(Change.neighbourhood_id) == neighbourhood_id, col(Change.seq) > seq).order_by(col(Change.seq)).limit(limit)
    )
    rows = list(session.execute(query).scalars())
    if newest > seq and (not rows or rows[0].seq != seq + 1):
        return None
    return rows


def sweep(session: Session, now: datetime) -> int:
    """Drop changes older than two days; returns how many."""
    result = session.execute(delete(Change).where(col(Change.at) < now - KEEP))
    return cast(CursorResult[Any], result).rowcount
