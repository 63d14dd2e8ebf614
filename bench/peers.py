"""What we are measured against: a row per fix through an ORM, and an endpoint that does nothing."""

from __future__ import annotations

import os
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from fastapi import FastAPI
from pydantic import BaseModel
from sqlalchemy import event, text
from sqlmodel import Field, Session, SQLModel, create_engine


class FixRow(SQLModel, table=True):
    """One fix as most would keep it."""

    __tablename__ = "fix_rows"

    id: int | None = Field(default=None, primary_key=True)
    patrol_id: UUID = Field(index=True)
    recorded_at: datetime
    lat: float
    lon: float
    accuracy_m: float


class FixIn(BaseModel):
    """One fix as most would send it."""

    recorded_at: datetime
    lat: float
    lon: float
    accuracy_m: float


def row_per_fix() -> FastAPI:
    """FastAPI, SQLModel, a session in a `def` endpoint, one commit a walk; the same database settings as ours."""
    engine = create_engine(os.environ["BENCH_DATABASE_URL"])
    if engine.dialect.name == "sqlite":

        @event.listens_for(engine, "connect")
        def prepare(connection: Any, _entry: object) -> None:
            for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=30000"):
                connection.execute(f"PRAGMA {pragma}")

    SQLModel.metadata.create_all(engine, tables=[SQLModel.metadata.tables["fix_rows"]])
    app = FastAPI()

    @app.post("/walks")
    def keep(fixes: list[FixIn]) -> dict[str, int]:
        patrol_id = uuid4()
        with Session(engine) as session:
            session.add_all(FixRow(patrol_id=patrol_id, **fix.model_dump()) for fix in fixes)
            session.commit()
        return {"kept": len(fixes)}

    return app


def rows_bytes(url: str) -> int:
    """What the rows take on disk by now, with their keys."""
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            if engine.dialect.name != "sqlite":
                return int(connection.execute(text("SELECT pg_total_relation_size('fix_rows')")).scalar_one())
            connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
            pages = int(connection.execute(text("PRAGMA page_count")).scalar_one())
            return pages * int(connection.execute(text("PRAGMA page_size")).scalar_one())
    finally:
        engine.dispose()


def empty() -> FastAPI:
    """The least a FastAPI endpoint can do."""
    app = FastAPI()

    @app.post("/empty")
    async def nothing() -> dict[str, bool]:
        return {"ok": True}

    return app
