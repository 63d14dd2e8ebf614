"""Walks that mean something: a walk together that somebody living alone joins, and a report that comes back mended."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from app.core.ids import new_id
from tests.journeys import steps
from tests.journeys.conftest import Stage
from tests.journeys.neighbours import equip, of_tier, send
from tests.journeys.town import walk_once
from tests.journeys.words import say
from tests.support.servers import Client

pytestmark = pytest.mark.journey


def propose(host: Client, place: str) -> str:
    walk_id = str(new_id())
    starts_at = (datetime.now(UTC) + timedelta(minutes=20)).isoformat().replace("+00:00", "Z")
    walk = {"walk_id": walk_id, "starts_at": starts_at, "duration_min": 30, "meeting_place": place, "pace": "slow", "dogs": True}
    send(host, "together.propose", walk)
    return walk_id


def test_somebody_living_alone_joins_a_walk_without_a_network_and_is_met(stage: Stage) -> None:
    product = stage.product()
    people = product.people()
    host = product.client(of_tier(people, "walker")[0])
    resident = of_tier(people, "resident")[0]
    product.client(resident).call("PUT", "/api/me/consents/company", {"state": "withdrawn"})
    [resident] = [person for person in product.people() if person.id == resident.id]
    walk_id = propose(host, "은행나무 앞 🌳")
    phone = stage.chromium("resident", product.url)
    page = phone.page()
    steps.sign_in(page, resident)
    steps.service_worker_controls(page)
    page.goto("/together")
    page.get_by_text("은행나무 앞 🌳").first.click()
    expect(page).to_have_url(f"{product.url}/together/{walk_id}")

    phone.lose_network(product.gate)
    page.get_by_test_id("together-join").click()
    expect(page.locator("main").get_by_text(say("together/join.mineSaved"))).to_be_visible()
    assert host.get(f"/api/together/{walk_id}")["joined"] == 1, "the host alone: nobody else is claimed"
    page.reload()
    expect(page.locator("main").get_by_text(say("together/join.mineSaved"))).to_be_visible()
    phone.find_network(product.gate)
    shown = host.wait_for(f"/api/together/{walk_id}", lambda walk: walk["joined"] == 2)
    assert shown["names"] == [], "no name before its owner agreed"

    code = shown["code"]
    page.reload()
    page.get_by_test_id("meet-code").fill("0000" if code != "0000" else "1111")
    page.get_by_role("button", name=say("together/meet.codeGo")).click()
    expect(page.locator("#meet-error")).to_be_visible()
    page.get_by_test_id("meet-code").fill(code)
    page.get_by_role("button", name=say("together/meet.codeGo")).click()
    expect(page.locator("main").get_by_text(say("together/join.met")).first).to_be_visible(timeout=15_000)


def test_a_report_comes_back_mended(stage: Stage) -> None:
    product = stage.product()
    people = product.people()
    walker = of_tier(people, "walker")[1]
    neighbour = equip(product, stage.push, walker)
    product.work()
    walk_once(neighbour.device, walker)
    [report] = [one for one in neighbour.device.get("/api/reports")["items"] if "세 번째" in one["note"]]
    assert report["state"] == "received"

    desk = stage.chromium("desk", product.url, width=1280, height=900)
    page = desk.page()
    steps.sign_in(page, of_tier(people, "coordinator")[0])
    page.goto("/desk/reports?q=" + "세 번째")
    page.get_by_role("button", name=say("desk-reports/reports.answer")).or_(
        page.get_by_text(say("desk-reports/reports.answer"))
    ).first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text(say("desk-reports/state.fixed")).click()
    dialog.get_by_role("textbox").fill("전구를 갈았어요. 고맙습니다!")
    dialog.get_by_role("button", name=say("desk-reports/answer.send")).click()
    expect(dialog).to_be_hidden()

    stage.push.wait_until(lambda: any(note["modu"]["kind"] == "report" for note in neighbour.phone.json()), 20)
    [note] = [note for note in neighbour.phone.json() if note["modu"]["kind"] == "report"]
    assert "전구" not in str(note), "a lock screen tells nothing"
    page.get_by_text("전구를 갈았어요", exact=False).first.wait_for()

    phone = stage.chromium("walker", product.url)
    mine = phone.page()
    steps.sign_in(mine, next(person for person in product.people() if person.id == walker.id))
    mine.goto("/reports")
    expect(mine.locator("main").get_by_text("전구를 갈았어요", exact=False)).to_be_visible()
