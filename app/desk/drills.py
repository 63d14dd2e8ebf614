"""The desk's page of drills: who takes part, what hinders one now, what earlier ones came to."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.alerts import drills, forced
from app.alerts.drill_results import DrillResult, results
from app.alerts.rules import AlertStatus, Place
from app.alerts.steps import real_call_waits
from app.desk.drill_schemas import DrillOut, DrillsOut, PlayedOut
from app.neighbourhoods.models import Presence
from app.people.models import Member, Tier

COMPARED = 20


def page(session: Session, neighbourhood_id: UUID, reader_id: UUID) -> DrillsOut:
    """Everything on it, read in one go."""
    group = select(Member).where(col(Member.neighbourhood_id) == neighbourhood_id, col(Member.drill_ok), col(Member.active))
    on_duty = select(func.count()).where(col(Presence.neighbourhood_id) == neighbourhood_id, col(Presence.drill_ok), col(Presence.on_duty))
    return DrillsOut(
        group=[
            PlayedOut(id=member.id, name=member.name, tier=Tier(member.tier), lends_home=drills.may_lend_home(session, member))
            for member in session.execute(group.order_by(col(Member.name), col(Member.id))).scalars()
        ],
        may_be_asked=session.execute(on_duty).scalar_one(),
        hindered_by=_hindrance(session, neighbourhood_id, reader_id),
        drills=[_out(result) for result in results(session, neighbourhood_id, COMPARED)],
    )


def _hindrance(session: Session, neighbourhood_id: UUID, reader_id: UUID) -> Literal["drill", "real_call"] | None:
    if drills.live(session, neighbourhood_id) is not None:
        return "drill"
    is_call_open = real_call_waits(session, neighbourhood_id) or forced.waits(session, neighbourhood_id, reader_id)
    return "real_call" if is_call_open else None


def _out(result: DrillResult) -> DrillOut:
    drill = result.alert
    return DrillOut(
        id=drill.id,
        opened_at=drill.opened_at,
        closed_at=drill.closed_at,
        status=AlertStatus(drill.status),
        place=Place(drill.place),
        category=drill.category,
        told=result.told,
        answered=result.answered,
        first_seen_s=result.first_seen_s,
        first_accepted_s=result.first_accepted_s,
        first_on_scene_s=result.first_on_scene_s,
    )
