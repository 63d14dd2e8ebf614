"""Dogs: entering, changing, taking away; the coordinator's record; what a bad request gets."""

from __future__ import annotations

from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from app.core.ids import new_id
from app.dogs import service
from app.dogs.models import Dog
from tests.access.things import PICTURE
from tests.support.api import Api, Caller, Json

NUMBER = "410000012345678"


def enter(caller: Caller, dog_id: object = None, **fields: object) -> Json:
    answer = caller.put(f"/api/dogs/{dog_id or new_id()}", json={"name": "초코 🐕", **fields})
    assert answer.status_code == 200, answer.text
    entered: Json = answer.json()
    return entered


def mine(caller: Caller) -> list[Json]:
    items: list[Json] = caller.get("/api/dogs").json()["items"]
    return items


def test_a_dog_is_entered_replaced_and_taken_away(api: Api) -> None:
    walker, photo_id = api.a.walker, str(new_id())
    assert walker.put(f"/api/photos/{photo_id}", content=PICTURE).status_code == 201
    dog = enter(walker, registration_no="410-0000 1234 5678", photo_id=photo_id)
    assert dog == {"id": dog["id"], "name": "초코 🐕", "photo_id": photo_id, "registration_no": NUMBER, "temperament": None}
    assert enter(walker, dog["id"], registration_no=NUMBER, photo_id=photo_id) == dog, "the same again changes nothing"
    assert enter(walker, dog["id"], name="보리")["registration_no"] is None, "what is left out is not known any more"
    assert [one["name"] for one in mine(walker)] == ["보리"]
    assert walker.delete(f"/api/dogs/{dog['id']}").status_code == 204
    assert mine(walker) == []
    assert walker.delete(f"/api/dogs/{dog['id']}").status_code == 404
    assert walker.put(f"/api/dogs/{dog['id']}", json={"name": "보리"}).status_code == 410


def test_a_dog_that_was_taken_away_leaves_only_its_name(api: Api) -> None:
    walker, coordinator = api.a.walker, api.a.coordinator
    dog = enter(walker, registration_no=NUMBER)
    coordinator.put(f"/api/dogs/{dog['id']}/temperament", json={"result": "passed", "note": "얌전해요"})
    walker.delete(f"/api/dogs/{dog['id']}")

    def look(session: Session) -> tuple[dict[UUID, str], Dog]:
        row = session.get_one(Dog, (api.a.id, UUID(dog["id"])))
        session.expunge(row)
        return service.names_of(session, api.a.id, [row.id, new_id()]), row

    names, row = api.database.read_sync(look)
    assert names == {row.id: "초코 🐕"}
    assert (row.registration_no, row.photo_id, row.temperament, row.temperament_note) == (None, None, None, "")
    assert coordinator.get("/api/desk/dogs").json()["items"] == []


def test_only_a_coordinator_records_the_test_and_the_walker_sees_it(api: Api) -> None:
    walker, dog = api.a.walker, enter(api.a.walker)
    record = {"result": "passed", "tested_on": "2026-03-02", "note": "사람을 좋아해요"}
    for other in (walker, api.a.responder, api.a.officer):
        assert other.put(f"/api/dogs/{dog['id']}/temperament", json=record).status_code == 403
    answer = api.a.coordinator.put(f"/api/dogs/{dog['id']}/temperament", json=record)
    assert answer.json()["owner"] == {"id": str(walker.me.id), "name": walker.me.name}
    assert mine(walker)[0]["temperament"] == record
    assert enter(walker, dog["id"], name="새 이름")["temperament"] == record, "the walker's words do not touch the record"
    refused = walker.put(f"/api/dogs/{dog['id']}", json={"name": "초코", "temperament": record})
    assert refused.status_code == 422, "nobody passes their own dog"


def test_the_desk_finds_dogs_by_name_owner_and_result(api: Api) -> None:
    first = enter(api.a.walker, name="초코", registration_no=NUMBER)
    second = enter(api.a.responder, name="보리 100%")
    enter(api.b.walker, name="초코")
    api.a.coordinator.put(f"/api/dogs/{first['id']}/temperament", json={"result": "failed"})

    def found(**query: str) -> set[str]:
        answer = api.a.officer.get("/api/desk/dogs", params=query)
        assert answer.status_code == 200, answer.text
        assert answer.headers["cache-control"] == "no-store"
        return {one["id"] for one in answer.json()["items"]}

    assert found() == {first["id"], second["id"]}
    assert found(q="초코") == {first["id"]}
    assert found(q="%") == {second["id"]}, "a percent sign is a percent sign"
    assert found(q="410000 0123") == {first["id"]}
    assert found(q=api.a.responder.me.name) == {second["id"]}
    assert found(result="failed") == {first["id"]}
    assert found(result="not_tested") == {second["id"]}, "never tested is found as not tested"


def test_lists_go_on_where_they_ended(api: Api) -> None:
    ids = {enter(api.a.walker, name=f"개 {number}")["id"] for number in range(5)}
    seen, cursor = set(), None
    while True:
        params = {"limit": "2", **({"cursor": cursor} if cursor else {})}
        page = api.a.coordinator.get("/api/desk/dogs", params=params).json()
        seen |= {one["id"] for one in page["items"]}
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert seen == ids


def test_ten_dogs_are_enough(api: Api) -> None:
    for _ in range(10):
        enter(api.a.walker)
    refused = api.a.walker.put(f"/api/dogs/{new_id()}", json={"name": "열한째"})
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:modu-patrol:problem:too-many-dogs")


def test_another_walkers_photo_is_not_found_and_one_on_its_way_is_kept(api: Api) -> None:
    photo_id, later = str(new_id()), str(new_id())
    assert api.a.responder.put(f"/api/photos/{photo_id}", content=PICTURE).status_code == 201
    assert api.a.walker.put(f"/api/dogs/{new_id()}", json={"name": "초코", "photo_id": photo_id}).status_code == 404
    assert enter(api.a.walker, photo_id=later)["photo_id"] == later


def test_others_dogs_are_not_there(api: Api) -> None:
    dog = enter(api.a.walker)
    assert api.a.responder.put(f"/api/dogs/{dog['id']}", json={"name": "내 개"}).status_code == 404
    assert api.a.responder.delete(f"/api/dogs/{dog['id']}").status_code == 404
    same_id = enter(api.b.walker, dog["id"], name="다른 동네 개")
    assert (same_id["name"], mine(api.a.walker)[0]["name"]) == ("다른 동네 개", "초코 🐕")
    theirs = api.database.read_sync(lambda session: service.own_ids(session, api.a.id, api.a.responder.me.id, [UUID(dog["id"]), new_id()]))
    assert theirs == []


@pytest.mark.parametrize(
    ("body", "slug"),
    [
        ({}, "not-understood"),
        ({"name": "   "}, "not-understood"),
        ({"name": "\0"}, "not-understood"),
        ({"name": "가" * 41}, "not-understood"),
        ({"name": 7}, "not-understood"),
        ({"name": "초코", "registration_no": "12345"}, "registration-no"),
        ({"name": "초코", "registration_no": "41000001234567X"}, "registration-no"),
        ({"name": "초코", "registration_no": "1" * 41}, "not-understood"),
        ({"name": "초코", "photo_id": "../../etc/passwd"}, "not-understood"),
        ({"name": "초코", "breed": "진돗개"}, "not-understood"),
    ],
    ids=str,
)
@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_what_is_wrong_is_said(api: Api, body: Json, slug: str) -> None:
    answer = api.a.walker.put(f"/api/dogs/{new_id()}", json=body, headers={"Accept-Language": "ko"})
    assert answer.status_code == 422, answer.text
    assert answer.json()["type"] == f"urn:modu-patrol:problem:{slug}"
    assert mine(api.a.walker) == []


def test_nul_and_emoji_in_a_name(api: Api) -> None:
    assert enter(api.a.walker, name="초\0코 🐶")["name"] == "초코 🐶"
