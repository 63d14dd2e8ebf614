"""The rules of a visit, from values alone: who does what, never alone in a home, the responder's own timer, and crying wolf."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from app.alerts.rules import Place

SECOND_WITHIN = timedelta(minutes=3)
"""How long one neighbour may be the only one for a home before the desk is told."""
ANSWER_WITHIN = timedelta(minutes=3)
"""How long a responder who was asked how they are may stay silent before the desk is told."""
BRAKE_AFTER = 3
"""Own cancels within `BRAKE_WINDOW` from which on a repeat goes to the desk alone."""
BRAKE_WINDOW = timedelta(hours=1)
BRAKE_REPEAT = timedelta(minutes=10)
"""A repeat is one that comes no longer than this after the person's own cancel."""
DESK_LOOKS_WITHIN = timedelta(seconds=60)
"""How long a braked concern waits for the desk to look at it. Whoever makes a person cancel again and again must not silence them."""
FOR_AED = frozenset({"unwell", "fallen"})


class Role(StrEnum):
    """What somebody who comes is asked to do."""

    GOES = "goes"
    AED = "aed"
    ENTRANCE = "entrance"


@dataclass(frozen=True)
class Comer:
    """Somebody who said they come, and what they were asked to do before."""

    member_id: UUID
    accepted_at: datetime
    role: Role | None = None


def roles(comers: Iterable[Comer], category: str, *, has_aed: bool) -> dict[UUID, Role]:
    """The first goes, the second goes too or brings the AED on the way, all others wait at the entrance and show the way in.

    A role sticks as long as it is needed; somebody who leaves makes room for the next in the order of accepting.
    """
    in_order = sorted(comers, key=lambda comer: (comer.accepted_at, comer.member_id))
    second = Role.AED if has_aed and category in FOR_AED else Role.GOES
    open_roles = [Role.GOES, second, *[Role.ENTRANCE] * len(in_order)][: len(in_order)]
    given: dict[UUID, Role] = {}
    for comer in in_order:
        if comer.role in open_roles:
            open_roles.remove(comer.role)
            given[comer.member_id] = comer.role
    for comer in in_order:
        if comer.member_id not in given:
            given[comer.member_id] = open_roles.pop(0)
    return given


def alone_since(place: Place, coming: int, before: datetime | None, now: datetime) -> datetime | None:
    """Since when one neighbour is the only one for a home; None with nobody, with two, and in public places."""
    return (before or now) if place is Place.HOME and coming == 1 else None


def is_second_missing(since: datetime | None, told_at: datetime | None, now: datetime) -> bool:
    """Whether the desk has to hear now that nobody joins the one who goes; once for each time alone."""
    return since is not None and told_at is None and now - since >= SECOND_WITHIN


class TimerDue(StrEnum):
    """What a responder's own timer asks for."""

    ASK = "ask"
    TELL_DESK = "tell_desk"


@dataclass(frozen=True)
class Timer:
    """A responder's own timer: when they are asked how they are, when they were, and when the desk heard of their silence."""

    check_at: datetime | None
    asked_at: datetime | None = None
    silent_at: datetime | None = None

    def due(self, now: datetime) -> TimerDue | None:
        """What is right now: however late somebody looks, the responder is asked first and has the whole time to answer."""
        if self.check_at is None or self.silent_at is not None or now < self.check_at:
            return None
        if self.asked_at is None:
            return TimerDue.ASK
        return TimerDue.TELL_DESK if now - self.asked_at >= ANSWER_WITHIN else None

    @property
    def next_at(self) -> datetime | None:
        """The next moment at which something may be due."""
        if self.check_at is None or self.silent_at is not None:
            return None
        return self.check_at if self.asked_at is None else self.asked_at + ANSWER_WITHIN


def is_braked(own_cancels: Sequence[datetime], now: datetime) -> bool:
    """Whether a concern is told to the desk alone, because the person raised and cancelled again and again just now.

    Never a first one, nor one that comes a while after the last cancel: those page neighbours as always.
    """
    recent = [at for at in own_cancels if timedelta(0) <= now - at <= BRAKE_WINDOW]
    return len(recent) >= BRAKE_AFTER and now - max(recent) <= BRAKE_REPEAT


def stays_quiet(opened_at: datetime, desk_seen_at: datetime | None, now: datetime) -> bool:
    """Whether a braked concern is still the desk's alone: the desk has looked, or still has time to."""
    return desk_seen_at is not None or now - opened_at < DESK_LOOKS_WITHIN
