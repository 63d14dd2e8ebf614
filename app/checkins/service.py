"""Recording and taking back check-ins; an urgent concern raises its alert in the same transaction."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import and_, insert, or_, select, update
from sqlalchemy.orm import Session
from sqlmodel import col

from app.alerts import service as alerts
from app.alerts.rules import Place
from app.checkins import rules
from app.checkins.models import CheckIn
from app.checkins.schemas import CheckInBody, CheckInOut
from app.core import broadcast
from app.core.database import table_of
from app.core.prepared import Prepared
from app.core.problems import Problem
from app.neighbourhoods import service as neighbourhoods
from app.people import service as people
from app.people.models import ConsentKind
from app.people.pins import NOTHING, Typed
from app.plans import answering
from app.plans.answering import Answered, Word

_check_ins = table_of(CheckIn)
_insert = Prepared(insert(_check_ins), _check_ins.c.keys())


@dataclass(frozen=True)
class Said:
    """When something was said by the phone's corrected clock, when it arrived, and what was wrong with the clock."""

    recorded_at: datetime
    received_at: datetime
    clock_flag: str | None = None


def as_agreed(session: Session, neighbourhood_id: UUID, member_id: UUID, body: CheckInBody) -> CheckInBody:
    """The check-in without its place, when the member paused or withdrew location: what they say is heard all the same.

    Here it is decided that a call for help keeps its place: whoever asks for people to come must be found by them, and taps it
    knowing so. A report and an "all is well" are as good without; a facility's check never has the phone's place at all.
    """
    urgent = rules.urgency_of(body.status, body.context, body.urgency) is rules.Urgency.URGENT
    if urgent or body.lat is None or not people.against_will(session, neighbourhood_id, member_id, ConsentKind.LOCATION):
        return body
    return body.model_copy(update={"lat": None, "lon": None, "accuracy_m": None})


@dataclass(frozen=True)
class Recorded:
    """What a check-in set off: the alert that an urgent concern raised or joined, and the promise that it settled."""

    alert_id: UUID | None
    answered: Answered


def record(
    session: Session, *, neighbourhood_id: UUID, member_id: UUID, check_in_id: UUID, body: CheckInBody, patrol_id: UUID | None, said: Said
) -> Recorded:
    """Keep a check-in, settle what was promised, and raise the alert of an urgent concern: in this order, in which every writer locks."""
    urgency = rules.urgency_of(body.status, body.context, body.urgency)
    concern = body.status is rules.Status.CONCERN
    category = (body.category or "other") if concern else None
    late = concern and _is_late(session, neighbourhood_id, said)
    row = {
        "id": check_in_id,
        "neighbourhood_id": neighbourhood_id,
        "member_id": member_id,
        "status": body.status.value,
        "context": body.context.value,
        "patrol_id": patrol_id,
        "category": category,
        "urgency": urgency.value if urgency else None,
        "note": body.note,
        "lat": body.lat,
        "lon": body.lon,
        "accuracy_m": body.accuracy_m,
        "photo_ids": json.dumps([str(photo_id) for photo_id in body.photo_ids]),
        "recorded_at": said.recorded_at,
        "received_at": said.received_at,
        "clock_flag": said.clock_flag,
        "late": late,
        "cancelled_at": None,
        "alert_id": None,
    }
    _insert.run(session, row)
    word = Word(check_in_id, said.recorded_at, is_safe=not concern)
    answered = answering.answer(session, neighbourhood_id, member_id, word, said.received_at)
    alert_id = None
    if urgency is rules.Urgency.URGENT and category is not None:
        alert_id = _raise(session, neighbourhood_id, member_id, check_in_id, body, category, said)
    broadcast.append(session, neighbourhood_id, "check_in.recorded", check_in_id)
    return Recorded(alert_id, answered)


def _is_late(session: Session, neighbourhood_id: UUID, said: Said) -> bool:
    after = timedelta(seconds=neighbourhoods.policy_of(session, neighbourhood_id).late_after_s)
    return rules.is_late(said.recorded_at, said.received_at, after)


def _raise(
    session: Session, neighbourhood_id: UUID, member_id: UUID, check_in_id: UUID, body: CheckInBody, category: str, said: Said
) -> UUID:
    alert = alerts.raise_alert(
        session,
        alerts.Concern(
            check_in_id=check_in_id,
            person_id=member_id,
            neighbourhood_id=neighbourhood_id,
            place=Place.HOME if body.context is rules.Context.HOME else Place.PUBLIC,
            category=category,
            note=body.note,
            lat=body.lat,
            lon=body.lon,
            accuracy_m=body.accuracy_m,
            recorded_at=said.recorded_at,
        ),
        said.received_at,
    )
    session.execute(update(_check_ins).where(_check_ins.c.id == check_in_id).values(alert_id=alert.id))
    return alert.id


def cancel(
    session: Session, *, neighbourhood_id: UUID, member_id: UUID, check_in_id: UUID, now: datetime, typed: Typed = NOTHING
) -> Problem | None:
    """Take a check-in back; the alert it raised is cancelled with it. Said twice, the first stands. What is wrong with the number
    that was typed is returned, and all goes on.

    Phones send in order, so one that is not here never came, or is somebody else's: both are refused alike.
    """
    row = session.execute(select(CheckIn).where(col(CheckIn.id) == check_in_id).with_for_update()).scalar_one_or_none()
    if row is None or row.neighbourhood_id != neighbourhood_id or row.member_id != member_id:
        raise Problem(
            404,
            "check-in-not-here",
            ko="취소하려는 확인이 여기에 없어요. 아직 도움이 오는 중이라면 알림 화면에서 취소해 주세요.",
            en="The check-in to take back is not here. If help is still on its way, please cancel on the alert's page.",
        )
    if row.cancelled_at is not None:
        return None
    if row.alert_id is not None:
        problem = alerts.cancel_own(session, neighbourhood_id, row.alert_id, member_id, now, typed)
        if problem is not None:
            return problem
    row.cancelled_at = now
    session.flush()
    broadcast.append(session, neighbourhood_id, "check_in.cancelled", check_in_id)
    return None


def forget_places(session: Session, neighbourhood_id: UUID, member_id: UUID) -> None:
    """Withdrawn consent destroys at once: where any check-in of the member was said. An alert has a place of its own, which goes when
    it is over; a report has the place of the thing."""
    theirs = (_check_ins.c.neighbourhood_id == neighbourhood_id, _check_ins.c.member_id == member_id, _check_ins.c.lat.is_not(None))
    session.execute(update(_check_ins).where(*theirs).values(lat=None, lon=None, accuracy_m=None))


def mine(session: Session, neighbourhood_id: UUID, member_id: UUID, after: UUID | None, limit: int) -> list[CheckInOut]:
    """The member's own check-ins, newest first by the time they were said; ids are the phone's and need not follow it."""
    query = select(CheckIn).where(col(CheckIn.neighbourhood_id) == neighbourhood_id, col(CheckIn.member_id) == member_id)
    if after is not None:
        last = session.get(CheckIn, after)
        if last is None or last.member_id != member_id:
            return []
        earlier = col(CheckIn.recorded_at) < last.recorded_at
        query = query.where(or_(earlier, and_(col(CheckIn.recorded_at) == last.recorded_at, col(CheckIn.id) < after)))
    newest_first = query.order_by(col(CheckIn.recorded_at).desc(), col(CheckIn.id).desc())
    return [check_in_out(row) for row in session.execute(newest_first.limit(limit)).scalars()]


def check_in_out(row: CheckIn) -> CheckInOut:
    """A check-in for the wire."""
    return CheckInOut.model_validate({**row.model_dump(exclude={"photo_ids"}), "photo_ids": json.loads(row.photo_ids)})


def newest(session: Session, neighbourhood_id: UUID, limit: int) -> list[CheckIn]:
    """The neighbourhood's check-ins for the desk, last arrived first."""
    query = (
        select(CheckIn)
        .where(col(CheckIn.neighbourhood_id) == neighbourhood_id)
        .order_by(col(CheckIn.received_at).desc(), col(CheckIn.id).desc())
    )
    return list(session.execute(query.limit(limit)).scalars())
