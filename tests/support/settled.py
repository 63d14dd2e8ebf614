"""The two neighbourhoods of `tests.support.api`, settled once by the real services and then moved into each empty database as rows.

Settling eighteen people one by one takes longer than most tests. Every time they get ids and tokens of their own, and everything has
happened just now, as if it were done anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Table as SqlTable
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.core.database import Table
from app.core.ids import new_id, new_token, token_hash
from app.people.models import Tier

Rows = list[tuple[SqlTable, list[dict[str, Any]]]]


@dataclass(frozen=True)
class Person:
    """A member with one signed-in device."""

    id: UUID
    name: str
    tier: Tier
    neighbourhood_id: UUID
    token: str
    device_id: UUID


def all_rows(session: Session) -> Rows:
    """Every row of every table that has any, in an order in which they can be put back."""
    found = ((table, session.execute(select(table)).mappings().all()) for table in Table.metadata.sorted_tables)
    return [(table, [dict(row) for row in rows]) for table, rows in found if rows]


@dataclass(frozen=True)
class Settled:
    """Who was settled at `now`, and every row of it."""

    people: Sequence[Sequence[Person]]
    rows: Rows
    now: datetime

    def move_in(self, session: Session, now: datetime) -> list[list[Person]]:
        """The same people with new ids and tokens, for whom everything happened at `now`."""
        known = {value for _, rows in self.rows for row in rows for value in row.values() if isinstance(value, UUID)}
        ids = {old: new_id() for old in sorted(known)}
        tokens = {token_hash(one.token): new_token() for each in self.people for one in each}

        def anew(value: object) -> object:
            if isinstance(value, UUID):
                return ids[value]
            if isinstance(value, bytes) and value in tokens:
                return token_hash(tokens[value])
            return now if value == self.now else value

        for table, rows in self.rows:
            session.execute(insert(table), [{name: anew(value) for name, value in row.items()} for row in rows])
        return [[_anew(one, ids, tokens[token_hash(one.token)]) for one in each] for each in self.people]


def _anew(one: Person, ids: Mapping[UUID, UUID], token: str) -> Person:
    return replace(one, id=ids[one.id], neighbourhood_id=ids[one.neighbourhood_id], device_id=ids[one.device_id], token=token)
