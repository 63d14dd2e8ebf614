"""What every path does alike: strangers are turned away, and every refusal is a problem that says what to do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from fastapi.testclient import TestClient

from app.core.database import Database
from app.core.settings import Settings
from app.main import create_app

PROBLEM = "application/problem+json"
METHODS = ("GET", "PUT", "POST", "PATCH", "DELETE")
# The only calls that are open to strangers: signing in, and whether the service is well.
OPEN = {("POST", "/api/sessions"), ("GET", "/api/health")}
# Whoever answers from a notification need not be signed in: the token is the key, and does one thing.
BY_TOKEN = {("POST", "/api/plan-answers")}
# Calendar apps cannot sign in: the address itself is the secret, and an unknown one is not found.
BY_ADDRESS = {("GET", "/api/calendar/{token}.ics")}


@pytest.fixture
def client(database: Database, tmp_path: Path) -> Iterator[TestClient]:
    settings = Settings(data_dir=tmp_path, frontend_dir=tmp_path / "no-frontend")
    with TestClient(create_app(settings, database), base_url=settings.public_url) as client:
        yield client


def offered(client: TestClient) -> dict[str, set[str]]:
    """The methods of every path in the description."""
    paths: dict[str, dict[str, Any]] = client.get("/api/openapi.json").json()["paths"]
    return {path: {method.upper() for method in item} & set(METHODS) for path, item in paths.items()}


def filled(path: str) -> str:
    """The path with ids that nobody has."""
    return "/".join(str(uuid4()) + part.partition("}")[2] if part.startswith("{") else part for part in path.split("/"))


def test_strangers_are_turned_away_everywhere(client: TestClient) -> None:
    let_in = {
        (method, path)
        for path, methods in offered(client).items()
        for method in methods
        if (answer := client.request(method, filled(path))).status_code != 401 or answer.headers["content-type"] != PROBLEM
    }
    assert let_in == OPEN | BY_ADDRESS | BY_TOKEN


def caught(method: str, path: str, paths: dict[str, set[str]]) -> bool:
    """Whether another path takes this method here: `/api/dogs/{id}` also is where `/api/dogs/recent` is."""
    words = path.split("/")
    patterns = [pattern.split("/") for pattern, methods in paths.items() if pattern != path and method in methods]
    same_length = [pattern for pattern in patterns if len(pattern) == len(words)]
    return any(all(part == word or part.startswith("{") for part, word in zip(pattern, words, strict=True)) for pattern in same_length)


def test_the_wrong_method_is_told_the_right_ones(client: TestClient) -> None:
    """405 with an Allow header, which RFC 9110 demands, and a problem."""
    wrong = []
    paths = offered(client)
    for path, methods in paths.items():
        for method in sorted(set(METHODS) - methods):
            if caught(method, path, paths):
                continue
            answer = client.request(method, filled(path))
            allowed = {name.strip() for name in answer.headers.get("allow", "").split(",")}
            if answer.status_code != 405 or answer.headers["content-type"] != PROBLEM or not methods <= allowed:
                wrong.append(f"{method} {path}: {answer.status_code} {answer.headers.get('allow')}")
    assert not wrong


@pytest.mark.parametrize("path", ["/api/nothing-here", "/api/", "/api/members/x/y/z"])
def test_an_unknown_path_is_a_problem(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (404, PROBLEM)


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b'"\xff"', b'{"code": 1e999}', b'{"code": "\\u0000"}', b"[" * 5000])
def test_a_body_that_cannot_be_read_is_a_problem(client: TestClient, body: bytes) -> None:
    answer = client.post("/api/sessions", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code in {400, 401, 413, 422}
    assert answer.headers["content-type"] == PROBLEM
    assert answer.json()["detail"]


@pytest.mark.parametrize(("language", "letters"), [("ko-KR,ko;q=0.9", "가힣"), ("en-GB,en;q=0.9", "az")])
def test_problems_speak_the_readers_language(client: TestClient, language: str, letters: str) -> None:
    detail = client.get("/api/me", headers={"Accept-Language": language}).json()["detail"]
    assert any(letters[0] <= letter <= letters[1] for letter in detail)
    if letters == "az":
        assert detail.isascii()


def test_answers_carry_the_safety_headers(client: TestClient) -> None:
    headers = client.get("/api/me").headers
    assert "script-src 'self'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"
