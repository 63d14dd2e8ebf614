"""Check-ins: what they may say, both of their times, and taking them back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from app.checkins import rules, service
from app.checkins.rules import Context, Status, Urgency
from app.checkins.schemas import CheckInBody, CheckInOut
from app.core import clock
from app.core.clock import FrozenClock
from app.core.database import Database
from app.core.ids import new_id
from app.core.problems import Problem
from app.people.models import Tier
from tests.support.street import Street, build

START = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


@pytest.fixture
def time() -> Iterator[FrozenClock]:
    with clock.frozen(START) as frozen:
        yield frozen


@pytest.fixture
def street(database: Database, time: FrozenClock) -> Street:
    return build(database)


def say(street: Street, member_id: UUID | None = None, *, recorded_at: datetime | None = None, **body: object) -> UUID:
    check_in_id = new_id()
    street.database.write_sync(
        lambda session: service.record(
            session,
            neighbourhood_id=street.neighbourhood_id,
            member_id=member_id or street.resident,
            check_in_id=check_in_id,
            body=CheckInBody.model_validate({"status": "safe", "context": "home", **body}),
            patrol_id=None,
            said=service.Said(recorded_at or clock.now(), clock.now()),
        )
    )
    return check_in_id


def mine(street: Street, member_id: UUID | None = None, after: UUID | None = None, limit: int = 50) -> list[CheckInOut]:
    return street.database.read_sync(
        lambda session: service.mine(session, street.neighbourhood_id, member_id or street.resident, after, limit)
    )


def take_back(street: Street, check_in_id: UUID, member_id: UUID | None = None) -> None:
    street.database.write_sync(
        lambda session: service.cancel(
            session,
            neighbourhood_id=street.neighbourhood_id,
            member_id=member_id or street.resident,
            check_in_id=check_in_id,
            now=clock.now(),
        )
    )


def test_a_check_in_keeps_its_words_and_both_times(street: Street) -> None:
    said_at = START - timedelta(hours=9)
    say(
        street,
        recorded_at=said_at,
        status="concern",
        context="walk",
        category="light_out",
        note=" 가로등 💡이 꺼졌어요 ",
        lat=37.76,
        lon=126.77,
    )
    (kept,) = mine(street)
    assert (kept.note, kept.category, kept.urgency) == ("가로등 💡이 꺼졌어요", "light_out", Urgency.REPORT)
    assert (kept.recorded_at, kept.received_at, kept.late) == (said_at, START, True)
    assert kept.alert_id is None


def test_lists_are_mine_alone_newest_first_and_paged(street: Street) -> None:
    made = [say(street) for _ in range(5)]
    say(street, street.add("다른이", Tier.RESIDENT))
    assert [row.id for row in mine(street)] == made[::-1]
    assert [row.id for row in mine(street, after=made[2])] == made[1::-1]


def test_only_an_urgent_concern_raises_an_alert(street: Street) -> None:
    say(street)
    say(street, status="concern", context="home", category="other", urgency="report")
    say(street, status="concern", context="walk", category="litter")
    assert [row.alert_id for row in mine(street)] == [None, None, None]
    say(street, status="concern", context="home")
    urgent = mine(street)[0]
    assert urgent.alert_id is not None
    assert (urgent.category, urgent.urgency) == ("other", Urgency.URGENT)


def test_taking_back_is_for_ones_own_and_once(street: Street, time: FrozenClock) -> None:
    check_in_id = say(street)
    with pytest.raises(Problem, match="not"):
        take_back(street, check_in_id, street.add("다른이", Tier.RESIDENT))
    with pytest.raises(Problem, match="not"):
        take_back(street, new_id())
    take_back(street, check_in_id)
    time.advance(timedelta(minutes=1))
    take_back(street, check_in_id)
    assert mine(street)[0].cancelled_at == START


@given(st.sampled_from(Status), st.sampled_from(Context), st.none() | st.sampled_from(Urgency))
def test_safe_has_no_urgency_and_a_concern_always_has_one(status: Status, context: Context, said: Urgency | None) -> None:
    urgency = rules.urgency_of(status, context, said)
    assert (urgency is None) == (status is Status.SAFE)
    if status is Status.CONCERN and said is not None:
        assert urgency is said


@pytest.mark.parametrize(
    "body",
    [
        {"status": "safe", "context": "home", "category": "unwell"},
        {"status": "safe", "context": "home", "urgency": "urgent"},
        {"status": "concern", "context": "home", "urgency": "report", "category": "litter"},
        {"status": "concern", "context": "walk", "category": "fallen"},
        {"status": "concern", "context": "walk", "lat": 37.0},
        {"status": "concern", "context": "walk", "lat": float("nan"), "lon": 126.0},
        {"status": "concern", "context": "walk", "lat": 91.0, "lon": 126.0},
        {"status": "safe", "context": "home", "note": "가" * 1001},
        {"status": "safe", "context": "home", "photo_ids": [str(UUID(int=number)) for number in range(11)]},
        {"status": "safe", "context": "home", "mood": "fine"},
        {"status": "maybe", "context": "home"},
        {"status": "safe"},
    ],
    ids=str,
)
def test_what_does_not_hang_together_is_refused(body: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        CheckInBody.model_validate(body)


@given(
    st.fixed_dictionaries(
        {"status": st.just("concern"), "context": st.sampled_from(["home", "walk"]), "urgency": st.just("urgent")},
        optional={
            name: st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.text(), max_size=12)
            for name in ("category", "note", "lat", "lon", "accuracy_m", "photo_ids", "patrol_id", "mood")
        },
    )
)
def test_an_urgent_concern_is_heard_whatever_is_wrong_with_its_details(body: dict[str, object]) -> None:
    heard = CheckInBody.model_validate(body)
    assert (heard.status, heard.urgency) == (Status.CONCERN, Urgency.URGENT)
    assert heard.category in rules.categories(heard.context)
    assert (heard.lat is None) == (heard.lon is None)


def test_what_can_be_read_of_an_urgent_concern_is_kept() -> None:
    photo_id = new_id()
    heard = CheckInBody.model_validate(
        {
            "status": "concern",
            "context": "home",
            "category": "fallen",
            "note": "가" * 1500,
            "lat": 37.76,
            "lon": 126.77,
            "accuracy_m": -3,
            "photo_ids": [str(photo_id), "?"],
        }
    )
    assert (heard.category, len(heard.note), heard.lat, heard.accuracy_m, heard.photo_ids) == ("fallen", 1000, 37.76, None, [photo_id])
