"""A neighbour's Chromium is called by a real push, says that it arrived, and shows one neutral notification, whatever is repeated."""

from __future__ import annotations

import json
import sys
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import steps
from tests.journeys.conftest import Stage
from tests.journeys.neighbours import of_tier, send
from tests.journeys.words import say
from tests.support.fcm import Fcm
from tests.support.patience import eventually
from tests.support.servers import Client, Product

pytestmark = pytest.mark.journey

NOTE = "욕실 앞이에요"
SHOWN = """async () => (await (await navigator.serviceWorker.ready).getNotifications()).map(
  ({title, body, tag, data, timestamp}) => ({title, body, tag, data, timestamp}))"""


def turn_on_notifications(page: Page) -> None:
    page.goto("/settings/notifications")
    page.get_by_role("button", name=say("push.enable")).click()
    expect(page.get_by_text(say("push.on"))).to_be_visible(timeout=30_000)


def shown(page: Page, kind: str, later_than: float = 0) -> list[dict[str, Any]]:
    """Every notification on the phone, once one of this kind is among them; none before."""
    there: list[dict[str, Any]] = page.evaluate(SHOWN)
    return there if any(one["data"]["kind"] == kind and one["timestamp"] > later_than for one in there) else []


def fared(desk: Client, alert_id: str, name: str) -> str | None:
    """How the push to somebody fared, as the desk sees it."""
    [alert] = [one for one in desk.get("/api/desk/board")["alerts"] if one["id"] == alert_id]
    return next((one["delivery"] for one in alert["told"] if one["name"] == name), None)


def secrets_of(product: Product, lat: float) -> list[str]:
    [row] = steps.stored(product, "SELECT address, entry_note FROM homes WHERE lat = ?", lat)
    return [NOTE, say("concern.fallen"), say("kind.fallen"), *(str(text) for text in row if text)]


def led_worker(product: Product, fcm: Fcm) -> None:
    product.work(sys.executable, "-m", "tests.journeys.led_worker", str(fcm.port), str(fcm.certificate.file))


def test_a_call_reaches_a_real_chromium_once_and_the_server_hears_of_it(stage: Stage) -> None:
    fcm, product = stage.fcm(), stage.product(serve=False)
    people = product.people()
    product.set_policy("wave_sizes=7", "wave_after_s=0")
    product.serve()
    led_worker(product, fcm)
    resident, helper = of_tier(people, "resident")[0], of_tier(people, "responder")[0]
    asking, desk = product.client(resident), product.client(of_tier(people, "officer")[0])

    page = stage.chromium("neighbour", product.url, fcm=fcm).page()
    steps.sign_in(page, helper)
    steps.service_worker_controls(page)
    turn_on_notifications(page)
    [registration] = fcm.registrations.values()

    raised = send(asking, "check_in", {"status": "concern", "context": "home", "category": "fallen", "note": NOTE})
    alert_id = str(raised["alert_id"])
    [call] = eventually(lambda: shown(page, "alert"))
    assert call["data"] == {"path": f"/alerts/{alert_id}", "kind": "alert", "alertId": alert_id}
    for secret in (resident.name, *secrets_of(product, resident.lat)):
        assert secret not in json.dumps(call, ensure_ascii=False)
    eventually(lambda: fared(desk, alert_id, helper.name) == "received")

    fcm.say_again()
    fcm.wait_until(lambda: len(fcm.acknowledged) == 2)
    [again] = eventually(lambda: shown(page, "alert", later_than=call["timestamp"]))
    assert again == {**call, "timestamp": again["timestamp"]}, "the same call again is no second notification"

    page.goto(call["data"]["path"])
    expect(page.get_by_test_id("accept")).to_be_visible(timeout=15_000)
    asking.call("POST", f"/api/alerts/{alert_id}/cancel")
    [all_clear] = eventually(lambda: shown(page, "all_clear"))
    assert all_clear["tag"] == call["tag"], "the all-clear takes the place of the call"
    assert page.evaluate(SHOWN) == [all_clear]
    assert [(request.token, request.status) for request in fcm.requests] == [(registration.token, 201)] * 2
    assert fcm.requests[0].topic == fcm.requests[1].topic
