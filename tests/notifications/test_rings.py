"""The desk rings a neighbour's phones, and everybody can read what arrived."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select, update
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core import clock
from app.core.database import Database
from app.core.settings import Settings
from app.main import create_app
from app.notifications.models import PushSubscription
from app.people.models import AccessEntry, Member, Tier
from tests.notifications.street import Neighbour, build, subscribe_all


class Desk:
    """A neighbour with a subscribed phone and an officer with none."""

    def __init__(self, client: TestClient, database: Database) -> None:
        self.client, self.database = client, database
        self.street = build(database, 2, clock.now(), language="en")
        self.neighbour, self.officer = self.street.neighbours

        def promote(session: Session) -> None:
            session.execute(update(Member).where(col(Member.id) == self.officer.member_id).values(tier=Tier.OFFICER.value))

        database.write_sync(promote)

    def call(self, method: str, path: str, who: Neighbour) -> Any:
        return self.client.request(method, f"/api{path}", headers={"Authorization": f"Bearer {who.token}"})

    def ring(self) -> Any:
        return self.call("POST", f"/members/{self.neighbour.member_id}/rings", self.officer)


@pytest.fixture
def desk(database: Database, tmp_path: Path) -> Iterator[Desk]:
    with TestClient(create_app(Settings(data_dir=tmp_path), database)) as client:
        yield Desk(client, database)


def test_a_ring_is_answered_by_the_phone_logged_and_told(desk: Desk) -> None:
    subscribe_all(desk.database, desk.street, clock.now())
    assert desk.ring().json()["rang"] == 1
    path = f"/members/{desk.neighbour.member_id}/rings"
    (rung,) = desk.call("GET", path, desk.officer).json()["items"]
    assert (rung["kind"], rung["device_name"], rung["received_at"]) == ("test", "phone", None)
    assert desk.call("POST", f"/deliveries/{rung['id']}/received", desk.neighbour).status_code == 204
    (rung,) = desk.call("GET", path, desk.officer).json()["items"]
    assert rung["received_at"] is not None
    mine = desk.call("GET", "/push-proofs", desk.neighbour).json()
    assert mine["items"] == [rung]
    (phone,) = mine["devices"]
    assert phone["current"]
    assert phone["last_received_at"] == rung["received_at"]
    assert phone["last_test_at"] == rung["at"]
    logged = desk.database.read_sync(lambda session: list(session.execute(select(AccessEntry)).scalars()))
    assert [(entry.what, entry.actor_id, entry.subject_id) for entry in logged] == [
        ("ring", desk.officer.member_id, desk.neighbour.member_id)
    ]
    told = desk.call("GET", "/me/access-log", desk.neighbour).json()["items"]
    assert [entry["what"] for entry in told] == ["ring"]


def test_nobody_is_rung_more_than_three_times_a_minute(desk: Desk) -> None:
    subscribe_all(desk.database, desk.street, clock.now())
    assert [desk.ring().status_code for _ in range(4)] == [202, 202, 202, 429]
    assert 0 < int(desk.ring().headers["Retry-After"]) <= 61


def test_a_neighbour_without_a_phone_that_rings(desk: Desk) -> None:
    assert desk.ring().json()["rang"] == 0
    assert desk.call("GET", f"/members/{desk.neighbour.member_id}/rings", desk.officer).json() == {"items": []}
    assert desk.call("GET", "/push-proofs", desk.neighbour).json() == {"devices": [], "items": []}
    assert desk.database.read_sync(lambda session: session.execute(select(AccessEntry)).first()) is None


def test_a_receipt_ends_the_silence_and_a_new_subscription_starts_from_nothing(desk: Desk) -> None:
    subscribe_all(desk.database, desk.street, clock.now())

    def silence(session: Session) -> None:
        session.execute(update(PushSubscription).values(silent_at=clock.now()))

    desk.database.write_sync(silence)
    assert desk.call("GET", "/push-proofs", desk.neighbour).json()["devices"][0]["silent_at"] is not None
    delivery_id = desk.call("POST", "/push-tests", desk.neighbour).json()["delivery_id"]
    desk.call("POST", f"/deliveries/{delivery_id}/received", desk.neighbour)
    (phone,) = desk.call("GET", "/push-proofs", desk.neighbour).json()["devices"]
    assert phone["silent_at"] is None
    assert phone["last_received_at"] is not None
    subscribe_all(desk.database, desk.street, clock.now())  # the same said again changes nothing
    assert desk.call("GET", "/push-proofs", desk.neighbour).json()["devices"] == [phone]
    subscribe_all(desk.database, desk.street, clock.now(), "https://web.push.apple.com/new-")
    (phone,) = desk.call("GET", "/push-proofs", desk.neighbour).json()["devices"]
    assert (phone["last_received_at"], phone["last_test_at"]) == (None, None)
