"""A coordinator changes the alert policy while somebody else does, and loses nothing of it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys import steps
from tests.journeys.conftest import Stage
from tests.journeys.neighbours import of_tier
from tests.journeys.words import say

pytestmark = pytest.mark.journey


def word(key: str, **names: object) -> str:
    return say(f"desk-policy/{key}", "ko", **names)


def test_a_policy_is_previewed_saved_and_told_in_the_history(stage: Stage) -> None:
    product = stage.product()
    coordinator = of_tier(product.people(), "coordinator")[0]
    page = stage.chromium("desk", product.url, width=1280, height=900).page()
    steps.sign_in(page, coordinator)
    page.goto("/desk/policy")
    expect(page.get_by_text(word("preview.middle"))).to_be_visible(timeout=15_000)
    second = page.get_by_label(word("wave.after", wave=2), exact=True)
    second.fill("2")
    expect(page.get_by_text(word("preview.then"), exact=True)).to_be_visible()
    page.get_by_role("button", name=word("save.go")).click()
    page.get_by_label(word("save.reason")).fill("밤에 너무 자주 울려서")
    product.set_policy("most_told=25")
    page.get_by_role("button", name=word("save.confirm")).click()
    page.get_by_role("button", name=word("save.load")).click()
    theirs = word("save.change", what=word("number.most_told"), before="20명", after="25명")
    expect(page.get_by_role("dialog").get_by_text(theirs)).to_be_visible()
    page.get_by_role("button", name=word("save.confirm")).click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    own = word("save.change", what=word("wave.name", count=2), before="1분 뒤 6명", after="2분 뒤 6명")
    expect(page.locator(".policy-past").first).to_contain_text(own)
    expect(page.locator(".policy-past").nth(1)).to_contain_text(theirs)
    expect(second).to_have_value("2")
    in_force = product.run("admin", "policy").splitlines()
    assert "most_told=25" in in_force
    assert "wave_after_s=0,120,120" in in_force
