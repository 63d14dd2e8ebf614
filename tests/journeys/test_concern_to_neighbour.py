"""From a resident's tap to a neighbour at the door, with every part real: browsers, worker, push, desk."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys import steps
from tests.journeys.conftest import Stage
from tests.journeys.neighbours import Neighbour, equip, of_tier
from tests.journeys.words import say
from tests.support.chromium import Chromium, Fix
from tests.support.firefox import Page as FirefoxPage
from tests.support.patience import eventually
from tests.support.servers import Client, Person, Product

pytestmark = pytest.mark.journey

EVERYBODY_AT_ONCE = ("wave_sizes=7", "wave_after_s=0")
THE_BUDDY_THEN_THE_REST = ("wave_sizes=1,10", "wave_after_s=0,10")


class Scene:
    """An installation and its people: a resident in Chromium, a neighbour in Firefox, the others with phones, the desk."""

    def __init__(self, stage: Stage, *policy: str) -> None:
        self.stage = stage
        self.push = stage.push
        self.product: Product = stage.product(serve=False)
        people = self.product.people()
        self.product.set_policy(*policy)
        self.product.serve()
        self.resident = of_tier(people, "resident")[0]
        self.coordinator = of_tier(people, "coordinator")[0]
        self.officer = of_tier(people, "officer")[0]
        self.responders = of_tier(people, "responder")
        self.resident_browser: Chromium | None = None

    def at_home(self) -> Page:
        """The resident's phone, on home, its service worker in control."""
        browser = self.stage.chromium("resident", self.product.url, here=Fix(self.resident.lat, self.resident.lon))
        self.resident_browser = browser
        page = browser.page()
        steps.sign_in(page, self.resident)
        steps.service_worker_controls(page)
        return page

    def desk(self) -> Page:
        """The coordinator's board, open and live."""
        page = self.stage.chromium("desk", self.product.url, width=1280, height=900).page()
        steps.sign_in(page, self.coordinator)
        page.goto("/desk")
        expect(page.get_by_role("heading", name=say("desk/desk.title"), level=1)).to_be_visible()
        return page

    def neighbour_in_firefox(self, person: Person) -> FirefoxPage:
        """A neighbour's Firefox, signed in and subscribed to pushes."""
        hellos = self.push.hellos
        page = self.stage.firefox("neighbour").page()
        steps.sign_in_on_firefox(page, self.product.url, person)
        self.push.wait_until(lambda: self.push.hellos > hellos, 20)
        steps.turn_on_notifications_on_firefox(page, self.product.url)
        return page

    def phones(self, people: list[Person]) -> list[Neighbour]:
        return [equip(self.product, self.push, person) for person in people]

    def onlooker(self) -> Client:
        """The officer's device, to look at the desk from the side."""
        return self.product.client(self.officer)


def home_of(scene: Scene) -> Mapping[str, str]:
    [row] = steps.stored(scene.product, "SELECT address, entry_note FROM homes WHERE lat = ?", scene.resident.lat)
    return {"address": str(row[0]), "entry_note": str(row[1])}


def assert_private(text: str, scene: Scene) -> None:
    """No name, no address, no reason."""
    for secret in (scene.resident.name, *home_of(scene).values(), say("concern.fallen"), say("kind.fallen")):
        assert secret not in text


def alert_of(desk: Client) -> str:
    board = desk.wait_for("/api/desk/board", lambda board: board["alerts"])
    return str(board["alerts"][0]["id"])


def told(desk: Client, alert_id: str, name: str) -> str | None:
    """How the push to somebody fared, as the desk sees it."""
    board = desk.get("/api/desk/board")
    [alert] = [one for one in board["alerts"] if one["id"] == alert_id]
    return next((one["delivery"] for one in alert["told"] if one["name"] == name), None)


def progress(home: Page) -> Locator:
    """The resident's list of steps (a live region beside it says the newest one as well)."""
    return home.get_by_test_id("concern-phase")


def comes_goes_and_settles(scene: Scene, neighbour: FirefoxPage, home: Page, helper: Person, desk: Page | None = None) -> None:
    """The neighbour accepts, arrives and settles it; the resident follows each step on the own phone."""
    address = home_of(scene)["address"]
    assert_private(neighbour.text().replace(say("cat.fallen"), ""), scene)
    expect(progress(home).get_by_text(say("concern.seen", count=1))).to_be_visible(timeout=15_000)

    neighbour.click_element("document.querySelector('[data-testid=accept]')")
    neighbour.wait_for_text(address, scene.resident.name)
    expect(progress(home).get_by_text(say("concern.coming", name=helper.name))).to_be_visible(timeout=15_000)

    if desk is not None:
        expect(desk.get_by_text(helper.name).first).to_be_visible(timeout=15_000)

    neighbour.click_element("document.querySelector('[data-testid=on-scene]')")
    neighbour.wait_for("!!document.querySelector('[data-testid=found]')")
    expect(progress(home).get_by_text(say("concern.onScene", name=helper.name))).to_be_visible(timeout=15_000)

    neighbour.click_element("document.querySelector('[data-testid=found]')")
    neighbour.click("radio", say("found.safe"))
    neighbour.click_element("document.querySelector('[data-testid=resolve]')")
    expect(home.get_by_role("heading", name=say("concern.doneTitle"))).to_be_visible(timeout=15_000)
    neighbour.wait_for_text(say("alert.closed"))
    assert address not in neighbour.text()


def test_a_concern_is_pushed_to_a_neighbour_who_comes(stage: Stage) -> None:
    scene = Scene(stage, *EVERYBODY_AT_ONCE)
    scene.product.work()
    helper, *rest = scene.responders
    others, onlooker = scene.phones(rest), scene.onlooker()
    neighbour, desk, home = scene.neighbour_in_firefox(helper), scene.desk(), scene.at_home()

    steps.ask_for_help(home, say("concern.fallen"))
    expect(progress(home).get_by_text(say("concern.sent"))).to_be_visible(timeout=15_000)
    alert_id = alert_of(onlooker)

    shown = neighbour.wait_for_notification()
    assert_private(json.dumps(shown, ensure_ascii=False), scene)
    eventually(lambda: told(onlooker, alert_id, helper.name) == "received")
    expect(desk.get_by_text(scene.resident.name).first).to_be_visible(timeout=15_000)

    steps.open_notification_on_firefox(neighbour, shown, scene.product.url)
    neighbour.wait_for("!!document.querySelector('[data-testid=accept]')")
    comes_goes_and_settles(scene, neighbour, home, helper, desk)

    expect(desk.get_by_text(say("desk/alerts.empty"))).to_be_visible(timeout=15_000)
    onlooker.wait_for("/api/desk/board", lambda board: not board["alerts"] and board["closed_alerts"][0]["id"] == alert_id)
    for other in others:
        other.wait_until_told(alert_id, "alert", "all_clear")
        assert len(other.tags(alert_id)) == 1, "one visible notification, replaced by the all-clear"
        assert_private(json.dumps(other.phone.json(), ensure_ascii=False), scene)
    assert {request.status for request in stage.push.requests} == {201}


def test_a_concern_raised_without_a_network_goes_out_when_it_is_back(stage: Stage) -> None:
    scene = Scene(stage, *EVERYBODY_AT_ONCE)
    scene.product.work()
    helper = scene.responders[0]
    onlooker = scene.onlooker()
    neighbour, home = scene.neighbour_in_firefox(helper), scene.at_home()
    browser = scene.resident_browser
    assert browser is not None

    browser.lose_network(scene.product.gate)
    steps.ask_for_help(home, say("concern.fallen"))
    expect(progress(home).get_by_text(say("concern.saved"))).to_be_visible()
    expect(progress(home).get_by_text(say("concern.sent"), exact=True)).to_have_count(0)
    panel = home.locator(".notice[role=alert]").filter(has_text=say("concern.notSentTitle"))
    expect(panel).to_be_visible(timeout=15_000)
    for number in ("119", "112"):
        expect(panel.locator(f"a[href='tel:{number}']")).to_be_visible()
    expect(panel.get_by_role("link", name=say("sos.family"))).to_be_visible()
    text_message = panel.get_by_test_id("sms").get_attribute("href")
    assert text_message is not None
    assert text_message.startswith("sms:")
    assert onlooker.get("/api/desk/board")["alerts"] == []

    browser.find_network(scene.product.gate)
    expect(progress(home).get_by_text(say("concern.sent"), exact=True)).to_be_visible(timeout=20_000)
    expect(panel).to_be_hidden()

    shown = neighbour.wait_for_notification()
    alert_id = alert_of(onlooker)
    board = onlooker.get("/api/desk/board")
    assert [alert["id"] for alert in board["alerts"]] == [alert_id], "raised once, however often it was tried"
    steps.open_notification_on_firefox(neighbour, shown, scene.product.url)
    neighbour.wait_for("!!document.querySelector('[data-testid=accept]')")
    comes_goes_and_settles(scene, neighbour, home, helper)


def test_a_worker_killed_between_the_waves_is_replaced_and_nobody_is_told_twice(stage: Stage) -> None:
    scene = Scene(stage, *THE_BUDDY_THEN_THE_REST)
    first_worker = scene.product.work()
    buddy, helper, *rest = scene.responders
    [first], others, onlooker = scene.phones([buddy]), scene.phones(rest), scene.onlooker()
    neighbour, home = scene.neighbour_in_firefox(helper), scene.at_home()

    steps.ask_for_help(home, say("concern.fallen"))
    stage.push.wait_until(lambda: first.phone.messages, 20)
    first_worker.kill()
    alert_id = alert_of(onlooker)
    assert first.kinds(alert_id) == ["alert"]
    wave = steps.stored(scene.product, "SELECT wave FROM alerts")
    assert wave == [(1,)], "only the buddy was told before the worker died"
    assert all(other.kinds(alert_id) == [] for other in others)

    scene.product.work()
    shown = neighbour.wait_for_notification()
    for other in others:
        other.wait_until_told(alert_id, "alert")
    assert first.kinds(alert_id) == ["alert"], "the first one is not called again"

    steps.open_notification_on_firefox(neighbour, shown, scene.product.url)
    neighbour.wait_for("!!document.querySelector('[data-testid=accept]')")
    comes_goes_and_settles(scene, neighbour, home, helper)
    for other in [first, *others]:
        other.wait_until_told(alert_id, "alert", "all_clear")
