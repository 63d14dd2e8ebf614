"""What can be measured of a screen: axe's rules, target sizes, overflow."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "frontend/node_modules/axe-core/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]

TARGETS = """
() => {
  const inSentence = (e) => {
    if (e.tagName !== 'A') return false;
    const p = e.closest('p, li, dd, figcaption, label');
    return !!p && p.textContent.trim().length > e.textContent.trim().length + 8;
  };
  const label = (e) => e.labels && e.labels[0] && e.labels[0].checkVisibility() ? e.labels[0] : null;
  const out = [];
  for (const e of document.querySelectorAll('a[href], button, input, select, textarea, summary, [role=button], [role=switch], [role=link], [role=tab]')) {
    if (!e.checkVisibility({opacityProperty: true, visibilityProperty: true}) || e.closest('[inert]') || e.type === 'hidden') continue;
    let r = e.getBoundingClientRect();
    if (r.width === 0 || r.height === 0) continue;
    if (r.right < 0 || r.bottom < 0) continue;
    if (getComputedStyle(e).clipPath === 'inset(50%)' || (r.width <= 1 && r.height <= 1)) continue;
    if (['checkbox', 'radio', 'file'].includes(e.type) && label(e)) r = label(e).getBoundingClientRect();
    if (inSentence(e)) continue;
    // A low track may have a taller target around it: what counts is where a finger is taken.
    const reach = (dx, dy) => { const hit = document.elementFromPoint(r.x + r.width / 2 + dx, r.y + r.height / 2 + dy); return !!hit && (hit === e || e.contains(hit)); };
    if (r.height < 44 || r.width < 44) {
      e.scrollIntoView({block: 'center', behavior: 'instant'});
      r = e.getBoundingClientRect();
      const tall = reach(0, -21.5) && reach(0, 21.5), wide = r.width >= 44 || (reach(-21.5, 0) && reach(21.5, 0));
      r = {width: wide ? Math.max(44, r.width) : r.width, height: tall ? Math.max(44, r.height) : r.height};
    }
    out.push({name: (e.getAttribute('aria-label') || e.innerText || e.value || e.name || e.outerHTML).trim().slice(0, 60),
      tag: e.tagName.toLowerCase(), w: Math.round(r.width * 10) / 10, h: Math.round(r.height * 10) / 10,
      primary: e.matches('.btn-l') });
  }
  return out;
}
"""

OVERFLOW = """
() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  return [...document.querySelectorAll('body *')].filter((e) => e.checkVisibility() && e.getBoundingClientRect().right > wide + 0.5)
    .slice(0, 5).map((e) => e.outerHTML.slice(0, 120) + ' → ' + Math.round(e.getBoundingClientRect().right));
}
"""


def violations(page: Page) -> list[str]:
    """What axe finds, one line each: rule, and where."""
    if not page.evaluate("() => !!window.axe"):
        page.evaluate(AXE.read_text())
    result: dict[str, Any] = page.evaluate(
        "(tags) => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})", TAGS
    )
    return [
        f"{found['id']}: {found['help']} — {node['html'][:160]} {(node.get('any') or [{}])[0].get('message', '')}"
        for found in result["violations"]
        for node in found["nodes"]
    ]


def small_targets(page: Page, *, least: float = 44.0, primary: float = 64.0) -> list[str]:
    """Targets under the least size; links within a sentence are exempt (WCAG 2.5.8)."""
    return [
        f"{found['tag']} “{found['name']}” {found['w']}×{found['h']}{' (primary)' if found['primary'] else ''}"
        for found in page.evaluate(TARGETS)
        if found["h"] < (primary if found["primary"] else least) - 0.5 or found["w"] < least - 0.5
    ]


def overflowing(page: Page) -> list[str]:
    """Elements that stick out to the right and make the page scroll sideways."""
    return list(page.evaluate(OVERFLOW))
