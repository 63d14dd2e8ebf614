"""Nobody answers: the person is asked, then their people, the desk, and neighbours who knock; and everybody hears when it is over."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlmodel import col

from app.alerts import service as alerts
from app.alerts.schemas import ResolveIn
from app.core import clock
from app.core.problems import Problem
from app.notifications.models import PushSubscription
from app.people.models import Tier
from app.plans import desk, looking_after
from app.plans.schemas import MissedOut, SettleIn, WhichPromise
from tests.plans.keeping import HOUR, MINUTE, Keeping
from tests.plans.test_keeping import NINE


def missed(keeping: Keeping) -> list[MissedOut]:
    here = keeping.street
    return here.database.read_sync(lambda session: desk.missed(session, here.neighbourhood_id))


def opened(keeping: Keeping) -> str | None:
    mine = keeping.mine()
    return mine.open.status.value if mine and mine.open else None


def test_the_ladder_to_the_door_and_back(keeping: Keeping) -> None:
    plan_id = keeping.promise("09:00")
    steps = []
    for minutes in (-61, -59, -10, 0, 15, 29, 30, 59, 60):
        keeping.until(NINE + minutes * MINUTE)
        steps.append((minutes, opened(keeping), len(keeping.pushed()), len(keeping.pushed(keeping.buddies[0])), len(missed(keeping))))
        keeping.street.pushes_leave()
    assert steps == [
        (-61, "early", 0, 0, 0),
        (-59, "early", 0, 0, 0),
        (-10, "early", 1, 0, 0),
        (0, "due", 2, 0, 0),
        (15, "asked", 3, 0, 0),
        (29, "asked", 3, 0, 0),
        (30, "people", 3, 1, 0),
        (59, "people", 3, 1, 0),
        (60, "knocking", 3, 2, 1),
    ]
    assert keeping.pushed() == ["plan_soon", "plan_due", "plan_again"]
    assert keeping.pushed(keeping.buddies[0]) == ["plan_people", "alert"], "buddies come first when neighbours are asked to knock"
    assert "desk" in keeping.pushed(keeping.desk)
    (shown,) = missed(keeping)
    assert (shown.plan_id, shown.name, shown.since, shown.late, shown.reason_why) == (plan_id, "순자", NINE, False, "no_answer")
    assert shown.alert_id is not None
    assert keeping.street.alert(shown.alert_id).category == "please_check"

    answered = keeping.says()
    assert answered.promise is not None
    assert answered.promise.status == "kept_late"
    assert keeping.pushed(keeping.buddies[1])[-2:] == ["all_clear", "plan_over"] or "plan_over" in keeping.pushed(keeping.buddies[1])
    assert keeping.pushed(keeping.desk)[-1] in {"plan_over", "all_clear"}
    alert = keeping.street.alert(shown.alert_id)
    assert (alert.status, alert.outcome) == ("resolved", "safe")
    assert (missed(keeping), opened(keeping)) == ([], None)
    (row,) = keeping.decisions()
    assert (row.status, row.alert_id) == ("kept_late", shown.alert_id)


@pytest.mark.parametrize(("minutes", "told"), [(-5, False), (5, False), (20, False), (40, True)])
def test_an_answer_takes_back_what_was_said(keeping: Keeping, minutes: int, told: bool) -> None:
    keeping.promise("09:00")
    keeping.until(NINE + minutes * MINUTE)
    keeping.street.pushes_leave()
    keeping.says()
    assert (keeping.pushed(keeping.buddies[0]) == ["plan_people", "plan_over"]) is told
    keeping.until(NINE + 3 * HOUR)
    assert len(keeping.decisions()) == 1
    assert "plan_due" in keeping.pushed() or minutes < 0
    assert keeping.pushed(keeping.desk) == []


def test_who_never_heard_is_not_thanked(keeping: Keeping) -> None:
    keeping.promise("09:00")
    keeping.until(NINE + 40 * MINUTE)
    keeping.says()
    assert keeping.pushed(keeping.buddies[0]) == []


def test_a_buddy_in_touch_holds_back_the_knock_once_and_keeps_no_promise(keeping: Keeping) -> None:
    plan_id = keeping.promise("09:00")
    keeping.until(NINE + 45 * MINUTE)
    keeping.in_touch(keeping.buddies[0], plan_id)
    keeping.until(NINE + 70 * MINUTE)
    keeping.in_touch(keeping.buddies[1], plan_id, "saw")
    (shown,) = missed(keeping)
    assert shown.alert_id is None
    assert shown.contact is not None
    assert (shown.contact.by, shown.contact.how) == ("단짝1", "saw")
    here = keeping.street
    (asked,) = here.database.read_sync(lambda session: looking_after.asked(session, here.neighbourhood_id, keeping.buddies[0]))
    assert [(said.by, said.how) for said in asked.said] == [("단짝1", "saw"), ("단짝0", "talked")]
    assert keeping.came_to() == []
    keeping.until(NINE + 76 * MINUTE)
    assert missed(keeping)[0].alert_id is not None, "half an hour after the first word"


def test_only_agreed_buddies_may_say_so_and_only_of_what_they_were_told(keeping: Keeping) -> None:
    plan_id = keeping.promise("09:00")
    stranger = keeping.street.add("아무개", Tier.RESPONDER)
    keeping.until(NINE + 20 * MINUTE)
    with pytest.raises(Problem, match="not-found"):
        keeping.in_touch(keeping.buddies[0], plan_id)
    keeping.until(NINE + 40 * MINUTE)
    with pytest.raises(Problem, match="not-found"):
        keeping.in_touch(stranger, plan_id)
    here = keeping.street
    assert here.database.read_sync(lambda session: looking_after.asked(session, here.neighbourhood_id, stranger)) == []
    keeping.street.tie(keeping.buddies[0], "block")
    assert here.database.read_sync(lambda session: looking_after.asked(session, here.neighbourhood_id, keeping.buddies[0])) == []
    with pytest.raises(Problem, match="not-found"):
        keeping.in_touch(keeping.buddies[0], plan_id)


def test_a_silence_goes_on_over_the_next_promise_until_somebody_answers(keeping: Keeping) -> None:
    plan_id = keeping.promise("09:00", "12:00")
    keeping.until(NINE + 3 * HOUR + 5 * MINUTE)
    assert keeping.came_to() == ["missed"]
    (shown,) = missed(keeping)
    assert (shown.minute, shown.since) == (12 * 60, NINE), "the desk keeps seeing it, with the newer promise"
    assert shown.alert_id is not None
    keeping.street.pushes_leave()
    keeping.says()
    assert keeping.came_to() == ["missed", "kept"]
    assert keeping.street.alert(shown.alert_id).status == "resolved"
    assert "plan_over" in keeping.pushed(keeping.buddies[0])
    assert keeping.plan(plan_id).alert_id is None


@pytest.mark.parametrize("grace_min", [10, 30, 60, 180])
def test_newer_promises_put_off_nothing(keeping: Keeping, grace_min: int) -> None:
    """Promised every hour: the buddies, the desk and the door come as soon as with one promise, and a quarter of an hour at the most later."""
    keeping.promise("09:00", "10:00", "11:00", "12:00", "13:00", "14:00", grace_min=grace_min, first_day="2026-11-25")
    heard: dict[str, timedelta] = {}
    while clock.now() < NINE + 6 * HOUR:
        keeping.until(clock.now() + 5 * MINUTE)
        if "plan_people" in keeping.pushed(keeping.buddies[0]):
            heard.setdefault("people", clock.now() - NINE)
        for shown in missed(keeping):
            heard.setdefault("desk", clock.now() - NINE)
            if shown.alert_id is not None:
                heard.setdefault("knock", clock.now() - NINE)
    grace = grace_min * MINUTE
    assert grace <= heard["people"] <= grace + 15 * MINUTE
    assert grace + 30 * MINUTE <= heard["desk"] <= heard["knock"] <= grace + 45 * MINUTE
    assert set(keeping.came_to()) == {"missed"}


@pytest.mark.parametrize("by", ["person", "desk"])
def test_the_alert_is_closed_first(keeping: Keeping, by: str) -> None:
    keeping.promise("09:00")
    keeping.until(NINE + 60 * MINUTE)
    keeping.street.pushes_leave()
    alert_id = missed(keeping)[0].alert_id
    assert alert_id is not None
    here = keeping.street

    def close(session: object) -> None:
        how = {"neighbourhood_id": here.neighbourhood_id, "alert_id": alert_id, "now": clock.now()}
        if by == "person":
            alerts.cancel(session, actor_id=here.resident, tier=Tier.RESIDENT, why="", **how)  # type: ignore[arg-type]  # a session, below
        else:
            body = ResolveIn(outcome="nobody_found")
            alerts.resolve(session, actor_id=keeping.desk, tier=Tier.COORDINATOR, body=body, **how)  # type: ignore[arg-type]  # as above

    keeping.write(close)
    keeping.until(clock.now() + MINUTE)
    assert keeping.came_to() == ["kept_late" if by == "person" else "settled"]
    assert missed(keeping) == []
    assert "plan_over" in keeping.pushed(keeping.buddies[0])
    answered = keeping.says()
    assert answered.promise is None or answered.promise.status in {"kept_late", "settled"}
    assert len(keeping.decisions()) == 1


def test_an_alert_that_ran_out_leaves_the_promise_missed(keeping: Keeping) -> None:
    keeping.promise("09:00", last_day="2026-11-25")
    keeping.until(NINE + 26 * HOUR, every=HOUR)
    keeping.street.work()
    keeping.until(NINE + 27 * HOUR, every=MINUTE * 10)
    assert keeping.came_to() == ["missed"]
    assert keeping.mine() is not None
    assert opened(keeping) is None


def test_the_desk_settles_it_and_the_person_can_read_so(keeping: Keeping) -> None:
    plan_id = keeping.promise("09:00")
    keeping.until(NINE + 65 * MINUTE)
    (shown,) = missed(keeping)
    by = keeping.actor(keeping.desk, Tier.COORDINATOR)
    body = SettleIn.model_validate({"day": shown.day, "minute": shown.minute, "how": "spoke_by_phone", "note": "전화 받으심"})
    for _ in range(2):
        keeping.write(lambda session: desk.settle(session, by, plan_id, body, clock.now()))
    (row,) = keeping.decisions()
    assert (row.status, row.settled_by, row.how, row.note) == ("settled", keeping.desk, "spoke_by_phone", "전화 받으심")
    assert shown.alert_id is not None
    assert keeping.street.alert(shown.alert_id).status == "resolved"
    assert missed(keeping) == []
    tomorrow = SettleIn.model_validate({"day": shown.day + timedelta(days=1), "minute": shown.minute, "how": "other"})
    with pytest.raises(Problem, match="promise-not-due"):
        keeping.write(lambda session: desk.settle(session, by, plan_id, tomorrow, clock.now()))


def test_the_desk_sends_neighbours_at_once(keeping: Keeping) -> None:
    plan_id = keeping.promise("09:00")
    keeping.until(NINE + 5 * MINUTE)
    which = WhichPromise(day=date(2026, 11, 25), minute=540)
    by = keeping.actor(keeping.desk, Tier.COORDINATOR)
    for _ in range(2):
        keeping.write(lambda session: desk.knock_now(session, by, plan_id, which, clock.now()))
    (shown,) = missed(keeping)
    assert shown.alert_id is not None
    assert opened(keeping) == "knocking"
    keeping.until(NINE + 2 * HOUR)
    assert missed(keeping)[0].alert_id == shown.alert_id, "one alert"


def test_the_desk_learns_that_the_phone_cannot_be_reached(keeping: Keeping) -> None:
    keeping.promise("09:00")

    def silent(session: object) -> None:
        rows = session.execute(  # type: ignore[attr-defined]  # a session
            select(PushSubscription).where(col(PushSubscription.member_id) == keeping.street.resident)
        ).scalars()
        for row in rows:
            row.silent_at = clock.now()

    keeping.write(silent)
    keeping.until(NINE + 65 * MINUTE)
    assert missed(keeping)[0].reason_why == "phone_unreachable"


def test_a_call_for_help_is_no_all_clear(keeping: Keeping) -> None:
    keeping.promise("09:00")
    keeping.until(NINE + 65 * MINUTE)
    keeping.street.pushes_leave()
    (shown,) = missed(keeping)
    assert shown.alert_id is not None
    assert keeping.street.concern() == shown.alert_id
    assert keeping.street.alert(shown.alert_id).status == "open"
    assert "plan_over" not in keeping.pushed(keeping.buddies[0])
    assert keeping.came_to() == ["kept_late"]
    keeping.says()
    assert keeping.street.alert(shown.alert_id).status == "open", "help that was called for comes"


def test_whoever_keeps_a_number_for_taking_back_needs_it(keeping: Keeping, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.plans.telling.pins.is_on", lambda _session, _member_id: True)
    keeping.promise("09:00")
    keeping.until(NINE + 65 * MINUTE)
    (shown,) = missed(keeping)
    keeping.says()
    assert shown.alert_id is not None
    assert keeping.street.alert(shown.alert_id).status == "open"
    assert keeping.came_to() == ["kept_late"]
