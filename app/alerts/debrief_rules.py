"""The one question afterwards, from values alone: whom it is asked, when, and what is kept of the answer."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from app.alerts.rules import Place
from app.neighbourhoods.quiet_rules import is_awake, minute_of_day

ASKED_WITHIN = timedelta(hours=24)
"""A question that comes later than this is no longer about the visit: it is not asked any more."""
NIGHT = (22 * 60, 8 * 60)
"""For whoever set no quiet hours. Nothing about this question cannot wait for the morning."""


class Answer(StrEnum):
    """How somebody is after a visit."""

    FINE = "fine"
    LINGERS = "lingers"
    TALK = "talk"


class Kept(StrEnum):
    """What is kept of it: that there was an answer, or that somebody wants to talk and whether the desk called them."""

    ANSWERED = "answered"
    TALK = "talk"
    TALKED = "talked"


class DebriefDue(StrEnum):
    """What is right to do with a question now."""

    WAIT = "wait"
    ASK = "ask"
    LET_GO = "let_go"


def is_owed(*, was_on_scene: bool, said_done: bool, place: Place, drill: bool) -> bool:
    """Who was there is asked, and who went to a home and was done before they were; never after a drill."""
    return not drill and (was_on_scene or (said_done and place is Place.HOME))


def awake_from(moment: datetime, time_zone: str, quiet_from: int | None, quiet_until: int | None) -> datetime:
    """The first moment from `moment` on that is outside somebody's quiet hours (or outside the night, when they set none)."""
    if quiet_from is None or quiet_until is None:
        quiet_from, quiet_until = NIGHT
    if is_awake(minute_of_day(moment, time_zone), quiet_from, quiet_until):
        return moment
    zone = ZoneInfo(time_zone)
    today = moment.astimezone(zone).date()
    wakes = time(quiet_until // 60, quiet_until % 60)
    mornings = (
        datetime.combine(today + timedelta(days=day), wakes.replace(fold=fold), zone).astimezone(UTC)
        for day in (0, 1, 2)
        for fold in (0, 1)
    )
    awake = (morning for morning in mornings if is_awake(minute_of_day(morning, time_zone), quiet_from, quiet_until))
    return min(morning for morning in awake if morning > moment)


def asked_at(ended_at: datetime, after: timedelta, time_zone: str, quiet_from: int | None, quiet_until: int | None) -> datetime:
    """When somebody is asked whose part ended at `ended_at`."""
    return awake_from(ended_at + after, time_zone, quiet_from, quiet_until)


def due(at: datetime, awake: datetime, now: datetime) -> DebriefDue:
    """What becomes of a question for `at` whose reader is awake from `awake` on; however late somebody looks."""
    if now - at > ASKED_WITHIN or awake - at > ASKED_WITHIN:
        return DebriefDue.LET_GO
    return DebriefDue.ASK if now >= at and now >= awake else DebriefDue.WAIT


def keep(before: Kept | None, said: Answer) -> Kept:
    """What is kept after an answer. The first one stands, but whoever wants to talk may say so later, too; how somebody is
    otherwise is nobody's business, so it is not kept."""
    if said is Answer.TALK:
        return Kept.TALKED if before is Kept.TALKED else Kept.TALK
    return before or Kept.ANSWERED
