"""Promises to check in: kept early, in time and without a network; missed as far as the desk; paused and resumed; answered on the notification."""

from __future__ import annotations

import re
import sys
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from app.core.ids import new_id
from tests.journeys import steps
from tests.journeys.conftest import Stage
from tests.journeys.moved import Moved
from tests.journeys.neighbours import equip, of_tier, send
from tests.journeys.words import say
from tests.support.chromium import Chromium
from tests.support.patience import eventually
from tests.support.servers import Person, Product

pytestmark = pytest.mark.journey

SHOWN = """async () => (await (await navigator.serviceWorker.ready).getNotifications()).map(
  ({title, body, tag, data, actions}) => ({title, body, tag, data, actions}))"""
TAP = """async (kind) => {
  const [shown] = (await self.registration.getNotifications()).filter((one) => one.data.kind === kind);
  self.dispatchEvent(new NotificationEvent('notificationclick', {notification: shown, action: 'answer'}));
}"""


def plan(word: str, **names: str) -> str:
    return say(f"plan/{word}", **names)


def with_clock(stage: Stage, hour: int = 8, minute: int = 58) -> tuple[Product, Moved]:
    product = stage.product(serve=False)
    time = Moved(product, hour, minute)
    product.serve()
    return product, time


def home_of(stage: Stage, product: Product, time: Moved, person: Person, **options: Any) -> tuple[Chromium, Page]:
    """Somebody's phone, its clock the product's, opened at home."""
    browser = stage.chromium(person.name, product.url, zone=time.zone, **options)
    page = browser.page()
    steps.sign_in(page, next(one for one in time.people() if one.id == person.id))
    steps.service_worker_controls(page)
    assert browser.context is not None
    time.carried_by(browser.context)
    page.goto("/")
    return browser, page


def line(page: Page, kind: str, *words: str) -> None:
    """What home says of promises."""
    shown = page.get_by_test_id("promise-line")
    expect(shown).to_have_attribute("data-kind", kind, timeout=20_000)
    for word in words:
        expect(shown).to_contain_text(word)


def came_to(product: Product) -> list[tuple[object, ...]]:
    return steps.stored(product, "SELECT minute, status FROM promises ORDER BY due_at")


def promise(product: Product, person: Person, *times: str, device: Any = None) -> str:
    plan_id = str(new_id())
    send(device or product.client(person), "plan.set", {"plan_id": plan_id, "times": [*times], "grace_min": 30})
    return plan_id


def test_kept_early_then_without_a_network_at_the_very_minute(stage: Stage) -> None:
    product, time = with_clock(stage)
    browser, page = home_of(stage, product, time, of_tier(time.people(), "resident")[0])
    page.get_by_role("link", name=re.compile(plan("line.row"))).click()
    page.get_by_test_id("plan-make").click()
    expect(page.get_by_test_id("ladder-preview")).to_contain_text(plan("ladder.people", at="오늘 아침 9시 반"))
    page.get_by_test_id("time-add").click()
    page.locator("input[type=time]").nth(1).fill("09:20")
    page.get_by_test_id("plan-save").click()
    expect(page.get_by_text(plan("flaw.times_too_close"))).to_be_visible()
    expect(page.locator("input[type=time]").nth(1)).to_have_value("09:20")
    page.locator("input[type=time]").nth(1).fill("19:00")
    page.get_by_test_id("plan-save").click()
    expect(page.locator(".notice")).to_contain_text(plan("form.saved", when="오늘 아침 9시"), timeout=15_000)
    expect(page.get_by_test_id("plan-card")).to_contain_text("매일 아침 9시, 저녁 7시")

    page.goto("/")
    line(page, "open", plan("line.open", time="아침 9시"))
    page.get_by_test_id("safe").click()
    line(page, "kept", plan("line.kept", time="아침 9시"), plan("line.then", when="오늘 저녁 7시"))
    page.reload()
    line(page, "kept", plan("line.then", when="오늘 저녁 7시"))
    assert came_to(product) == [(540, "kept_early")]

    time.set(12, 30)
    line(page, "kept")
    browser.lose_network(product.gate)
    time.set(19, 0, 0)
    page.reload()
    line(page, "open", plan("line.open", time="저녁 7시"))
    page.get_by_test_id("safe").click()
    line(page, "saved", plan("line.saved", time="저녁 7시"))
    expect(page.get_by_test_id("safe-state")).to_have_attribute("data-phase", "saved")
    page.reload()
    line(page, "saved", plan("line.saved", time="저녁 7시"))
    browser.find_network(product.gate)
    line(page, "kept", plan("line.kept", time="저녁 7시"), plan("line.then", when="내일 아침 9시"))
    assert came_to(product) == [(540, "kept_early"), (1140, "kept")]


def test_missed_by_buddies_and_the_desk(stage: Stage) -> None:
    product, time = with_clock(stage)
    people = time.people()
    resident, helper, coordinator = (of_tier(people, tier)[0] for tier in ("resident", "responder", "coordinator"))
    silent = equip(product, stage.push, resident)
    called = equip(product, stage.push, helper)
    office = product.client(coordinator)
    office.call("PUT", f"/api/members/{resident.id}/ties/{helper.id}", {"kind": "buddy", "word": "전화로 부탁하셨어요"})
    [asks] = called.device.get("/api/me/buddies")["of"]
    called.device.call("PUT", f"/api/me/buddy-of/{asks['who']}")
    promise(product, resident, "09:00", device=silent.device)
    _, buddy = home_of(stage, product, time, helper)
    desk = stage.chromium("desk", product.url, width=1280, height=900, zone=time.zone).page()
    steps.sign_in(desk, next(one for one in time.people() if one.id == coordinator.id))
    desk.goto("/desk")
    product.work()

    def told(person: Any) -> list[str]:
        return list(dict.fromkeys(note["modu"]["kind"] for note in person.phone.json()))

    for minute, heard in ((59, ["plan_soon"]), (60, ["plan_soon", "plan_due"]), (76, ["plan_soon", "plan_due", "plan_again"])):
        time.set(8 + minute // 60, minute % 60, 5)
        stage.push.wait_until(lambda heard=heard: told(silent) == heard, 20)  # type: ignore[misc]  # bound per round
    assert told(called) == []
    time.set(9, 31)
    stage.push.wait_until(lambda: told(called) == ["plan_people"], 20)
    assert not re.search(f"{resident.name}|9시|안부", str(called.phone.json()[0]["notification"])), "a lock screen tells nothing"
    strip = buddy.get_by_test_id("asked-plans")
    buddy.reload()
    expect(strip).to_be_visible(timeout=15_000)
    strip.click()
    card = buddy.get_by_test_id("asked-plan")
    expect(card).to_contain_text(resident.name)
    expect(card).to_contain_text(plan("asked.since", when="오늘 아침 9시"))
    card.get_by_test_id("contact-talked").click()
    expect(card).to_contain_text(plan("asked.said"), timeout=15_000)

    time.set(10, 0, 30)
    missed = desk.get_by_test_id("missed")
    expect(missed).to_contain_text(resident.name, timeout=20_000)
    expect(missed).to_contain_text(say("desk-promises/missed.no_answer"))
    expect(missed).to_contain_text(say("desk-promises/how.talked"))
    desk.get_by_test_id("knock").click()
    desk.get_by_test_id("knock-go").click()
    expect(missed.get_by_role("link", name=say("desk-promises/missed.toAlert"))).to_be_visible(timeout=15_000)
    desk.get_by_test_id("settle").click()
    desk.get_by_role("dialog").get_by_text(say("desk-promises/settle.spoke_by_phone")).click()
    desk.get_by_test_id("settle-note").fill("주무시고 계셨대요")
    desk.get_by_test_id("settle-go").click()
    expect(missed).to_have_count(0, timeout=15_000)
    buddy.reload()
    expect(buddy.get_by_text(plan("asked.none"))).to_be_visible(timeout=15_000)
    stage.push.wait_until(lambda: "plan_over" in told(called), 20)
    assert came_to(product) == [(540, "settled")]


def test_paused_reminded_and_resumed(stage: Stage) -> None:
    product, time = with_clock(stage, 17, 50)
    resident = of_tier(time.people(), "resident")[0]
    phone = equip(product, stage.push, resident)
    promise(product, resident, "19:00", device=phone.device)
    browser, page = home_of(stage, product, time, resident)
    product.work()
    line(page, "open", plan("line.open", time="저녁 7시"))
    page.goto("/settings/plan")
    expect(page.get_by_test_id("my-ladder")).to_be_visible()
    browser.lose_network(product.gate)
    page.get_by_text(plan("pause.today"), exact=True).click()
    page.get_by_test_id("pause").click()
    resting = page.get_by_test_id("resting")
    expect(resting).to_contain_text(plan("pause.wait"), timeout=20_000)
    browser.find_network(product.gate)
    expect(resting).not_to_contain_text(plan("pause.wait"), timeout=30_000)
    page.goto("/")
    line(page, "paused")
    time.set(18, 0, 5)
    stage.push.wait_until(lambda: [note["modu"]["kind"] for note in phone.phone.json()] == ["plan_resumes"], 20)
    assert phone.phone.json()[0]["notification"]["navigate"].endswith("/settings/plan")
    time.set(19, 5)
    line(page, "paused")
    page.goto("/settings/plan")
    page.get_by_test_id("resume").click()
    expect(resting).to_have_count(0, timeout=15_000)
    page.goto("/")
    line(page, "next", plan("line.next", when="내일 저녁 7시"))


def test_answered_on_the_notification_also_without_a_network_and_without_signing_in(stage: Stage) -> None:
    fcm = stage.fcm()
    product, time = with_clock(stage)
    product.work(sys.executable, "-m", "tests.journeys.led_worker", str(fcm.port), str(fcm.certificate.file))
    resident = of_tier(time.people(), "resident")[0]
    browser, page = home_of(stage, product, time, resident, fcm=fcm)
    page.goto("/settings/notifications")
    page.get_by_role("button", name=say("push.enable")).click()
    expect(page.get_by_text(say("push.on"))).to_be_visible(timeout=30_000)
    promise(product, next(one for one in time.people() if one.id == resident.id), "09:00", "10:00")

    def shown(kind: str) -> dict[str, Any]:
        return next(one for one in eventually(lambda: [one for one in page.evaluate(SHOWN) if one["data"]["kind"] == kind]))

    def answer(kind: str) -> None:
        assert browser.context is not None
        [worker] = browser.context.service_workers
        worker.evaluate(TAP, kind)

    time.set(9, 0, 5)
    asking = shown("plan_due")
    assert [one["action"] for one in asking["actions"]] == ["answer"]
    assert not re.search(f"{resident.name}|9시|약속", asking["title"] + asking["body"])
    assert browser.context is not None
    browser.context.clear_cookies()
    answer("plan_due")
    assert shown("plan_answered")["tag"] == asking["tag"], "what came of it takes the question's place"
    assert came_to(product) == [(540, "kept")]

    time.set(10, 0, 5)
    shown("plan_due")
    eventually(lambda: len(page.evaluate(SHOWN)) == 1)  # the thanks of the first are gone
    browser.lose_network(product.gate)
    answer("plan_due")
    assert "전해지지 않았어요" in shown("plan_noted")["body"]
    assert came_to(product) == [(540, "kept")]
    browser.find_network(product.gate)
    shown("plan_answered")
    assert came_to(product) == [(540, "kept"), (600, "kept")]
