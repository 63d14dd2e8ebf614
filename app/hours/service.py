"""Handing out certificates: the only writer of them."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.problems import Problem, not_found
from app.hours import reading, rules
from app.hours.models import Certificate
from app.hours.schemas import CertificateOut, DeskHours, MonthOut
from app.neighbourhoods import service as neighbourhoods
from app.people import access_log
from app.people import service as people
from app.people.auth import Actor

_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without those that are taken for one another when read aloud."""


@dataclass(frozen=True)
class Certified:
    """All that stands on a certificate."""

    number: str
    name: str
    neighbourhood: str
    months: list[MonthOut]
    minutes: int
    walks: int
    issued_at: datetime


def certify(session: Session, actor: Actor, first: date, last: date, now: datetime) -> Certified:
    """A certificate of the actor's confirmed hours, months included. The same hours of the same months keep their number."""
    zone = reading.zone_of(session, actor.neighbourhood_id)
    rows = reading.walks_of(session, actor.neighbourhood_id, actor.member_id, first, rules.later(last, 1), zone)
    walks = reading.credited(rows, first, zone)
    months = [reading.months_sum(walks, month) for month in rules.months_between(first, last)]
    minutes = sum(month.confirmed_min for month in months)
    if not minutes:
        raise Problem(
            409,
            "no-hours-yet",
            ko="이 기간에는 아직 확인된 봉사 시간이 없어요. 순찰을 다녀오면 여기에 쌓여요.",
            en="No hours of this period are confirmed yet. They add up here with every walk.",
        )
    mine = select(Certificate).where(
        col(Certificate.neighbourhood_id) == actor.neighbourhood_id,
        col(Certificate.member_id) == actor.member_id,
        col(Certificate.first_month) == rules.month_name(first),
        col(Certificate.last_month) == rules.month_name(last),
        col(Certificate.minutes) == minutes,
    )
    row = session.execute(mine.limit(1)).scalar_one_or_none()
    if row is None:
        row = Certificate(
            neighbourhood_id=actor.neighbourhood_id,
            number=_number(now),
            member_id=actor.member_id,
            first_month=rules.month_name(first),
            last_month=rules.month_name(last),
            minutes=minutes,
            issued_at=now,
        )
        session.add(row)
        session.flush()
    member = people.member_of(session, actor.neighbourhood_id, actor.member_id)
    place = neighbourhoods.neighbourhood_of(session, actor.neighbourhood_id)
    return Certified(
        row.number, member.name, place.name_ko, months, minutes, sum(month.walks for month in months), row.issued_at.astimezone(zone)
    )


def certificate(session: Session, neighbourhood_id: UUID, number: str) -> CertificateOut:
    """What a certificate says that somebody holds up at the desk; an unknown number is not found."""
    row = session.get(Certificate, (neighbourhood_id, number.strip().upper()))
    if row is None:
        raise not_found()
    return CertificateOut(
        number=row.number,
        name=people.member_of(session, neighbourhood_id, row.member_id).name,
        first_month=row.first_month,
        last_month=row.last_month,
        minutes=row.minutes,
        issued_at=row.issued_at,
    )


def taken_out(session: Session, actor: Actor, month: date, reason: str, now: datetime) -> DeskHours:
    """A month's hours for a file; that each member's were taken out, and why, is logged here."""
    hours = reading.at_desk(session, actor.neighbourhood_id, month)
    for member_id in sorted({item.member.id for item in hours.items}) or [actor.member_id]:
        access_log.record(
            session,
            neighbourhood_id=actor.neighbourhood_id,
            actor_id=actor.member_id,
            subject_id=member_id,
            what="hours_export",
            reason=reason,
            now=now,
        )
    return hours


def _number(now: datetime) -> str:
    drawn = "".join(secrets.choice(_LETTERS) for _ in range(8))
    return f"{now:%Y}-{drawn[:4]}-{drawn[4:]}"
