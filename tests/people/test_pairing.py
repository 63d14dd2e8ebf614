"""Sign-in codes: ten minutes, five tries, one use, however they are typed and whoever tries."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from app.core import clock
from app.core.clock import FrozenClock
from app.people.models import Device, PairingCode
from app.people.pairing import normalised
from tests.support.api import Api, Json

NOON = datetime(2026, 11, 23, 12, 0, 30, tzinfo=UTC)


@pytest.fixture
def time() -> Iterator[FrozenClock]:
    with clock.frozen(NOON) as frozen:
        yield frozen


@pytest.fixture
def at_noon(time: FrozenClock, api: Api) -> Api:
    return api


def _code(api: Api) -> Json:
    made = api.a.coordinator.post(f"/api/members/{api.a.resident.me.id}/pairing-codes")
    assert made.status_code == 201
    fresh: Json = made.json()
    return fresh


def _try(api: Api, code: str, name: str = "새 휴대폰") -> httpx2.Response:
    return api.anonymous.post("/api/sessions", json={"code": code, "device_name": name})


def _wrong(code: str) -> str:
    """The same code but for its last digit."""
    return f"{code[:-1]}{(int(code[-1]) + 1) % 10}"


def _state(api: Api) -> Json:
    newest: Json = api.a.coordinator.get(f"/api/members/{api.a.resident.me.id}/pairing-codes").json()["items"][0]
    return newest


@pytest.mark.parametrize(
    "typed",
    [
        "{0}",
        " {0} ",
        "{0:.4} {1} ",
        "{0:.4}–{1}",
        "🐕{0:.4}🐕{1}🐕",
        "{0:.4}\n{1}\t",
        "http://testserver/join#{0:.4}{1}",
    ],
)
def test_a_code_is_understood_however_it_is_typed(at_noon: Api, typed: str) -> None:
    code = str(_code(at_noon)["code"]).replace("-", "")
    assert _try(at_noon, typed.format(code if typed.count("{") == 1 else code[:4], code[4:])).status_code == 201


def test_full_width_digits_are_digits(at_noon: Api) -> None:
    code = str(_code(at_noon)["code"])
    wide = "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else "ー" for c in code)
    assert _try(at_noon, wide).status_code == 201


@given(st.text(max_size=64))
def test_whatever_is_typed_becomes_plain_digits_or_nothing(typed: str) -> None:
    digits = normalised(typed)
    assert digits == "" or (digits.isascii() and digits.isdigit())
    assert normalised(digits) == digits


@given(st.text(st.sampled_from("0123456789"), min_size=10, max_size=10), st.text(st.sampled_from(" -–—\u3000\u200b🐕.")))
def test_what_stands_between_digits_does_not_matter(code: str, between: str) -> None:
    assert normalised(between.join(code)) == code


def test_a_code_lives_ten_minutes(at_noon: Api, time: FrozenClock) -> None:
    fresh = _code(at_noon)
    assert datetime.fromisoformat(fresh["expires_at"]) == NOON + timedelta(minutes=10)
    time.advance(timedelta(minutes=10))
    answer = _try(at_noon, fresh["code"])
    assert (answer.status_code, answer.json()["type"]) == (410, "urn:modu-patrol:problem:code-expired")
    assert "coordinator" in answer.json()["detail"]
    assert _state(at_noon)["state"] == "expired"


def test_a_code_is_good_once(at_noon: Api) -> None:
    fresh = _code(at_noon)
    assert _try(at_noon, fresh["code"], "엄마 전화").status_code == 201
    assert _try(at_noon, fresh["code"]).status_code == 410
    assert (_state(at_noon)["state"], _state(at_noon)["device_name"]) == ("used", "엄마 전화")


def test_of_twenty_at_once_one_signs_in(api: Api) -> None:
    fresh = _code(api)
    with ThreadPoolExecutor(20) as crowd:
        statuses = sorted(crowd.map(lambda _: _try(api, fresh["code"]).status_code, range(20)))
    assert statuses == [201] + [410] * 19


def test_five_wrong_tries_lock_a_code_however_far_apart(at_noon: Api, time: FrozenClock) -> None:
    fresh = _code(at_noon)
    answers = []
    for _ in range(5):
        answers.append(_try(at_noon, _wrong(fresh["code"])))
        time.advance(timedelta(minutes=1))
    assert [answer.json().get("tries_left") for answer in answers] == [4, 3, 2, 1, None]
    assert [answer.status_code for answer in answers] == [401, 401, 401, 401, 410]
    assert _try(at_noon, fresh["code"]).status_code == 410, "the right code comes too late"
    assert _state(at_noon)["state"] == "locked"


def test_fifty_wrong_tries_at_once_cost_no_more_than_five(api: Api) -> None:
    fresh = _code(api)
    with ThreadPoolExecutor(20) as crowd:
        statuses = list(crowd.map(lambda _: _try(api, _wrong(fresh["code"])).status_code, range(50)))
    assert statuses.count(401) == 4
    assert statuses.count(410) == 46


def test_a_new_code_ends_the_old_one(at_noon: Api) -> None:
    old, new = _code(at_noon), _code(at_noon)
    assert _try(at_noon, old["code"]).status_code == 410
    assert _try(at_noon, new["code"]).status_code == 201


@pytest.mark.parametrize("code", ["1", "123456789", "12345678901", "12345", "가나다라", "🐕" * 16, "-\0" * 9, "٤٢" * 5])
def test_what_is_no_code_costs_nobody_a_try(at_noon: Api, code: str) -> None:
    _code(at_noon)
    answer = _try(at_noon, code)
    assert (answer.status_code, answer.json()["type"]) == (401, "urn:modu-patrol:problem:code-wrong")
    assert _state(at_noon)["state"] == "open"


def test_an_address_that_tries_too_often_waits_for_the_hour(at_noon: Api, time: FrozenClock) -> None:
    settings = at_noon.app.state.settings
    at_noon.app.state.settings = settings.model_copy(update={"sign_in_tries_per_hour": 5})
    try:
        for _ in range(5):
            assert _try(at_noon, "0000000000").status_code == 401
        fresh = _code(at_noon)
        refused = _try(at_noon, fresh["code"])
        assert refused.status_code == 429
        assert int(refused.headers["retry-after"]) == 3571, "until the hour is over"
        time.advance(timedelta(seconds=3571))
        assert _try(at_noon, _code(at_noon)["code"]).status_code == 201
    finally:
        at_noon.app.state.settings = settings


def test_neither_codes_nor_tokens_lie_in_the_database(api: Api) -> None:
    fresh = _code(api)
    token = _try(api, fresh["code"]).json()["token"]
    digits = fresh["code"].replace("-", "")
    rows = api.database.read_sync(
        lambda session: [row.model_dump() for kind in (PairingCode, Device) for row in session.execute(select(kind)).scalars()]
    )
    kept = repr(rows)
    assert token not in kept
    assert digits not in kept
    assert digits[4:] not in kept
    assert all(len(row["token_hash"] if "token_hash" in row else row["secret_hash"]) == 32 for row in rows)


def test_a_device_of_somebody_else_is_never_taken_over(api: Api) -> None:
    theirs = api.a.walker.me
    body = {"code": _code(api)["code"], "device_name": "x", "device_id": str(theirs.device_id)}
    answer = api.anonymous.post("/api/sessions", json=body).json()
    assert answer["device_id"] != str(theirs.device_id)
    assert api.a.walker.get("/api/me").json()["id"] == str(theirs.id)


def test_my_own_device_keeps_its_id_and_its_old_token_ends(api: Api) -> None:
    mine = api.a.resident.me
    body = {"code": _code(api)["code"], "device_name": "다시", "device_id": str(mine.device_id)}
    answer = api.anonymous.post("/api/sessions", json=body).json()
    assert answer["device_id"] == str(mine.device_id)
    assert api.a.resident.get("/api/me").status_code == 401
    assert api.anonymous.get("/api/me", headers={"Authorization": f"Bearer {answer['token']}"}).status_code == 200


def test_an_inactive_members_code_opens_nothing(api: Api) -> None:
    fresh = _code(api)
    api.a.coordinator.patch(f"/api/members/{api.a.resident.me.id}", json={"active": False})
    assert _try(api, fresh["code"]).status_code == 410


def test_a_link_and_a_picture_carry_the_code_to_the_phone(api: Api) -> None:
    fresh = _code(api)
    digits = fresh["code"].replace("-", "")
    assert len(digits) == 10
    assert fresh["link"].endswith(f"/join#{digits}"), "behind the #, so that no server ever logs it"
    assert fresh["qr_svg"].startswith("<svg")
    assert "script" not in fresh["qr_svg"]
