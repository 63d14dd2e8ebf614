"""The signed word in a notification: it keeps its one promise, once, and is good for nothing else."""

from __future__ import annotations

import base64
import json
from datetime import UTC, date, datetime
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from app.checkins import from_notification
from app.core import clock
from app.core.ids import new_id
from app.plans import tokens
from tests.plans.keeping import DAY, KEY, MINUTE, Keeping
from tests.plans.test_keeping import NINE

OTHER_KEY = bytes(32)


def tap(keeping: Keeping, token: str, recorded_at: datetime | None = None) -> str:
    """Somebody taps I'm OK on the notification."""
    return keeping.street.database.write_sync(
        lambda session: from_notification.answer(session, KEY, token, recorded_at or clock.now(), clock.now())
    ).value


def test_one_tap_keeps_the_promise_and_a_second_one_changes_nothing(keeping: Keeping) -> None:
    keeping.promise("09:00")
    keeping.until(NINE)
    token = keeping.token()
    assert [tap(keeping, token), tap(keeping, token)] == ["applied", "duplicate"]
    (row,) = keeping.decisions()
    assert row.status == "kept"
    assert row.check_in_id is not None, "it is a check-in like any other"
    keeping.until(NINE + DAY)
    assert tap(keeping, token) == "duplicate"
    assert len(keeping.decisions()) == 1, "and not one for the next day"


def test_it_answers_also_when_others_were_told(keeping: Keeping) -> None:
    keeping.promise("09:00")
    keeping.until(NINE + 40 * MINUTE)
    keeping.street.pushes_leave()
    assert tap(keeping, keeping.token(), NINE + 39 * MINUTE) == "applied"
    assert keeping.came_to() == ["kept_late"]
    assert keeping.pushed(keeping.buddies[0]) == ["plan_people", "plan_over"]


def test_a_time_that_cannot_be_is_the_arrival(keeping: Keeping) -> None:
    keeping.promise("09:00")
    keeping.until(NINE + 40 * MINUTE)
    assert tap(keeping, keeping.token(), NINE - 300 * DAY) == "applied"
    assert keeping.came_to() == ["kept_late"]


def test_a_token_of_another_promise_or_after_its_time_is_over(keeping: Keeping) -> None:
    plan_id = keeping.promise("09:00")
    keeping.until(NINE)
    token = keeping.token()
    keeping.until(NINE + DAY, every=10 * MINUTE)
    assert keeping.came_to() == ["missed"]
    assert tap(keeping, token) == "over", "yesterday's word is none for today"
    keeping.until(NINE + DAY + MINUTE)
    here = keeping.street

    def made(**more: object) -> str:
        claims = {"plan_id": plan_id, "day": date(2026, 11, 26), "minute": 540, "expires_at": clock.now(), **more}
        return tokens.make(KEY, neighbourhood_id=here.neighbourhood_id, member_id=here.resident, **claims)  # type: ignore[arg-type]  # as named

    assert tap(keeping, made(expires_at=clock.now() - 2 * MINUTE)) == "over"
    assert tap(keeping, made(day=date(2026, 11, 27))) == "over", "a promise that is not its turn"
    assert tap(keeping, made(minute=541)) == "over"
    assert keeping.came_to() == ["missed"]
    assert tap(keeping, made()) == "applied"


def test_a_token_nobody_gave_out_says_nothing(keeping: Keeping) -> None:
    plan_id = keeping.promise("09:00")
    keeping.until(NINE)
    token, here = keeping.token(), keeping.street
    claims = {"plan_id": plan_id, "day": date(2026, 11, 25), "minute": 540, "expires_at": NINE + DAY}
    forged = [
        tokens.make(OTHER_KEY, neighbourhood_id=here.neighbourhood_id, member_id=here.resident, **claims),  # type: ignore[arg-type]  # as named
        tokens.make(KEY, neighbourhood_id=here.neighbourhood_id, member_id=keeping.buddies[0], **claims),  # type: ignore[arg-type]  # as named
        tokens.make(KEY, neighbourhood_id=new_id(), member_id=here.resident, **claims),  # type: ignore[arg-type]  # as named
        token[:-1] + ("A" if token[-1] != "A" else "E"),
        token[:30] + ("A" if token[30] != "A" else "B") + token[31:],
        token[:-6],
        token + "AAAA",
        "",
        "한글",
        "!" * 60,
    ]
    assert {tap(keeping, one) for one in forged} == {"forged"}
    assert keeping.came_to() == []


def test_nothing_in_a_push_names_anybody(keeping: Keeping) -> None:
    keeping.promise("09:00")
    keeping.until(NINE + 65 * MINUTE)
    raw = base64.urlsafe_b64decode(keeping.token() + "==")
    here = keeping.street
    for secret in (here.resident, here.neighbourhood_id):
        assert secret.bytes not in raw
    for member_id in (here.resident, *keeping.buddies, keeping.desk):
        for _kind, payload in keeping.pushes(member_id):
            sent = json.loads(payload)
            assert not any(word in payload for word in ("순자", "집", "home", "약속", str(here.resident)))
            if member_id != here.resident:
                assert "answer" not in sent["modu"]


@given(
    st.uuids(),
    st.dates(date(2020, 1, 1), date(2199, 12, 31)),
    st.integers(0, 1439),
    st.integers(1_577_836_800, 7_258_118_400).map(lambda second: datetime.fromtimestamp(second, UTC)),
)
def test_a_token_says_what_it_was_made_for(plan_id: UUID, day: date, minute: int, expires_at: datetime) -> None:
    here, member = new_id(), new_id()
    token = tokens.make(KEY, neighbourhood_id=here, member_id=member, plan_id=plan_id, day=day, minute=minute, expires_at=expires_at)
    claim = tokens.read(token)
    assert claim is not None
    assert (claim.plan_id, claim.day, claim.minute) == (plan_id, day, minute)
    assert claim.expires_at == expires_at
    assert claim.is_signed(KEY, here, member)
    assert not claim.is_signed(OTHER_KEY, here, member)


@given(st.text(max_size=120))
def test_any_text_at_all_is_read_without_trouble(token: str) -> None:
    claim = tokens.read(token)
    assert claim is None or not claim.is_signed(KEY, new_id(), new_id())
