"""What people do, in the words of the screens, so that a journey reads as a story."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.journeys.words import say
from tests.support.firefox import Page as FirefoxPage
from tests.support.servers import Person, Product

HOME = re.compile(r"^https?://[^/]+/$")


def digits(person: Person) -> str:
    return re.sub(r"\D", "", person.code)


# In Chromium


def sign_in(page: Page, person: Person) -> None:
    """Types the code inside the app; ends on home, or on the questions when they were never asked."""
    page.goto("/join")
    page.get_by_test_id("code").fill(person.code)
    page.get_by_test_id("code").press("Enter")
    page.wait_for_url(re.compile(r"^https?://[^/]+/(consents)?$"))


def answer_consents(page: Page) -> None:
    """Says yes to every question, one screen each; to notifications not now (a headless Chromium has none)."""
    for number in range(1, 5):
        expect(page.get_by_text(say("consent.progress", total=5, count=number))).to_be_visible()
        page.get_by_role("button", name=say("consent.yes")).click()
    expect(page.get_by_text(say("consent.progress", total=5, count=5))).to_be_visible()
    page.get_by_role("button", name=re.compile(f"{say('consent.no')}|{say('consent.done')}")).click()
    page.wait_for_url(HOME)


def service_worker_controls(page: Page) -> None:
    """The app can be opened without a network from here on."""
    page.wait_for_function("() => !!(navigator.serviceWorker && navigator.serviceWorker.controller)")


def hold(page: Page) -> None:
    """Two seconds with the finger on the ring, until the countdown."""
    ring = page.get_by_test_id("hold-button")
    ring.scroll_into_view_if_needed()
    box = ring.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    expect(page.get_by_test_id("countdown")).to_be_visible(timeout=8_000)
    page.mouse.up()


def ask_for_help(page: Page, what: str) -> None:
    """From home: Concern, what is the matter, hold, and wait out the countdown."""
    page.get_by_test_id("concern").click()
    page.get_by_text(what, exact=True).click()
    expect(page.get_by_role("radio", name=what)).to_be_checked()
    hold(page)
    expect(page.get_by_test_id("countdown")).to_have_text(re.compile("[1-5]"))
    expect(page.get_by_role("heading", name=say("concern.statusTitle"))).to_be_visible(timeout=15_000)


# In Firefox


def sign_in_on_firefox(page: FirefoxPage, url: str, person: Person) -> None:
    """Opens the link a coordinator handed over; the code fills itself in."""
    page.go(f"{url}/join#{digits(person)}")
    page.wait_for("document.querySelector('[data-testid=code]')?.value.length === 11")
    page.click("button", say("join.go"))
    page.wait_for("location.pathname === '/'")
    page.wait_for("!!navigator.serviceWorker.controller")


def turn_on_notifications_on_firefox(page: FirefoxPage, url: str) -> None:
    page.go(f"{url}/settings/notifications")
    page.click("button", say("push.enable"))
    page.wait_for_text(say("push.on"))


def open_notification_on_firefox(page: FirefoxPage, shown: dict[str, object], url: str) -> None:
    """What a tap on it does: its worker handles the click; where it leads is said by the notification."""
    where = re.search(r"/alerts/[0-9a-f-]{36}", json.dumps(shown["data"]))
    assert where is not None, shown
    page.go(url + urlsplit(where[0]).path)


# Looking from the side


def stored(product: Product, query: str, *values: object) -> list[tuple[object, ...]]:
    """Rows of the product's own database, read only."""
    file = product.folder / "data" / "modu.db"
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
        return list(database.execute(query, values))
