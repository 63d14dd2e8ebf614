"""Everybody at once: one lamp is one report, whoever comes first."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from app.core import clock
from app.core.database import Database
from app.core.ids import new_id
from app.people.models import Tier
from app.reports import reading, service
from app.reports.reading import Filter
from app.reports.schemas import DeskReport
from tests.support.street import HOME, Street, build

AT_ONCE = 12
NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


def word(street: Street, member_id: UUID, facility_id: UUID | None = None) -> service.Word:
    return service.Word(
        id=new_id(),
        neighbourhood_id=street.neighbourhood_id,
        member_id=member_id,
        category="light_out",
        said_at=NOW,
        received_at=NOW,
        lat=HOME[0],
        lon=HOME[1],
        facility_id=facility_id,
        facility_label="가로등" if facility_id else None,
    )


def at_desk(street: Street) -> list[DeskReport]:
    return street.database.read_sync(lambda session: reading.at_desk(session, street.neighbourhood_id, Filter(), None, 100))


@pytest.mark.parametrize("by_check", [False, True])
def test_one_thing_said_by_many_at_once_is_one_report(database: Database, by_check: bool) -> None:
    with clock.frozen(NOW):
        street = build(database)
        walkers = [street.add(f"이웃{number}", Tier.WALKER) for number in range(AT_ONCE)]
        facility_id = new_id() if by_check else None
        first = word(street, walkers[0], facility_id)
        database.write_sync(lambda session: service.report(session, first))

        def join(member_id: UUID) -> UUID:
            return database.write_sync(lambda session: service.report(session, word(street, member_id, facility_id), first.id))

        def hesitate(session: Session) -> None:
            service.take_back(session, street.neighbourhood_id, walkers[0], first.id, NOW)

        join(walkers[1])
        with ThreadPoolExecutor(AT_ONCE) as pool:
            joined = [pool.submit(join, member_id) for member_id in walkers[2:]]
            pool.submit(database.write_sync, hesitate).result()
            assert {one.result() for one in joined} == {first.id}
        (report,) = at_desk(street)
        assert report.also_reported == AT_ONCE - 2, "all but the one who took it back, and the one shown as the reporter"
        shown = database.read_sync(lambda session: reading.page(session, street.neighbourhood_id, first.id))
        assert len(shown.sayings) == AT_ONCE
        assert sorted(step.kind for step in shown.timeline) == ["joined"] * (AT_ONCE - 1) + ["opened", "taken_back"]
