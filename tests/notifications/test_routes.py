"""Turning pushes on and off, receipts and tests, as a phone does it over HTTP."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select
from sqlmodel import col

from app.core import clock
from app.core.database import Database
from app.core.settings import Settings
from app.main import create_app
from app.notifications import service
from app.notifications.models import Delivery, PushSubscription
from app.notifications.rules import Kind
from tests.notifications.street import Neighbour, Street, browser_keys, build, subscribe_all, unb64url

ENDPOINT = "https://updates.push.services.mozilla.com/wpush/v2/gAAAAABk"


@dataclass
class Api:
    client: TestClient
    database: Database
    street: Street

    @property
    def me(self) -> Neighbour:
        return self.street.neighbours[0]

    def call(self, method: str, path: str, who: Neighbour | None = None, json: Any = None, language: str = "en") -> Any:
        token = (who or self.me).token
        headers = {"Authorization": f"Bearer {token}", "Accept-Language": language}
        return self.client.request(method, f"/api{path}", json=json, headers=headers)

    def endpoints(self) -> dict[UUID, str]:
        return self.database.read_sync(
            lambda session: {row.device_id: row.endpoint for row in session.execute(select(PushSubscription)).scalars()}
        )

    def subscriptions(self) -> str:
        return f"/push-subscriptions/{self.me.device_id}"


@pytest.fixture
def api(database: Database, tmp_path: Path) -> Iterator[Api]:
    street = build(database, 2, clock.now(), language="en")
    with TestClient(create_app(Settings(data_dir=tmp_path), database)) as client:
        yield Api(client, database, street)


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def as_browser(endpoint: str = ENDPOINT, p256dh: bytes | None = None, auth: bytes | None = None) -> dict[str, Any]:
    point, secret = browser_keys()
    return {"endpoint": endpoint, "expirationTime": None, "keys": {"p256dh": b64(p256dh or point), "auth": b64(auth or secret)}}


def test_the_key_is_a_point_and_stays(api: Api) -> None:
    key = api.call("GET", "/push-key").json()["public_key"]
    assert len(unb64url(key)) == 65
    assert api.call("GET", "/push-key").json()["public_key"] == key


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/push-key"),
        ("PUT", f"/push-subscriptions/{uuid4()}"),
        ("DELETE", f"/push-subscriptions/{uuid4()}"),
        ("POST", f"/deliveries/{uuid4()}/received"),
        ("POST", "/push-tests"),
    ],
)
def test_nobody_without_a_sign_in(api: Api, method: str, path: str) -> None:
    body = as_browser() if method == "PUT" else None
    assert api.client.request(method, f"/api{path}", json=body).status_code == 401


def test_saying_it_again_replaces_what_was_kept(api: Api) -> None:
    for endpoint in (ENDPOINT, ENDPOINT, ENDPOINT + "new"):
        answer = api.call("PUT", api.subscriptions(), json=as_browser(endpoint))
        assert answer.status_code == 200
        assert answer.json() == {"device_id": str(api.me.device_id), "push": "on"}
    assert api.endpoints() == {api.me.device_id: ENDPOINT + "new"}


def test_only_ones_own_device(api: Api) -> None:
    other = api.street.neighbours[1]
    for device_id in (other.device_id, uuid4()):
        assert api.call("PUT", f"/push-subscriptions/{device_id}", json=as_browser()).status_code == 404
        assert api.call("DELETE", f"/push-subscriptions/{device_id}").status_code == 404
    assert api.endpoints() == {}


def test_an_endpoint_moves_to_whoever_holds_the_browser_now(api: Api) -> None:
    other = api.street.neighbours[1]
    api.call("PUT", api.subscriptions(), json=as_browser())
    api.call("PUT", f"/push-subscriptions/{other.device_id}", other, as_browser())
    assert api.endpoints() == {other.device_id: ENDPOINT}


def test_turning_it_off_is_done_at_once_and_may_be_repeated(api: Api) -> None:
    api.call("PUT", api.subscriptions(), json=as_browser())
    assert [api.call("DELETE", api.subscriptions()).status_code for _ in range(2)] == [204, 204]
    assert api.endpoints() == {}


@pytest.mark.parametrize(
    ("body", "slug"),
    [
        (as_browser("https://evil.example/push"), "push-endpoint-refused"),
        (as_browser("http://127.0.0.1:8000/api/health"), "push-endpoint-refused"),
        (as_browser("https://169.254.169.254/latest"), "push-endpoint-refused"),
        (as_browser(p256dh=bytes(65)), "push-keys-unusable"),
        (as_browser(p256dh=b"\x04"), "push-keys-unusable"),
        (as_browser(auth=b"abcd"), "push-keys-unusable"),
        ({"endpoint": ENDPOINT, "keys": {"p256dh": "!!!", "auth": "???"}}, "push-keys-unusable"),
        ({"endpoint": ENDPOINT, "keys": {"p256dh": "한글", "auth": "한글"}}, "push-keys-unusable"),
    ],
)
def test_what_no_browser_would_send_is_refused_with_what_to_do(api: Api, body: dict[str, Any], slug: str) -> None:
    answer = api.call("PUT", api.subscriptions(), json=body)
    assert answer.status_code == 422
    assert answer.json()["type"].endswith(slug)
    assert answer.headers["content-type"] == "application/problem+json"
    assert "turn" in answer.json()["detail"].lower()
    assert api.endpoints() == {}


@pytest.mark.parametrize(
    "body",
    [None, [], {}, {"endpoint": ENDPOINT}, {"endpoint": 5, "keys": {}}, {"endpoint": "x" * 5000, "keys": {"p256dh": "", "auth": ""}}],
)
def test_nonsense_is_a_problem_not_a_crash(api: Api, body: Any) -> None:
    assert api.call("PUT", api.subscriptions(), json=body).status_code in (400, 422)


def test_a_receipt_is_for_ones_own_push_and_may_be_repeated(api: Api) -> None:
    subscribe_all(api.database, api.street, clock.now())
    api.database.write_sync(
        lambda session: service.queue(
            session,
            neighbourhood_id=api.street.neighbourhood_id,
            member_ids=api.street.member_ids,
            kind=Kind.ALERT,
            alert_id=uuid4(),
            ttl=service.TEST_WINDOW,
            now=clock.now(),
        )
    )
    mine = api.database.read_sync(
        lambda session: session.execute(select(col(Delivery.id)).where(col(Delivery.device_id) == api.me.device_id)).scalar_one()
    )
    assert api.call("POST", f"/deliveries/{mine}/received", api.street.neighbours[1]).status_code == 404
    assert [api.call("POST", f"/deliveries/{mine}/received").status_code for _ in range(2)] == [204, 204]
    assert api.call("POST", f"/deliveries/{uuid4()}/received").status_code == 404
    status = api.database.read_sync(lambda session: session.get_one(Delivery, mine).status)
    assert status == "received"


def test_a_test_push_goes_to_this_device_a_few_times_a_minute(api: Api) -> None:
    off = api.call("POST", "/push-tests")
    assert off.status_code == 409
    assert off.json()["type"].endswith("push-off")
    api.call("PUT", api.subscriptions(), json=as_browser())
    answers = [api.call("POST", "/push-tests") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [202, 202, 202, 429]
    assert 0 < int(answers[3].headers["retry-after"]) <= 61
    rows = api.database.read_sync(
        lambda session: [(row.id, row.device_id, row.kind) for row in session.execute(select(Delivery)).scalars()]
    )
    assert {str(row[0]) for row in rows} == {answer.json()["delivery_id"] for answer in answers[:3]}
    assert {row[1:] for row in rows} == {(api.me.device_id, "test")}


def test_signing_out_stops_pushes_at_once(api: Api) -> None:
    api.call("PUT", api.subscriptions(), json=as_browser())
    assert api.call("DELETE", "/sessions/current").status_code == 204
    assert api.endpoints() == {}
