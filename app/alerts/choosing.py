"""Finding the neighbours who may be asked about an alert: cell to cell, rings first, the person's own choices applied silently."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from app.alerts.models import Alert
from app.alerts.rules import Neighbour, Place, may_be_asked, order
from app.geo.cells import disk
from app.neighbourhoods import presence
from app.neighbourhoods.policy import Policy
from app.notifications import service as notifications
from app.people import service as people
from app.people.models import Tier

MOST_READ = 500


@dataclass(frozen=True)
class Choice:
    """Everybody who may be asked now, first to be told first."""

    in_order: list[UUID]

    @property
    def in_range(self) -> int:
        """How many there are; for the desk and the policy, never for an answer."""
        return len(self.in_order)


def choose(session: Session, alert: Alert, policy: Policy, now: datetime) -> Choice:
    """Who may be asked about `alert`, whether told already or not. An exact position never decides who."""
    inner = set(disk(alert.cell, policy.inner_rings))
    buddies, blocked = people.ties_of(session, alert.neighbourhood_id, alert.person_id)
    usable = timedelta(seconds=policy.usable_fix_s)
    spots = presence.in_cells(
        session, alert.neighbourhood_id, disk(alert.cell, policy.outer_rings), now=now, fix_since=now - usable, limit=MOST_READ
    )
    if alert.place == Place.HOME and buddies:
        known = {spot.member_id for spot in spots}
        spots += presence.of_members(session, alert.neighbourhood_id, buddies - known, now=now)
    spots = [spot for spot in spots if spot.member_id != alert.person_id and spot.member_id not in blocked]
    reachable = notifications.reachable_members(session, alert.neighbourhood_id, [spot.member_id for spot in spots])
    neighbours = [_neighbour(spot, inner, buddies, reachable, now, usable) for spot in spots]
    place = Place(alert.place)
    asked = [neighbour for neighbour in neighbours if may_be_asked(neighbour, place)]
    return Choice(order(asked, seed=alert.id, fresh=timedelta(seconds=policy.fresh_fix_s), usable=usable))


def _neighbour(
    spot: presence.Spot, inner: set[str], buddies: set[UUID], reachable: set[UUID], now: datetime, usable: timedelta
) -> Neighbour:
    age = now - spot.fix_at if spot.fix_at is not None and spot.walking_cell is not None else None
    if age is not None and age > usable:
        age = None
    cell = spot.walking_cell if age is not None else spot.home_cell
    return Neighbour(
        member_id=spot.member_id,
        is_verified_responder=spot.tier is Tier.RESPONDER and spot.verified and (spot.on_duty or age is not None),
        is_walker=spot.tier in (Tier.WALKER, Tier.RESPONDER),
        is_buddy=spot.member_id in buddies,
        is_reachable=spot.member_id in reachable,
        in_inner_rings=cell in inner,
        fix_age=age,
    )
