"""An installation of the product with a few walkers, for as long as a measurement takes."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.core import broadcast
from app.core.database import Database, Table
from app.core.ids import new_id, new_token, token_hash
from app.core.observability import configure_logging
from app.core.settings import Settings
from app.main import create_app
from app.neighbourhoods import presence
from app.neighbourhoods.models import Neighbourhood
from app.people.models import Consent, ConsentKind, ConsentState, Device, Member, Tier
from bench.servers import served


@dataclass(frozen=True)
class Phone:
    """A signed-in device."""

    device_id: UUID
    token: str

    def headers(self) -> dict[str, str]:
        """What it sends with every batch."""
        return {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json", "Content-Encoding": "gzip"}


@dataclass(frozen=True)
class Product:
    """The real API under uvicorn, its database and its phones."""

    port: int
    settings: Settings
    phones: list[Phone]

    def track_bytes(self) -> int:
        """What the track pieces take on disk, with their key and free space in pages."""
        url = self.settings.resolved_database_url()
        if url.startswith("sqlite"):
            return _sqlite_bytes(Path(url.removeprefix("sqlite:///")), keep="track_chunks")
        with closing(Database(url)) as database:
            return database.read_sync(
                lambda session: int(session.execute(text("SELECT pg_total_relation_size('track_chunks')")).scalar_one())
            )


def server() -> FastAPI:
    """The product as its settings in the environment say."""
    settings = Settings()
    configure_logging(settings)
    return create_app(settings)


@contextmanager
def installed(database_url: str | None, walkers: int = 32) -> Iterator[Product]:
    """A fresh installation, served; everything is gone afterwards (but what was written to `database_url`)."""
    with tempfile.TemporaryDirectory(prefix="modu-bench-") as folder:
        settings = Settings(data_dir=Path(folder), database_url=database_url)
        with closing(Database(settings.resolved_database_url())) as database:
            Table.metadata.create_all(database.engine)
            phones = database.write_sync(lambda session: _people(session, walkers))
        environment = {"MODU_DATA_DIR": folder, "MODU_LOG_LEVEL": "warning"} | ({"MODU_DATABASE_URL": database_url} if database_url else {})
        with served("bench.product:server", **environment) as port:
            yield Product(port, settings, phones)


def _people(session: Session, walkers: int) -> list[Phone]:
    now = datetime.now(UTC)
    place = Neighbourhood(
        name_ko="금촌1동", name_en="Geumchon 1-dong", boundary="{}", centre_lat=37.752, centre_lon=126.761, created_at=now
    )
    session.add(place)
    session.flush()
    broadcast.begin(session, place.id)
    phones = []
    for number in range(walkers):
        member = Member(neighbourhood_id=place.id, name=f"Walker {number}", tier=Tier.RESPONDER, duty_on=True, created_at=now)
        session.add(member)
        session.flush()
        session.add(Consent(neighbourhood_id=place.id, member_id=member.id, kind=ConsentKind.ALERTS, state=ConsentState.GRANTED, since=now))
        phone = Phone(new_id(), new_token())
        session.add(
            Device(
                id=phone.device_id,
                neighbourhood_id=place.id,
                member_id=member.id,
                name="phone",
                token_hash=token_hash(phone.token),
                created_at=now,
                last_seen_at=now,
            )
        )
        session.flush()
        presence.refresh(session, member.id)
        phones.append(phone)
    return phones


def _sqlite_bytes(path: Path, keep: str) -> int:
    """The size of the file once every other table is gone."""
    copy = path.with_name("measured.db")
    with closing(sqlite3.connect(path)) as source:
        source.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        with closing(sqlite3.connect(copy)) as target:
            source.backup(target)
            for (name,) in target.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").fetchall():
                if name != keep:
                    target.execute(f'DROP TABLE "{name}"')
            target.commit()
            target.execute("VACUUM")
    size = copy.stat().st_size
    copy.unlink()
    return size
