"""The two cancel numbers: which is which, five tries, and what the other number pretends to do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import clock
from app.core.clock import FrozenClock
from app.people.models import CancelPin
from app.people.pin_rules import are_far_apart, is_locked, is_pin
from tests.support.api import Api, Caller, Json

NOON = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
RIGHT, OTHER = "2580", "7136"

pins = st.from_regex(r"[0-9]{4}", fullmatch=True)


@pytest.fixture
def time() -> Iterator[FrozenClock]:
    with clock.frozen(NOON) as frozen:
        yield frozen


@pytest.fixture
def resident(time: FrozenClock, api: Api) -> Caller:
    assert keep(api.a.resident, RIGHT, OTHER) == "kept"
    return api.a.resident


def keep(caller: Caller, pin: str, other: str, current: str | None = None) -> str:
    body: Json = {"pin": pin, "other_pin": other} | ({"current": current} if current else {})
    answer = caller.put("/api/me/cancel-pin", json=body)
    return "kept" if answer.status_code == 204 else str(answer.json()["type"]).rpartition(":")[2]


def turn_off(caller: Caller, current: str | None) -> str:
    answer = caller.request("DELETE", "/api/me/cancel-pin", json={"current": current})
    return "off" if answer.status_code == 204 else str(answer.json()["type"]).rpartition(":")[2]


def shown(caller: Caller) -> str:
    return str(caller.get("/api/me").json()["cancel_pin"])


def cancel(caller: Caller, alert_id: str, pin: str | None) -> str:
    answer = caller.post(f"/api/alerts/{alert_id}/cancel", json={"pin": pin} if pin else {})
    return str(answer.json()["status"]) if answer.status_code == 200 else str(answer.json()["type"]).rpartition(":")[2]


def is_forced(api: Api, alert_id: str) -> bool:
    return api.a.coordinator.get(f"/api/desk/alerts/{alert_id}").json()["duress_at"] is not None


@given(pins, pins)
def test_numbers_far_apart_are_so_both_ways_and_never_alike(one: str, other: str) -> None:
    apart = are_far_apart(one, other)
    assert apart == are_far_apart(other, one)
    assert not are_far_apart(one, one)
    assert not (apart and one == other[::-1])


@pytest.mark.parametrize("text", ["123", "12345", "12a4", "１２３４", " 123", "12\n4", ""])
def test_a_number_is_four_plain_digits(text: str) -> None:
    assert not is_pin(text)


def test_the_lock_ends_after_an_hour() -> None:
    assert is_locked(5, NOON, NOON + timedelta(minutes=59))
    assert not is_locked(5, NOON, NOON + timedelta(hours=1))
    assert not is_locked(4, NOON, NOON)


@pytest.mark.parametrize(("pin", "other"), [("1234", "1234"), ("1234", "1235"), ("1234", "4321"), ("123", "9999"), ("12x4", "9876")])
def test_numbers_that_are_too_close_are_refused(time: FrozenClock, api: Api, pin: str, other: str) -> None:
    assert keep(api.a.resident, pin, other) == "pins-too-close"
    assert shown(api.a.resident) == "off"


def test_without_a_number_kept_nothing_changes(time: FrozenClock, api: Api) -> None:
    assert cancel(api.a.resident, api.a.raise_alert(), None) == "cancelled"
    assert cancel(api.a.resident, api.a.raise_alert(), "1111") == "cancelled"


def test_an_alert_goes_on_until_the_right_number_comes(resident: Caller, api: Api) -> None:
    alert_id = api.a.raise_alert()
    assert shown(resident) == "on"
    assert cancel(resident, alert_id, None) == "pin-needed"
    assert cancel(resident, alert_id, "1111") == "pin-wrong"
    assert resident.get(f"/api/alerts/{alert_id}").json()["status"] == "open"
    assert cancel(resident, alert_id, RIGHT) == "cancelled"
    assert not is_forced(api, alert_id)
    assert cancel(resident, alert_id, None) == "cancelled", "said twice, the first stands"


def test_after_five_wrong_numbers_even_the_right_ones_wait_an_hour(resident: Caller, api: Api, time: FrozenClock) -> None:
    alert_id = api.a.raise_alert()
    assert [cancel(resident, alert_id, "1111") for _ in range(5)] == ["pin-wrong"] * 4 + ["pin-locked"]
    assert (cancel(resident, alert_id, RIGHT), cancel(resident, alert_id, OTHER)) == ("pin-locked", "pin-locked")
    time.advance(timedelta(hours=1))
    assert [cancel(resident, alert_id, "1111") for _ in range(4)] == ["pin-wrong"] * 4, "an hour later there are five again"
    assert cancel(resident, alert_id, RIGHT) == "cancelled"


def test_numbers_are_changed_with_the_one_before(resident: Caller, api: Api) -> None:
    assert keep(resident, "1928", "3746") == "pin-needed"
    assert keep(resident, "1928", "3746", "0000") == "pin-wrong"
    assert keep(resident, "1928", "3746", RIGHT) == "kept"
    alert_id = api.a.raise_alert()
    assert cancel(resident, alert_id, RIGHT) == "pin-wrong"
    assert cancel(resident, alert_id, "1928") == "cancelled"
    assert turn_off(resident, "1928") == "off"
    assert (shown(resident), turn_off(resident, None)) == ("off", "off")


def test_numbers_changed_under_force_only_seem_to_cancel(resident: Caller, api: Api) -> None:
    assert keep(resident, "1928", "3746", OTHER) == "kept"
    forced = api.a.raise_alert()
    assert cancel(resident, forced, "1928") == "cancelled"
    assert is_forced(api, forced)
    true = api.a.raise_alert()
    assert cancel(resident, true, RIGHT) == "cancelled", "her own number stays"
    assert not is_forced(api, true)


def test_turned_off_under_force_every_cancel_is_a_forced_one_until_the_desk_hears_of_it(resident: Caller, api: Api) -> None:
    assert turn_off(resident, OTHER) == "off"
    assert shown(resident) == "off"
    forced = api.a.raise_alert()
    assert cancel(resident, forced, None) == "cancelled"
    assert is_forced(api, forced)
    assert keep(resident, "1928", "3746") == "kept"
    again = api.a.raise_alert()
    assert cancel(resident, again, "1928") == "cancelled"
    assert is_forced(api, again)
    assert api.a.coordinator.delete(f"/api/members/{resident.me.id}/cancel-pin").status_code == 204
    after = api.a.raise_alert()
    assert cancel(resident, after, None) == "cancelled"
    assert not is_forced(api, after)


def test_only_keyed_hashes_are_kept(resident: Caller, api: Api) -> None:
    row = api.database.read_sync(lambda session: session.get_one(CancelPin, resident.me.id))
    assert len(row.pin_hash) == len(row.other_hash) == 32
    assert row.pin_hash != row.other_hash
