"""Photos over HTTP: once, whole, and only for those who may see them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import func, select

from app.core.database import Database, table_of
from app.core.ids import new_id
from app.people.auth import Actor
from app.people.models import Tier
from app.photos import files, rules
from app.photos.models import Photo
from app.photos.routes import router
from tests.patrols.cast import neighbourhood, signed_in
from tests.patrols.serving import bearer, served
from tests.photos.pictures import gradient, saved

PICTURE = saved(gradient(), "JPEG")
OTHER = saved(gradient(320, 240), "PNG")


@dataclass
class World:
    """A resident with a phone, and everybody else's tokens."""

    client: TestClient
    database: Database
    data_dir: Path
    place: UUID
    me: Actor
    mine: dict[str, str]

    def put(self, photo_id: UUID, content: bytes = PICTURE, headers: dict[str, str] | None = None) -> int:
        return self.client.put(f"/api/photos/{photo_id}", content=content, headers=headers or self.mine).status_code

    def files(self) -> list[Path]:
        return [path for path in (self.data_dir / "photos").rglob("*") if path.is_file()]

    def rows(self) -> int:
        return self.database.read_sync(lambda session: session.execute(select(func.count()).select_from(table_of(Photo))).scalar_one())


@pytest.fixture
def world(database: Database, tmp_path: Path) -> Iterator[World]:
    place = neighbourhood(database)
    me, token = signed_in(database, place, Tier.RESIDENT)
    with served(router, database, tmp_path) as client:
        yield World(client, database, tmp_path, place, me, bearer(token))


def test_a_photo_is_kept_and_given_back(world: World) -> None:
    photo_id = new_id()
    answer = world.client.put(f"/api/photos/{photo_id}", content=PICTURE, headers=world.mine | {"Content-Type": "text/html"})
    assert answer.status_code == 201
    shown = world.client.get(f"/api/photos/{photo_id}", headers=world.mine)
    assert answer.json() == {"id": str(photo_id), "width": 640, "height": 480, "bytes": len(shown.content)}
    assert shown.headers["content-type"] == "image/jpeg"
    assert shown.headers["cache-control"] == "no-store"
    assert shown.headers["x-content-type-options"] == "nosniff"
    assert world.files() == [files.path_of(world.data_dir / "photos", world.place, photo_id)]


def test_the_same_bytes_again_change_nothing(world: World) -> None:
    photo_id = new_id()
    assert [world.put(photo_id) for _ in range(3)] == [201, 200, 200]
    assert (len(world.files()), world.rows()) == (1, 1)


def test_other_bytes_are_a_conflict_and_the_first_stay(world: World) -> None:
    photo_id = new_id()
    assert world.put(photo_id) == 201
    before = world.files()[0].read_bytes()
    assert world.put(photo_id, OTHER) == 409
    assert [path.read_bytes() for path in world.files()] == [before]


def test_a_lost_file_is_written_again(world: World) -> None:
    photo_id = new_id()
    assert world.put(photo_id) == 201
    world.files()[0].unlink()
    assert world.client.get(f"/api/photos/{photo_id}", headers=world.mine).status_code == 404
    assert world.put(photo_id) == 200
    assert world.client.get(f"/api/photos/{photo_id}", headers=world.mine).status_code == 200


def test_many_at_once_are_one(world: World) -> None:
    photo_id = new_id()
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda index: world.put(photo_id, OTHER if index % 2 else PICTURE), range(6)))
    assert answers.count(201) == 1
    assert sorted(set(answers)) == [200, 201, 409]
    assert (len(world.files()), world.rows()) == (1, 1)


def test_who_may_see_it(world: World) -> None:
    photo_id = new_id()
    world.put(photo_id)
    elsewhere = neighbourhood(world.database)
    cases = [
        (world.place, Tier.WALKER, 404),
        (world.place, Tier.RESPONDER, 404),
        (world.place, Tier.COORDINATOR, 200),
        (world.place, Tier.OFFICER, 200),
        (elsewhere, Tier.COORDINATOR, 404),
    ]
    for place, tier, expected in cases:
        headers = bearer(signed_in(world.database, place, tier)[1])
        assert world.client.get(f"/api/photos/{photo_id}", headers=headers).status_code == expected
    assert world.client.get(f"/api/photos/{photo_id}").status_code == 401
    assert world.client.put(f"/api/photos/{photo_id}", content=PICTURE).status_code == 401


def test_somebody_elses_id_is_not_found(world: World) -> None:
    photo_id = new_id()
    world.put(photo_id)
    neighbour = bearer(signed_in(world.database, world.place)[1])
    assert world.put(photo_id, PICTURE, neighbour) == 404
    assert world.put(photo_id, OTHER, neighbour) == 404
    stranger = bearer(signed_in(world.database, neighbourhood(world.database))[1])
    assert world.put(photo_id, OTHER, stranger) == 201
    assert world.rows() == 2


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"", 415),
        (b"no photo at all, whatever the header says", 415),
        (PICTURE[:2000], 422),
        (PICTURE + bytes(rules.MOST_BYTES), 413),
    ],
)
def test_what_is_not_a_photo_leaves_nothing(world: World, content: bytes, status: int) -> None:
    photo_id = new_id()
    for language, word in (("ko", "주세요"), ("en", "lease")):
        answer = world.client.put(
            f"/api/photos/{photo_id}", content=content, headers=world.mine | {"Content-Type": "image/jpeg", "Accept-Language": language}
        )
        assert answer.status_code == status
        assert word in answer.json()["detail"]
    assert (world.files(), world.rows()) == ([], 0)


def test_a_body_of_unsaid_length_is_bounded(world: World) -> None:
    sent = 0

    def endless() -> Iterator[bytes]:
        nonlocal sent
        yield PICTURE
        while sent < 3 * rules.MOST_BYTES:
            sent += 65_536
            yield bytes(65_536)

    answer = world.client.put(f"/api/photos/{new_id()}", content=endless(), headers=world.mine)
    assert answer.status_code == 413
    assert world.files() == []


def test_the_row_knows_the_bytes_that_were_sent(world: World) -> None:
    world.put(new_id())
    digest = world.database.read_sync(lambda session: session.execute(select(table_of(Photo).c.digest)).scalar_one())
    assert digest == hashlib.sha256(PICTURE).digest()


def test_an_id_is_an_id(world: World) -> None:
    assert world.client.put("/api/photos/../x", content=PICTURE, headers=world.mine).status_code in (404, 405)
    assert world.client.put("/api/photos/not-an-id", content=PICTURE, headers=world.mine).status_code == 422
