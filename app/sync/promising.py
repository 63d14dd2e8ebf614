"""What a phone says about promises to check in."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.plans import looking_after, service
from app.plans.schemas import PlanContactBody, PlanEndBody, PlanPauseBody, PlanResumeBody, PlanSetBody
from app.sync.arrival import Arrival


def set_plan(session: Session, arrival: Arrival, body: PlanSetBody) -> None:
    """Make a plan, or change one."""
    service.set_plan(session, arrival.actor, body, arrival.received_at)


def end(session: Session, arrival: Arrival, body: PlanEndBody) -> None:
    """Promise nothing more."""
    service.end(session, arrival.actor, body, arrival.received_at)


def pause(session: Session, arrival: Arrival, body: PlanPauseBody) -> None:
    """Let all plans rest."""
    service.pause(session, arrival.actor, body, arrival.received_at)


def resume(session: Session, arrival: Arrival, _body: PlanResumeBody) -> None:
    """Go on now."""
    service.resume(session, arrival.actor, arrival.received_at)


def contact(session: Session, arrival: Arrival, body: PlanContactBody) -> None:
    """A buddy was in touch."""
    looking_after.contact(session, arrival.actor, body, arrival.moment.at, arrival.received_at)
