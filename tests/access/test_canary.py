"""Canaries: a resident's name, address, phone and place are set free, and looked for in everything that leaves the house."""

from __future__ import annotations

import json
import logging
from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from datetime import timedelta

import prometheus_client
import pytest
import structlog
from sqlalchemy import select, text, update
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core import clock, observability
from app.core.settings import Settings
from app.neighbourhoods import presence
from app.notifications import payload
from app.notifications.models import Delivery
from app.people.models import Home, Member
from app.sync import service as syncing
from tests.access.table import rows
from tests.access.things import PICTURE, calendar_token, subscription
from tests.support.api import Api, Caller, Json, item, safe

pytestmark = pytest.mark.nightly_on_postgresql

NAME = "카나리아"
ADDRESS = "노란새로"
ENTRY = "둥지열쇠"
NOTE = "새장안에서"
PHONE = "010-7741-7741"
LAT, LON = 37.7613371, 126.7713377
PLACES = ("37.7613", "126.7713")
WALK = "01a20000-0000-7000-8000-000000007742"
SECRETS = (NAME, ADDRESS, ENTRY, NOTE, PHONE, *PLACES)


def _found(text: str) -> list[str]:
    plain = text
    if "\\u" in text:
        plain = text.encode().decode("unicode_escape", "replace") + text
    return [secret for secret in SECRETS if secret in plain]


@pytest.fixture
def caged(api: Api) -> Api:
    """The resident of A is the canary; everybody's phone is subscribed."""

    def work(session: Session) -> None:
        member, home = session.get(Member, api.a.resident.me.id), session.get(Home, api.a.resident.me.id)
        assert member is not None
        assert home is not None
        member.name, member.family_phone = NAME, PHONE
        home.address, home.entry_note, home.lat, home.lon = f"{ADDRESS} 12, 101호", ENTRY, LAT, LON
        session.flush()
        presence.refresh(session, member.id)

    api.database.write_sync(work)
    for caller in (*api.a.everybody, *api.b.everybody):
        assert caller.put(f"/api/push-subscriptions/{caller.me.device_id}", json=subscription()).status_code == 200
    starts_at = clock.rfc3339(clock.now() + timedelta(minutes=20))
    walk: Json = {"walk_id": WALK, "starts_at": starts_at, "duration_min": 40, "meeting_place": "시장 앞", "pace": "slow", "dogs": True}
    assert api.a.walker.sync(item("together.propose", walk))[0]["status"] == "applied"
    invited = api.a.coordinator.post(f"/api/together/{WALK}/invitations", json={"member_ids": [str(api.a.resident.me.id)]})
    assert invited.status_code == 200, "the canary is invited, and nobody else learns of it"
    return api


def _call_for_help(api: Api) -> tuple[str, str]:
    photo_id = "01a20000-0000-7000-8000-000000007741"
    assert api.a.resident.put(f"/api/photos/{photo_id}", content=PICTURE).is_success
    said: Json = {"status": "concern", "context": "home", "category": "afraid", "note": NOTE, "photo_ids": [photo_id]}
    (receipt,) = api.a.resident.sync(item("check_in", {**said, "lat": LAT, "lon": LON, "accuracy_m": 9}))
    return str(receipt["alert_id"]), photo_id


def _everything(api: Api, caller: Caller, alert_id: str, photo_id: str) -> Iterator[tuple[str, str]]:
    """Every GET there is, about the canary."""
    ids: defaultdict[str, object] = defaultdict(lambda: alert_id)  # of kinds the canary has none of
    ids |= {"photo_id": photo_id, "member_id": api.a.resident.me.id, "walk_id": WALK, "token": calendar_token(api.a.walker)}
    paths = {row.path for row in rows() if row.method == "GET"} - {"/api/desk/stream", "/api/openapi.json"}
    for path in sorted(paths):
        for query in ("", "?reason=curious") if path.endswith("/home") else ("",):
            yield path + query, caller.get(path.format_map(ids) + query).text


def _leaks(api: Api, callers: list[Caller], alert_id: str, photo_id: str, allowed: AbstractSet[tuple[str, str]] = frozenset()) -> list[str]:
    return [
        f"{caller.person.name if caller.person else 'anonymous'}: {path}: {secret}"
        for caller in callers
        for path, body in _everything(api, caller, alert_id, photo_id)
        for secret in _found(body)
        if (path.split("?")[0], secret) not in allowed | CELLS
    ]


# Every cell of the neighbourhood is listed with its corners, whoever lives there; some begin with the same digits.
CELLS = {(path, secret) for path in ("/api/coverage", "/api/coverage/debt") for secret in PLACES}

# The desk knows whom a case is about and what was said; where they live takes a reason, and is logged.
AT_THE_DESK = {
    (path, secret)
    for path in ("/api/desk/board", "/api/desk/alerts/{alert_id}", "/api/desk/together", "/api/desk/reachability", "/api/members")
    for secret in (NAME, NOTE)
}
WITH_A_REASON = {("/api/members/{member_id}/home", secret) for secret in (ADDRESS, ENTRY, *PLACES)}


def test_nobody_learns_who_or_where_before_accepting_nor_after_the_end(caged: Api) -> None:
    api, a = caged, caged.a
    alert_id, photo_id = _call_for_help(api)
    coming, watching = a.responders[0], a.responders[1]
    strangers = [api.anonymous, api.b.responder, api.b.coordinator, a.other_resident, a.walker]
    assert not _leaks(api, [*strangers, coming], alert_id, photo_id), "told, and not yet coming"

    coming.respond(alert_id, "accept")
    shown = coming.get(f"/api/alerts/{alert_id}").json()
    assert (shown["person_name"], shown["entry_note"], shown["note"]) == (NAME, ENTRY, NOTE)
    assert shown["location"]["lat"] == LAT
    assert not _leaks(api, [*strangers, watching], alert_id, photo_id), "somebody else is coming"
    assert PHONE not in json.dumps(shown)
    listed = coming.get("/api/alerts").text + coming.get("/api/me").text
    assert not _found(listed), "a list never carries an address"

    coming.respond(alert_id, "on_scene", "done")
    coming.post(f"/api/alerts/{alert_id}/resolve", json={"outcome": "safe"})
    assert not _leaks(api, [*strangers, coming], alert_id, photo_id), "it is over"


def test_an_officer_sees_where_somebody_lives_only_with_a_reason_and_the_person_is_told(caged: Api) -> None:
    api, a = caged, caged.a
    alert_id, photo_id = _call_for_help(api)
    assert not _leaks(api, [a.officer, a.coordinator], alert_id, photo_id, AT_THE_DESK | WITH_A_REASON)
    seen = [(view["who"], view["what"], view["reason"]) for view in a.resident.get("/api/me/access-log").json()["items"]]
    assert (a.officer.me.name, "home", "curious") in seen
    assert (a.coordinator.me.name, "home", "curious") in seen
    a.resident.post(f"/api/alerts/{alert_id}/cancel")
    assert not _leaks(api, [a.officer], alert_id, photo_id, AT_THE_DESK | WITH_A_REASON)


def test_every_view_of_the_address_is_in_the_log_before_it_is_on_a_screen(caged: Api) -> None:
    a = caged.a
    alert_id, _photo = _call_for_help(caged)
    for responder in a.responders[:2]:
        responder.respond(alert_id, "accept")
        responder.get(f"/api/alerts/{alert_id}")
        responder.get(f"/api/alerts/{alert_id}")
    views = a.resident.get("/api/me/access-log").json()["items"]
    assert [(view["who"], view["what"], view["alert_id"]) for view in views] == [
        (responder.me.name, "alert_home", alert_id) for responder in reversed(a.responders[:2])
    ]


def test_where_a_neighbour_on_their_way_is_the_desk_alone_learns_and_they_see_that_it_looked(caged: Api) -> None:
    """The person sees how near, nobody else sees anything; and nothing is left when they arrive."""
    api, a = caged, caged.a
    alert_id, photo_id = _call_for_help(api)
    coming, along, watching = a.responders[:3]
    coming.respond(alert_id, "accept")
    along.respond(alert_id, "accept")
    there = {"lat": 37.7649117, "lon": 126.7749117, "accuracy_m": 9, "recorded_at": clock.rfc3339(clock.now())}
    assert coming.put(f"/api/alerts/{alert_id}/my-place", json=there).status_code == 204
    shown = coming.get(f"/api/alerts/{alert_id}").json()
    assert shown["progress"] is None

    def seen(caller: Caller) -> list[str]:
        everything = _everything(api, caller, alert_id, photo_id)
        return [path for path, body in everything if ("37.7649" in body or "126.7749" in body) and not path.startswith("/api/coverage")]

    for caller in (api.anonymous, api.b.responder, api.b.coordinator, a.other_resident, a.walker, a.resident, coming, along, watching):
        assert not seen(caller), caller.person and caller.person.name
    near = a.resident.get(f"/api/alerts/{alert_id}").json()["progress"]["coming"][0]["near"]
    assert (near["distance_m"], near["side"]) == (500, "ne")
    assert seen(a.coordinator) == ["/api/desk/alerts/{alert_id}"]
    views = [(view["who"], view["what"]) for view in coming.get("/api/me/access-log").json()["items"]]
    assert views == [(a.coordinator.me.name, "on_the_way")], "looking again within ten minutes is the same look"
    coming.respond(alert_id, "on_scene")
    assert not seen(a.coordinator)
    assert a.resident.get(f"/api/alerts/{alert_id}").json()["progress"]["coming"][0]["near"] is None


def test_no_push_says_who_where_or_why(caged: Api) -> None:
    alert_id, _photo = _call_for_help(caged)

    def leave(session: Session) -> None:
        session.execute(update(Delivery).values(status="sent"))

    caged.database.write_sync(leave)
    caged.a.responders[0].respond(alert_id, "accept", "on_scene")
    caged.a.responders[1].respond(alert_id, "accept")
    caged.a.coordinator.post(f"/api/alerts/{alert_id}/resolve", json={"outcome": "safe", "note": NOTE})
    pushed = caged.database.read_sync(lambda session: session.execute(select(col(Delivery.kind), col(Delivery.payload))).all())
    assert {row.kind for row in pushed} >= {"alert", "coming", "all_clear", "not_needed"}
    for row in pushed:
        sent = payload.addressed(row.payload, "https://patrol.example.org").decode()
        assert not _found(sent), sent
        assert not any(word in sent for word in ("afraid", "집", "home", "safe"))


def test_neither_logs_nor_metrics_know_anybody(
    caged: Api, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever goes wrong: a handler that quotes its item, a database error with its parameters, an answer that does not validate."""
    for log_format in ("json", "console"):
        observability.configure_logging(Settings(log_level="debug", log_format=log_format, data_dir=caged.app.state.settings.data_dir))
        try:
            _make_trouble(caged, monkeypatch)
        finally:
            structlog.reset_defaults()
        logging.getLogger("uvicorn.error").error("Exception in ASGI application", exc_info=ValueError(ADDRESS, LAT))
    printed = capfd.readouterr()
    said = printed.out + printed.err + "".join(str(entry.exc_text) + entry.getMessage() for entry in caplog.records)
    assert "sync_item_failed" in said
    assert "request_failed" in said
    assert "database_failed" in said
    assert not _found(said), said[-3000:]
    assert not _found(prometheus_client.generate_latest().decode())


def _make_trouble(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    alert_id, photo_id = _call_for_help(api)
    api.a.responders[0].respond(alert_id, "accept")
    there: Json = {"lat": LAT, "lon": LON, "accuracy_m": 9, "recorded_at": clock.rfc3339(clock.now())}
    assert api.a.responders[0].put(f"/api/alerts/{alert_id}/my-place", json=there).status_code == 204
    api.a.responders[0].put(f"/api/alerts/{alert_id}/my-place", json={**there, "accuracy_m": f"{LAT}"})
    for caller in (api.a.responder, api.a.coordinator):
        list(_everything(api, caller, alert_id, photo_id))
    model, _handler = syncing.HANDLERS["check_in"]

    def quoting(session: Session, _arrival: object, body: object) -> None:
        try:
            session.execute(text("INSERT INTO check_ins (id, note) VALUES (:id, :note)"), {"id": None, "note": f"{NOTE} {LAT}"})
        except Exception as error:
            raise RuntimeError(f"{body} {ADDRESS} {LAT}") from error

    said = {"status": "concern", "context": "home", "note": f"{NOTE} {ADDRESS}", "lat": LAT, "lon": LON}
    with monkeypatch.context() as patched:
        patched.setitem(syncing.HANDLERS, "check_in", (model, quoting))
        assert api.a.resident.sync(item("check_in", said))[0]["status"] == "retry"

        def failing(*_args: object, **_named: object) -> None:
            raise RuntimeError(f"{NAME} {ADDRESS} {LAT}")

        patched.setattr("app.me.service.page", failing)
        assert api.a.resident.get("/api/me").status_code == 500

        def refused(session: Session, *_args: object) -> None:
            session.execute(text("INSERT INTO members (id, name) VALUES (:id, :name)"), {"id": None, "name": NAME + ADDRESS})

        patched.setattr("app.me.service.change", refused)
        assert api.a.resident.patch("/api/me", json={"name": NAME}).status_code == 503
    api.a.resident.patch("/api/me", json={"name": NAME, "family_phone": f"{PHONE}{PHONE}{PHONE}", NOTE: ADDRESS})
    api.a.coordinator.put(f"/api/members/{api.a.resident.me.id}/home", json={"address": ADDRESS * 100, "lat": LAT, "lon": "x"})
    api.a.resident.sync(safe() | {"kind": NOTE}, {ADDRESS: NAME}, item("check_in", {**said, "category": ADDRESS}))
    api.a.resident.post(f"/api/alerts/{alert_id}/cancel")
