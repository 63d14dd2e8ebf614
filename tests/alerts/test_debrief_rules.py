"""Whom the one question is asked, when, and what is kept: for all hours, zones and delays."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.alerts.debrief_rules import ASKED_WITHIN, NIGHT, Answer, DebriefDue, Kept, asked_at, awake_from, due, is_owed, keep
from app.alerts.rules import Place
from app.neighbourhoods.quiet_rules import is_awake, minute_of_day

moments = st.integers(0, 6 * 365 * 86_400).map(lambda second: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(seconds=second))
zones = st.sampled_from(["Asia/Seoul", "Europe/Berlin", "America/New_York", "Pacific/Auckland"])
minutes = st.one_of(st.none(), st.integers(0, 1_439))
NOON = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


@given(moments, zones, minutes, minutes)
def test_nobody_is_asked_in_their_quiet_hours(moment: datetime, zone: str, quiet_from: int | None, quiet_until: int | None) -> None:
    awake = awake_from(moment, zone, quiet_from, quiet_until)
    mine = NIGHT if quiet_from is None or quiet_until is None else (quiet_from, quiet_until)
    assert moment <= awake <= moment + timedelta(hours=50)
    assert is_awake(minute_of_day(awake, zone), *mine)
    if is_awake(minute_of_day(moment, zone), *mine):
        assert awake == moment


def test_after_a_visit_at_night_the_question_waits_for_the_morning() -> None:
    ended = datetime(2026, 11, 24, 13, 30, tzinfo=UTC)  # half past ten in the evening
    assert asked_at(ended, timedelta(minutes=90), "Asia/Seoul", None, None) == datetime(2026, 11, 24, 23, 0, tzinfo=UTC)
    assert asked_at(ended, timedelta(minutes=90), "Asia/Seoul", 60, 7 * 60) == ended + timedelta(minutes=90), "their own hours count"
    assert asked_at(NOON, timedelta(minutes=90), "Asia/Seoul", 13 * 60, 15 * 60) == NOON + timedelta(hours=3), "a nap, too"


@given(st.timedeltas(timedelta(0), timedelta(days=3)), st.timedeltas(timedelta(0), timedelta(days=1)))
def test_however_late_somebody_looks_it_is_asked_within_a_day_or_let_go(late: timedelta, sleeps: timedelta) -> None:
    now = NOON + late
    todo = due(NOON, now + sleeps, now)
    if late > ASKED_WITHIN or late + sleeps > ASKED_WITHIN:
        assert todo is DebriefDue.LET_GO
    else:
        assert todo is (DebriefDue.ASK if sleeps == timedelta(0) else DebriefDue.WAIT)


def test_before_its_time_it_waits() -> None:
    assert due(NOON, NOON - timedelta(minutes=1), NOON - timedelta(minutes=1)) is DebriefDue.WAIT


@given(st.booleans(), st.booleans(), st.sampled_from(Place))
def test_who_was_there_or_went_to_a_home_is_asked_but_never_after_a_drill(was_there: bool, said_done: bool, place: Place) -> None:
    assert not is_owed(was_on_scene=was_there, said_done=said_done, place=place, drill=True)
    owed = is_owed(was_on_scene=was_there, said_done=said_done, place=place, drill=False)
    assert owed is (was_there or (said_done and place is Place.HOME))


@given(st.lists(st.sampled_from(Answer), min_size=1, max_size=6))
def test_who_wants_to_talk_is_heard_whenever_they_say_so(said: list[Answer]) -> None:
    kept: Kept | None = None
    for answer in said:
        kept = keep(kept, answer)
    assert kept is (Kept.TALK if Answer.TALK in said else Kept.ANSWERED)


@given(st.sampled_from(Answer))
def test_how_somebody_is_otherwise_is_not_kept(said: Answer) -> None:
    assert keep(Kept.TALKED, said) is Kept.TALKED
    assert keep(None, Answer.FINE) is keep(None, Answer.LINGERS)
