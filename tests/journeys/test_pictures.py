"""The pictures of the README and of the app's own description, taken on the way through one afternoon.

`make nightly` takes them, into the test's own folder, so that they can be taken at any time; `make screenshots` keeps them. What they
show is tested by the other journeys.
"""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from app.core.ids import new_id
from tests.journeys import steps
from tests.journeys.conftest import Stage
from tests.journeys.neighbours import equip, of_tier, send
from tests.journeys.route import walk_from
from tests.journeys.words import say
from tests.support.chromium import Chromium, Fix, walk_along
from tests.support.images import save_small
from tests.support.servers import CHECKOUT, Person

KEEP = os.environ.get("KEEP_PICTURES") == "1"
NIGHTLY = os.environ.get("MODU_NIGHTLY") == "1"

pytestmark = [pytest.mark.journey, pytest.mark.skipif(not (KEEP or NIGHTLY), reason="taken by make screenshots and make nightly")]

FIXES_SHOWN = "Number((document.querySelector('main').innerText.match(/([\\d,]+)번/) || [0, '0'])[1].replace(',', ''))"
# What the app's manifest shows to whoever installs it, in the sizes that it names there.
IN_THE_MANIFEST = {"home": "home-narrow", "walk": "walk-narrow", "desk": "desk-wide"}


class Album:
    """Takes pictures at twice the size, as a phone has it."""

    def __init__(self, folder: Path) -> None:
        self.docs = CHECKOUT / "docs" / "screenshots" if KEEP else folder / "docs"
        self.public = CHECKOUT / "frontend" / "public" / "screenshots" if KEEP else folder / "public"

    def take(self, page: Page, name: str) -> None:
        page.evaluate("() => document.fonts.ready")
        page.wait_for_timeout(400)  # until what moves has come to rest
        png = page.screenshot(animations="disabled", caret="hide")
        save_small(png, self.docs / f"{name}.png")
        if name in IN_THE_MANIFEST:
            with Image.open(io.BytesIO(png)) as large:
                half = large.resize((large.width // 2, large.height // 2), Image.Resampling.LANCZOS)
            out = io.BytesIO()
            half.save(out, "PNG")
            save_small(out.getvalue(), self.public / f"{IN_THE_MANIFEST[name]}.png")


@pytest.fixture
def album(tmp_path: Path) -> Album:
    return Album(tmp_path)


def signed_in(stage: Stage, name: str, url: str, person: Person, **options: Any) -> tuple[Chromium, Page]:
    browser = stage.chromium(name, url, scale=2.0, **options)
    page = browser.page()
    steps.sign_in(page, person)
    return browser, page


def test_a_concern_in_pictures(stage: Stage, album: Album) -> None:
    product = stage.product(serve=False)
    people = product.people()
    product.set_policy("wave_sizes=7", "wave_after_s=0")
    product.serve()
    product.work()
    resident, coordinator = of_tier(people, "resident")[0], of_tier(people, "coordinator")[0]
    helper, *rest = of_tier(people, "responder")
    others = [equip(product, stage.push, person) for person in rest]

    _, home = signed_in(stage, "resident", product.url, resident, here=Fix(resident.lat, resident.lon))
    expect(home.get_by_test_id("safe")).to_be_visible()
    album.take(home, "home")

    _, neighbour = signed_in(stage, "neighbour", product.url, helper)
    _, desk = signed_in(stage, "desk", product.url, coordinator, width=1280, height=800)

    home.get_by_test_id("concern").click()
    home.get_by_text(say("concern.fallen"), exact=True).click()
    album.take(home, "concern")
    steps.hold(home)
    album.take(home, "countdown")
    expect(home.get_by_test_id("concern-phase")).to_contain_text(say("concern.sent"), timeout=20_000)

    watcher = product.client(of_tier(people, "officer")[0])
    board = watcher.wait_for("/api/desk/board", lambda board: board["alerts"] and board["alerts"][0]["told"])
    alert_id = board["alerts"][0]["id"]
    neighbour.goto(f"/alerts/{alert_id}")
    expect(neighbour.get_by_test_id("accept")).to_be_visible()
    album.take(neighbour, "asked")
    neighbour.get_by_test_id("accept").click()
    expect(neighbour.get_by_test_id("on-scene")).to_be_visible(timeout=20_000)
    album.take(neighbour, "going")
    others[0].respond(alert_id, "seen")
    expect(home.get_by_text(say("concern.coming", name=helper.name)).first).to_be_visible(timeout=20_000)
    album.take(home, "coming")

    walker = product.client(of_tier(people, "walker")[0])
    send(walker, "patrol.start", {"patrol_id": str(new_id()), "companions": ["초코"]})
    desk.goto("/desk")
    expect(desk.get_by_text(resident.name).first).to_be_visible()
    album.take(desk, "desk")
    desk.goto(f"/desk/alerts/{alert_id}")
    expect(desk.get_by_role("heading", level=1)).to_be_visible()
    album.take(desk, "desk-alert")
    desk.goto("/desk/members")
    expect(desk.get_by_text(helper.name).first).to_be_visible()
    album.take(desk, "desk-members")


def test_a_walk_in_pictures(stage: Stage, album: Album) -> None:
    product = stage.product()
    walker = of_tier(product.people(), "walker")[0]
    route = walk_from(walker.lat, walker.lon)
    browser, page = signed_in(stage, "walker", product.url, walker, here=route[0])
    expect(page.get_by_test_id("start-walk")).to_be_visible()
    album.take(page, "home-walker")
    page.get_by_test_id("start-walk").click()
    walk_along(browser, page, route[1:], FIXES_SHOWN)
    page.get_by_test_id("walk-safe").click()
    expect(page.get_by_text(say("walk.reports", count=1))).to_be_visible()
    album.take(page, "walk")
    page.get_by_test_id("walk-end").click()
    page.get_by_test_id("nothing-to-report").click()
    expect(page.get_by_test_id("walk-where")).to_contain_text(say("walked.atDesk"), timeout=30_000)
    album.take(page, "walked")


def test_home_in_the_dark(stage: Stage, album: Album) -> None:
    product = stage.product()
    _, page = signed_in(stage, "resident", product.url, of_tier(product.people(), "resident")[0], theme="dark")
    expect(page.get_by_test_id("safe")).to_be_visible()
    album.take(page, "home-dark")


def test_home_in_english(stage: Stage, album: Album) -> None:
    product = stage.product()
    product.client(of_tier(product.people(), "resident")[0]).call("PATCH", "/api/me", {"language": "en"})
    page = stage.chromium("resident", product.url, scale=2.0, locale="en-GB").page()
    page.goto("/join")
    page.get_by_test_id("code").fill(of_tier(product.people(), "resident")[0].code)
    page.get_by_role("button", name=say("join.go", "en")).click()
    expect(page.get_by_test_id("safe")).to_be_visible()
    expect(page.get_by_test_id("safe")).to_contain_text("OK")
    album.take(page, "home-english")
