"""What the state machine looks at after each step: the rows of one neighbourhood, read in one go."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.alerts import rules
from app.alerts.models import Alert, ResponderPlace, Response, TimelineEntry
from app.alerts.rules import AlertStatus
from app.alerts.steps import parts_of
from app.notifications.models import Delivery
from app.people.models import Consent, ConsentKind, ConsentState, Member, Tie


@dataclass
class Picture:
    """Everything at one moment."""

    alerts: dict[UUID, Alert] = field(default_factory=dict)
    parts: dict[UUID, list[Response]] = field(default_factory=lambda: defaultdict(list))
    pushes: dict[UUID, list[Delivery]] = field(default_factory=lambda: defaultdict(list))
    timeline: dict[UUID, list[TimelineEntry]] = field(default_factory=lambda: defaultdict(list))
    members: dict[UUID, Member] = field(default_factory=dict)
    may_be_told: set[UUID] = field(default_factory=set)
    may_be_located: set[UUID] = field(default_factory=set)
    places: dict[UUID, set[UUID]] = field(default_factory=lambda: defaultdict(set))
    blocked: set[frozenset[UUID]] = field(default_factory=set)
    buddies: set[tuple[UUID, UUID]] = field(default_factory=set)

    def told(self, alert_id: UUID) -> set[UUID]:
        """Everybody with a part in it."""
        return {response.member_id for response in self.parts[alert_id]}

    def is_live(self, alert_id: UUID) -> bool:
        """Somebody may still come."""
        return AlertStatus(self.alerts[alert_id].status).is_live

    def enough(self, alert_id: UUID, plan: rules.WavePlan, now: datetime) -> bool:
        """Whether enough come, seen from `now`."""
        return rules.has_enough(parts_of(self.parts[alert_id]), plan, now)

    def heard_at(self, alert_id: UUID, member_id: UUID) -> datetime | None:
        """When the call first reached a member: a push that left, or a look in the app."""
        looks = [response.seen_at for response in self.parts[alert_id] if response.member_id == member_id and response.seen_at]
        left = [push.sent_at for push in self.pushes[alert_id] if push.member_id == member_id and push.kind == "alert" and push.sent_at]
        return min(looks + left, default=None)

    def count(self, alert_id: UUID, member_id: UUID, kind: str) -> int:
        """How many pushes of a kind a member was owed about it."""
        return sum(push.member_id == member_id and push.kind == kind for push in self.pushes[alert_id])


def take(session: Session, neighbourhood_id: UUID) -> Picture:
    """The picture of this moment."""
    picture = Picture()
    for alert in session.execute(select(Alert).where(col(Alert.neighbourhood_id) == neighbourhood_id)).scalars():
        picture.alerts[alert.id] = alert
    told = select(Response).where(col(Response.neighbourhood_id) == neighbourhood_id).order_by(col(Response.notified_at))
    for response in session.execute(told).scalars():
        picture.parts[response.alert_id].append(response)
    for push in session.execute(select(Delivery).where(col(Delivery.neighbourhood_id) == neighbourhood_id)).scalars():
        if push.alert_id is not None:
            picture.pushes[push.alert_id].append(push)
    steps = select(TimelineEntry).where(col(TimelineEntry.neighbourhood_id) == neighbourhood_id)
    for entry in session.execute(steps.order_by(col(TimelineEntry.seq))).scalars():
        picture.timeline[entry.alert_id].append(entry)
    for member in session.execute(select(Member).where(col(Member.neighbourhood_id) == neighbourhood_id)).scalars():
        picture.members[member.id] = member
    for place in session.execute(select(ResponderPlace).where(col(ResponderPlace.neighbourhood_id) == neighbourhood_id)).scalars():
        picture.places[place.alert_id].add(place.member_id)
    picture.may_be_told = _agreed(session, neighbourhood_id, ConsentKind.ALERTS)
    picture.may_be_located = _agreed(session, neighbourhood_id, ConsentKind.LOCATION)
    for tie in session.execute(select(Tie).where(col(Tie.neighbourhood_id) == neighbourhood_id)).scalars():
        if tie.kind == "block":
            picture.blocked.add(frozenset((tie.member_id, tie.other_id)))
        else:
            picture.buddies.add((tie.member_id, tie.other_id))
    session.expunge_all()
    return picture


def _agreed(session: Session, neighbourhood_id: UUID, kind: ConsentKind) -> set[UUID]:
    agreed = select(col(Consent.member_id)).where(
        col(Consent.neighbourhood_id) == neighbourhood_id,
        col(Consent.kind) == kind.value,
        col(Consent.state) == ConsentState.GRANTED.value,
    )
    return set(session.execute(agreed).scalars())
