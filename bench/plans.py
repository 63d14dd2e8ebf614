"""Finding the promises that are due: a thousand of them among a million plans, as a worker does it every second."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from app.core import clock
from app.core.database import Database, Table, table_of
from app.core.ids import new_id
from app.neighbourhoods.models import Neighbourhood
from app.people.models import Member
from app.plans.jobs import due
from app.plans.models import Plan
from bench.figures import Figure
from tests.support.postgres_server import PostgresMissing, PostgresServer

PLANS = 1_000_000
DUE = 1_000
MEMBERS = 1_000
AT_ONCE = 20_000
TARGET_MS = 50.0


def figures(rounds: int = 5, plans: int = PLANS) -> list[Figure]:
    """On both databases, in rounds of ten scans each."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="modu-bench-"))
        places = {"SQLite": f"sqlite:///{folder}/plans.db"}
        with suppress(PostgresMissing):
            places["PostgreSQL"] = stack.enter_context(PostgresServer()).create("plans")
        return [_figure(name, url, rounds, plans) for name, url in places.items()]


def _figure(name: str, url: str, rounds: int, plans: int) -> Figure:
    now = clock.now()
    with closing(Database(url)) as database:
        Table.metadata.create_all(database.engine)
        _promise(database, plans, now)
        taken = [_scan_ms(database, now) for _ in range(rounds * 10)]
    median = statistics.median(taken)
    worst = sorted(taken)[int(0.95 * len(taken))]
    return Figure(
        f"{DUE:,} due among {plans:,} plans, {name}",
        f"{median:.1f} ms (p95 {worst:.1f})",
        "every row read and locked",
        target=f"at most {TARGET_MS:.0f} ms",
        met=median <= TARGET_MS,
    )


def _scan_ms(database: Database, now: datetime) -> float:
    with Session(database.engine) as session:
        session.execute(text("SELECT 1"))
        begun = time.perf_counter()
        found = due(session, now, DUE * 2)
        taken = (time.perf_counter() - begun) * 1000
        assert len(found) == DUE
        session.rollback()
    return taken


def _promise(database: Database, plans: int, now: datetime) -> None:
    """A million plans, of which the next moment of a thousand has come."""
    here, members = new_id(), [new_id() for _ in range(MEMBERS)]
    with database.engine.begin() as connection:
        place = {"id": here, "name_ko": "넓은 동", "name_en": "Wide", "boundary": "{}", "created_at": now, "centre_lat": 36.5}
        connection.execute(insert(table_of(Neighbourhood)), place | {"centre_lon": 127.8})
        who = {"neighbourhood_id": here, "name": "주민", "tier": "resident", "created_at": now}
        connection.execute(insert(table_of(Member)), [who | {"id": member_id} for member_id in members])
        rows = _rows(here, members, plans, now)
        while chunk := [row for _, row in zip(range(AT_ONCE), rows, strict=False)]:
            connection.execute(insert(table_of(Plan)), chunk)
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))


def _rows(here: UUID, members: list[UUID], plans: int, now: datetime) -> Iterator[dict[str, Any]]:
    every = plans // DUE
    for number in range(plans):
        ahead = timedelta(minutes=-1) if number % every == 0 else timedelta(seconds=1 + number % 86_400)
        yield {
            "id": new_id(),
            "neighbourhood_id": here,
            "member_id": members[number % MEMBERS],
            "minutes": "540",
            "every_days": 1,
            "zone": "Asia/Seoul",
            "first_day": date(2026, 1, 1),
            "grace_min": 30,
            "created_at": now,
            "from_at": now,
            "next_due_at": now + ahead,
            "next_day": date(2026, 1, 1),
            "next_minute": 540,
            "taken": "",
            "late": False,
            "next_step_at": now + ahead,
        }
