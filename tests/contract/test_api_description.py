"""The OpenAPI description says everything a client has to know: promised paths, every error, and nothing left vague."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from app.core.database import Database
from app.core.settings import Settings
from app.main import create_app
from tests.support.sources import ROOT

PROBLEM = "application/problem+json"
METHODS = {"get", "put", "post", "patch", "delete"}
# What the design promises to phones and scripts; more may come, none may go.
PROMISED = {
    "POST /api/sessions",
    "DELETE /api/sessions/current",
    "GET /api/me",
    "PATCH /api/me",
    "PUT /api/me/consents/{kind}",
    "GET /api/me/devices",
    "DELETE /api/me/devices/{id}",
    "GET /api/me/access-log",
    "POST /api/sync",
    "GET /api/check-ins",
    "GET /api/patrols",
    "GET /api/patrols/{id}",
    "GET /api/patrols/{id}.gpx",
    "GET /api/patrols/{id}.geojson",
    "GET /api/alerts",
    "GET /api/alerts/{id}",
    "POST /api/alerts/{id}/resolve",
    "POST /api/alerts/{id}/cancel",
    "GET /api/push-key",
    "PUT /api/push-subscriptions/{device_id}",
    "DELETE /api/push-subscriptions/{device_id}",
    "POST /api/deliveries/{id}/received",
    "POST /api/push-tests",
    "PUT /api/photos/{id}",
    "GET /api/photos/{id}",
    "GET /api/members",
    "POST /api/members",
    "PATCH /api/members/{id}",
    "GET /api/members/{id}/pairing-codes",
    "POST /api/members/{id}/pairing-codes",
    "GET /api/members/{id}/home",
    "PUT /api/members/{id}/home",
    "GET /api/desk/board",
    "GET /api/desk/alerts/{id}",
    "GET /api/desk/stream",
    "GET /api/health",
}
WITHOUT_SIGN_IN = {"POST /api/sessions", "GET /api/health"}


@pytest.fixture(scope="module")
def description(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the server serves, `modu openapi` prints, and the frontend's types are made from."""
    settings = Settings(data_dir=tmp_path_factory.mktemp("data"))
    with closing(Database(settings.resolved_database_url())) as database:
        return create_app(settings, database).openapi()


def operations(description: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each operation by `METHOD /path`, path parameters under their own name."""
    for path, item in description["paths"].items():
        for method, operation in item.items():
            if method in METHODS:
                yield f"{method.upper()} {path}", operation


def shape(name: str) -> str:
    """`METHOD /path` with every path parameter as `{}`, because their names are not part of the promise."""
    return "".join("{}" if part.startswith("{") else part for part in _split(name))


def _split(name: str) -> list[str]:
    parts, rest = [], name
    while "{" in rest:
        before, _, after = rest.partition("{")
        parameter, _, rest = after.partition("}")
        parts += [before, f"{{{parameter}}}"]
    return [*parts, rest]


def test_it_is_openapi_3_1(description: dict[str, Any]) -> None:
    assert description["openapi"].startswith("3.1.")


def test_what_is_promised_is_there(description: dict[str, Any]) -> None:
    there = {shape(name) for name, _ in operations(description)}
    assert not {name for name in PROMISED if shape(name) not in there}


def test_every_operation_says_what_it_does(description: dict[str, Any]) -> None:
    assert not [name for name, operation in operations(description) if not (operation.get("summary") and operation.get("operationId"))]


def test_every_error_is_problem_details(description: dict[str, Any]) -> None:
    other = [
        f"{name} {status} {media}"
        for name, operation in operations(description)
        for status, response in operation["responses"].items()
        if status[0] in "45" or status == "default"
        for media in response.get("content", {"nothing": None})
        if media != PROBLEM and not (name == "GET /api/health" and status == "503")
    ]
    assert not other


def test_every_operation_tells_its_errors(description: dict[str, Any]) -> None:
    """Who is not signed in gets 401, and what was sent wrongly 422 or 400, everywhere they can happen."""
    silent = []
    for name, operation in operations(description):
        statuses = set(operation["responses"])
        if "default" in statuses:
            continue
        if name not in WITHOUT_SIGN_IN and "401" not in statuses:
            silent.append(f"{name} 401")
        if (operation.get("parameters") or operation.get("requestBody")) and not statuses & {"400", "422"}:
            silent.append(f"{name} 422")
    assert not silent


def test_every_answer_has_a_shape(description: dict[str, Any]) -> None:
    vague = [
        f"{name} {status}"
        for name, operation in operations(description)
        for status, response in operation["responses"].items()
        if status.startswith("2")
        for media, content in response.get("content", {}).items()
        if media == "application/json" and not content.get("schema")
    ]
    assert not vague


def test_lists_are_pages(description: dict[str, Any]) -> None:
    bare = [
        name
        for name, operation in operations(description)
        for content in operation["responses"].get("200", {}).get("content", {}).values()
        if content.get("schema", {}).get("type") == "array"
    ]
    assert not bare, "a list is {items, next_cursor}, so that it can grow"


def test_the_docs_call_no_unknown_path(description: dict[str, Any]) -> None:
    """A path that a page of the documentation mentions exists."""
    there = {shape(name).partition(" ")[2] for name, _ in operations(description)} | {"/api/openapi.json", "/api"}
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    mentioned = {path for page in pages for path in re.findall(r"/api/[a-z\-/{}_.]+[a-z}]", page.read_text(encoding="utf-8"))}
    assert not {path for path in mentioned if shape(path) not in there}
