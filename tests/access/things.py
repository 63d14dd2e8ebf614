"""The things a request may be about, made for whoever is to own them."""

from __future__ import annotations

import base64
import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from PIL import Image
from sqlalchemy.orm import Session

from app.core import clock
from app.core.database import Database
from app.core.ids import new_id
from app.facilities import service as facilities
from app.facilities.rules import Kind
from app.facilities.schemas import FacilityIn
from app.missing.models import MissingPerson
from app.neighbourhoods import presence
from app.neighbourhoods import service as neighbourhoods
from app.neighbourhoods.policy import Policy
from app.outside.models import OutsideChannel
from app.people import pairing
from app.people import service as people
from app.people.models import Member
from tests.access import promises, ties
from tests.access.table import ROLES
from tests.support.api import Api, Caller, Json, Neighbourhood, concern, item

_POINT = ec.generate_private_key(ec.SECP256R1()).public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def picture() -> bytes:
    """A small JPEG."""
    out = io.BytesIO()
    Image.new("RGB", (24, 18), (200, 90, 30)).save(out, "JPEG")
    return out.getvalue()


def b64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def subscription() -> Json:
    """What a browser's `PushSubscription.toJSON()` gives."""
    endpoint = f"https://fcm.googleapis.com/fcm/send/{os.urandom(12).hex()}"
    return {"endpoint": endpoint, "keys": {"p256dh": b64url(_POINT), "auth": b64url(os.urandom(16))}}


def on_new_device(api: Api, caller: Caller) -> Caller:
    """The same person, signed in on one more device: what a request does to a device is not felt by the next."""
    if caller.person is None:
        return caller
    person, now = caller.person, clock.now()

    def work(session: Session) -> people.SignedInDevice:
        member = session.get(Member, person.id)
        assert member is not None
        return people.sign_in(session, member, "tablet", None, now)

    device = api.database.write_sync(work)
    return Caller(caller.http, replace(person, token=device.token, device_id=device.device_id))


def by_role(api: Api, side: Neighbourhood) -> dict[str, Caller]:
    """Who plays each role."""
    cast = (api.anonymous, side.resident, side.walker, side.responder, side.coordinator, side.officer)
    return dict(zip(ROLES, cast, strict=True))


def fresh_code(api: Api, caller: Caller) -> str:
    """A sign-in code for this member (for anybody in A when nobody is signed in)."""
    member_id = (caller.person or api.a.resident.me).id

    def work(session: Session) -> str:
        member = session.get(Member, member_id)
        assert member is not None
        return pairing.hand_out(session, api.key, member, None, clock.now(), minutes=10, tries=5).digits

    return api.database.write_sync(work)


def device(owner: Caller) -> UUID:
    return owner.me.device_id


def member(owner: Caller) -> UUID:
    return owner.me.id


def patrol(owner: Caller) -> UUID:
    patrol_id = new_id()
    (receipt,) = owner.sync(item("patrol.start", {"patrol_id": str(patrol_id)}))
    assert receipt["status"] == "applied", receipt
    return patrol_id


def photo(owner: Caller) -> UUID:
    photo_id = new_id()
    assert owner.put(f"/api/photos/{photo_id}", content=PICTURE).status_code == 201
    return photo_id


def alert(owner: Caller) -> UUID:
    (receipt,) = owner.sync(concern())
    return UUID(receipt["alert_id"])


def shared_walk(owner: Caller) -> UUID:
    """A walk that starts in twenty minutes, so that people may already be met."""
    walk_id = new_id()
    starts_at = clock.rfc3339(clock.now() + timedelta(minutes=20))
    body = {"walk_id": str(walk_id), "starts_at": starts_at, "duration_min": 40, "meeting_place": "시장 앞", "pace": "slow", "dogs": True}
    (receipt,) = owner.sync(item("together.propose", body))
    assert receipt["status"] == "applied", receipt
    return walk_id


def calendar_token(owner: Caller) -> str:
    """The secret part of the address of a fresh calendar."""
    made = owner.post("/api/together/calendar")
    assert made.status_code == 201, made.text
    return str(made.json()["url"]).rpartition("/")[2].removesuffix(".ics")


def dog(owner: Caller) -> UUID:
    dog_id = new_id()
    assert owner.put(f"/api/dogs/{dog_id}", json={"name": "초코"}).status_code == 200
    return dog_id


def report(owner: Caller) -> UUID:
    """Something for the desk to read, said from home."""
    said = item("check_in", {"status": "concern", "context": "home", "category": "other", "urgency": "report"})
    (receipt,) = owner.sync(said)
    assert receipt["status"] == "applied", receipt
    return UUID(said["id"])


def facility(owner: Caller) -> UUID:
    """A lamp in the owner's neighbourhood; only coordinators can make one by themselves."""
    neighbourhood_id, now = owner.me.neighbourhood_id, clock.now()

    def work(session: Session) -> UUID:
        home = neighbourhoods.neighbourhood_of(session, neighbourhood_id)
        body = FacilityIn(kind=Kind.LAMP, label="시험 가로등", lat=home.centre_lat, lon=home.centre_lon)
        return facilities.add(session, neighbourhood_id, body, now).id

    database: Database = owner.http.app.state.database  # type: ignore[attr-defined]  # the client knows only that it calls an app
    return database.write_sync(work)


def channel(owner: Caller) -> UUID:
    """A way to reach the desk outside the app; only coordinators can keep one."""
    neighbourhood_id, now = owner.me.neighbourhood_id, clock.now()

    def work(session: Session) -> UUID:
        row = OutsideChannel(neighbourhood_id=neighbourhood_id, kind="ntfy", label="당직", sealed=b"?", created_at=now)
        session.add(row)
        session.flush()
        return row.id

    database: Database = owner.http.app.state.database  # type: ignore[attr-defined]  # as above
    return database.write_sync(work)


def missing(owner: Caller) -> UUID:
    """A call to look out in the owner's neighbourhood; only coordinators can raise one."""
    neighbourhood_id, now = owner.me.neighbourhood_id, clock.now()

    def work(session: Session) -> UUID:
        row = MissingPerson(
            neighbourhood_id=neighbourhood_id, words="파란 모자를 쓴 할머니", opened_at=now, expires_at=now + timedelta(hours=3)
        )
        session.add(row)
        session.flush()
        return row.id

    database: Database = owner.http.app.state.database  # type: ignore[attr-defined]  # as above
    return database.write_sync(work)


def delivery(owner: Caller) -> UUID:
    owner.put(f"/api/push-subscriptions/{owner.me.device_id}", json=subscription())
    tested = owner.post("/api/push-tests")
    assert tested.status_code == 202, tested.text
    return UUID(tested.json()["delivery_id"])


def recorder(owner: Caller) -> UUID:
    made = owner.post("/api/recorders", json={"name": "phone", "app": "owntracks"})
    assert made.status_code == 201, made.text
    return UUID(made.json()["id"])


GPX = b'<gpx version="1.1"><trk><trkseg><trkpt lat="37.7605" lon="126.7748"><time>2026-01-01T00:00:00Z</time></trkpt></trkseg></trk></gpx>'
PICTURE = picture()
MAKERS: dict[str, Callable[[Caller], UUID | str]] = {
    "device_id": device,
    "member_id": member,
    "patrol_id": patrol,
    "number": lambda _owner: "2026-ABCD-EFGH",
    "photo_id": photo,
    "alert_id": alert,
    "delivery_id": delivery,
    "missing_id": missing,
    "dog_id": dog,
    "report_id": report,
    "facility_id": facility,
    "channel_id": channel,
    "walk_id": shared_walk,
    "token": calendar_token,
    "recorder_id": recorder,
    "block": ties.block,
    "buddy": ties.buddy,
    "person": ties.asked_by,
    "other_id": ties.buddy_id,
    "plan_id": promises.overdue,
}
EVERYBODY = Policy(wave_sizes=(20, 1, 1))
"""Everybody is told at once, as in `settle`: the rows about alerts count on it."""
PARTS = {"told": (), "coming": ("accept",), "scene": ("accept", "on_scene")}


@contextmanager
def about_an_alert(api: Api, caller: Caller, actions: tuple[str, ...]) -> Iterator[UUID]:
    """An alert of the other resident that the caller was told of and answered with `actions`; closed afterwards."""
    if caller.person is not None:
        rested, person = clock.now(), caller.person
        api.database.write_sync(lambda session: presence.rest(session, person.neighbourhood_id, person.id, rested))
        caller.patch("/api/me", json={"duty_on": True})
    alert_id = alert(api.a.other_resident)
    if caller.person is not None:
        assert set(caller.respond(str(alert_id), *actions)) <= {"applied"}
    yield alert_id
    api.a.other_resident.post(f"/api/alerts/{alert_id}/resolve", json={"outcome": "safe"})
    caller.patch("/api/me", json={"duty_on": False})


def bodies(api: Api, caller: Caller, method: str, path: str) -> dict[str, Any]:
    """What a well-meant request of this kind carries."""
    home = {"address": "가람동 시험길 1호", "lat": 37.7605, "lon": 126.7748}
    there = {"lat": 37.7605, "lon": 126.7748, "accuracy_m": 8}
    made: dict[tuple[str, str], Callable[[], dict[str, Any]]] = {
        ("POST", "/api/sessions"): lambda: {"json": {"code": fresh_code(api, caller), "device_name": "phone"}},
        ("POST", "/api/together/{walk_id}/invitations"): lambda: {"json": {"member_ids": [str(api.a.resident.me.id)]}},
        ("POST", "/api/together/{walk_id}/arrivals"): lambda: {"json": {"member_id": str(api.a.resident.me.id)}},
        ("PUT", "/api/dogs/{dog_id}"): lambda: {"json": {"name": "보리"}},
        ("PUT", "/api/dogs/{dog_id}/temperament"): lambda: {"json": {"result": "passed"}},
        ("PATCH", "/api/reports/{report_id}"): lambda: {"json": {"state": "fixed"}},
        ("GET", "/api/desk/reports.csv"): lambda: {"params": {"reason": "an audit"}},
        ("GET", "/api/desk/reports.geojson"): lambda: {"params": {"reason": "an audit"}},
        ("PUT", "/api/desk/policy"): lambda: {"json": {"version": 1, "policy": EVERYBODY.model_dump(mode="json"), "reason": "조용히"}},
        ("POST", "/api/desk/policy/preview"): lambda: {"json": {"policy": Policy().model_dump(mode="json")}},
        ("POST", "/api/desk/channels"): lambda: {"json": {"label": "당직", "url": "ntfys://ntfy.sh/desk"}},
        ("POST", "/api/facilities"): lambda: {"json": {"kind": "bench", "label": "의자", "lat": 37.7605, "lon": 126.7748}},
        ("POST", "/api/facilities/import"): lambda: {"content": b"kind,label,lat,lon\nlamp,L,37.7605,126.7748\n"},
        ("PATCH", "/api/facilities/{facility_id}"): lambda: {"json": {"label": "새 이름"}},
        ("PATCH", "/api/me"): lambda: {"json": {"language": "en"}},
        ("PUT", "/api/me/consents/{kind}"): lambda: {"json": {"state": "granted"}},
        ("POST", "/api/me/blocks"): lambda: {"json": {"look": ties.look(caller) if caller.person else "0" * 64}},
        ("PUT", "/api/me/cancel-pin"): lambda: {"json": {"pin": "2580", "other_pin": "7136"}},
        ("DELETE", "/api/me/cancel-pin"): lambda: {"json": {"current": "2580"}},
        ("POST", "/api/sync"): lambda: {"json": {"device_id": str(new_id()), "sent_at": clock.rfc3339(clock.now()), "items": []}},
        ("PUT", "/api/photos/{photo_id}"): lambda: {"content": PICTURE},
        ("POST", "/api/patrols/import"): lambda: {"content": GPX},
        ("POST", "/api/recorders"): lambda: {"json": {"name": "phone", "app": "traccar"}},
        ("POST", "/api/patrols/{patrol_id}/confirm"): lambda: {"json": {"minutes": 30}},
        ("GET", "/api/hours"): lambda: {"params": {"month": "2026-11"}},
        ("GET", "/api/hours/certificate.pdf"): lambda: {"params": {"from": "2026-11", "to": "2026-11"}},
        ("GET", "/api/desk/hours"): lambda: {"params": {"month": "2026-11"}},
        ("GET", "/api/desk/hours.csv"): lambda: {"params": {"month": "2026-11", "reason": "a summary"}},
        ("POST", "/api/alerts/{alert_id}/resolve"): lambda: {"json": {"outcome": "safe"}},
        ("PUT", "/api/alerts/{alert_id}/my-place"): lambda: {"json": {**there, "recorded_at": clock.rfc3339(clock.now())}},
        ("POST", "/api/desk/alerts"): lambda: {"json": {"member_id": str(api.a.resident.me.id), "place": "home", "category": "fallen"}},
        ("POST", "/api/desk/missing"): lambda: {"json": {"words": "회색 외투를 입은 분"}},
        ("POST", "/api/desk/missing/{missing_id}/extend"): lambda: {"json": {"until": clock.rfc3339(clock.now() + timedelta(hours=5))}},
        ("POST", "/api/desk/missing/{missing_id}/close"): lambda: {"json": {"outcome": "not_found"}},
        ("POST", "/api/desk/paper"): lambda: {"json": {"reason": "정전 대비"}},
        ("POST", "/api/desk/drills"): lambda: {"json": {"place": "public", "category": "other", "lat": 37.7605, "lon": 126.7748}},
        ("PUT", "/api/push-subscriptions/{device_id}"): lambda: {"json": subscription()},
        ("POST", "/api/members"): lambda: {"json": {"name": "새 이웃", "tier": "resident"}},
        ("PATCH", "/api/members/{member_id}"): lambda: {"json": {"verified": True}},
        ("GET", "/api/members/{member_id}/home"): lambda: {"params": {"reason": "an audit"}},
        ("GET", "/api/members/{member_id}/ties"): lambda: {"params": {"reason": "an audit"}},
        ("PUT", "/api/members/{member_id}/ties/{other_id}"): lambda: {"json": {"kind": "buddy", "word": "on the phone"}},
        ("DELETE", "/api/members/{member_id}/ties/{other_id}"): lambda: {"params": {"reason": "on the phone"}},
        ("PUT", "/api/members/{member_id}/home"): lambda: {"json": home},
        **promises.bodies(),
    }
    return made.get((method, path), dict)()
