"""The app on a phone's home screen: installable, open without a network, and its update offered, never forced."""

from __future__ import annotations

import io
import os
import shutil
from pathlib import Path

import httpx
import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.journeys import steps
from tests.journeys.conftest import Stage
from tests.journeys.neighbours import of_tier
from tests.journeys.words import say
from tests.support.chromium import Fix
from tests.support.servers import CHECKOUT

pytestmark = pytest.mark.journey


def test_the_app_can_be_installed(stage: Stage) -> None:
    product = stage.product()
    page = stage.chromium("anybody", product.url).open("/")
    href = page.locator("link[rel=manifest]").get_attribute("href")
    assert href is not None
    answer = httpx.get(product.url + href)
    assert answer.headers["content-type"].startswith("application/manifest+json")
    manifest = answer.json()
    assert (manifest["name"], manifest["lang"], manifest["display"]) == ("모두의 순찰대", "ko", "standalone")
    assert {"name", "short_name", "start_url", "scope", "theme_color", "background_color", "icons"} <= set(manifest)
    purposes = {icon["purpose"] for icon in manifest["icons"]}
    assert {"any", "maskable"} <= purposes
    for picture in manifest["icons"] + manifest["screenshots"]:
        fetched = httpx.get(product.url + picture["src"])
        assert fetched.status_code == 200, picture["src"]
        assert fetched.headers["content-type"] == picture["type"]
        if picture["type"] == "image/png":
            with Image.open(io.BytesIO(fetched.content)) as image:
                assert f"{image.width}x{image.height}" == picture["sizes"], picture["src"]
    for shortcut in manifest.get("shortcuts", []):
        assert httpx.get(product.url + shortcut["url"]).status_code == 200
    steps.service_worker_controls(page)
    session = page.context.new_cdp_session(page)
    found = session.send("Page.getAppManifest")
    assert found["errors"] == []
    problems = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert [problem["errorId"] for problem in problems if problem["errorId"] != "in-incognito"] == []


def test_the_app_opens_without_a_network(stage: Stage) -> None:
    product = stage.product()
    person = of_tier(product.people(), "resident")[0]
    phone = stage.chromium("resident", product.url, here=Fix(person.lat, person.lon))
    page = phone.page()
    steps.sign_in(page, person)
    steps.service_worker_controls(page)

    phone.lose_network(product.gate)
    page.goto("/")
    page.get_by_test_id("safe").click()
    # On the screen; for four seconds the live region says the same words.
    expect(page.get_by_role("main").get_by_text(say("home.safeSaved"))).to_be_visible()
    for path, shown in (("/concern", "hold-button"), ("/settings/outbox", None), ("/alerts", None)):
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        if shown is not None:
            expect(page.get_by_test_id(shown)).to_be_visible()
    expect(page.get_by_role("link", name="112").or_(page.get_by_test_id("sos")).first).to_be_attached()

    phone.find_network(product.gate)
    desk = product.client(of_tier(product.people(), "officer")[0])
    board = desk.wait_for("/api/desk/board", lambda board: "safe" in [said["status"] for said in board["check_ins"]], 30)
    assert [said["status"] for said in board["check_ins"]].count("safe") == 1


def newer_build(folder: Path) -> Path:
    """The build, and a little later one whose worker differs: what a deployment is to a phone."""
    built = folder / "dist"
    shutil.copytree(frontend(), built)
    return built


def frontend() -> Path:
    return Path(os.environ.get("MODU_FRONTEND_DIR", CHECKOUT / "frontend" / "dist"))


def test_an_update_is_offered_and_never_forced(stage: Stage) -> None:
    built = newer_build(stage.folder)
    product = stage.product(MODU_FRONTEND_DIR=str(built))
    person = of_tier(product.people(), "walker")[0]
    phone = stage.chromium("walker", product.url, here=Fix(person.lat, person.lon))
    page = phone.page()
    steps.sign_in(page, person)
    steps.service_worker_controls(page)
    page.evaluate("() => { window.before = true; }")

    worker = built / "sw.js"
    worker.write_text(worker.read_text() + "\n// a later build\n")
    worker.with_name("sw.js.gz").unlink(missing_ok=True)
    page.evaluate("() => navigator.serviceWorker.getRegistration().then((each) => each.update())")
    offer = page.get_by_role("button", name=say("update.apply"))
    expect(offer).to_be_visible(timeout=15_000)
    assert page.evaluate("() => window.before === true"), "nothing was reloaded by itself"

    page.get_by_test_id("start-walk").click()
    expect(page.get_by_test_id("walk-end")).to_be_visible()
    expect(offer).to_be_hidden()
    page.get_by_test_id("walk-end").click()
    page.get_by_test_id("nothing-to-report").click()
    expect(page.get_by_test_id("walk-where")).to_be_visible()

    expect(offer).to_be_visible()
    offer.click()
    page.wait_for_function("() => window.before === undefined", timeout=15_000)
    expect(page.get_by_test_id("walk-where")).to_be_visible()
    expect(offer).to_be_hidden()
