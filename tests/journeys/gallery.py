"""Every main screen with something on it, by role: for the checks of screens and for the pictures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page, expect

from app.core.ids import new_id
from tests.journeys import steps
from tests.journeys.neighbours import Neighbour, equip, of_tier, send
from tests.journeys.route import walk_from
from tests.journeys.words import say
from tests.support.chromium import Chromium, Fix
from tests.support.push_service import PushService
from tests.support.servers import Client, Person, Product


def settled(page: Page) -> None:
    """Texts and data are there: a heading, and nothing that still says it loads."""
    expect(page.locator("h1").first).to_be_attached(timeout=15_000)
    expect(page.locator(".skeleton, [aria-busy=true]")).to_have_count(0, timeout=15_000)
    page.evaluate("() => document.fonts.ready.then(() => 0)")


@dataclass(frozen=True)
class Shot:
    """A screen: its name, its address, and what to do there until it shows what it is for."""

    name: str
    path: str
    act: Callable[[Page], None] = settled


@dataclass
class Town:
    """A neighbourhood where something is going on."""

    product: Product
    people: list[Person]
    alert_id: str
    helper: Person
    second: Person
    walk_id: str
    shared_walk_id: str

    def fresh(self, tier: str, number: int = 0) -> Person:
        """The same person with a code that was just made."""
        return of_tier(self.product.people(), tier)[number]


def lively(product: Product, push: PushService) -> Town:
    """An open alert somebody is coming to, a walk that was finished, check-ins, a closed alert."""
    people = product.people()
    residents, responders, walkers = of_tier(people, "resident"), of_tier(people, "responder"), of_tier(people, "walker")
    team = [equip(product, push, person) for person in responders[:4]]
    walker = product.client(walkers[1])
    walk_id = walk_once(walker, walkers[1])
    closed = product.client(residents[1])
    settle(closed, team[2], str(send(closed, "check_in", {"status": "concern", "context": "home", "category": "please_check"})["alert_id"]))
    send(closed, "check_in", {"status": "safe", "context": "home"})
    asking = product.client(residents[0])
    raised = send(asking, "check_in", {"status": "concern", "context": "home", "category": "fallen", "note": "욕실 앞이에요"})
    alert_id = str(raised["alert_id"])
    for neighbour in team[:2]:  # the third rests after the visit
        neighbour.wait_until_told(alert_id, "alert")
    team[0].respond(alert_id, "accept")
    shared_walk_id = invite_along(product.client(walkers[0]), walkers[0])
    return Town(product, people, alert_id, responders[0], responders[1], walk_id, shared_walk_id)


def settle(asking: Client, neighbour: Neighbour, alert_id: str) -> None:
    neighbour.wait_until_told(alert_id, "alert")
    neighbour.respond(alert_id, "accept")
    neighbour.respond(alert_id, "on_scene")
    neighbour.device.call("POST", f"/api/alerts/{alert_id}/resolve", {"outcome": "safe"})
    asking.wait_for(f"/api/alerts/{alert_id}", lambda alert: alert["status"] == "resolved")


def walk_once(walker: Client, person: Person) -> str:
    """A walk as a phone would have sent it, half an hour ago."""
    began = datetime.now(UTC) - timedelta(minutes=40)
    fixes = walk_from(person.lat, person.lon)
    patrol_id = str(new_id())
    send(walker, "patrol.start", {"patrol_id": patrol_id, "companions": ["보리"]}, recorded_at=began)
    track = {
        "t": deltas([int(began.timestamp()) + 20 * i for i in range(len(fixes))]),
        "lat": deltas([round(fix.lat * 1e6) for fix in fixes]),
        "lon": deltas([round(fix.lon * 1e6) for fix in fixes]),
        "acc": deltas([int(fix.accuracy_m) for fix in fixes]),
    }
    send(walker, "patrol.fixes", {"patrol_id": patrol_id, "seq": 0, "track": track})
    light = {"status": "concern", "context": "walk", "patrol_id": patrol_id, "category": "light_out", "urgency": "report"}
    send(walker, "check_in", {**light, "note": "공원 입구 세 번째 등", "lat": fixes[30].lat, "lon": fixes[30].lon})
    send(walker, "patrol.end", {"patrol_id": patrol_id, "outcome": "reported"}, recorded_at=began + timedelta(minutes=25))
    return patrol_id


def invite_along(host: Client, person: Person) -> str:
    """A walk together tomorrow, which anybody may join."""
    shared_walk_id = str(new_id())
    when = (datetime.now(UTC) + timedelta(days=1)).isoformat().replace("+00:00", "Z")
    how = {"duration_min": 30, "meeting_place": "느티나무 쉼터 앞", "lat": person.lat, "lon": person.lon, "pace": "slow", "dogs": True}
    send(host, "together.propose", {"walk_id": shared_walk_id, "starts_at": when, **how})
    return shared_walk_id


def deltas(values: list[int]) -> list[int]:
    return [value if i == 0 else value - values[i - 1] for i, value in enumerate(values)]


def for_everybody(town: Town) -> dict[str, list[Shot]]:
    """The screens of each role; `nobody` is signed out."""
    return {
        "nobody": [Shot("welcome", "/"), Shot("join", "/join"), Shot("install", "/settings/install")],
        "resident": [
            Shot("resident-home", "/"),
            Shot("concern", "/concern", concern_is_open),
            Shot("person-alert", f"/alerts/{town.alert_id}"),
            Shot("together", "/together", be_seen(".outing >> nth=0")),
            Shot("together-walk", f"/together/{town.shared_walk_id}", be_seen("[data-testid=together-join]")),
        ],
        "walker": [
            Shot("walker-home", "/"),
            Shot("before-walk", "/walk", be_seen("[data-testid=companion-add]")),
            Shot("walk", "/walk", start_walking),
            Shot("walk-report", "/walk", report),
            Shot("walk-pocket", "/walk", pocket),
            Shot("walk-end", "/walk", ending),
            Shot("walked", f"/walk/{town.walk_id}"),
            Shot("consents", "/consents"),
            Shot("hours", "/hours", be_seen("[data-testid=confirmed]")),
            Shot("together-new", "/together/new"),
            Shot("together-where", "/together/new", where_to_meet),
            Shot("dogs", "/dogs"),
            Shot("dog", "/dogs/new", be_seen("[data-testid=dog-save]")),
            Shot("facilities", "/facilities"),
            Shot("reports", "/reports"),
            Shot("recorders", "/settings/recorders"),
            Shot("import", "/settings/import"),
        ],
        "responder": [
            Shot("alert", f"/alerts/{town.alert_id}", be_seen("[data-testid=accept]")),
            Shot("alerts", "/alerts"),
            Shot("settings", "/settings"),
            Shot("notifications", "/settings/notifications"),
            Shot("outbox", "/settings/outbox"),
            Shot("devices", "/settings/devices"),
            Shot("access-log", "/settings/access-log"),
            Shot("lost", "/no-such-screen"),
        ],
        "helper": [Shot("going", f"/alerts/{town.alert_id}", be_seen("[data-testid=address-card]"))],
        "coordinator": [
            Shot("desk", "/desk"),
            Shot("desk-alert", f"/desk/alerts/{town.alert_id}"),
            Shot("desk-members", "/desk/members"),
            Shot("desk-reports", "/desk/reports"),
            Shot("desk-facilities", "/desk/facilities"),
            Shot("desk-dogs", "/desk/dogs"),
            Shot("desk-hours", "/desk/hours"),
            Shot("desk-coverage", "/desk/coverage"),
            Shot("desk-together", "/desk/together"),
            Shot("staff-home", "/"),
        ],
    }


def person_for(town: Town, role: str) -> Person | None:
    """Who plays the role; a walker who is not the one whose walk is on show would see nothing of it."""
    numbers = {"resident": ("resident", 0), "walker": ("walker", 1), "responder": ("responder", 1)}
    numbers |= {"helper": ("responder", 0), "coordinator": ("coordinator", 0)}
    return None if role == "nobody" else town.fresh(*numbers[role])


def visit(browser: Chromium, town: Town, role: str, shots: list[Shot]) -> Iterator[tuple[Shot, Page]]:
    """Signs the role in and opens each screen in turn."""
    page = browser.page()
    person = person_for(town, role)
    if person is not None:
        browser.stand_at(Fix(person.lat + 0.002, person.lon))
        steps.sign_in(page, person)
        steps.service_worker_controls(page)
    for shot in shots:
        page.goto(shot.path)
        settled(page)
        shot.act(page)
        yield shot, page


def be_seen(selector: str) -> Callable[[Page], None]:
    return lambda page: expect(page.locator(selector)).to_be_visible(timeout=15_000)


def concern_is_open(page: Page) -> None:
    expect(page.get_by_test_id("hold-button").or_(page.get_by_test_id("concern-phase"))).to_be_visible()


def where_to_meet(page: Page) -> None:
    page.get_by_role("button", name=re.compile(f"^({say('together/new.next')}|{say('together/new.next', 'en')})$")).click()
    expect(page.get_by_test_id("place-picker")).to_be_visible()


def start_walking(page: Page) -> None:
    page.goto("/")
    page.get_by_test_id("start-walk").click()
    expect(page.get_by_test_id("walk-end")).to_be_visible()


def resume(page: Page) -> None:
    again = page.get_by_role("button", name=re.compile(f"{say('home.walkResume')}|{say('home.walkResume', 'en')}"))
    again.click()
    expect(page.get_by_test_id("walk-end")).to_be_visible()


def report(page: Page) -> None:
    resume(page)
    page.get_by_test_id("walk-report").click()
    expect(page.get_by_test_id("no-photo")).to_be_visible()


def pocket(page: Page) -> None:
    resume(page)
    page.get_by_test_id("walk-pocket").click()
    expect(page.get_by_test_id("pocket")).to_be_visible()


def ending(page: Page) -> None:
    resume(page)
    page.get_by_test_id("walk-end").click()
    expect(page.get_by_test_id("nothing-to-report")).to_be_visible()
