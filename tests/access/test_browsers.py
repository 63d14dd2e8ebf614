"""What a browser is told and what it may send: cookies, other sites, headers, caches."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.core.database import Database
from app.core.settings import Settings
from tests.access.things import alert, fresh_code
from tests.support.api import ORIGIN, Api, build, running

HTTPS = "https://patrol.example.org"


@pytest.fixture
def https_api(database: Database) -> Iterator[Api]:
    with running(database, public_url=HTTPS) as made:
        yield build(*made, database)


def _cookie(api: Api, http: TestClient, **headers: str) -> tuple[int, str]:
    http.cookies.clear()
    answer = http.post("/api/sessions", json={"code": fresh_code(api, api.a.resident), "device_name": "phone"}, headers=headers)
    return answer.status_code, answer.headers.get("set-cookie", "")


def _attributes(cookie: str) -> set[str]:
    return {part.strip().lower() for part in cookie.split(";")[1:]}


def test_over_https_the_cookie_is_bound_to_the_host_and_hidden_from_scripts(https_api: Api) -> None:
    status, cookie = _cookie(https_api, https_api.http)
    assert status == 201
    assert cookie.startswith("__Host-modu=")
    assert {"httponly", "secure", "samesite=lax", "path=/"} <= _attributes(cookie)
    assert not any(part.startswith("domain") for part in _attributes(cookie))


def test_on_a_developers_machine_the_cookie_does_without_https(api: Api) -> None:
    status, cookie = _cookie(api, api.http)
    assert status == 201
    assert cookie.startswith("modu=")
    assert {"httponly", "samesite=lax"} <= _attributes(cookie)
    assert "secure" not in _attributes(cookie)


def test_production_refuses_an_address_without_https(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="https"):
        Settings(environment="production", public_url="http://patrol.example.org", data_dir=tmp_path)


CROSS = [
    {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site", "Origin": "http://sub.testserver"},
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": f"{ORIGIN}.evil.example"},
    {"Origin": f"{ORIGIN}:444"},
]
OURS = [
    {"Sec-Fetch-Site": "same-origin", "Origin": ORIGIN},
    {"Sec-Fetch-Site": "same-origin"},
    {"Origin": ORIGIN},
    {"Sec-Fetch-Site": "none"},
]


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
@pytest.mark.parametrize("headers", CROSS, ids=str)
def test_another_site_cannot_act_with_the_cookie(api: Api, headers: dict[str, str]) -> None:
    cookie = {"Cookie": f"modu={api.a.resident.me.token}"}
    for method, path, body in [
        ("PATCH", "/api/me", {"name": "누구"}),
        ("DELETE", "/api/sessions/current", None),
        ("POST", "/api/sync", {"device_id": str(api.a.resident.me.device_id), "sent_at": "2026-11-23T00:00:00Z", "items": []}),
    ]:
        answer = api.http.request(method, path, json=body, headers={**cookie, **headers})
        assert (answer.status_code, answer.json()["type"]) == (403, "urn:modu-patrol:problem:cross-site"), (method, path)
    assert api.a.resident.get("/api/me").json()["name"] == api.a.resident.me.name
    assert api.http.get("/api/me", headers={**cookie, **headers}).status_code == 200, "reading changes nothing; SameSite=Lax sees to it"


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
@pytest.mark.parametrize("headers", CROSS, ids=str)
def test_another_site_cannot_sign_somebody_in(api: Api, headers: dict[str, str]) -> None:
    status, cookie = _cookie(api, api.http, **headers)
    assert (status, cookie) == (403, "")


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
@pytest.mark.parametrize("headers", OURS, ids=str)
def test_our_own_pages_can(api: Api, headers: dict[str, str]) -> None:
    cookie = {"Cookie": f"modu={api.a.resident.me.token}"}
    answer = api.http.patch("/api/me", json={"language": "en"}, headers={**cookie, **headers})
    assert answer.status_code == 200


def test_a_bearer_token_needs_no_origin_since_no_other_site_has_it(api: Api) -> None:
    answer = api.a.resident.patch("/api/me", json={"language": "en"}, headers={"Origin": "https://evil.example"})
    assert answer.status_code == 200


def test_a_wrong_bearer_token_does_not_fall_back_to_the_cookie(api: Api) -> None:
    headers = {"Cookie": f"modu={api.a.resident.me.token}", "Authorization": "Bearer nonsense"}
    assert api.http.get("/api/me", headers=headers).status_code == 401


def test_every_answer_carries_the_security_headers(https_api: Api) -> None:
    api = https_api
    for path in ["/", "/walk", "/nothing.js", "/api/nothing", "/api/health", "/api/me", "/%2e%2e/%2e%2e/etc/passwd", "/" + "x" * 3000]:
        answer = api.anonymous.get(path)
        assert answer.status_code in (200, 401, 404, 503), path
        policy = dict(part.strip().split(" ", 1) for part in answer.headers["content-security-policy"].split(";"))
        assert policy["default-src"] == policy["script-src"] == "'self'", path
        assert policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'", path
        assert "unsafe" not in answer.headers["content-security-policy"], path
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cross-origin-opener-policy"] == "same-origin"
        assert answer.headers["strict-transport-security"] == "max-age=31536000"
        assert "geolocation=(self)" in answer.headers["permissions-policy"]
        assert "root:" not in answer.text
        if path.startswith("/api/"):
            assert answer.headers["cache-control"] == "no-store", path


def test_what_holds_an_address_is_never_kept_by_a_cache(api: Api) -> None:
    a, alert_id = api.a, alert(api.a.resident)
    a.responder.respond(str(alert_id), "accept")
    address = "가람동 resident길"
    for caller, path in [
        (a.resident, "/api/me"),
        (a.responder, f"/api/alerts/{alert_id}"),
        (a.coordinator, f"/api/desk/alerts/{alert_id}?show=address"),
        (a.coordinator, f"/api/members/{a.resident.me.id}/home?reason=visit"),
    ]:
        answer = caller.get(path)
        assert address in answer.text, path
        assert answer.headers["cache-control"] == "no-store", path
    moved = a.coordinator.put(f"/api/members/{a.resident.me.id}/home", json={"address": "새 주소", "lat": 37.7605, "lon": 126.7748})
    assert (moved.status_code, moved.headers["cache-control"]) == (200, "no-store")
