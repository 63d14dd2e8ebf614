"""Recorders: a token that is shown once, opens one door, belongs to one walker, and ends at once."""

from __future__ import annotations

import base64
import json
import logging
from urllib.parse import unquote, urlsplit

import prometheus_client
import pytest
import structlog
from sqlalchemy import select

from app.core import clock, observability
from app.core.database import table_of
from app.core.settings import Settings
from app.interop import service, setup
from app.interop.models import Recorder
from app.interop.rules import App
from tests.interop.phones import LAT, LON, location, phone, walks
from tests.support.api import Api


def test_the_token_is_shown_once_and_only_its_keyed_hash_is_kept(api: Api) -> None:
    walker = api.a.walker
    made = walker.post("/api/recorders", json={"name": " 내 폰 ", "app": "owntracks"})
    assert made.status_code == 201
    assert made.headers["cache-control"] == "no-store"
    token = made.json()["token"]
    assert len(token) * 4.95 >= 128
    assert made.json()["name"] == "내 폰"
    listed = walker.get("/api/recorders")
    assert token not in listed.text
    assert listed.json()["items"][0]["last_seen_at"] is None
    kept = api.database.read_sync(lambda session: session.execute(select(table_of(Recorder))).one())
    assert kept.token_hash == service.hashed(api.key, token)
    assert token.encode() not in repr(tuple(kept)).encode()


def test_deleting_it_ends_it_at_once_and_leaves_the_walks(api: Api) -> None:
    walker = api.a.walker
    on = phone(api, walker)
    assert on.owntracks(location(clock.now())).status_code == 200
    assert walker.delete(f"/api/recorders/{on.made['id']}").status_code == 204
    answer = on.owntracks(location(clock.now()))
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Basic")
    assert on.osmand(lat=LAT, lon=LON).status_code == 401
    assert len(walks(walker)) == 1
    assert walker.get("/api/recorders").json()["items"] == []


def test_a_token_is_nothing_but_a_recorder(api: Api) -> None:
    on = phone(api, api.a.walker)
    for path in ("/api/me", "/api/patrols", "/api/recorders"):
        assert api.anonymous.get(path, headers={"Authorization": f"Bearer {on.token}"}).status_code == 401
        assert api.anonymous.get(path, params={"id": on.token}).status_code == 401
    session = {"Authorization": f"Bearer {api.a.walker.me.token}"}
    assert api.anonymous.post("/api/interop/owntracks", json={}, headers=session).status_code == 401
    assert api.anonymous.get("/api/interop/osmand", params={"id": api.a.walker.me.token}).status_code == 401


@pytest.mark.parametrize("user", ["내 폰", "내 폰 ", "someone", ""])
def test_the_user_is_the_recorder_by_id_or_by_name(api: Api, user: str) -> None:
    on = phone(api, api.a.walker)
    packed = base64.b64encode(f"{user}:{on.token}".encode()).decode()
    answer = api.anonymous.post("/api/interop/owntracks", content=b"", headers={"Authorization": f"Basic {packed}"})
    assert answer.status_code == (200 if user.strip() == "내 폰" else 401)


@pytest.mark.parametrize("header", ["", "Basic", "Basic !!!", "Basic " + base64.b64encode(b"\xff:\xff").decode(), "Digest x", "Basic Og=="])
def test_a_broken_sign_in_is_refused(api: Api, header: str) -> None:
    assert api.anonymous.post("/api/interop/owntracks", content=b"", headers={"Authorization": header}).status_code == 401


def test_somebody_who_may_no_longer_patrol_records_no_more(api: Api) -> None:
    walker = api.a.walker
    on = phone(api, walker)
    assert api.a.coordinator.patch(f"/api/members/{walker.me.id}", json={"tier": "resident"}).status_code == 200
    assert on.owntracks(location(clock.now())).status_code == 401


def test_ten_are_enough(api: Api) -> None:
    for number in range(service.MOST_RECORDERS):
        phone(api, api.a.walker, name=f"폰 {number}")
    answer = api.a.walker.post("/api/recorders", json={"name": "하나 더", "app": "traccar"})
    assert (answer.status_code, answer.json()["type"].rsplit(":", 1)[1]) == (409, "too-many-recorders")


@pytest.mark.parametrize(
    "wanted", [{"name": "", "app": "owntracks"}, {"name": "x", "app": "strava"}, {"name": "a\nb", "app": "osmand"}, {}]
)
def test_what_cannot_be_made_is_told(api: Api, wanted: dict[str, str]) -> None:
    assert api.a.walker.post("/api/recorders", json=wanted).status_code == 422


def test_the_set_up_link_holds_what_owntracks_asks_for(api: Api) -> None:
    made = phone(api, api.a.walker).made
    parts = urlsplit(made["link"])
    assert (parts.scheme, parts.netloc, parts.path) == ("owntracks", "", "/config")
    configuration = json.loads(base64.b64decode(unquote(parts.query.removeprefix("inline="))))
    assert configuration["_type"] == "configuration"
    assert (configuration["mode"], configuration["auth"]) == (3, True)
    assert configuration["url"] == made["url"] == "http://testserver/api/interop/owntracks"
    assert (configuration["username"], configuration["password"]) == (made["id"], made["token"])
    assert made["qr_svg"].startswith("<svg")
    assert "<script" not in made["qr_svg"]


@pytest.mark.parametrize("app", list(App))
def test_every_app_has_steps_in_both_languages(app: App) -> None:
    how = setup.set_up(app, "id", "token", "https://patrol.example.org")
    assert len(how.steps_ko) == len(how.steps_en) >= 4
    assert how.url.startswith("https://patrol.example.org/api/interop/")


def test_osmands_address_is_what_osmand_fills_in(api: Api) -> None:
    made = phone(api, api.a.walker, "osmand").made
    now = clock.now()
    filled = made["url"].format(LAT, LON, int(now.timestamp() * 1000), 6.5, 20.0, 1.2).removeprefix("http://testserver")
    assert api.anonymous.get(filled).json() == {"kept": 1, "set_aside": []}


def test_the_token_and_the_place_stay_out_of_logs_and_figures(
    api: Api, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    observability.configure_logging(Settings(log_level="debug", log_format="json"))
    on = phone(api, api.a.walker, "osmand")
    assert on.osmand(lat=LAT, lon=LON).status_code == 200
    assert on.osmand(lat="x", lon="y").status_code == 200
    assert on.traccar({"device_id": on.token, "location": 7}).status_code == 200
    monkeypatch.setattr("app.interop.recording.hear", _falls_over)
    assert on.osmand(lat=LAT, lon=LON).status_code == 500
    ours = "\n".join(record.getMessage() for record in caplog.records if not record.name.startswith("httpx2"))  # the client's own log
    said = "".join(capsys.readouterr()) + ours + prometheus_client.generate_latest().decode()
    structlog.reset_defaults()
    assert "/api/interop/osmand" in said
    for secret in (on.token, str(LAT), str(LON)):
        assert secret not in said


def _falls_over(*arguments: object) -> None:
    raise RuntimeError(f"something about {arguments!r}")
