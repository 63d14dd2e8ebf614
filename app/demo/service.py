"""Making the demonstration neighbourhood when it is missing, and fresh sign-in codes for its people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.demo.people import DESK_PHONE, NAME_EN, NAME_KO, OUTLINE, PEOPLE
from app.demo.street import ensure_street
from app.demo.together import ensure_walks
from app.demo.walks import ensure_walked
from app.neighbourhoods import presence
from app.neighbourhoods import service as neighbourhoods
from app.neighbourhoods.models import Neighbourhood
from app.people import pairing
from app.people import service as people
from app.people.models import ConsentKind, ConsentState, Member, Tier
from app.people.schemas import HomeIn

CODE_MINUTES = 10


@dataclass(frozen=True)
class DemoMember:
    """One demo person with a code that was just made."""

    id: UUID
    name: str
    tier: Tier
    lat: float
    lon: float
    code: str
    digits: str
    note: str


def ensure(session: Session, now: datetime) -> Neighbourhood:
    """The demo neighbourhood with all its people; what is there stays as it is."""
    row = session.execute(select(Neighbourhood).where(col(Neighbourhood.name_en) == NAME_EN)).scalar_one_or_none()
    if row is None:
        row = neighbourhoods.create(session, name_ko=NAME_KO, name_en=NAME_EN, ring=OUTLINE, now=now, desk_phone=DESK_PHONE)
    known = _members(session, row)
    for person in PEOPLE:
        if person.name in known:
            continue
        member = people.create_member(
            session, neighbourhood_id=row.id, name=person.name, tier=person.tier, now=now, verified=person.tier is not Tier.WALKER
        )
        member.duty_on = person.on_duty
        member.drill_ok = person.tier not in (Tier.WALKER, Tier.OFFICER)  # so that a drill can be tried
        member.family_phone = person.family_phone
        people.set_home(session, member, HomeIn(address=person.address, entry_note=person.entry_note, lat=person.lat, lon=person.lon), now)
        for kind in ConsentKind:
            people.set_consent(session, member, kind, ConsentState.GRANTED, now)
        known[person.name] = member
    for person in PEOPLE:
        if person.buddy_of is not None:
            people.tie(session, known[person.buddy_of], known[person.name], "buddy", now)
        presence.refresh(session, known[person.name].id)
    ensure_street(session, row, known, now)
    ensure_walks(session, row, known, now)
    ensure_walked(session, row, known, now)
    return row


def _members(session: Session, row: Neighbourhood) -> dict[str, Member]:
    here = session.execute(select(Member).where(col(Member.neighbourhood_id) == row.id)).scalars()
    return {member.name: member for member in here}


def with_codes(session: Session, key: bytes, now: datetime, *, tries: int) -> list[DemoMember]:
    """Every demo person with a fresh code; codes made before end at once."""
    row = ensure(session, now)
    known = _members(session, row)
    made = []
    for person in PEOPLE:
        code = pairing.hand_out(session, key, known[person.name], None, now, minutes=CODE_MINUTES, tries=tries)
        made.append(
            DemoMember(known[person.name].id, person.name, person.tier, person.lat, person.lon, code.shown, code.digits, person.note)
        )
    return made
