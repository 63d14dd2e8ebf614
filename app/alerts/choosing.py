"""Finding the neighbours who may be asked about an alert: cell to cell, near rings first, the person's own choices applied silently."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from app.alerts.choosing_rules import Neighbour, bands, enough_found, may_be_asked, order
from app.alerts.models import Alert
from app.alerts.rules import Place
from app.geo.cells import rings
from app.neighbourhoods import presence
from app.neighbourhoods import service as neighbourhoods
from app.neighbourhoods.policy import Policy
from app.neighbourhoods.quiet_rules import is_awake, minute_of_day
from app.notifications.ringing import reachable_members
from app.people import service as people
from app.people.models import Tier


@dataclass(frozen=True)
class Asked:
    """What is asked of whom: help for a person, in a cell. `seed` keeps the order of equals the same for one alert."""

    neighbourhood_id: UUID
    person_id: UUID | None
    cell: str
    place: Place
    seed: UUID
    is_drill: bool = False


@dataclass(frozen=True)
class Choice:
    """Everybody who may be asked now, first to be told first."""

    in_order: list[UUID]
    silent: int
    """How many of them have no phone that rings."""

    @property
    def in_range(self) -> int:
        """How many there are; for the desk and the policy, never for an answer."""
        return len(self.in_order)


def choose(session: Session, alert: Alert, policy: Policy, now: datetime) -> Choice:
    """Who may be asked about `alert`, whether told already or not."""
    asked = Asked(alert.neighbourhood_id, alert.person_id, alert.cell, Place(alert.place), alert.id, alert.drill)
    return choose_for(session, asked, policy, now)


def choose_for(session: Session, asked: Asked, policy: Policy, now: datetime) -> Choice:
    """Who may be asked. Nothing finer than a cell takes part, and bands of rings are read whole: nobody near is left out for
    somebody farther away. The next band is read while those before hold too few who can be reached."""
    here = asked.neighbourhood_id
    session.flush()  # the searches are prepared statements, which do not see to that
    buddies, away = people.ties_of(session, here, asked.person_id) if asked.person_id is not None else (set(), set())
    minute = minute_of_day(now, neighbourhoods.time_zone_of(session, here))
    fix_since = now - timedelta(seconds=policy.usable_fix_s)
    seen = away | ({asked.person_id} if asked.person_id is not None else set())
    found: list[Neighbour] = []

    def take(spots: Sequence[presence.Spot], band: int) -> None:
        fresh = [spot for spot in spots if spot.member_id not in seen]
        seen.update(spot.member_id for spot in fresh)
        eligible = [
            neighbour
            for spot in fresh
            if may_be_asked(neighbour := _neighbour(spot, buddies, band, minute, now, asked.is_drill), asked.place, is_drill=asked.is_drill)
        ]
        reachable = reachable_members(session, here, [neighbour.member_id for neighbour in eligible])
        found.extend(neighbour if neighbour.member_id in reachable else _silent(neighbour) for neighbour in eligible)

    searched = bands(policy.inner_rings, policy.outer_rings, policy.sparse_rings)
    for band, steps in enumerate(searched):
        near_first = rings(asked.cell, steps.stop - 1)[steps.start :]
        take(presence.in_rings(session, here, near_first, now=now, fix_since=fix_since), band)
        if enough_found(sum(neighbour.is_reachable for neighbour in found), policy.widen_below):
            break
    if asked.place is Place.HOME and (elsewhere := buddies - seen):
        take(presence.of_members(session, here, elsewhere, now=now, fix_since=fix_since), len(searched))
    in_order = order(found, seed=asked.seed, fresh=timedelta(seconds=policy.fresh_fix_s), usable=now - fix_since)
    return Choice(in_order, sum(not neighbour.is_reachable for neighbour in found))


def _neighbour(spot: presence.Spot, buddies: set[UUID], band: int, minute: int, now: datetime, is_drill: bool) -> Neighbour:
    is_buddy = spot.member_id in buddies
    may_be_woken = is_buddy and spot.quiet_but_buddies and not is_drill  # nobody is woken for a drill
    return Neighbour(
        member_id=spot.member_id,
        is_responder=spot.tier == Tier.RESPONDER,
        is_verified=spot.verified,
        is_on_duty=spot.on_duty,
        is_buddy=is_buddy,
        is_awake=may_be_woken or is_awake(minute, spot.quiet_from_min, spot.quiet_until_min),
        in_drill_group=spot.drill_ok,
        is_reachable=True,
        band=band,
        fix_age=now - spot.fix_at if spot.fix_at is not None else None,
    )


def _silent(neighbour: Neighbour) -> Neighbour:
    return replace(neighbour, is_reachable=False)
