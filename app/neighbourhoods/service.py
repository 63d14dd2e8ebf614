"""Neighbourhoods, their members' roles and codes: the only writer of where you belong."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core import broadcast
from app.core.database import table_of
from app.core.prepared import Prepared
from app.core.problems import Problem, not_found
from app.neighbourhoods import presence
from app.neighbourhoods.models import Neighbourhood
from app.neighbourhoods.policy import Policy, read_policy
from app.neighbourhoods.schemas import CodeState, MemberIn, MemberPatch, NeighbourhoodOut, PointOut
from app.people import access_log
from app.people import service as people
from app.people.models import Device, Member, PairingCode, Tier
from app.people.schemas import HomeMoveIn, HomeOut

_neighbourhoods = table_of(Neighbourhood)
_time_zone = Prepared(select(_neighbourhoods.c.time_zone).where(_neighbourhoods.c.id == bindparam("this")))


def create(
    session: Session,
    *,
    name_ko: str,
    name_en: str,
    ring: list[tuple[float, float]],
    now: datetime,
    desk_phone: str | None = None,
    time_zone: str = "Asia/Seoul",
) -> Neighbourhood:
    """Draw a neighbourhood; `ring` is its outline as (lat, lon), closed or not."""
    closed = ring if ring[0] == ring[-1] else [*ring, ring[0]]
    corners = closed[:-1]
    row = Neighbourhood(
        name_ko=name_ko,
        name_en=name_en,
        time_zone=time_zone,
        boundary=json.dumps({"type": "Polygon", "coordinates": [[[lon, lat] for lat, lon in closed]]}),
        centre_lat=sum(lat for lat, _ in corners) / len(corners),
        centre_lon=sum(lon for _, lon in corners) / len(corners),
        desk_phone=desk_phone,
        created_at=now,
    )
    session.add(row)
    session.flush()
    broadcast.begin(session, row.id)
    access_log.begin(session, row.id)
    return row


def neighbourhood_of(session: Session, neighbourhood_id: UUID) -> Neighbourhood:
    """The neighbourhood's row."""
    row = session.get(Neighbourhood, neighbourhood_id)
    if row is None:
        raise not_found()
    return row


def time_zone_of(session: Session, neighbourhood_id: UUID) -> str:
    """The zone in which the neighbourhood's days and quiet hours are."""
    row = _time_zone.first(session, {"this": neighbourhood_id})
    if row is None:
        raise not_found()
    return str(row.time_zone)


def neighbourhood_out(row: Neighbourhood) -> NeighbourhoodOut:
    """The neighbourhood as its members see it."""
    boundary: dict[str, Any] = json.loads(row.boundary)
    return NeighbourhoodOut(
        id=row.id,
        name_ko=row.name_ko,
        name_en=row.name_en,
        time_zone=row.time_zone,
        centre=PointOut(lat=row.centre_lat, lon=row.centre_lon),
        boundary=boundary,
        desk_phone=row.desk_phone,
    )


def policy_of(session: Session, neighbourhood_id: UUID) -> Policy:
    """The policy in force; what is stored wrong is read as the default."""
    return read_policy(neighbourhood_of(session, neighbourhood_id).policy)


def changed_policy(session: Session, neighbourhood_id: UUID, changes: dict[str, Any]) -> Policy:
    """The policy in force with some numbers set, not yet in force; a set that contradicts itself is refused."""
    return Policy.model_validate({**policy_of(session, neighbourhood_id).model_dump(), **changes})


def staff_of(session: Session, neighbourhood_id: UUID) -> list[UUID]:
    """Everybody at the desk."""
    desk = select(col(Member.id)).where(
        col(Member.neighbourhood_id) == neighbourhood_id, col(Member.tier).in_([Tier.COORDINATOR, Tier.OFFICER]), col(Member.active)
    )
    return list(session.execute(desk).scalars())


def add_member(session: Session, neighbourhood_id: UUID, body: MemberIn, now: datetime) -> Member:
    """Enter a member somebody met in person; the same id again with the same name and tier is harmless."""
    if body.id is not None:
        known = session.get(Member, body.id)
        if known is not None and known.neighbourhood_id == neighbourhood_id and (known.name, known.tier) == (body.name, body.tier):
            return known
    member = people.create_member(
        session,
        neighbourhood_id=neighbourhood_id,
        name=body.name,
        tier=body.tier,
        now=now,
        language=body.language,
        verified=body.verified,
        member_id=body.id,
    )
    member.phone, member.family_phone = body.phone or None, body.family_phone or None
    if body.home is not None:
        people.set_home(session, member, body.home, now)
    presence.refresh(session, member.id)
    return member


def change_member(session: Session, neighbourhood_id: UUID, member_id: UUID, patch: MemberPatch, now: datetime, *, by: UUID) -> Member:
    """Change a member's name, tier, standing or phones.

    Nobody takes the coordinator's role from themselves: a desk must not lock itself out.
    """
    member = people.member_of(session, neighbourhood_id, member_id)
    if member_id == by and (patch.active is False or (patch.tier is not None and patch.tier is not Tier.COORDINATOR)):
        raise Problem(
            409,
            "own-role",
            ko="내 역할은 내가 내려놓을 수 없어요. 다른 담당자에게 부탁해 주세요.",
            en="You cannot take your own role away. Please ask another coordinator.",
        )
    if patch.name is not None:
        member.name = patch.name
    if patch.tier is not None:
        member.tier = patch.tier.value
    if patch.verified is not None and patch.verified != (member.verified_at is not None):
        member.verified_at = now if patch.verified else None
    if patch.phone is not None:
        member.phone = patch.phone or None
    if patch.family_phone is not None:
        member.family_phone = patch.family_phone or None
    if patch.active is not None:
        member.active = patch.active
        if not patch.active:
            session.execute(delete(Device).where(col(Device.member_id) == member.id))
    session.flush()
    presence.refresh(session, member.id)
    return member


def move_home(session: Session, neighbourhood_id: UUID, member_id: UUID, home: HomeMoveIn, now: datetime, *, by: UUID) -> HomeOut:
    """Set a member's home and where they are matched from; a correction is logged with its reason and shown to the member."""
    corrects = home.correction is not None
    row = people.set_home(session, people.member_of(session, neighbourhood_id, member_id), home, now, corrects=corrects)
    if home.correction is not None:
        access_log.record(
            session,
            neighbourhood_id=neighbourhood_id,
            actor_id=by,
            subject_id=member_id,
            what="home_corrected",
            reason=home.correction,
            now=now,
        )
    presence.refresh(session, member_id)
    return HomeOut(address=row.address, entry_note=row.entry_note, lat=row.lat, lon=row.lon)


def show_home(session: Session, neighbourhood_id: UUID, member_id: UUID, *, actor_id: UUID, reason: str, now: datetime) -> HomeOut:
    """A member's home for staff with a reason; the view is logged and shown to the member."""
    member = people.member_of(session, neighbourhood_id, member_id)
    row = people.home_of(session, member.id)
    if row is None:
        raise not_found()
    access_log.record(
        session, neighbourhood_id=neighbourhood_id, actor_id=actor_id, subject_id=member.id, what="home", reason=reason, now=now
    )
    return HomeOut(address=row.address, entry_note=row.entry_note, lat=row.lat, lon=row.lon)


def codes_of(session: Session, neighbourhood_id: UUID, member_id: UUID, now: datetime) -> list[CodeState]:
    """What became of the member's newest codes."""
    people.member_of(session, neighbourhood_id, member_id)
    newest = select(PairingCode).where(col(PairingCode.member_id) == member_id).order_by(col(PairingCode.created_at).desc()).limit(20)
    return [_code_state(code, now) for code in session.execute(newest).scalars()]


def _code_state(code: PairingCode, now: datetime) -> CodeState:
    if code.used_at is not None:
        state = "used"
    elif code.tries_left <= 0:
        state = "locked"
    else:
        state = "open" if code.expires_at > now else "expired"
    return CodeState.model_validate(
        {"id": code.id, "created_at": code.created_at, "expires_at": code.expires_at, "state": state, "device_name": code.used_by_device}
    )
