"""What changed, in order: a gapless numbered list per neighbourhood that the desk follows and can resume."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Connection, CursorResult, bindparam, delete, insert, select, update
from sqlalchemy.orm import Session
from sqlmodel import Field, col

from app.core import clock
from app.core.database import BigKey, Table, UtcDateTime, table_of
from app.core.database_writer import before_commit
from app.core.prepared import Prepared

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
_draw = Prepared(
    update(_counters)
    .where(_counters.c.neighbourhood_id == bindparam("of_neighbourhood"))
    .values(last_seq=_counters.c.last_seq + bindparam("drawn"))
    .returning(_counters.c.last_seq)
)
_keep = insert(table_of(Change))


def begin(session: Session, neighbourhood_id: UUID) -> None:
    """Start the list of a new neighbourhood."""
    session.execute(insert(_counters).values(neighbourhood_id=neighbourhood_id, last_seq=0))


def append(session: Session, neighbourhood_id: UUID, kind: str, subject_id: UUID) -> None:
    """Keep the change in this transaction. It is numbered just before the commit, together with all others: the counter row is
    a lock until then. The same change said twice in one transaction is one."""
    before_commit(session, _number, (neighbourhood_id, kind, subject_id, clock.now()))


def _number(connection: Connection, changes: list[tuple[UUID, str, UUID, datetime]]) -> None:
    said = {change[:3]: change[3] for change in changes}
    by_neighbourhood: dict[UUID, list[tuple[str, UUID, datetime]]] = {}
    for (neighbourhood_id, kind, subject_id), at in said.items():
        by_neighbourhood.setdefault(neighbourhood_id, []).append((kind, subject_id, at))
    for neighbourhood_id in sorted(by_neighbourhood):  # in one order everywhere: two transactions never wait for each other
        ours = by_neighbourhood[neighbourhood_id]
        last: int = _draw.all(connection, {"of_neighbourhood": neighbourhood_id, "drawn": len(ours)})[0].last_seq
        rows = [
            {"neighbourhood_id": neighbourhood_id, "seq": seq, "kind": kind, "subject_id": subject_id, "at": at}
            for seq, (kind, subject_id, at) in enumerate(ours, last - len(ours) + 1)
        ]
        connection.execute(_keep, rows)


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
