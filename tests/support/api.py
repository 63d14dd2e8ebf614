"""The whole API in process, and two neighbourhoods with somebody of every tier signed in: for tests of what each may do."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx2
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy.orm import Session

from app.core import clock
from app.core.clock import rfc3339
from app.core.database import Database
from app.core.ids import new_id
from app.core.settings import Settings
from app.main import create_app
from app.neighbourhoods import presence
from app.neighbourhoods import service as neighbourhoods
from app.people import service as people
from app.people.models import ConsentKind, ConsentState, Member, Tier
from app.people.schemas import HomeIn
from tests.support.policies import set_policy
from tests.support.settled import Person, Settled, all_rows

Json = dict[str, Any]
ORIGIN = "http://testserver"
HIGH_LIMIT = 100_000


@dataclass
class Caller:
    """Somebody who calls the API: a signed-in device, or nobody."""

    http: TestClient
    person: Person | None = None
    headers: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.headers.setdefault("Accept-Language", "en")
        if self.person is not None:
            self.headers["Authorization"] = f"Bearer {self.person.token}"

    @property
    def me(self) -> Person:
        """Whoever is signed in."""
        assert self.person is not None
        return self.person

    def request(self, method: str, path: str, *, headers: dict[str, str] | None = None, **how: Any) -> httpx2.Response:
        """One request; cookies that come back are not kept."""
        response = self.http.request(method, path, headers={**self.headers, **(headers or {})}, **how)
        self.http.cookies.clear()
        return response

    def get(self, path: str, **how: Any) -> httpx2.Response:
        return self.request("GET", path, **how)

    def post(self, path: str, **how: Any) -> httpx2.Response:
        return self.request("POST", path, **how)

    def put(self, path: str, **how: Any) -> httpx2.Response:
        return self.request("PUT", path, **how)

    def patch(self, path: str, **how: Any) -> httpx2.Response:
        return self.request("PATCH", path, **how)

    def delete(self, path: str, **how: Any) -> httpx2.Response:
        return self.request("DELETE", path, **how)

    def send(self, items: Sequence[object], *, sent_at: datetime | str | None = None) -> httpx2.Response:
        """A batch as it is, items of any kind of nonsense included."""
        when = sent_at if isinstance(sent_at, str) else rfc3339(sent_at or clock.now())
        batch = {"device_id": str(self.me.device_id), "sent_at": when, "items": list(items)}
        content = json.dumps(batch).encode()  # unlike the client's own encoder, this one writes NaN and lone surrogates
        return self.post("/api/sync", content=content, headers={"Content-Type": "application/json"})

    def sync(self, *items: object, sent_at: datetime | str | None = None) -> list[Json]:
        """The receipts of a batch that was read."""
        answer = self.send(items, sent_at=sent_at)
        assert answer.status_code == 200, answer.text
        results: list[Json] = answer.json()["results"]
        assert len(results) == len(items)
        return results

    def respond(self, alert_id: str, *actions: str) -> list[str]:
        """The statuses of `alert.respond` items, sent in one batch."""
        return [result["status"] for result in self.sync(*(item("alert.respond", {"alert_id": alert_id, "action": a}) for a in actions))]


def item(kind: str, body: object, *, recorded_at: datetime | str | None = None, item_id: object = None) -> Json:
    """One item of a batch."""
    when = recorded_at if isinstance(recorded_at, str) else rfc3339(recorded_at or clock.now())
    return {"id": str(item_id or new_id()), "kind": kind, "recorded_at": when, "body": body}


def safe(**how: Any) -> Json:
    """A check-in that says all is well."""
    return item("check_in", {"status": "safe", "context": "home"}, **how)


def concern(category: str = "fallen", *, note: str = "", recorded_at: datetime | None = None) -> Json:
    """An urgent concern from home."""
    return item("check_in", {"status": "concern", "context": "home", "category": category, "note": note}, recorded_at=recorded_at)


@dataclass(frozen=True)
class Place:
    """A neighbourhood to be made: where, and what its words begin with."""

    label: str
    lat: float
    lon: float


PLACES = (Place("가람", 37.7605, 126.7748), Place("나루", 37.5665, 126.9780))


@dataclass(frozen=True)
class Neighbourhood:
    """Everybody in one neighbourhood. `resident` lives alone; the responders live around the corner."""

    id: UUID
    resident: Caller
    other_resident: Caller
    walker: Caller
    responders: list[Caller]
    coordinator: Caller
    officer: Caller

    @property
    def responder(self) -> Caller:
        return self.responders[0]

    @property
    def everybody(self) -> list[Caller]:
        return [self.resident, self.other_resident, self.walker, *self.responders, self.coordinator, self.officer]

    def raise_alert(self, note: str = "") -> str:
        """The resident calls for help; the alert's id."""
        (receipt,) = self.resident.sync(concern(note=note))
        assert receipt["status"] == "applied", receipt
        return str(receipt["alert_id"])


@dataclass(frozen=True)
class Api:
    """The application, its database, and who lives there."""

    app: FastAPI
    http: TestClient
    database: Database
    a: Neighbourhood
    b: Neighbourhood
    anonymous: Caller

    @property
    def key(self) -> bytes:
        """The key under which codes are hashed."""
        key: bytes = self.app.state.installation_key
        return key


RESPONDERS = 4


def _member(session: Session, place: Place, neighbourhood_id: UUID, tier: Tier, number: int, now: datetime) -> Member:
    member = people.create_member(
        session,
        neighbourhood_id=neighbourhood_id,
        name=f"{place.label}-{tier.value}-{number}",
        tier=tier,
        now=now,
        verified=tier is not Tier.WALKER,
    )
    member.duty_on = tier in (Tier.WALKER, Tier.RESPONDER)
    member.family_phone = f"010-{1000 + number:04d}-{2000 + number:04d}"
    home = HomeIn(
        address=f"{place.label}동 {tier.value}길 {number}호", entry_note=f"{place.label} 열쇠 {number}", lat=place.lat, lon=place.lon
    )
    people.set_home(session, member, home, now)
    for kind in ConsentKind:
        people.set_consent(session, member, kind, ConsentState.GRANTED, now)
    presence.refresh(session, member.id)
    return member


def settle(session: Session, place: Place, now: datetime) -> list[Person]:
    """Make a neighbourhood with two residents, a walker, four verified responders, a coordinator and an officer, all signed in."""
    ring = [(place.lat + dy, place.lon + dx) for dy, dx in ((-0.01, -0.01), (0.01, -0.01), (0.01, 0.01), (-0.01, 0.01))]
    row = neighbourhoods.create(session, name_ko=f"{place.label}동", name_en=place.label, ring=ring, now=now, desk_phone="031-000-0000")
    set_policy(session, row.id, {"wave_sizes": [20, 1, 1]})  # everybody is told at once, so a test may pick anybody
    tiers = [Tier.RESIDENT, Tier.RESIDENT, Tier.WALKER, *[Tier.RESPONDER] * RESPONDERS, Tier.COORDINATOR, Tier.OFFICER]
    settled = []
    for number, tier in enumerate(tiers):
        member = _member(session, place, row.id, tier, number, now)
        device = people.sign_in(session, member, "phone", None, now)
        settled.append(Person(member.id, member.name, tier, row.id, device.token, device.device_id))
    return settled


_settled: Settled | None = None


def _people(session: Session, now: datetime) -> list[list[Person]]:
    """Everybody of both neighbourhoods; settled by the services the first time, as rows from then on."""
    global _settled  # noqa: PLW0603  # once for each test process
    if _settled is not None:
        return _settled.move_in(session, now)
    people = [settle(session, place, now) for place in PLACES]
    _settled = Settled(people, all_rows(session), now)
    return people


def _gathered(http: TestClient, settled: list[Person]) -> Neighbourhood:
    resident, other, walker, *rest = (Caller(http, person) for person in settled)
    return Neighbourhood(settled[0].neighbourhood_id, resident, other, walker, rest[:RESPONDERS], rest[-2], rest[-1])


def build(app: FastAPI, http: TestClient, database: Database) -> Api:
    """Put the application on this database and fill it."""
    app.state.database = database
    app.state.started_at = clock.now()
    now = clock.now()
    one, two = database.write_sync(lambda session: _people(session, now))
    return Api(app, http, database, _gathered(http, one), _gathered(http, two), Caller(http))


@contextmanager
def running(database: Database | None = None, **settings: Any) -> Iterator[tuple[FastAPI, TestClient]]:
    """The application with a client; its answers to faults are answers, not exceptions. Data lies in a folder of its own."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        how = {"sign_in_tries_per_hour": HIGH_LIMIT, "public_url": ORIGIN, "data_dir": folder, **settings}
        app = create_app(Settings(**how), database or Database(f"sqlite:///{folder / 'none.db'}"))
        if database is None:
            stack.callback(app.state.database.close)
        first: Database = app.state.database
        stack.callback(setattr, app.state, "database", first)
        yield app, stack.enter_context(TestClient(app, raise_server_exceptions=False, base_url=settings.get("public_url", ORIGIN)))


@pytest.fixture(scope="session")
def running_app() -> Iterator[tuple[FastAPI, TestClient]]:
    """One application for all tests of a folder: making it costs more than most of them."""
    with running() as made:
        yield made


@pytest.fixture
def api(running_app: tuple[FastAPI, TestClient], database: Database) -> Api:
    """The application on an empty database, with two neighbourhoods."""
    return build(*running_app, database)
