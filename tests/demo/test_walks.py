"""Four weeks of walks behind the demonstration."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core import clock
from app.core.database import Database, table_of
from app.coverage import reading as coverage
from app.coverage.rules import ENOUGH_WALKERS
from app.demo import service, walks
from app.patrols import reading
from app.patrols.credit import CreditState, Why, credit_of
from app.patrols.models import Patrol

NOW = datetime(2026, 11, 23, 15, 1, tzinfo=UTC)


def counted(session: Session) -> Counter[tuple[CreditState, Why]]:
    credits_ = (credit_of(reading.facts(row)) for row in session.execute(select(table_of(Patrol))))
    return Counter((credit.state, credit.why) for credit in credits_)


@pytest.mark.parametrize("now", [NOW, NOW.replace(hour=14)], ids=["a minute past midnight", "at night"])
def test_hours_are_of_every_kind_and_all_behind(database: Database, now: datetime) -> None:
    with clock.frozen(now):
        database.write_sync(lambda session: service.ensure(session, now).id)
        found = database.read_sync(counted)
        newest = database.read_sync(lambda session: session.execute(select(func.max(col(Patrol.ended_at)))).scalar_one())
    assert sum(found.values()) == sum(len(habit.days) for habit in walks.HABITS)
    assert found[CreditState.NEEDS_CONFIRMATION, Why.NO_TRACK] == 1
    assert found[CreditState.NEEDS_CONFIRMATION, Why.IMPORTED] == 1
    assert found[CreditState.CONFIRMED, Why.CHECKPOINTS] == 1
    assert found[CreditState.CONFIRMED, Why.COORDINATOR] == 1
    assert found[CreditState.CONFIRMED, Why.DISTANCE] == sum(found.values()) - 4
    assert newest is not None
    assert newest < now


def test_busy_cells_are_shown_to_all_and_some_are_owed_a_walk(database: Database) -> None:
    with clock.frozen(NOW):
        row_id = database.write_sync(lambda session: service.ensure(session, NOW).id)
        desk = database.read_sync(lambda session: coverage.at_desk(session, row_id, 28, NOW))
    assert sum(cell.walkers >= ENOUGH_WALKERS for cell in desk.cells) >= 20
    assert any(sum(cell.walks) == 0 for cell in desk.cells)
    assert {owed for cell in desk.cells for owed in cell.debt} == {0, 1, 2, 3}


def test_they_are_told_once(database: Database) -> None:
    def count(session: Session) -> int:
        return session.execute(select(func.count()).select_from(Patrol)).scalar_one()

    with clock.frozen(NOW) as time:
        database.write_sync(lambda session: service.ensure(session, clock.now()).id)
        first = database.read_sync(count)
        time.advance(timedelta(days=3))
        database.write_sync(lambda session: service.ensure(session, clock.now()).id)
        assert database.read_sync(count) == first
