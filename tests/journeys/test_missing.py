"""Somebody is missing: the desk asks, a walker in flight mode saw them, and the desk has it once."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import UUIDS
from tests.journeys import steps
from tests.journeys.conftest import Stage
from tests.journeys.gallery import settled
from tests.journeys.neighbours import equip, of_tier
from tests.journeys.town import set_out
from tests.journeys.words import say
from tests.support.chromium import Fix
from tests.support.servers import Product

pytestmark = pytest.mark.journey

WORDS = "70대 여성, 파란 모자에 회색 외투, 지팡이를 짚고 천천히 걸으세요"


def ask(page: Page) -> None:
    """The coordinator finds the way from the board and asks."""
    page.goto("/desk")
    page.get_by_role("link", name=say("desk-missing/missing.open")).click()
    page.get_by_label(say("desk-missing/raise.words")).fill(WORDS)
    page.get_by_label(say("desk-missing/raise.near")).fill("금촌시장 북문")
    page.get_by_test_id("missing-raise").click()
    expect(page.get_by_test_id("missing-call").get_by_text(WORDS)).to_be_visible()


def without_ids(note: dict[str, Any], product: Product) -> str:
    """All that a push says but for its random ids and the address of this run, in which any two digits may stand side by side."""
    said = str(note).replace(note["notification"]["tag"], "").replace(product.url, "")
    return UUIDS.sub("", said)


def test_a_walker_in_flight_mode_saw_them_and_the_desk_has_it_once(stage: Stage) -> None:
    product = stage.product()
    people = product.people()
    walker, coordinator = of_tier(people, "walker")[0], of_tier(people, "coordinator")[0]
    neighbour = equip(product, stage.push, walker)
    home = equip(product, stage.push, of_tier(people, "walker")[1])
    product.work()
    set_out(neighbour.device, walker)
    desk = stage.chromium("desk", product.url, width=1280, height=900).page()
    steps.sign_in(desk, coordinator)
    ask(desk)

    stage.push.wait_until(lambda: any(note["modu"]["kind"] == "missing" for note in neighbour.phone.json()), 20)
    [note] = [note for note in neighbour.phone.json() if note["modu"]["kind"] == "missing"]
    assert not re.search("모자|시장|70", without_ids(note, product)), "a lock screen tells nothing"
    assert home.device.get("/api/missing")["items"] == [], "at home nobody learns of it"

    phone = stage.chromium("walker", product.url, here=Fix(walker.lat + 0.001, walker.lon))
    page = phone.page()
    steps.sign_in(page, next(person for person in product.people() if person.id == walker.id))
    steps.service_worker_controls(page)
    page.get_by_test_id("start-walk").click()
    page.get_by_test_id("missing-strip").get_by_role("link").click()
    expect(page.get_by_test_id("missing-words").get_by_text(WORDS)).to_be_visible()
    settled(page)

    phone.lose_network(product.gate)
    page.get_by_test_id("missing-note").fill("정류장 쪽으로")
    page.get_by_test_id("missing-saw").click()
    expect(page.get_by_test_id("missing-mine").get_by_text(say("missing/one.saved"))).to_be_visible(timeout=15_000)
    expect(page.get_by_test_id("missing-mine").get_by_text(say("missing/one.sent"))).to_have_count(0)
    page.reload()
    expect(page.get_by_test_id("missing-words")).to_have_count(0)
    expect(page.get_by_text(say("missing/one.offline"))).to_be_visible(timeout=15_000)
    expect(page.get_by_test_id("missing-mine").get_by_text(say("missing/one.saved"))).to_be_visible()

    phone.find_network(product.gate)
    expect(page.get_by_test_id("missing-mine").get_by_text(say("missing/one.sent"))).to_be_visible(timeout=30_000)
    call = desk.get_by_test_id("missing-call")
    expect(call.get_by_text("정류장 쪽으로")).to_have_count(1, timeout=20_000)
    desk.get_by_test_id("missing-places").click()
    expect(call.get_by_text(re.compile(rf"{walker.lat + 0.001:.3f}\d\d, "))).to_be_visible()
    rows = steps.stored(product, "SELECT note, lat FROM missing_sightings")
    assert len(rows) == 1, rows

    call.get_by_role("button", name=say("desk-missing/one.close"), exact=True).click()
    desk.get_by_role("dialog").get_by_text(say("desk-missing/outcome.found_safe")).click()
    desk.get_by_test_id("missing-end").click()
    expect(page.get_by_text(say("missing/one.found"))).to_be_visible(timeout=40_000)
    stage.push.wait_until(lambda: [one["modu"]["kind"] for one in neighbour.phone.json()] == ["missing", "found"], 20)
    assert len({one["notification"]["tag"] for one in neighbour.phone.json()}) == 1, "the thanks take the place of the call"
    assert home.phone.json() == []
    words = steps.stored(product, "SELECT words, seen_near, told_count FROM missing_people")
    assert words == [("", "", 1)]
