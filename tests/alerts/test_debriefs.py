"""The one question afterwards: asked once, at a decent hour, answered for nobody's eyes, and the desk calls whoever wants to talk."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session
from sqlmodel import col

from app.alerts import debrief_answers
from app.alerts.models import Alert
from app.alerts.schemas import DebriefBody
from app.core import clock
from app.core.clock import FrozenClock
from app.core.database import Database
from app.core.problems import Problem
from app.neighbourhoods.policy import Policy
from app.notifications.models import Delivery
from tests.alerts.test_visits import cancel, told
from tests.support.story import fast_forward, work_off
from tests.support.street import Street, build

AFTER = timedelta(seconds=Policy().debrief_after_s)


@pytest.fixture
def street(database: Database, time: FrozenClock) -> Street:
    built = build(database)
    built.responders(8)
    return built


def visit(street: Street, *words: str) -> tuple[UUID, UUID]:
    """The first who was told accepts and says the words; the second accepts only."""
    alert_id = street.concern()
    first, second, _third = street.parts(alert_id)
    for member_id in (first, second):
        street.says(member_id, alert_id, "accept")
    for word in words:
        street.says(first, alert_id, word)
    return alert_id, first


def says(street: Street, alert_id: UUID, member_id: UUID, answer: str) -> None:
    body = DebriefBody.model_validate({"alert_id": alert_id, "answer": answer})
    street.database.write_sync(lambda session: debrief_answers.answer(session, street.neighbourhood_id, member_id, body))


def wanting(street: Street) -> list[str]:
    return street.database.read_sync(lambda session: [talk.name for talk in debrief_answers.waiting(session, street.neighbourhood_id)])


@pytest.mark.parametrize("ending", ["done", "decline", "it is taken back"])
def test_whoever_was_there_is_asked_once_ninety_minutes_after_it_ended_for_them(street: Street, time: FrozenClock, ending: str) -> None:
    alert_id, first = visit(street, "on_scene")
    time.advance(timedelta(minutes=10))
    if ending == "it is taken back":
        cancel(street, alert_id)
    else:
        street.says(first, alert_id, ending)
        cancel(street, alert_id)
    ended = clock.now()
    fast_forward(street, time, AFTER - timedelta(seconds=1))
    assert told(street, "debrief") == []
    fast_forward(street, time, timedelta(days=3))
    assert told(street, "debrief") == [first]
    assert dict(street.moments(alert_id))["debrief_asked"] == ended + AFTER
    assert street.alert(alert_id).next_step_at is None


def test_while_the_alert_goes_on_whoever_is_done_is_asked_all_the_same(street: Street, time: FrozenClock) -> None:
    _alert_id, first = visit(street, "on_scene", "done")
    fast_forward(street, time, AFTER + timedelta(minutes=1))
    assert told(street, "debrief") == [first]


def test_whoever_went_to_a_home_and_was_done_on_the_way_is_asked_and_whoever_only_accepted_is_not(
    street: Street, time: FrozenClock
) -> None:
    alert_id, first = visit(street, "done")
    cancel(street, alert_id)
    fast_forward(street, time, timedelta(days=1))
    assert told(street, "debrief") == [first]


def test_whoever_comes_again_is_not_asked_before_it_is_over(street: Street, time: FrozenClock) -> None:
    alert_id, first = visit(street, "on_scene", "decline", "accept")
    assert street.parts(alert_id)[first].debrief_at is None
    time.advance(timedelta(minutes=5))
    street.says(first, alert_id, "on_scene")
    street.says(first, alert_id, "done")
    assert street.parts(alert_id)[first].debrief_at == clock.now() + AFTER


def test_a_drill_moves_nobody(street: Street, time: FrozenClock) -> None:
    alert_id, _first = visit(street, "on_scene")
    street.database.write_sync(lambda session: session.execute(update(Alert).where(col(Alert.id) == alert_id).values(drill=True)))
    cancel(street, alert_id)
    fast_forward(street, time, timedelta(days=1))
    assert told(street, "debrief") == []


def test_at_night_it_waits_for_the_morning_also_when_the_hours_were_changed_meanwhile(street: Street, time: FrozenClock) -> None:
    alert_id, first = visit(street, "on_scene")
    cancel(street, alert_id)
    street.change(first, quiet_from_min=13 * 60, quiet_until_min=16 * 60)
    fast_forward(street, time, timedelta(days=1))
    assert dict(street.moments(alert_id))["debrief_asked"] == datetime(2026, 11, 24, 7, 0, tzinfo=UTC), "four in the afternoon in Seoul"


def test_after_a_visit_at_night_the_phone_rings_at_eight(street: Street, time: FrozenClock) -> None:
    time.advance(timedelta(hours=13))
    alert_id, first = visit(street, "on_scene")
    cancel(street, alert_id)
    fast_forward(street, time, timedelta(days=1))
    assert dict(street.moments(alert_id))["debrief_asked"] == datetime(2026, 11, 24, 23, 0, tzinfo=UTC)
    assert told(street, "debrief") == [first]


def test_a_worker_that_was_away_for_days_asks_nobody(street: Street, time: FrozenClock) -> None:
    alert_id, first = visit(street, "on_scene", "done")
    cancel(street, alert_id)
    time.advance(AFTER + timedelta(hours=24, minutes=1))
    work_off(street)
    assert told(street, "debrief") == []
    assert (street.parts(alert_id)[first].debrief_at, street.alert(alert_id).next_step_at) == (None, None)


def test_two_workers_ask_once(street: Street, time: FrozenClock) -> None:
    alert_id, first = visit(street, "on_scene")
    cancel(street, alert_id)
    time.advance(AFTER)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda _: work_off(street), range(2)))
    work_off(street)
    assert told(street, "debrief") == [first]


def test_a_worker_killed_before_the_commit_leaves_the_question_to_the_next(street: Street, time: FrozenClock) -> None:
    alert_id, first = visit(street, "on_scene")
    cancel(street, alert_id)
    time.advance(AFTER)

    class Killed(BaseException):
        """The process is gone in the middle of its transaction."""

    def half(session: Session) -> None:
        from app.alerts import jobs

        assert jobs.step(session, clock.now()) == 1
        raise Killed

    with pytest.raises(Killed):
        street.database.write_sync(half)
    assert told(street, "debrief") == []
    work_off(street)
    work_off(street)
    assert told(street, "debrief") == [first]


def test_the_push_opens_the_one_question_and_says_nothing_of_the_visit(street: Street, time: FrozenClock) -> None:
    alert_id, _first = visit(street, "on_scene")
    cancel(street, alert_id)
    fast_forward(street, time, AFTER)
    (payload,) = street.database.read_sync(lambda session: [row.payload for row in session.query(Delivery).filter_by(kind="debrief")])
    assert f'"navigate":"/alerts/{alert_id}/debrief"' in payload
    assert not any(word in payload for word in ("순자", "fallen", "집"))


def _asked(street: Street, time: FrozenClock) -> tuple[UUID, UUID]:
    alert_id, first = visit(street, "on_scene")
    cancel(street, alert_id)
    fast_forward(street, time, AFTER)
    return alert_id, first


def test_fine_and_lingers_are_answers_that_nobody_can_tell_apart(street: Street, time: FrozenClock) -> None:
    alert_id, first = _asked(street, time)
    steps = street.timeline(alert_id)
    says(street, alert_id, first, "lingers")
    says(street, alert_id, first, "fine")
    assert street.parts(alert_id)[first].debrief_answer == "answered"
    assert wanting(street) == []
    assert street.timeline(alert_id) == steps


def test_whoever_wants_to_talk_is_on_the_desks_list_until_somebody_called(street: Street, time: FrozenClock) -> None:
    alert_id, first = _asked(street, time)
    name = next(name for name, member_id in street.members.items() if member_id == first)
    says(street, alert_id, first, "fine")
    says(street, alert_id, first, "talk")
    says(street, alert_id, first, "talk")
    says(street, alert_id, first, "fine")
    assert wanting(street) == [name]
    for _ in range(2):
        street.database.write_sync(lambda session: debrief_answers.talked(session, street.neighbourhood_id, alert_id, first))
    assert wanting(street) == []
    assert told(street, "desk").count(first) == 0


def test_nobody_answers_what_they_were_not_asked(street: Street) -> None:
    alert_id, first = visit(street, "on_scene")
    with pytest.raises(Problem, match="409 not-asked"):
        says(street, alert_id, first, "talk")
    with pytest.raises(Problem, match="404"):
        says(street, alert_id, street.resident, "talk")
    with pytest.raises(Problem, match="404"):
        street.database.write_sync(lambda session: debrief_answers.talked(session, street.neighbourhood_id, alert_id, first))
