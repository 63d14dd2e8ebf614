"""What goes on the paper: whom to ring, who agreed that somebody comes to their door, and who may be sent to whom."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.geo.cells import boundary
from app.neighbourhoods import service as neighbourhoods
from app.neighbourhoods.models import Presence
from app.outside.models import OutsideChannel
from app.people.models import Consent, ConsentKind, ConsentState, Home, Member, Tie, TieKind, Tier

NEAREST = 5
"""How many neighbours to ring stand beside each resident."""
_DIRECTIONS = ("북", "북동", "동", "남동", "남", "남서", "서", "북서")
_DEGREE_M = 111_320.0


@dataclass(frozen=True)
class Reached:
    """Somebody with a telephone: of the desk, or a responder with a number on the paper and the area their cell lies in."""

    member_id: UUID
    name: str
    phone: str | None
    on_duty: bool = False
    area: str = ""
    number: int = 0


@dataclass(frozen=True)
class Resident:
    """Somebody who agreed that who comes sees their address. `ring` are the numbers of those to ring, nearest first: nobody they
    keep away from is among them, and nothing on the paper says that there is anybody."""

    member_id: UUID
    name: str
    phone: str | None
    family_phone: str | None
    address: str
    entry_note: str
    buddies: list[str]
    ring: list[int]
    named: frozenset[UUID] = frozenset()
    """Whose names `buddies` are."""


@dataclass(frozen=True)
class PaperList:
    """Everything on it."""

    neighbourhood: str
    desk_phone: str | None
    printed_at: datetime
    printed_by: str
    desk: list[Reached]
    channels: list[str]
    responders: list[Reached]
    residents: list[Resident]
    left_out: int
    """Residents who keep their address to themselves."""

    @property
    def shown(self) -> set[UUID]:
        """Everybody of whom something stands on it."""
        named = {member_id for one in self.residents for member_id in one.named}
        return {one.member_id for one in (*self.desk, *self.responders)} | {one.member_id for one in self.residents} | named


def gather(session: Session, neighbourhood_id: UUID, printed_by: str, now: datetime) -> PaperList:
    """The list as it is now, in the neighbourhood's own time."""
    here = neighbourhoods.neighbourhood_of(session, neighbourhood_id)
    theirs = select(Member).where(col(Member.neighbourhood_id) == neighbourhood_id, col(Member.active))
    members = {member.id: member for member in session.execute(theirs.order_by(col(Member.name), col(Member.id))).scalars()}
    kept: list[Home] = list(session.execute(select(Home).where(col(Home.neighbourhood_id) == neighbourhood_id)).scalars())
    homes = {home.member_id: home for home in kept}
    shows_home = select(col(Consent.member_id)).where(
        col(Consent.neighbourhood_id) == neighbourhood_id,
        col(Consent.kind) == ConsentKind.HOME_DISCLOSURE.value,
        col(Consent.state) == ConsentState.GRANTED.value,
    )
    agreed = set(session.execute(shows_home).scalars())
    centre = (here.centre_lat, here.centre_lon)
    places: list[Presence] = list(session.execute(select(Presence).where(col(Presence.neighbourhood_id) == neighbourhood_id)).scalars())
    may_be_told = {place.member_id: place for place in places}
    responders = [
        Reached(member.id, member.name, member.phone, member.duty_on, _area(centre, may_be_told[member.id].home_cell))
        for member in members.values()
        if member.tier == Tier.RESPONDER and member.verified_at is not None and member.id in may_be_told
    ]
    responders = [
        Reached(one.member_id, one.name, one.phone, one.on_duty, one.area, number)
        for number, one in enumerate(sorted(responders, key=lambda one: not one.on_duty), start=1)
    ]
    residents = [member for member in members.values() if member.tier == Tier.RESIDENT]
    chosen, apart = _ties(session, neighbourhood_id)
    may_visit = {member.id for member in members.values() if member.verified_at is not None and member.id in may_be_told}
    buddies = {
        member.id: [other for other in chosen[member.id] if other in may_visit and other not in apart[member.id]] for member in residents
    }
    listed = [
        Resident(
            member.id,
            member.name,
            member.phone,
            member.family_phone,
            homes[member.id].address,
            homes[member.id].entry_note,
            buddies=[members[other].name for other in buddies[member.id]],
            ring=_whom_to_ring(homes[member.id].cell, responders, may_be_told, buddies[member.id], apart[member.id]),
            named=frozenset(buddies[member.id]),
        )
        for member in residents
        if member.id in homes and member.id in agreed
    ]
    labels = select(col(OutsideChannel.label)).where(col(OutsideChannel.neighbourhood_id) == neighbourhood_id, col(OutsideChannel.active))
    staff = [member for member in members.values() if Tier(member.tier).is_staff]
    return PaperList(
        neighbourhood=here.name_ko,
        desk_phone=here.desk_phone,
        printed_at=now.astimezone(ZoneInfo(here.time_zone)),
        printed_by=printed_by,
        desk=[Reached(member.id, member.name, member.phone) for member in staff],
        channels=list(session.execute(labels.order_by(col(OutsideChannel.id))).scalars()),
        responders=responders,
        residents=listed,
        left_out=len(residents) - len(listed),
    )


def _ties(session: Session, neighbourhood_id: UUID) -> tuple[dict[UUID, list[UUID]], dict[UUID, set[UUID]]]:
    chosen: dict[UUID, list[UUID]] = defaultdict(list)
    apart: dict[UUID, set[UUID]] = defaultdict(set)
    for tie in session.execute(select(Tie).where(col(Tie.neighbourhood_id) == neighbourhood_id)).scalars():
        if tie.kind == TieKind.BUDDY:
            chosen[tie.member_id].append(tie.other_id)
        elif tie.kind == TieKind.BLOCK:
            apart[tie.member_id].add(tie.other_id)
            apart[tie.other_id].add(tie.member_id)
    return chosen, apart


def _whom_to_ring(cell: str, responders: list[Reached], places: dict[UUID, Presence], buddies: list[UUID], apart: set[UUID]) -> list[int]:
    home = _middle(cell)

    def rank(one: Reached) -> tuple[bool, bool, float, int]:
        theirs = places[one.member_id].home_cell
        metres = _metres(home, _middle(theirs))[0] if theirs else math.inf
        return (one.member_id not in buddies, not one.on_duty, metres, one.number)

    may_go = [one for one in responders if one.member_id not in apart and one.phone]
    return [one.number for one in sorted(may_go, key=rank)[:NEAREST]]


def _middle(cell: str) -> tuple[float, float]:
    corners = boundary(cell)
    return sum(lat for lat, _ in corners) / len(corners), sum(lon for _, lon in corners) / len(corners)


def _metres(one: tuple[float, float], other: tuple[float, float]) -> tuple[float, float]:
    north = (other[0] - one[0]) * _DEGREE_M
    east = (other[1] - one[1]) * _DEGREE_M * math.cos(math.radians(one[0]))
    return math.hypot(north, east), math.degrees(math.atan2(east, north)) % 360


def _area(centre: tuple[float, float], cell: str | None) -> str:
    """Where a cell lies, in words and no finer: as the desk says it."""
    if cell is None:
        return ""
    metres, bearing = _metres(centre, _middle(cell))
    if metres < 100:
        return "동네 한가운데"
    return f"한가운데에서 {_DIRECTIONS[round(bearing / 45) % 8]}쪽 {round(metres / 50) * 50} m쯤"
