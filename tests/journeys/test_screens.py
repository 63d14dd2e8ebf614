"""Every screen, for every role: accessible, large enough, narrow enough, in both languages, light and dark, and light to load."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import Stage
from tests.journeys.gallery import for_everybody, settled, visit
from tests.journeys.town import Town, lively
from tests.support.accessibility import overflowing, small_targets, violations

pytestmark = pytest.mark.journey

FIRST_LOAD_BYTES = 40_000
# Signed out, the app asks whom the cookie belongs to (it cannot read it); browsers write every 401 to the console.
ASKED_WHO_IT_IS = re.compile(r"status of 401 .*/api/me\)$")
FIRST_LOAD = """() => {
  const [page] = performance.getEntriesByType('navigation');
  const files = performance.getEntriesByType('resource').filter((each) => each.startTime <= page.loadEventStart && /\\.(js|css)$/.test(each.name));
  return Object.fromEntries([page, ...files].map((each) => [new URL(each.name).pathname, each.encodedBodySize]));
}"""
ROLES = ["nobody", "resident", "walker", "responder", "helper", "visitor", "coordinator"]


@pytest.fixture(scope="module")
def world(open_stage: Callable[[], Stage]) -> tuple[Stage, Town]:
    stage = open_stage()
    product = stage.product(serve=False)
    product.people()
    product.set_policy("wave_sizes=7", "wave_after_s=0")
    product.serve()
    product.work()
    return stage, lively(product, stage.push)


def looks(page: Page, name: str) -> list[str]:
    """What is wrong with a screen as it stands."""
    return [f"{name}: {what}" for what in (*violations(page), *(f"small: {one}" for one in small_targets(page)))]


def narrow_and_large(page: Page, name: str, *, desk: bool) -> list[str]:
    """At 320 px, then with text twice as large: nothing sticks out."""
    page.set_viewport_size({"width": 320, "height": 640})
    found = [f"{name} at 320 px: {what}" for what in overflowing(page)]
    page.set_viewport_size({"width": 1280 if desk else 390, "height": 844})
    page.evaluate("() => { document.documentElement.style.fontSize = '200%'; }")
    found += [f"{name} with 200 % text: {what}" for what in overflowing(page)]
    page.evaluate("() => { document.documentElement.style.fontSize = ''; }")
    return found


def scrolling(page: Page) -> list[str]:
    """Whoever is on the way sees everything at once, on a small phone too."""
    page.set_viewport_size({"width": 360, "height": 640})
    tall = page.evaluate("() => document.documentElement.scrollHeight")
    return [f"{tall} px tall on a screen of 640"] if tall > 640 else []


@pytest.mark.parametrize("role", ROLES)
def test_every_screen_can_be_used_by_everybody(world: tuple[Stage, Town], role: str) -> None:
    stage, town = world
    desk = role == "coordinator"
    browser = stage.chromium(f"{role}-ko", town.product.url, width=1280 if desk else 390, height=844)
    wrong: list[str] = []
    for shot, page in visit(browser, town, role, for_everybody(town)[role]):
        wrong += looks(page, shot.name)
        wrong += narrow_and_large(page, shot.name, desk=desk)
        if shot.name == "going":
            wrong += [f"{shot.name}: {what}" for what in scrolling(page)]
        page.set_viewport_size({"width": 1280 if desk else 390, "height": 844})
        page.emulate_media(color_scheme="dark")
        page.wait_for_function("() => !document.getAnimations().some((each) => each instanceof CSSTransition)")
        wrong += [f"{shot.name} in the dark: {what}" for what in violations(page)]
        page.emulate_media(color_scheme="light")
    wrong += [f"console: {said}" for said in browser.console if not ASKED_WHO_IT_IS.search(said)]
    wrong += [f"error: {said}" for said in browser.failures]
    assert not wrong, "\n".join(wrong)
    browser.close()


@pytest.mark.parametrize("role", ["resident", "responder", "coordinator"])
def test_screens_in_english_fit_as_well(world: tuple[Stage, Town], role: str) -> None:
    stage, town = world
    desk = role == "coordinator"
    browser = stage.chromium(f"{role}-en", town.product.url, width=1280 if desk else 390, height=844, locale="en-GB")
    wrong: list[str] = []
    for shot, page in visit(browser, town, role, for_everybody(town)[role]):
        assert page.locator("html").get_attribute("lang") == "en"
        wrong += looks(page, shot.name)
        wrong += narrow_and_large(page, shot.name, desk=desk)
    assert not wrong, "\n".join(wrong)
    browser.close()


def test_home_is_light_at_the_first_load(stage: Stage) -> None:
    """HTML, scripts and styles as a phone receives them until the page has loaded; what is fetched ahead later is not home."""
    product = stage.product()
    page = stage.chromium("first", product.url).page()
    page.goto("/", wait_until="load")
    settled(page)
    sizes: dict[str, int] = page.evaluate(FIRST_LOAD)
    assert len(sizes) >= 3
    assert sum(sizes.values()) <= FIRST_LOAD_BYTES, sizes
