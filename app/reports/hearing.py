"""A concern for the desk to read becomes a report, in the transaction of its check-in."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from app.checkins.rules import Context, Urgency, urgency_of
from app.checkins.schemas import CheckInBody
from app.checkins.service import Said
from app.people.auth import Actor
from app.reports import service


def hear(session: Session, actor: Actor, check_in_id: UUID, body: CheckInBody, patrol_id: UUID | None, said: Said) -> UUID | None:
    """Open or join the report that a check-in makes; None when it is all well, or urgent and so an alert.

    What is said from home keeps its place to itself: where somebody lives is asked for with a reason. Nor has the body a place
    any more when the walker paused or withdrew location: `checkins.as_agreed` took it off before.
    """
    if urgency_of(body.status, body.context, body.urgency) is not Urgency.REPORT:
        return None
    outside = body.context is Context.WALK
    word = service.Word(
        id=check_in_id,
        neighbourhood_id=actor.neighbourhood_id,
        member_id=actor.member_id,
        category=body.category or "other",
        said_at=said.recorded_at,
        received_at=said.received_at,
        lat=body.lat if outside else None,
        lon=body.lon if outside else None,
        note=body.note,
        photo_ids=body.photo_ids,
        patrol_id=patrol_id,
    )
    return service.report(session, word, body.same_as)
