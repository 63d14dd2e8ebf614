"""Walks together in the demonstration."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core import clock
from app.core.database import Database
from app.demo import service
from app.people.models import Member
from app.together import company
from app.together.models import SharedWalk


@pytest.mark.parametrize("day", range(7))
def test_on_any_day_three_are_to_come_and_some_behind_with_companions(database: Database, day: int) -> None:
    with clock.frozen(datetime(2026, 11, 23, 14, 59, tzinfo=UTC) + timedelta(days=day)) as time:
        neighbourhood_id = database.write_sync(lambda session: service.ensure(session, clock.now()).id)
        database.write_sync(lambda session: service.ensure(session, clock.now()).id)

        def look(session: Session) -> tuple[list[datetime], dict[str, int]]:
            starts = list(session.execute(select(col(SharedWalk.starts_at)).order_by(col(SharedWalk.starts_at))).scalars())
            walker = session.execute(select(Member).where(col(Member.name) == "이준호")).scalar_one()
            found = company.companions(session, neighbourhood_id, walker.id)
            return starts, {one.name: one.times for one in found.values()}

        starts, companions = database.read_sync(look)
        assert [at > time.at for at in starts] == [False, False, False, True, True, True]
        assert companions == {"순자": 3, "영희": 1, "은지": 1, "정호": 1}
        time.advance(timedelta(days=2))
        database.write_sync(lambda session: service.ensure(session, clock.now()).id)
        starts, companions = database.read_sync(look)
        assert sum(at > time.at for at in starts) >= 3, "the next days have walks, too"
        assert companions["순자"] == 3
