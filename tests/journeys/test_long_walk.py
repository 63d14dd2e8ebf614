"""Four hours and 5,000 fixes: the page stays small, a fix costs the same at the end as at the start, and nothing is lost."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import CDPSession

from tests.journeys import steps
from tests.journeys.conftest import Stage
from tests.journeys.neighbours import of_tier

pytestmark = pytest.mark.journey

FIXES = 5_000
EVERY_MS = 2_880
PAGE_MOST_MB = 60
FIX_MOST_MS = 16
"""A fix that takes longer than this is seen as a stutter."""

# The phone's clock and its positions run a hundred and sixty times as fast.
FAST_PHONE = """
(() => {
  let ahead = 0, tell = null;
  const clock = Date.now.bind(Date);
  Date.now = () => clock() + ahead;
  const geolocation = {
    watchPosition(got) { tell = got; return 1; },
    clearWatch() {},
    getCurrentPosition(_, failed) { failed && failed({code: 2}); },
  };
  Object.defineProperty(navigator, 'geolocation', {value: geolocation, configurable: true});
  window.walkOn = async (from, to) => {
    const took = [];
    for (let i = from; i < to; i += 1) {
      ahead += EVERY_MS;
      const reach = 0.003 + 0.0012 * Math.sin(i / 700);
      const latitude = 37.7605 + reach * Math.sin(i / 18), longitude = 126.7748 + 1.26 * reach * Math.cos(i / 18);
      const began = performance.now();
      tell({coords: {latitude, longitude, accuracy: 5 + i % 4}, timestamp: Date.now()});
      took.push(performance.now() - began);
      await new Promise((later) => setTimeout(later, 5));
    }
    return took;
  };
})();
""".replace("EVERY_MS", str(EVERY_MS))
KEPT = """() => new Promise((done) => {
  const opening = indexedDB.open('modu');
  opening.onsuccess = () => {
    const rows = opening.result.transaction('fixes').objectStore('fixes').getAll();
    rows.onsuccess = () => { opening.result.close(); done(rows.result.flatMap((row) => row.fixes).length); };
  };
})"""
POINTS = "() => [...document.querySelectorAll('svg path')].reduce((sum, path) => sum + path.getAttribute('d').split('L').length, 0)"


def heap_mb(session: CDPSession) -> float:
    """What the page's objects take just now, garbage included."""
    metrics: list[dict[str, Any]] = session.send("Performance.getMetrics")["metrics"]
    return float(next(each["value"] for each in metrics if each["name"] == "JSHeapUsedSize")) / 1e6


def test_a_walk_of_four_hours_keeps_the_page_small_and_quick(stage: Stage) -> None:
    product = stage.product()
    person = of_tier(product.people(), "walker")[0]
    walker = stage.chromium("walker", product.url)
    assert walker.context is not None
    walker.context.add_init_script(FAST_PHONE)
    page = walker.page()
    session = walker.context.new_cdp_session(page)
    session.send("Performance.enable")
    steps.sign_in(page, person)
    page.goto("/")
    page.get_by_test_id("start-walk").click()
    page.wait_for_url("**/walk")
    page.get_by_test_id("walk-end").wait_for()

    most_mb, slow = 0.0, []
    for begin in range(0, FIXES, 500):
        took = sorted(page.evaluate("([from, to]) => window.walkOn(from, to)", [begin, begin + 500]))
        slow.append(took[int(len(took) * 0.98)])
        most_mb = max(most_mb, heap_mb(session))

    assert most_mb < PAGE_MOST_MB
    assert max(slow) < FIX_MOST_MS, "98 of 100 fixes are dealt with inside one frame, the last ones as well"
    assert page.evaluate(POINTS) < 2_000, "the line is thinned, so that it scrolls"
    page.wait_for_timeout(500)
    assert page.evaluate(KEPT) >= FIXES - 4, "written in fives"
