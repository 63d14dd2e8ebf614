"""A neighbourhood with members and subscribed phones, for tests that reach people."""

from __future__ import annotations

import base64
import os
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from sqlalchemy.orm import Session

from app.core.database import Database
from app.neighbourhoods import service as neighbourhoods
from app.notifications import service
from app.people import service as people
from app.people.models import Tier

RING = [(37.75, 126.76), (37.77, 126.76), (37.77, 126.79), (37.75, 126.79)]
CANARY_NAME = "김카나리"


@dataclass(frozen=True)
class Neighbour:
    """A member with one signed-in device."""

    member_id: UUID
    device_id: UUID
    token: str


@dataclass(frozen=True)
class Street:
    """Where they live."""

    neighbourhood_id: UUID
    neighbours: list[Neighbour]

    @property
    def member_ids(self) -> list[UUID]:
        return [neighbour.member_id for neighbour in self.neighbours]


def build(database: Database, count: int, now: datetime, *, language: str = "ko", name: str = CANARY_NAME) -> Street:
    """A neighbourhood of `count` signed-in responders, none subscribed yet."""

    def work(session: Session) -> Street:
        row = neighbourhoods.create(session, name_ko="금촌1동", name_en="Geumchon 1-dong", ring=RING, now=now)
        neighbours = []
        for _ in range(count):
            member = people.create_member(
                session, neighbourhood_id=row.id, name=name, tier=Tier.RESPONDER, now=now, language=language, verified=True
            )
            signed = people.sign_in(session, member, "phone", None, now)
            neighbours.append(Neighbour(member.id, signed.device_id, signed.token))
        return Street(row.id, neighbours)

    return database.write_sync(work)


def browser_keys() -> tuple[bytes, bytes]:
    """Keys as a browser makes them: (p256dh, auth)."""
    point = ec.generate_private_key(ec.SECP256R1()).public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return point, os.urandom(16)


def unb64url(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def subscribe(database: Database, street: Street, neighbour: Neighbour, subscription: dict[str, object], now: datetime) -> None:
    """Keep a subscription as the route would; `subscription` is what `PushSubscription.toJSON()` gives."""
    keys = subscription["keys"]
    assert isinstance(keys, dict)
    database.write_sync(
        lambda session: service.save_subscription(
            session,
            neighbourhood_id=street.neighbourhood_id,
            member_id=neighbour.member_id,
            device_id=neighbour.device_id,
            endpoint=str(subscription["endpoint"]),
            p256dh=unb64url(keys["p256dh"]),
            auth=unb64url(keys["auth"]),
            now=now,
        )
    )


def subscribe_all(database: Database, street: Street, now: datetime, endpoint: str = "https://fcm.googleapis.com/fcm/send/") -> None:
    """Give every phone a made-up subscription at `endpoint`; all share one key pair, which keeps it quick."""
    p256dh, auth = browser_keys()

    def work(session: Session) -> None:
        for neighbour in street.neighbours:
            service.save_subscription(
                session,
                neighbourhood_id=street.neighbourhood_id,
                member_id=neighbour.member_id,
                device_id=neighbour.device_id,
                endpoint=f"{endpoint}{neighbour.device_id.hex}",
                p256dh=p256dh,
                auth=auth,
                now=now,
            )

    database.write_sync(work)
