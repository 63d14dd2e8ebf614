"""A drill from the desk to the end: marked on every screen, with its group alone, and in nobody's way."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import steps
from tests.journeys.conftest import Stage
from tests.journeys.neighbours import equip, of_tier, send
from tests.journeys.test_screens import looks, narrow_and_large
from tests.journeys.words import say

pytestmark = pytest.mark.journey


def marked(page: Page, name: str, *, desk: bool = False) -> list[str]:
    """The band is there, and the screen is as usable as any other."""
    expect(page.get_by_test_id("drill").first).to_be_visible(timeout=15_000)
    wrong = looks(page, name) + narrow_and_large(page, name, desk=desk)
    page.set_viewport_size({"width": 1280 if desk else 390, "height": 844})
    return wrong


def test_a_drill_is_marked_wherever_it_is_seen_and_a_real_call_ends_it(stage: Stage) -> None:
    product = stage.product(serve=False)
    people = product.people()
    product.set_policy("wave_sizes=7", "wave_after_s=0")
    product.serve()
    product.work()
    resident, coordinator = of_tier(people, "resident")[0], of_tier(people, "coordinator")[0]
    helper, other, *rest = of_tier(people, "responder")
    phone = equip(product, stage.push, other)
    outsider = equip(product, stage.push, rest[0])
    outsider.device.call("PATCH", "/api/me", {"drill_ok": False})
    wrong: list[str] = []

    desk = stage.chromium("desk", product.url, width=1280, height=844).page()
    steps.sign_in(desk, coordinator)
    desk.goto("/desk/drills")
    desk.get_by_role("radio", name=re.compile(resident.name)).check(force=True)
    desk.get_by_role("radio", name=say("desk-raise/raise.home"), exact=True).check(force=True)
    desk.get_by_role("radio", name=say("desk/category.fallen"), exact=True).check(force=True)
    wrong += looks(desk, "start") + narrow_and_large(desk, "start", desk=True)
    desk.get_by_role("button", name=say("desk-drills/drills.go")).click()
    desk.wait_for_url(re.compile(r"/desk/alerts/"))
    drill_id = desk.url.rpartition("/")[2]
    wrong += marked(desk, "desk-alert", desk=True)
    expect(desk.get_by_text(say("desk-events/one.noCallInDrill"))).to_be_visible()

    phone.wait_until_told(drill_id, "alert")
    [note] = phone.phone.json()
    assert note["notification"]["title"].startswith("[연습]")
    assert note["notification"]["body"].startswith("[연습]")
    assert outsider.kinds(drill_id) == [], "nobody outside the group"

    page = stage.chromium("helper", product.url).page()
    steps.sign_in(page, helper)
    expect(page.get_by_test_id("asked-alert").get_by_text(say("home.askedDrill"))).to_be_visible(timeout=15_000)
    page.get_by_test_id("asked-alert").click()
    expect(page.get_by_test_id("accept")).to_be_visible()
    wrong += marked(page, "asked")
    page.get_by_test_id("accept").click()
    expect(page.get_by_test_id("address-card")).to_be_visible(timeout=15_000)
    wrong += marked(page, "going")
    page.goto(f"/alerts/{drill_id}/hand-over")
    expect(page.locator("blockquote")).to_have_text(re.compile("^연습입니다"))
    expect(page.locator("main a[href^='tel:'], main a[href^='sms:']")).to_have_count(0)
    wrong += marked(page, "hand-over")
    page.goto(f"/alerts/{drill_id}")
    page.get_by_test_id("on-scene").click()
    page.get_by_test_id("found").click()
    wrong += marked(page, "found")

    played = stage.chromium("resident", product.url).page()
    steps.sign_in(played, resident)
    played.goto(f"/alerts/{drill_id}")
    wrong += marked(played, "person")
    played.get_by_test_id("call-for-real").click()
    expect(played.get_by_test_id("hold-button")).to_be_visible(timeout=15_000)
    again = next(person for person in product.people() if person.id == resident.id)
    real = send(product.client(again), "check_in", {"status": "concern", "context": "home", "category": "unwell"})
    assert real["alert_id"] != drill_id
    outsider.wait_until_told(str(real["alert_id"]), "alert")
    wrong += marked(page, "done")

    desk.goto("/desk/drills")
    expect(desk.get_by_text(say("desk-drills/drills.busy.real_call"))).to_be_visible()
    expect(desk.locator("tbody tr")).to_have_count(1)
    wrong += looks(desk, "results") + narrow_and_large(desk, "results", desk=True)
    assert not wrong, "\n".join(wrong)
