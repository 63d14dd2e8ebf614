"""Turning pushes on and off for one's own device, receipts, and a test."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from fastapi import APIRouter, Response
from sqlalchemy.orm import Session

from app.core import clock
from app.core.problems import not_found
from app.core.web import DatabaseDep, SettingsDep
from app.notifications import service
from app.notifications.push import keys
from app.notifications.push.endpoint import EndpointRefused, parse
from app.notifications.schemas import (
    PushKeyOut,
    PushSubscriptionIn,
    PushSubscriptionOut,
    PushTestOut,
    endpoint_refused,
    push_is_off,
    too_many_tests,
)
from app.people.auth import Actor, SignedIn

router = APIRouter(prefix="/api", tags=["notifications"])

TEST_TTL = timedelta(minutes=2)


def _own(actor: Actor, device_id: UUID) -> None:
    if device_id != actor.device_id:
        raise not_found()


@router.get("/push-key", response_model=PushKeyOut)
async def push_key(_actor: SignedIn, settings: SettingsDep) -> PushKeyOut:
    """The key a browser subscribes with."""
    return PushKeyOut(public_key=keys.public_key(settings.keys_dir))


@router.put("/push-subscriptions/{device_id}", response_model=PushSubscriptionOut)
async def save_subscription(
    device_id: UUID, body: PushSubscriptionIn, actor: SignedIn, database: DatabaseDep, settings: SettingsDep
) -> PushSubscriptionOut:
    """Send pushes to this device. Saying it again replaces what was kept: one subscription per device."""
    _own(actor, device_id)
    try:
        endpoint = parse(body.endpoint, settings.push_origins)
    except EndpointRefused:
        raise endpoint_refused() from None
    p256dh, auth = body.decoded_keys()
    await database.write(
        lambda session: service.save_subscription(
            session,
            neighbourhood_id=actor.neighbourhood_id,
            member_id=actor.member_id,
            device_id=device_id,
            endpoint=endpoint.url,
            p256dh=p256dh,
            auth=auth,
            now=clock.now(),
        )
    )
    return PushSubscriptionOut(device_id=device_id)


@router.delete("/push-subscriptions/{device_id}", status_code=204)
async def remove_subscription(device_id: UUID, actor: SignedIn, database: DatabaseDep) -> Response:
    """Stop pushes to this device at once; also fine when there were none."""
    _own(actor, device_id)
    await database.write(lambda session: service.remove_device(session, device_id))
    return Response(status_code=204)


@router.post("/deliveries/{delivery_id}/received", status_code=204)
async def received(delivery_id: UUID, actor: SignedIn, database: DatabaseDep) -> Response:
    """The app's receipt for a push to this device; the first one counts, more are fine."""
    await database.write(
        lambda session: service.mark_received(
            session, neighbourhood_id=actor.neighbourhood_id, device_id=actor.device_id, delivery_id=delivery_id, now=clock.now()
        )
    )
    return Response(status_code=204)


@router.post("/push-tests", status_code=202, response_model=PushTestOut)
async def test_push(actor: SignedIn, database: DatabaseDep) -> PushTestOut:
    """Send a test notification to this device; a few a minute."""

    def work(session: Session) -> UUID:
        now = clock.now()
        wait_s = service.test_wait_s(session, actor.neighbourhood_id, actor.device_id, now)
        if wait_s:
            raise too_many_tests(wait_s)
        delivery_id = service.queue_test(session, actor.neighbourhood_id, actor.device_id, TEST_TTL, now)
        if delivery_id is None:
            raise push_is_off()
        return delivery_id

    return PushTestOut(delivery_id=await database.write(work))
