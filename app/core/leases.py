"""Work that only one worker may do at a time: whoever holds the lease does it, and a dead holder's lease runs out."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, or_, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session
from sqlmodel import Field, col

from app.core.database import Table, UtcDateTime, table_of

LIFE = timedelta(seconds=10)


class Lease(Table, table=True):
    """Who does a kind of work now, and until when; it belongs to the installation, not to a neighbourhood."""

    __tablename__ = "leases"

    name: str = Field(primary_key=True, max_length=40)
    holder: UUID
    taken_at: datetime = Field(sa_type=UtcDateTime)
    until_at: datetime = Field(sa_type=UtcDateTime)


def take(session: Session, name: str, holder: UUID, now: datetime, life: timedelta = LIFE) -> bool:
    """Take or keep the lease until `now + life`; False while somebody else holds it.

    Each holder asks again well before the end. Two who ask at once are told apart by the row: one statement takes it.
    """
    mine = (col(Lease.name) == name, or_(col(Lease.holder) == holder, col(Lease.until_at) < now))
    kept = update(Lease).where(*mine).values(holder=holder, until_at=now + life).returning(col(Lease.holder))
    if session.execute(kept).first() is not None:
        return True
    postgresql_used = session.get_bind().dialect.name == "postgresql"
    insert = postgresql.insert if postgresql_used else sqlite.insert
    first = insert(table_of(Lease)).values(name=name, holder=holder, taken_at=now, until_at=now + life)
    return session.execute(first.on_conflict_do_nothing().returning(table_of(Lease).c.holder)).first() is not None


def leave(session: Session, name: str, holder: UUID) -> None:
    """Who stops on purpose is not waited for."""
    session.execute(delete(Lease).where(col(Lease.name) == name, col(Lease.holder) == holder))
