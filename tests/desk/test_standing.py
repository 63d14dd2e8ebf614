"""Whoever loses their standing at the desk is on the way to nobody any more, and somebody else is."""

from __future__ import annotations

import pytest

from tests.support.api import Api, Caller, item


def part_of(caller: Caller, alert_id: str) -> str:
    """How the alert looks to somebody who was told of it."""
    seen = caller.get(f"/api/alerts/{alert_id}").json()
    return str(seen["my_response"]["status"])


def coming(api: Api, alert_id: str) -> int:
    """How many the person sees on their way."""
    return len(api.a.resident.get(f"/api/alerts/{alert_id}").json()["progress"]["coming"])


@pytest.mark.parametrize("change", [{"verified": False}, {"tier": "walker"}])
def test_who_is_no_longer_known_in_person_does_not_come_to_a_home(api: Api, change: dict[str, object]) -> None:
    alert_id = api.a.raise_alert()
    first, second, *_ = api.a.responders
    assert first.respond(alert_id, "accept") == ["applied"]
    assert second.respond(alert_id, "accept") == ["applied"]
    assert coming(api, alert_id) == 2
    assert api.a.coordinator.patch(f"/api/members/{first.me.id}", json=change).status_code == 200
    assert part_of(first, alert_id) == "stood_down"
    assert first.get(f"/api/alerts/{alert_id}").json()["address"] is None
    assert coming(api, alert_id) == 1
    assert part_of(second, alert_id) == "accepted"


def test_the_desk_hears_at_once_when_the_only_one_who_came_was_sent_away(api: Api) -> None:
    alert_id = api.a.raise_alert()
    first = api.a.responder
    first.respond(alert_id, "accept")
    assert api.a.coordinator.patch(f"/api/members/{first.me.id}", json={"active": False}).status_code == 200
    shown = api.a.coordinator.get(f"/api/desk/alerts/{alert_id}").json()
    assert "not_needed" in [step["kind"] for step in shown["timeline"]]
    assert shown["desk_told_at"] is not None
    assert coming(api, alert_id) == 0, "nobody comes, and she is told nothing else"


def test_a_change_that_matters_to_nobody_leaves_who_comes(api: Api) -> None:
    alert_id = api.a.raise_alert()
    first = api.a.responder
    first.respond(alert_id, "accept")
    assert api.a.coordinator.patch(f"/api/members/{first.me.id}", json={"name": "새 이름", "verified": True}).status_code == 200
    assert part_of(first, alert_id) == "accepted"


def test_who_was_met_by_nobody_may_still_come_to_a_public_place_and_nobody_whose_membership_ended(api: Api) -> None:
    (receipt,) = api.a.walker.sync(
        item(
            "check_in",
            {
                "status": "concern",
                "context": "walk",
                "category": "person_in_need",
                "urgency": "urgent",
                "lat": 37.7605,
                "lon": 126.7748,
                "accuracy_m": 8,
            },
        )
    )
    alert_id, first = str(receipt["alert_id"]), api.a.responder
    assert first.respond(alert_id, "accept") == ["applied"]
    change = f"/api/members/{first.me.id}"
    assert api.a.coordinator.patch(change, json={"verified": False}).status_code == 200
    assert part_of(first, alert_id) == "accepted"
    assert api.a.coordinator.patch(change, json={"active": False}).status_code == 200
    assert "not_needed" in [step["kind"] for step in api.a.coordinator.get(f"/api/desk/alerts/{alert_id}").json()["timeline"]]
