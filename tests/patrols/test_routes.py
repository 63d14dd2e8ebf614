"""My walks over HTTP: mine alone, page by page, and as files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
from fastapi.testclient import TestClient

from app.core.database import Database
from app.core.ids import new_id
from app.patrols import service
from app.patrols.routes import router
from app.patrols.schemas import PatrolStart
from app.people.models import Tier
from tests.patrols.cast import NOW, neighbourhood, signed_in
from tests.patrols.serving import bearer, served
from tests.patrols.story import acts
from tests.patrols.walks import at


@dataclass
class World:
    """A walker with one walk, and the tokens of others."""

    client: TestClient
    database: Database
    patrol_id: UUID
    mine: dict[str, str]
    others: list[dict[str, str]]


@pytest.fixture
def world(database: Database, tmp_path: Path) -> Iterator[World]:
    place = neighbourhood(database)
    walker, token = signed_in(database, place)
    tokens = [signed_in(database, place, tier)[1] for tier in (Tier.WALKER, Tier.COORDINATOR)] + [
        signed_in(database, neighbourhood(database))[1]
    ]
    patrol_id = new_id()
    for act in acts(walker, patrol_id):
        database.write_sync(act)
    with served(router, database, tmp_path) as client:
        yield World(client, database, patrol_id, bearer(token), [bearer(other) for other in tokens])


def test_my_walk_is_shown(world: World) -> None:
    answer = world.client.get(f"/api/patrols/{world.patrol_id}", headers=world.mine)
    assert answer.status_code == 200
    distance = answer.json().pop("distance_m")
    assert answer.json() == {
        "id": str(world.patrol_id),
        "status": "completed",
        "outcome": "nothing_to_report",
        "started_at": "2026-11-23T12:00:00Z",
        "ended_at": "2026-11-23T12:06:00Z",
        "distance_m": distance,
        "fix_count": 60,
        "companions": ["보리"],
        "note": None,
        "dogs": [],
        "shared": False,
        "set_aside": [],
        "jumps": 0,
        "hours": {"state": "confirmed", "minutes": 6, "why": "distance"},
        "cells": 0,
        "source": "app",
    }
    assert distance == pytest.approx(59 * 5.0, abs=40)


@pytest.mark.parametrize(("suffix", "media_type"), [(".geojson", "application/geo+json"), (".gpx", "application/gpx+xml")])
def test_my_walk_as_a_file(world: World, suffix: str, media_type: str) -> None:
    answer = world.client.get(f"/api/patrols/{world.patrol_id}{suffix}", headers=world.mine)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(media_type)
    assert answer.headers["cache-control"] == "no-store"
    assert f"patrol-{world.patrol_id}{suffix}" in answer.headers["content-disposition"]
    if suffix == ".geojson":
        assert [len(line) for line in json.loads(answer.content)["geometry"]["coordinates"]] == [60]


@pytest.mark.parametrize("suffix", ["", ".geojson", ".gpx"])
def test_others_do_not_find_it(world: World, suffix: str) -> None:
    for headers in world.others:
        assert world.client.get(f"/api/patrols/{world.patrol_id}{suffix}", headers=headers).status_code == 404
    assert world.client.get(f"/api/patrols/{new_id()}{suffix}", headers=world.mine).status_code == 404
    assert world.client.get(f"/api/patrols/{world.patrol_id}{suffix}").status_code == 401
    assert world.client.get(f"/api/patrols/not-an-id{suffix}", headers=world.mine).status_code == 422


def test_pages_hold_every_walk_once(world: World) -> None:
    place = neighbourhood(world.database)
    walker, token = signed_in(world.database, place)
    ids = [new_id() for _ in range(5)]
    for index, patrol_id in enumerate(ids):
        start = PatrolStart(patrol_id=patrol_id)
        world.database.write_sync(lambda session, start=start, index=index: service.start(session, walker, start, at(index)))  # type: ignore[misc]  # defaults bind the loop's values
    seen: list[str] = []
    query = {"limit": "2"}
    while True:
        page = world.client.get("/api/patrols", params=query, headers=bearer(token)).json()
        seen += [item["id"] for item in page["items"]]
        if page["next_cursor"] is None:
            break
        query["cursor"] = page["next_cursor"]
    assert seen == [str(patrol_id) for patrol_id in reversed(ids)]


@pytest.mark.parametrize("cursor", ["x", "가", "AAAA", "f" * 32, "f" * 100])
def test_an_unknown_cursor_is_told(world: World, cursor: str) -> None:
    answer = world.client.get("/api/patrols", params={"cursor": cursor}, headers=world.mine | {"Accept-Language": "en"})
    assert answer.status_code == 400
    assert "open the list again" in answer.json()["detail"]


@pytest.mark.parametrize("limit", ["0", "101", "many"])
def test_a_page_has_bounds(world: World, limit: str) -> None:
    assert world.client.get("/api/patrols", params={"limit": limit}, headers=world.mine).status_code == 422


def test_walks_begin_in_the_order_they_began(world: World) -> None:
    assert world.client.get("/api/patrols", headers=world.mine).json()["items"][0]["started_at"] == NOW.isoformat().replace("+00:00", "Z")
