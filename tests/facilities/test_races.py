"""Many at one lamp at once: every look is kept, and a broken one is one report."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core import clock
from app.core.database import Database
from app.core.ids import new_id
from app.facilities import service
from app.facilities.models import FacilityCheck
from app.facilities.rules import Kind
from app.facilities.schemas import FacilityCheckBody, FacilityIn
from app.people.auth import Actor
from app.people.models import Tier
from app.reports import reading
from app.reports.reading import Filter
from tests.support.street import HOME, build

AT_ONCE = 12


def test_a_lamp_checked_by_many_at_once_is_one_report_and_every_look_is_kept(database: Database) -> None:
    street, now = build(database), clock.now()
    here = street.neighbourhood_id
    walkers = [Actor(street.add(f"이웃{n}", Tier.WALKER), here, Tier.WALKER, "ko", f"이웃{n}", True, new_id()) for n in range(AT_ONCE)]
    lamp = FacilityIn(kind=Kind.LAMP, label="느티나무길 1 💡", lat=HOME[0], lon=HOME[1])
    lamp_id = database.write_sync(lambda session: service.add(session, here, lamp, now)).id

    def look(number: int) -> UUID | None:
        body = FacilityCheckBody(facility_id=lamp_id, working=number == AT_ONCE - 1)
        at = now + timedelta(seconds=number)
        return database.write_sync(lambda session: service.check(session, walkers[number], new_id(), body, at, now))

    with ThreadPoolExecutor(AT_ONCE) as pool:
        reported = {one for one in pool.map(look, range(AT_ONCE)) if one is not None}

    def counted(session: Session) -> int:
        return session.execute(select(func.count()).select_from(FacilityCheck)).scalar_one()

    assert database.read_sync(counted) == AT_ONCE
    shown = database.read_sync(lambda session: reading.at_desk(session, here, Filter(), None, 100))
    assert {one.id for one in shown} == reported
    assert len(shown) <= 1, "none when the newest look, that it works, came first of all"
    (known,) = database.read_sync(lambda session: service.standing(session, here, now, None, 10))
    assert known.last_working is True, "the newest look stands, in whatever order they came"
