"""Who may be asked about an alert and in which order, from values alone: bands of rings, quiet hours, buddies, drills."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from app.alerts.rules import Place


@dataclass(frozen=True)
class Neighbour:
    """Somebody who might be asked, seen from one alert."""

    member_id: UUID
    is_responder: bool
    is_verified: bool
    """Met in person by a coordinator."""
    is_on_duty: bool
    is_buddy: bool
    """The person chose them."""
    is_awake: bool
    """No quiet hours of theirs keep this alert from them."""
    in_drill_group: bool
    is_reachable: bool
    """Whether a push has somewhere to go."""
    band: int
    """Which band of rings they are in now; 0 is the nearest."""
    fix_age: timedelta | None
    """Age of the newest fix of a walk under way; None when not walking."""


def bands(inner: int, outer: int, sparse: int) -> tuple[range, ...]:
    """The rings that are searched together, nearest first: the inner ones, and while they hold too few the next."""
    last = [inner, max(inner, outer), max(inner, outer, sparse)]
    return tuple(range(first, end + 1) for first, end in zip([0, last[0] + 1, last[1] + 1], last, strict=True) if first <= end)


def enough_found(reachable: int, widen_below: int) -> bool:
    """Whether the rings searched so far hold so many who can be reached that nobody farther is looked for."""
    return reachable >= widen_below


def may_be_asked(neighbour: Neighbour, place: Place, *, is_drill: bool = False) -> bool:
    """Homes: only who was met in person and is on duty, and of those responders and the person's own buddies. Public places: such
    responders, and who is out walking now. A drill stays within its group."""
    if not neighbour.is_awake or (is_drill and not neighbour.in_drill_group):
        return False
    is_vetted = neighbour.is_verified and neighbour.is_on_duty
    if place is Place.HOME:
        return is_vetted and (neighbour.is_responder or neighbour.is_buddy)
    return (is_vetted and neighbour.is_responder) or neighbour.fix_age is not None


def order(neighbours: Iterable[Neighbour], *, seed: UUID, fresh: timedelta, usable: timedelta) -> list[UUID]:
    """Who is told first: people with a phone that rings before those without, then buddies, near bands before far ones, fresh
    fix, usable fix, home cell; ties by a seed that sticks to the alert. The unreachable still come last: they may have the app open."""

    def rank(neighbour: Neighbour) -> tuple[int, int, int, int, bytes]:
        age = neighbour.fix_age
        freshness = 2 if age is None or age > usable else 0 if age <= fresh else 1
        sticky = hashlib.blake2b(neighbour.member_id.bytes, key=seed.bytes, digest_size=8).digest()
        return (0 if neighbour.is_reachable else 1, 0 if neighbour.is_buddy else 1, neighbour.band, freshness, sticky)

    return [neighbour.member_id for neighbour in sorted(neighbours, key=rank)]
