"""A crowd for searching in: so many responders on duty, spread evenly, each with a phone that pushes go to, at one and the same density."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import cos, radians, sqrt
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Connection, LargeBinary, MetaData, Table, Text, Uuid, insert, literal, select

from app.core.database import Database, UtcDateTime, table_of
from app.core.ids import new_id
from app.geo.cells import cell_of
from app.neighbourhoods.models import Neighbourhood, Presence
from app.notifications.models import PushSubscription
from app.people.models import Device, Member, Tier
from app.people.models import Tie as TieRow
from bench.push_peers import receiver_point

MIDDLE = (36.5, 127.8)
DEGREE_M = 111_195.0
PER_KM2 = 35
"""So many that the cells searched first hold about fifty: what the peers are asked for, too."""
WALKING = 0.05
EDGE_M = 2_500.0
BUDDIES = 2

Place = tuple[float, float]


@dataclass(frozen=True)
class Crowd:
    """Who lives where (`places` goes with `member_ids`), and how far the square reaches from its middle to each side."""

    neighbourhood_id: UUID
    member_ids: list[UUID]
    places: list[Place]
    reach_m: float

    @classmethod
    def of(cls, size: int, seed: int = 20260707) -> Crowd:
        """`size` people in a square of as many square kilometres as it takes."""
        rng, reach_m = random.Random(seed), sqrt(size / PER_KM2) * 500
        places = [_place(rng, reach_m) for _ in range(size)]
        return cls(new_id(), [new_id() for _ in range(size)], places, reach_m)

    def somewhere(self, rng: random.Random) -> Place:
        """A place around which a search never meets the edge."""
        return _place(rng, self.reach_m - EDGE_M)

    def move_into(self, database: Database, now: datetime) -> UUID:
        """Settle everybody as the product keeps them, a few walking; returns somebody among them who has two buddies."""
        with database.engine.begin() as connection:
            here = {"id": self.neighbourhood_id, "name_ko": "넓은 동", "name_en": "Wide", "boundary": "{}", "created_at": now}
            connection.execute(insert(table_of(Neighbourhood)), here | {"centre_lat": MIDDLE[0], "centre_lon": MIDDLE[1]})
            staged = _stage(connection, self, now)
            _settle(connection, staged, self.neighbourhood_id, now)
            ties = [
                {
                    "neighbourhood_id": self.neighbourhood_id,
                    "member_id": self.member_ids[0],
                    "other_id": other,
                    "kind": "buddy",
                    "since": now,
                }
                for other in self.member_ids[1 : 1 + BUDDIES]
            ]
            connection.execute(insert(table_of(TieRow)), ties)
        _tidy(database)
        return self.member_ids[0]


def _tidy(database: Database) -> None:
    """What each database does by itself after a while."""
    raw = database.engine.raw_connection()
    driver: Any = raw.driver_connection
    if database.is_sqlite:
        driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    else:
        driver.autocommit = True
        driver.execute("VACUUM ANALYZE")
        driver.autocommit = False
    raw.close()


def _place(rng: random.Random, reach_m: float) -> Place:
    north, east = rng.uniform(-reach_m, reach_m), rng.uniform(-reach_m, reach_m)
    return MIDDLE[0] + north / DEGREE_M, MIDDLE[1] + east / (DEGREE_M * cos(radians(MIDDLE[0])))


_staging = Table(
    "bench_crowd",
    MetaData(),
    Column("id", Uuid, primary_key=True),
    Column("cell", Text),
    Column("walking_cell", Text),
    Column("fix_at", UtcDateTime),
    Column("secret", LargeBinary),
    prefixes=["TEMPORARY"],
)


def _stage(connection: Connection, crowd: Crowd, now: datetime) -> Table:
    """What differs between people, in a table of its own from which the others are filled inside the database."""
    rng = random.Random(1)
    _staging.create(connection)
    rows = []
    for member_id, place in zip(crowd.member_ids, crowd.places, strict=True):
        cell = cell_of(*place)
        is_out = rng.random() < WALKING
        rows.append((member_id, cell, cell if is_out else None, now - timedelta(seconds=60) if is_out else None, member_id.bytes * 2))
    if connection.dialect.name == "sqlite":
        names = [column.name for column in _staging.columns]
        connection.execute(insert(_staging), [dict(zip(names, row, strict=True)) for row in rows])
    else:
        cursor: Any = connection.connection.cursor()
        with cursor.copy("COPY bench_crowd FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
    return _staging


def _settle(connection: Connection, staged: Table, neighbourhood_id: UUID, now: datetime) -> None:
    """Members, where they can be matched, their phones, and where pushes to them go."""
    here = literal(neighbourhood_id)
    moment = literal(now, UtcDateTime())
    one = staged.c
    person: dict[str, object] = {"neighbourhood_id": here}
    _fill(
        connection,
        table_of(Member),
        person
        | {"id": one.id, "name": literal("이웃"), "tier": literal(Tier.RESPONDER.value), "duty_on": literal(True)}
        | {"verified_at": moment, "created_at": moment},
    )
    _fill(
        connection,
        table_of(Presence),
        person
        | {"member_id": one.id, "tier": literal(Tier.RESPONDER.value), "verified": literal(True), "on_duty": literal(True)}
        | {"home_cell": one.cell, "walking_cell": one.walking_cell, "fix_at": one.fix_at},
    )
    phone = {"created_at": moment, "member_id": one.id}
    _fill(
        connection,
        table_of(Device),
        person | phone | {"id": one.id, "name": literal("phone"), "token_hash": one.secret, "last_seen_at": moment},
    )
    _fill(
        connection,
        table_of(PushSubscription),
        person
        | phone
        | {"device_id": one.id, "endpoint": literal("https://push.example/phone"), "endpoint_hash": one.secret}
        | {"p256dh": literal(receiver_point()), "auth": literal(bytes(16)), "updated_at": moment},
    )


def _fill(connection: Connection, table: Table, values: dict[str, object]) -> None:
    connection.execute(insert(table).from_select(list(values), select(*values.values())))  # type: ignore[call-overload]  # columns, all of them


Search = Callable[[Place], int]
"""Looks around a place; how many it found."""
