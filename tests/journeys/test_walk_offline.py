"""A walk without a network: recorded, reported on, reloaded, killed, and in the end all at the desk, once."""

from __future__ import annotations

import io
import math
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.journeys import steps
from tests.journeys.conftest import Stage
from tests.journeys.neighbours import of_tier
from tests.journeys.route import metres_between, walk_from
from tests.journeys.words import say
from tests.support.chromium import Chromium, Fix, walk_along
from tests.support.patience import eventually
from tests.support.servers import Person, Product

pytestmark = pytest.mark.journey

FIXES_SHOWN = "Number((document.querySelector('main').innerText.match(/([\\d,]+)번/) || [0, '0'])[1].replace(',', ''))"
PHONE = """() => new Promise((done, failed) => {
  const opening = indexedDB.open('modu');
  opening.onerror = () => failed(opening.error);
  opening.onsuccess = () => {
    const read = opening.result.transaction(['walks', 'fixes']);
    const walks = read.objectStore('walks').getAll(), fixes = read.objectStore('fixes').getAll();
    read.oncomplete = () => {
      opening.result.close();
      done({walk: walks.result[0], fixes: fixes.result.flatMap((each) => each.fixes)});
    };
  };
})"""
UNSAVED_MOST = 4  # fixes are written in fives


def new_walker(product: Product, people: list[Person]) -> Person:
    """Somebody the coordinator met this morning: never asked for any consent."""
    desk = product.client(of_tier(people, "coordinator")[0])
    member = desk.call("POST", "/api/members", {"name": "문가람", "tier": "walker"})
    code = desk.call("POST", f"/api/members/{member['id']}/pairing-codes")["code"]
    return Person(member["id"], "문가람", "walker", 37.76121, 126.77352, code)


def photo(folder: Path) -> Path:
    """A street lamp that is out, as far as a test can draw one."""
    picture = Image.effect_noise((1600, 1200), 60).convert("RGB")
    picture.paste((250, 220, 120), (760, 200, 840, 900))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85)
    path = folder / "lamp.jpg"
    path.write_bytes(out.getvalue())
    return path


def report_the_lamp(page: Page, picture: Path) -> None:
    page.get_by_test_id("walk-report").click()
    page.get_by_test_id("photo").set_input_files(picture)
    page.get_by_role("button", name=say("kind.light_out")).click()
    page.get_by_label(say("report.note")).fill("공원 입구, 세 번째 등")
    page.get_by_test_id("report-send").click()
    expect(page.get_by_text(say("walk.reports", count=2))).to_be_visible()


def say_all_is_well(page: Page, so_far: int) -> None:
    page.get_by_test_id("walk-safe").click()
    expect(page.get_by_text(say("walk.reports", count=so_far))).to_be_visible()


def fixes_shown(page: Page) -> int:
    expect(page.get_by_test_id("walk-end")).to_be_visible()
    page.wait_for_function(f"() => {FIXES_SHOWN} > 0")
    return int(page.evaluate(FIXES_SHOWN))


def go_on(walker: Chromium, page: Page, now_at: Fix) -> None:
    """Resumes the walk that was found, a few steps further on."""
    walker.stand_at(now_at)
    page.get_by_role("button", name=say("home.walkResume")).click()
    expect(page.get_by_text(say("walk.gpsWaiting"))).to_be_hidden()
    assert fixes_shown(page) > 0


@dataclass(frozen=True)
class OnThePhone:
    """What the phone itself keeps of a walk, read from its own database: (lat, lon, second) by fix."""

    fixes: list[tuple[float, float, int]]
    trim_start_m: float
    trim_end_m: float


def on_the_phone(page: Page) -> OnThePhone:
    kept = page.evaluate(PHONE)
    fixes = [(round(fix["lat"], 6), round(fix["lon"], 6), math.floor(fix["t"] / 1000 + 0.5)) for fix in kept["fixes"]]
    return OnThePhone(fixes, kept["walk"]["trimStartM"], kept["walk"]["trimEndM"])


def between_the_ends(kept: OnThePhone) -> list[tuple[float, float, int]]:
    """What may leave the phone: from the first fix beyond the start's trim to the last one before the end's."""
    places = [Fix(lat, lon) for lat, lon, _ in kept.fixes]
    begin = next(i for i, place in enumerate(places) if metres_between(place, places[0]) >= kept.trim_start_m)
    end = max(i for i, place in enumerate(places) if metres_between(place, places[-1]) >= kept.trim_end_m)
    return kept.fixes[begin : end + 1]


def test_a_walk_in_flight_mode_reaches_the_desk_exactly_once(stage: Stage) -> None:
    product = stage.product()
    person = new_walker(product, product.people())
    route = walk_from(person.lat, person.lon)
    third = len(route) // 3
    walker = stage.chromium("walker", product.url, here=route[0])
    page = walker.page()

    steps.sign_in(page, person)
    steps.answer_consents(page)
    steps.service_worker_controls(page)

    walker.lose_network(product.gate)
    page.get_by_test_id("start-walk").click()
    assert fixes_shown(page) == 1
    walk_along(walker, page, route[1:third], FIXES_SHOWN)
    say_all_is_well(page, 1)

    page.reload()
    go_on(walker, page, route[third])
    walk_along(walker, page, route[third + 1 : 2 * third], FIXES_SHOWN)
    report_the_lamp(page, photo(stage.folder))

    eventually(walker.cookie_is_on_disk)
    walker.kill()
    walker.start()
    page = walker.open("/walk")
    go_on(walker, page, route[2 * third])
    walk_along(walker, page, route[2 * third + 1 :], FIXES_SHOWN)
    say_all_is_well(page, 3)

    page.get_by_test_id("walk-end").click()
    page.get_by_test_id("reported").click()
    expect(page.get_by_role("heading", name=say("walked.thanks"))).to_be_visible()
    expect(page.get_by_test_id("walk-where")).to_contain_text(say("walked.here"))
    assert product.gate.refused > 0, "the phone did try"
    kept = on_the_phone(page)
    places = [fix[:2] for fix in kept.fixes]
    walked = [(fix.lat, fix.lon) for fix in route]
    assert places == [place for place in walked if place in places], "each place once, in the order of the walk"
    assert len(walked) - len(places) <= 2 * UNSAVED_MOST, "a reload and a killed browser cost a few steps at most"

    walker.find_network(product.gate)
    expect(page.get_by_test_id("walk-where")).to_contain_text(say("walked.atDesk"), timeout=30_000)

    check_the_server(product, person, kept)


def check_the_server(product: Product, person: Person, kept: OnThePhone) -> None:
    """Every fix the phone kept to send is there once and in order; so is every check-in, and the photo."""
    desk = product.client(of_tier(product.people(), "coordinator")[0])
    code = desk.call("POST", f"/api/members/{person.id}/pairing-codes")["code"]
    mine = product.client(replace(person, code=code))
    [patrol] = mine.every("/api/patrols")
    assert (patrol["status"], patrol["outcome"]) == ("completed", "reported")

    feature = mine.get(f"/api/patrols/{patrol['id']}.geojson")
    arrived = [
        (round(point[1], 6), round(point[0], 6), round(datetime.fromisoformat(at).timestamp()))
        for places, times in zip(feature["geometry"]["coordinates"], feature["properties"]["coordTimes"], strict=True)
        for point, at in zip(places, times, strict=True)
    ]
    assert arrived == between_the_ends(kept)
    assert patrol["fix_count"] == len(arrived) == len(set(arrived))

    check_ins = mine.every("/api/check-ins")
    assert sorted(said["status"] for said in check_ins) == ["concern", "safe", "safe"]
    [report] = [said for said in check_ins if said["status"] == "concern"]
    assert (report["category"], report["note"], report["urgency"]) == ("light_out", "공원 입구, 세 번째 등", "report")
    assert {said["patrol_id"] for said in check_ins} == {patrol["id"]}
    [photo_id] = report["photo_ids"]
    with Image.open(io.BytesIO(mine.raw(f"/api/photos/{photo_id}"))) as arrived_photo:
        assert arrived_photo.size == (1600, 1200)
    board = desk.get("/api/desk/board")
    assert len([said for said in board["check_ins"] if said["name"] == person.name]) == 3
