"""What an operator is told about pushes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.core.database import Database
from app.core.settings import Settings
from app.notifications import service
from app.notifications.health import PushHealth, push_health
from app.notifications.models import Delivery
from app.notifications.rules import Kind
from tests.notifications.street import build, subscribe_all

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def look(database: Database, settings: Settings, now: datetime = NOW) -> PushHealth:
    return database.read_sync(lambda session: push_health(session, settings, now))


def owe(database: Database, **then: Any) -> None:
    street = build(database, 1, NOW)
    subscribe_all(database, street, NOW)

    def work(session: Session) -> None:
        service.queue(
            session,
            neighbourhood_id=street.neighbourhood_id,
            member_ids=street.member_ids,
            kind=Kind.ALERT,
            alert_id=uuid4(),
            ttl=MINUTE,
            now=NOW,
        )
        if then:
            session.execute(update(Delivery).values(**then))

    database.write_sync(work)


def settings_for(tmp_path: Path, **more: Any) -> Settings:
    return Settings(data_dir=tmp_path, vapid_subject="mailto:desk@example.org", **more)


def test_all_is_well(database: Database, tmp_path: Path) -> None:
    owe(database, status="sent")
    assert look(database, settings_for(tmp_path)) == PushHealth("ok", ())


def test_without_a_subject_the_operator_is_told_exactly_what_to_set(database: Database, tmp_path: Path) -> None:
    health = look(database, Settings(data_dir=tmp_path))
    assert health.state == "ok"
    assert "MODU_VAPID_SUBJECT=mailto:" in health.advice[0]


def test_refused_keys_are_trouble_for_an_hour(database: Database, tmp_path: Path) -> None:
    owe(database, status="failed", last_status=403)
    health = look(database, settings_for(tmp_path), NOW + MINUTE)
    assert health.state == "degraded"
    assert "MODU_VAPID_SUBJECT" in health.advice[0]
    assert look(database, settings_for(tmp_path), NOW + 61 * MINUTE).state == "ok"


def test_a_push_that_nobody_sends_is_trouble(database: Database, tmp_path: Path) -> None:
    owe(database)
    assert look(database, settings_for(tmp_path), NOW + MINUTE).state == "ok"
    health = look(database, settings_for(tmp_path), NOW + 2 * MINUTE)
    assert health.state == "degraded"
    assert "modu work" in health.advice[0]
