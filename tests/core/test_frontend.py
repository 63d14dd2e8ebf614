"""Serving the built web app."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from app.core.frontend import SecurityHeaders, WebApp, security_headers
from app.core.settings import Settings


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    dist = tmp_path / "dist"
    (dist / "assets").mkdir(parents=True)
    (dist / "index.html").write_text("<!doctype html><p>shell")
    (dist / "sw.js").write_text("// worker")
    (dist / "assets" / "home-abc123.js").write_text("console.log(1)")
    (dist / "assets" / "home-abc123.js.gz").write_bytes(gzip.compress(b"console.log(1)"))
    (dist / "manifest.webmanifest").write_text("{}")
    (tmp_path / "secret.txt").write_text("secret")
    app = WebApp(Starlette(), dist)
    return TestClient(SecurityHeaders(app, security_headers(Settings())))


@pytest.mark.parametrize("path", ["/", "/walk", "/alerts/01890000-0000-7000-8000-000000000000", "/desk/members"])
def test_screens_get_the_shell_fresh_every_time(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.text.endswith("shell")
    assert answer.headers["cache-control"] == "no-cache"
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert "unsafe" not in answer.headers["content-security-policy"]


def test_hashed_files_are_kept_for_ever_and_the_worker_never(client: TestClient) -> None:
    hashed = client.get("/assets/home-abc123.js")
    assert "immutable" in hashed.headers["cache-control"]
    assert hashed.headers["content-encoding"] == "gzip"
    assert hashed.headers["content-type"].startswith("text/javascript")
    assert hashed.text == "console.log(1)"
    plain = client.get("/assets/home-abc123.js", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert client.get("/sw.js").headers["cache-control"] == "no-cache"
    assert client.get("/manifest.webmanifest").headers["content-type"] == "application/manifest+json"


@pytest.mark.parametrize("path", ["/../secret.txt", "/%2e%2e/secret.txt", "/assets/..%2f..%2fsecret.txt", "/x%00.js", "/no-such.js"])
def test_nothing_outside_the_build_is_served(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert "secret" not in answer.text
    assert answer.status_code in (200, 404)


def test_only_reading_is_possible(client: TestClient) -> None:
    answer = client.post("/walk")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")


def test_a_missing_build_says_what_to_do(tmp_path: Path) -> None:
    answer = TestClient(WebApp(Starlette(), tmp_path)).get("/")
    assert answer.status_code == 503
    assert "make run" in answer.text
