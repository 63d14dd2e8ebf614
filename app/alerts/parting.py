"""Who may come to somebody, also after they were told: people met in person for homes, and nobody the person keeps away from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.alerts import debriefs, places
from app.alerts.drill_group import takes_part
from app.alerts.models import Alert, Response
from app.alerts.rules import COMING, WAITING, AlertStatus, Place, ResponseStatus, is_anybody_coming
from app.alerts.steps import LIVE, locked, parts_of, responses_of, take_step, wave_plan
from app.alerts.telling import NOTICE_LIVES, heard, note, push, tell_desk
from app.alerts.visits import share_roles, stop_timer
from app.neighbourhoods import policies
from app.notifications import service as notifications
from app.notifications.rules import Kind
from app.people import service as people
from app.people import ties
from app.people.models import TieKind, Tier


def may_visit(session: Session, alert: Alert, member_id: UUID) -> bool:
    """Whether this member may come: to a home only somebody met in person, as a responder or as the person's own buddy; to a drill
    only somebody who takes part in drills; nobody whose membership ended."""
    member = people.member_of(session, alert.neighbourhood_id, member_id)
    if not member.active or not takes_part(session, alert, member_id):
        return False
    if alert.place != Place.HOME:
        return True
    if member.verified_at is None:
        return False
    return member.tier == Tier.RESPONDER or member_id in people.ties_of(session, alert.neighbourhood_id, alert.person_id)[0]


def are_parted(session: Session, alert: Alert, response: Response) -> bool:
    """Whether one of the two blocked the other; neither is ever told so."""
    return response.member_id in people.ties_of(session, alert.neighbourhood_id, alert.person_id)[1]


def keep_apart(
    session: Session, neighbourhood_id: UUID, member_id: UUID, other_id: UUID, now: datetime, *, known_as: str, noted_by: UUID | None = None
) -> None:
    """`member_id` does not want `other_id` called any more; it holds at once, also for who is on their way. Said again it changes
    nothing. Whoever of the two was to be called first by the other no longer is: it looks as if they had stepped back."""
    member, other = ties.both(session, neighbourhood_id, member_id, other_id)
    people.tie(session, member, other, TieKind.BLOCK, now, known_as=known_as, noted_by=noted_by)
    ties.drop(session, neighbourhood_id, other_id, member_id, *ties.MINE)
    part_ways(session, neighbourhood_id, member_id, other_id, now)


def part_ways(session: Session, neighbourhood_id: UUID, one: UUID, other: UUID, now: datetime) -> None:
    """After a block between two members: in each other's live alerts they have no part any more. It looks to them as if enough
    others came, and somebody else is asked."""
    for person_id, member_id in ((one, other), (other, one)):
        for alert, response in _parts_in(session, neighbourhood_id, person_id, member_id):
            _take_out(session, alert, response, now)


def let_go(session: Session, neighbourhood_id: UUID, person_id: UUID, member_id: UUID, now: datetime) -> None:
    """Somebody is the person's buddy no more: who may come to a home only as that has no part in it any longer."""
    ties.drop(session, neighbourhood_id, person_id, member_id, *ties.MINE)
    for alert, response in _parts_in(session, neighbourhood_id, person_id, member_id):
        if not may_visit(session, alert, member_id):
            _take_out(session, alert, response, now)


def stand_down(session: Session, neighbourhood_id: UUID, member_id: UUID, now: datetime) -> None:
    """The member's standing changed: where they may not go any more they have no part, and somebody else is asked."""
    theirs = (
        select(col(Response.alert_id))
        .join(Alert, col(Alert.id) == col(Response.alert_id))
        .where(
            col(Alert.neighbourhood_id) == neighbourhood_id,
            col(Alert.status).in_(LIVE),
            col(Response.member_id) == member_id,
            col(Response.status).in_(COMING | WAITING),
        )
    )
    for alert_id in list(session.execute(theirs.order_by(col(Response.alert_id))).scalars()):
        alert = locked(session, neighbourhood_id, alert_id)
        response = session.get_one(Response, (alert_id, member_id))
        still = AlertStatus(alert.status).is_live and ResponseStatus(response.status) in COMING | WAITING
        if still and not may_visit(session, alert, member_id):
            _take_out(session, alert, response, now)


def _parts_in(session: Session, neighbourhood_id: UUID, person_id: UUID, member_id: UUID) -> Iterator[tuple[Alert, Response]]:
    """The person's live alerts in which the member was told or comes; locked."""
    theirs = select(col(Alert.id)).where(
        col(Alert.neighbourhood_id) == neighbourhood_id, col(Alert.person_id) == person_id, col(Alert.status).in_(LIVE)
    )
    for alert_id in list(session.execute(theirs.order_by(col(Alert.id))).scalars()):
        alert = locked(session, neighbourhood_id, alert_id)
        response = session.get(Response, (alert_id, member_id))
        if AlertStatus(alert.status).is_live and response is not None and ResponseStatus(response.status) in COMING | WAITING:
            yield alert, response


def _take_out(session: Session, alert: Alert, response: Response, now: datetime) -> None:
    """Somebody else is asked: at once, and the desk is told, when nobody comes any more or nobody is left who might."""
    was_coming = ResponseStatus(response.status) in COMING
    if response.status != ResponseStatus.ON_SCENE:  # whoever lured them there could end their timer by blocking them
        stop_timer(response)
    response.status = ResponseStatus.STOOD_DOWN
    places.forget(session, alert, response.member_id)
    debriefs.owe(session, alert, response, now)
    session.flush()
    untold = notifications.withdraw(session, alert.neighbourhood_id, alert.id, [response.member_id]).untold
    push(session, alert, heard([response], untold), Kind.NOT_NEEDED, NOTICE_LIVES, now)
    note(session, alert, now, "not_needed", response.member_id)
    responses = responses_of(session, alert.id)
    share_roles(session, alert, responses, now)
    policy = policies.at_version(session, alert.neighbourhood_id, alert.policy_version)
    comes = is_anybody_coming(parts_of(responses), wave_plan(policy, Place(alert.place)), now)
    might = any(ResponseStatus(each.status) in WAITING for each in responses)
    is_left_alone = not comes and (was_coming or not might)
    take_step(session, alert, now, next_wave=is_left_alone)
    if is_left_alone and AlertStatus(alert.status).is_live and alert.desk_told_at != now:
        tell_desk(session, alert, now, "nobody_comes")
        take_step(session, alert, now)  # its deadlines follow from the desk's having been told
