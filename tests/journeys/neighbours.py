"""Neighbours without a screen: signed-in devices with a subscription that really receives and decrypts pushes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from app.core.ids import new_id
from tests.support.push_service import Phone, PushService
from tests.support.servers import Client, Person, Product

CONSENTS = ("location", "alerts", "home_disclosure", "photos")


def of_tier(people: list[Person], tier: str) -> list[Person]:
    return [person for person in people if person.tier == tier]


@dataclass
class Neighbour:
    """A person with a device and a phone that rings."""

    person: Person
    device: Client
    phone: Phone
    push: PushService

    def kinds(self, alert_id: str) -> list[str]:
        """What this phone showed about an alert, oldest first.

        A worker killed between sending and marking makes its successor send the same delivery again: that is the
        promise (at least once), and it is one notification on the phone, so it counts once here.
        """
        notes = [note["modu"] for note in self.phone.json() if note["modu"]["alert_id"] == alert_id]
        return [kind for _, kind in dict.fromkeys((note["delivery_id"], note["kind"]) for note in notes)]

    def wait_until_told(self, alert_id: str, *kinds: str) -> None:
        """Exactly this, in this order, and nothing else so far."""
        try:
            self.push.wait_until(lambda: self.kinds(alert_id) == list(kinds), 20)
        except AssertionError:
            raise AssertionError(f"{self.person.name} was told {self.kinds(alert_id)}, not {list(kinds)}") from None

    def tags(self, alert_id: str) -> set[str]:
        """The tags of what was told: one tag is one visible notification."""
        return {note["notification"]["tag"] for note in self.phone.json() if note["modu"]["alert_id"] == alert_id}

    def respond(self, alert_id: str, action: str) -> None:
        send(self.device, "alert.respond", {"alert_id": alert_id, "action": action})


def equip(product: Product, push: PushService, person: Person) -> Neighbour:
    """Signs in on a device of its own, consents to everything and subscribes."""
    device = product.client(person, device=f"{person.name}")
    for consent in CONSENTS:
        device.call("PUT", f"/api/me/consents/{consent}", {"state": "granted"})
    phone = push.phone(device.get("/api/push-key")["public_key"])
    device.call("PUT", f"/api/push-subscriptions/{device.device_id}", phone.subscription)
    return Neighbour(person, device, phone, push)


def send(
    device: Client, kind: str, body: dict[str, object], item_id: UUID | None = None, *, recorded_at: datetime | None = None
) -> dict[str, object]:
    """One item through the only door there is; returns its result."""
    now = datetime.now(UTC).isoformat().replace("+00:00", "Z")
    recorded = recorded_at.isoformat().replace("+00:00", "Z") if recorded_at else now
    item = {"id": str(item_id or new_id()), "kind": kind, "recorded_at": recorded, "body": body}
    answer = device.call("POST", "/api/sync", {"device_id": device.device_id, "sent_at": now, "items": [item]})
    result: dict[str, object] = answer["results"][0]
    assert result["status"] == "applied", result
    return result
