"""Every main screen with something on it, by role: for the checks of screens and for the pictures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.journeys import steps
from tests.journeys.neighbours import of_tier
from tests.journeys.town import Town
from tests.journeys.words import say
from tests.support.chromium import Chromium, Fix
from tests.support.servers import Person


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


def for_everybody(town: Town) -> dict[str, list[Shot]]:
    """The screens of each role; `nobody` is signed out."""
    return {
        "nobody": [Shot("welcome", "/"), Shot("join", "/join"), Shot("install", "/settings/install")],
        "resident": [
            Shot("resident-home", "/"),
            Shot("concern", "/concern", concern_is_open),
            Shot("person-alert", f"/alerts/{town.alert_id}", be_seen("[data-testid=approach]")),
            Shot("not-call", f"/alerts/{town.alert_id}", ask_not_to_call),
            Shot("blocks", "/settings/blocks", be_seen("[data-testid=blocks]")),
            Shot("buddies", "/settings/buddies"),
            Shot("plan", "/settings/plan", be_seen("[data-testid=my-ladder]")),
            Shot("plan-form", "/settings/plan", change_a_plan),
            Shot("together", "/together", be_seen(".outing >> nth=0")),
            Shot("together-walk", f"/together/{town.shared_walk_id}", be_seen("[data-testid=together-join]")),
        ],
        "walker": [
            Shot("walker-home", "/"),
            Shot("before-walk", "/walk", be_seen("[data-testid=companion-add]")),
            Shot("walk", "/walk", start_walking),
            Shot("missing", f"/missing/{town.missing_id}", be_seen("[data-testid=missing-words]")),
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
            Shot("buddy-asked", "/settings/buddies", be_seen("[data-testid=be-buddy]")),
            Shot("plans-asked", "/plans/asked", be_seen("[data-testid=asked-said]")),
            Shot("lost", "/no-such-screen"),
        ],
        "helper": [Shot("going", f"/alerts/{town.alert_id}", on_my_way)],
        "visitor": [
            Shot("debrief", f"/alerts/{town.visited_id}/debrief", be_seen("[data-testid=debrief-fine]")),
            Shot("debrief-care", f"/alerts/{town.visited_id}/debrief", it_lingers),
        ],
        "coordinator": [
            Shot("desk", "/desk", be_seen("[data-testid=missed]")),
            Shot("desk-settle", "/desk", settle_a_promise),
            Shot("desk-alert", f"/desk/alerts/{town.alert_id}"),
            Shot("desk-drills", "/desk/drills"),
            Shot("desk-paper", "/desk/paper"),
            Shot("desk-members", "/desk/members"),
            Shot("desk-ties", "/desk/members", ties_at_the_desk(of_tier(town.people, "resident")[0].name)),
            Shot("desk-reports", "/desk/reports"),
            Shot("desk-facilities", "/desk/facilities"),
            Shot("desk-dogs", "/desk/dogs"),
            Shot("desk-hours", "/desk/hours"),
            Shot("desk-coverage", "/desk/coverage"),
            Shot("desk-together", "/desk/together"),
            Shot("desk-missing", f"/desk/missing/{town.missing_id}", be_seen("[data-testid=missing-places]")),
            Shot("desk-policy", "/desk/policy", change_a_wave),
            Shot("desk-policy-save", "/desk/policy", about_to_save),
            Shot("staff-home", "/"),
        ],
    }


def person_for(town: Town, role: str) -> Person | None:
    """Who plays the role; a walker who is not the one whose walk is on show would see nothing of it."""
    numbers = {"resident": ("resident", 0), "walker": ("walker", 1), "responder": ("responder", 1)}
    numbers |= {"helper": ("responder", 0), "visitor": ("responder", 2), "coordinator": ("coordinator", 0)}
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


def on_my_way(page: Page) -> None:
    expect(page.locator("[data-testid=address-card]")).to_be_visible(timeout=15_000)
    expect(page.locator("[data-testid=my-way][data-state=shown]")).to_be_visible(timeout=15_000)


def it_lingers(page: Page) -> None:
    page.get_by_test_id("debrief-lingers").click()
    expect(page.get_by_test_id("debrief-after")).to_be_visible()


def change_a_plan(page: Page) -> None:
    page.get_by_test_id("plan-edit").first.click()
    expect(page.get_by_test_id("ladder-preview")).to_be_visible()


def settle_a_promise(page: Page) -> None:
    page.get_by_test_id("settle").first.click()
    expect(page.get_by_test_id("settle-note")).to_be_visible()


def ask_not_to_call(page: Page) -> None:
    page.locator("[data-testid=who-comes] button").first.click()
    expect(page.get_by_test_id("not-call-yes")).to_be_visible()


def ties_at_the_desk(name: str) -> Callable[[Page], None]:
    def act(page: Page) -> None:
        page.locator(".desk-members tr", has_text=name).locator(".btn-quiet").click()
        page.get_by_test_id("edit-ties").click()
        page.locator("dialog input").first.fill("11월 30일 전화로 말씀하심")
        page.get_by_test_id("ties-look").click()
        expect(page.get_by_test_id("ties-add")).to_be_visible()

    return act


def concern_is_open(page: Page) -> None:
    expect(page.get_by_test_id("hold-button").or_(page.get_by_test_id("concern-phase"))).to_be_visible()


def where_to_meet(page: Page) -> None:
    page.get_by_role("button", name=re.compile(f"^({say('together/new.next')}|{say('together/new.next', 'en')})$")).click()
    expect(page.get_by_test_id("place-picker")).to_be_visible()


def change_a_wave(page: Page) -> None:
    page.locator(".policy-wave input").first.fill("4")
    expect(page.get_by_test_id("policy-bar")).to_be_visible()
    expect(page.locator(".policy-steps thead:not(.sr-only)")).to_be_visible(timeout=15_000)


def about_to_save(page: Page) -> None:
    change_a_wave(page)
    page.get_by_test_id("policy-save").click()
    expect(page.locator("dialog textarea")).to_be_visible()


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
