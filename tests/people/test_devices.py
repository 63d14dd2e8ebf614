"""Sessions and devices: sign-out reaches the push at once, idle ones end, standing decides."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import col

from app.core import clock
from app.notifications.models import PushSubscription
from app.people.models import Tier
from tests.access.things import on_new_device, subscription
from tests.support.api import Api, Caller, concern

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def _subscribe(caller: Caller) -> None:
    assert caller.put(f"/api/push-subscriptions/{caller.me.device_id}", json=subscription()).status_code == 200


def _subscriptions(api: Api, member_id: UUID) -> int:
    mine = select(func.count()).select_from(PushSubscription).where(col(PushSubscription.member_id) == member_id)
    return api.database.read_sync(lambda session: session.execute(mine).scalar_one())


def test_signing_out_ends_the_session_and_its_pushes_at_once(api: Api) -> None:
    phone = api.a.responder
    tablet = on_new_device(api, phone)
    _subscribe(phone)
    _subscribe(tablet)
    answer = phone.delete("/api/sessions/current")
    assert answer.status_code == 204
    assert 'modu=""' in answer.headers["set-cookie"]
    assert phone.get("/api/me").status_code == 401
    assert tablet.get("/api/me").status_code == 200
    assert _subscriptions(api, phone.me.id) == 1


def test_a_lost_phone_is_signed_out_from_another_one(api: Api) -> None:
    phone = api.a.resident
    tablet = on_new_device(api, phone)
    _subscribe(phone)
    devices = tablet.get("/api/me/devices").json()["items"]
    assert {(device["id"], device["push"], device["current"]) for device in devices} == {
        (str(phone.me.device_id), "on", False),
        (str(tablet.me.device_id), "off", True),
    }
    assert tablet.delete(f"/api/me/devices/{phone.me.device_id}").status_code == 204
    assert phone.get("/api/me").status_code == 401
    assert _subscriptions(api, phone.me.id) == 0
    assert tablet.delete(f"/api/me/devices/{phone.me.device_id}").status_code == 404


def test_a_device_nobody_uses_has_to_sign_in_again(api: Api) -> None:
    days = timedelta(days=api.app.state.settings.session_days)
    now = clock.now()
    with clock.frozen(now) as time:
        time.advance(days - timedelta(hours=1))
        assert api.a.resident.get("/api/me").status_code == 200, "used in time: the days begin anew"
        time.advance(days - timedelta(hours=1))
        assert api.a.resident.get("/api/me").status_code == 200
        time.advance(days + timedelta(hours=2))
        assert api.a.resident.get("/api/me").status_code == 401


def test_putting_a_member_out_signs_them_out_everywhere_and_asks_them_no_more(api: Api) -> None:
    gone = api.a.responder
    tablet = on_new_device(api, gone)
    _subscribe(gone)
    assert api.a.coordinator.patch(f"/api/members/{gone.me.id}", json={"active": False}).status_code == 200
    assert {gone.get("/api/me").status_code, tablet.get("/api/me").status_code} == {401}
    assert _subscriptions(api, gone.me.id) == 0
    api.a.resident.sync(concern())
    (alert,) = api.a.coordinator.get("/api/desk/board").json()["alerts"]
    assert gone.me.name not in {told["name"] for told in alert["told"]}
    assert len(alert["told"]) == len(api.a.responders) - 1


def test_a_role_taken_away_is_gone_with_the_next_request(api: Api) -> None:
    alert_id = api.a.raise_alert()
    false_friend = api.a.responder
    false_friend.respond(alert_id, "accept")
    assert false_friend.get(f"/api/alerts/{alert_id}").json()["address"]
    api.a.coordinator.patch(f"/api/members/{false_friend.me.id}", json={"verified": False})
    assert false_friend.get(f"/api/alerts/{alert_id}").json()["address"] is None
    api.a.coordinator.patch(f"/api/members/{false_friend.me.id}", json={"verified": True, "tier": Tier.WALKER})
    assert false_friend.get(f"/api/alerts/{alert_id}").json()["address"] is None
    api.a.coordinator.patch(f"/api/members/{api.a.officer.me.id}", json={"tier": Tier.RESIDENT})
    assert api.a.officer.get("/api/desk/board").status_code == 403


def test_a_coordinator_cannot_lock_the_desk_from_inside(api: Api) -> None:
    myself = f"/api/members/{api.a.coordinator.me.id}"
    for change in ({"active": False}, {"tier": "officer"}, {"tier": "resident", "name": "x"}):
        refused = api.a.coordinator.patch(myself, json=change)
        assert (refused.status_code, refused.json()["type"]) == (409, "urn:modu-patrol:problem:own-role")
    assert api.a.coordinator.get("/api/me").json()["tier"] == "coordinator"
    assert api.a.coordinator.patch(myself, json={"tier": "coordinator", "verified": True}).status_code == 200
