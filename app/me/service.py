"""Gathering my page, and changing what I may change about myself."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.alerts import drills, forced, places
from app.alerts.models import Alert, Response
from app.alerts.rules import ResponseStatus
from app.alerts.steps import LIVE
from app.checkins import service as checkins
from app.core import clock
from app.core.problems import Problem
from app.coverage import service as coverage
from app.me.schemas import MeOut, MePatch, OpenOut, PolicyOut, QuietHours, ThisDevice
from app.missing import service as missing
from app.neighbourhoods import presence
from app.neighbourhoods import service as neighbourhoods
from app.notifications.models import PushSubscription
from app.patrols import service as patrols
from app.patrols.measuring import GAP_S
from app.patrols.models import Patrol
from app.patrols.rules import Status as PatrolStatus
from app.people import access_log, pins, ties
from app.people import service as people
from app.people.auth import Actor
from app.people.models import ConsentKind, ConsentState, Device, Member, TieKind, Tier
from app.people.schemas import AccessOut, ConsentOut, DeviceOut, HomeOut
from app.plans import looking_after
from app.plans import views as plans
from app.together import company

ASKED = (ResponseStatus.NOTIFIED, ResponseStatus.SEEN, ResponseStatus.ACCEPTED, ResponseStatus.ON_SCENE)


def page(session: Session, actor: Actor) -> MeOut:
    """My page as it stands."""
    member = people.member_of(session, actor.neighbourhood_id, actor.member_id)
    neighbourhood = neighbourhoods.neighbourhood_of(session, actor.neighbourhood_id)
    home = people.home_of(session, member.id)
    own = people.member_out(member)
    device = session.get(Device, actor.device_id)
    subscribed = session.get(PushSubscription, actor.device_id) is not None
    return MeOut(
        id=own.id,
        name=own.name,
        tier=own.tier,
        language=own.language,
        verified=own.verified,
        duty_on=member.duty_on,
        phone=member.phone,
        family_phone=member.family_phone,
        quiet_hours=_quiet_hours(member),
        drill_ok=member.drill_ok,
        home=HomeOut(address=home.address, entry_note=home.entry_note, lat=home.lat, lon=home.lon) if home else None,
        neighbourhood=neighbourhoods.neighbourhood_out(neighbourhood),
        policy=_policy(session, actor),
        device=ThisDevice(id=actor.device_id, name=device.name if device else "", push="on" if subscribed else "off"),
        consents=[
            ConsentOut(kind=ConsentKind(row.kind), state=ConsentState(row.state), since=row.since)
            for row in people.consents_of(session, member)
        ],
        buddy_asks=sum(row.kind == TieKind.ASKED for row, _member in ties.chose_me(session, actor.neighbourhood_id, member.id)),
        cancel_pin="on" if pins.is_on(session, member.id) else "off",
        plan=plans.mine(session, actor.neighbourhood_id, member.id, clock.now()),
        open=_open(session, actor),
    )


def _policy(session: Session, actor: Actor) -> PolicyOut:
    policy = neighbourhoods.policy_of(session, actor.neighbourhood_id)
    return PolicyOut(
        countdown_s=policy.countdown_s,
        gap_s=GAP_S,
        plan_quiet_min=policy.plan_quiet_min,
        plan_soon_min=policy.plan_soon_min,
        plan_grace_min=policy.plan_grace_min,
        plan_desk_after_min=policy.plan_desk_after_min,
    )


def _quiet_hours(member: Member) -> QuietHours | None:
    if member.quiet_from_min is None or member.quiet_until_min is None:
        return None
    return QuietHours(from_min=member.quiet_from_min, until_min=member.quiet_until_min, but_buddies=member.quiet_but_buddies)


def _open(session: Session, actor: Actor) -> OpenOut:
    live = select(col(Alert.id)).where(col(Alert.neighbourhood_id) == actor.neighbourhood_id, col(Alert.status).in_(LIVE))
    asked = live.join(Response, col(Response.alert_id) == col(Alert.id)).where(
        col(Response.member_id) == actor.member_id, col(Response.status).in_(ASKED)
    )
    walking = select(col(Patrol.id)).where(
        col(Patrol.neighbourhood_id) == actor.neighbourhood_id,
        col(Patrol.member_id) == actor.member_id,
        col(Patrol.status) == PatrolStatus.ACTIVE,
    )
    mine = col(Alert.person_id) == actor.member_id
    is_drill = col(Alert.drill).is_(True)
    asked_ids = session.execute(asked.order_by(col(Alert.drill), col(Alert.opened_at))).scalars()
    return OpenOut(
        my_alert_ids=list(session.execute(live.where(mine, ~is_drill)).scalars()),
        asked_alert_ids=list(asked_ids),
        drill_alert_ids=[*session.execute(live.where(mine, is_drill)).scalars(), *session.execute(asked.where(is_drill)).scalars()],
        active_patrol_id=session.execute(walking.order_by(col(Patrol.started_at).desc()).limit(1)).scalar_one_or_none(),
        asked_plans=looking_after.count_asked(session, actor.neighbourhood_id, actor.member_id),
    )


def change(session: Session, actor: Actor, patch: MePatch, now: datetime) -> MeOut:
    """Change my name, language, duty, phones, quiet hours, or whether I take part in drills."""
    member = people.member_of(session, actor.neighbourhood_id, actor.member_id)
    if patch.name is not None and patch.name != member.name:
        if member.verified_at is not None and actor.tier is not Tier.COORDINATOR:
            raise _name_is_verified()
        member.name = patch.name
    if patch.language is not None:
        member.language = patch.language
    if patch.duty_on is not None:
        member.duty_on = patch.duty_on
    if patch.phone is not None:
        member.phone = patch.phone or None
    if patch.family_phone is not None:
        member.family_phone = patch.family_phone or None
    left_drills = patch.drill_ok is False and member.drill_ok
    if patch.drill_ok is not None:
        member.drill_ok = patch.drill_ok
    if "quiet_hours" in patch.model_fields_set:
        quiet = patch.quiet_hours
        member.quiet_from_min = quiet.from_min if quiet else None
        member.quiet_until_min = quiet.until_min if quiet else None
        member.quiet_but_buddies = quiet.but_buddies if quiet else True
    session.flush()
    presence.refresh(session, member.id)
    if left_drills:
        drills.leave(session, actor.neighbourhood_id, member.id, now)
    return page(session, actor)


def _name_is_verified() -> Problem:
    """People who open their door must be able to trust the name on the screen."""
    return Problem(
        409,
        "name-verified",
        ko="담당자가 직접 만나 확인한 이름이에요. 바꾸려면 담당자에게 부탁해 주세요.",
        en="Your coordinator confirmed this name in person. Please ask them to change it.",
    )


def choose(session: Session, actor: Actor, kind: ConsentKind, state: ConsentState, now: datetime) -> MeOut:
    """Make one choice; withdrawing takes effect at once, and withdrawn location destroys every track and place."""
    member: Member = people.member_of(session, actor.neighbourhood_id, actor.member_id)
    people.set_consent(session, member, kind, state, now)
    if kind is ConsentKind.LOCATION and state is not ConsentState.GRANTED:
        places.forget_of(session, actor.neighbourhood_id, member.id)
    if kind is ConsentKind.LOCATION and state is ConsentState.PAUSED:
        presence.clear_walking(session, actor.neighbourhood_id, member.id)
    elif kind is ConsentKind.LOCATION and state is ConsentState.WITHDRAWN:
        patrols.destroy_tracks(session, actor.neighbourhood_id, member.id)
        coverage.forget(session, actor.neighbourhood_id, member.id)
        checkins.forget_places(session, actor.neighbourhood_id, member.id)
        missing.forget_places(session, actor.neighbourhood_id, member.id)
    elif kind is ConsentKind.COMPANY and state is ConsentState.WITHDRAWN:
        company.forget(session, actor.neighbourhood_id, member.id, now)
    presence.refresh(session, member.id)
    return page(session, actor)


def devices(session: Session, actor: Actor) -> list[DeviceOut]:
    """Where I am signed in, last used first."""
    mine = select(Device).where(col(Device.member_id) == actor.member_id).order_by(col(Device.last_seen_at).desc())
    subscribed = set(
        session.execute(select(col(PushSubscription.device_id)).where(col(PushSubscription.member_id) == actor.member_id)).scalars()
    )
    return [
        DeviceOut(
            id=row.id,
            name=row.name,
            created_at=row.created_at,
            last_seen_at=row.last_seen_at,
            push="on" if row.id in subscribed else "off",
            current=row.id == actor.device_id,
        )
        for row in session.execute(mine).scalars()
    ]


def views_of_me(session: Session, actor: Actor, before: int | None, limit: int, now: datetime) -> list[tuple[int, AccessOut]]:
    """Who looked at my address, newest first, each with its number for the cursor. That the desk looks into an alert that somebody
    was forced to take back is told when it puts nobody in danger any more."""
    withheld = forced.withheld(session, actor.neighbourhood_id, actor.member_id, now)
    entries = access_log.about(session, actor.neighbourhood_id, actor.member_id, before=before, limit=limit, withheld=withheld)
    ids: set[UUID] = {entry.actor_id for entry in entries}
    blocked = ties.blocked_by(session, actor.neighbourhood_id, actor.member_id)
    names = {row.id: row.name for row in session.execute(select(col(Member.id), col(Member.name)).where(col(Member.id).in_(ids)))}
    return [
        (
            entry.seq,
            AccessOut(
                look=entry.hash.hex(),
                blocked=entry.actor_id in blocked,
                at=entry.at,
                who=names.get(entry.actor_id, "-"),
                what=entry.what,
                reason=entry.reason,
                alert_id=entry.alert_id,
            ),
        )
        for entry in entries
    ]
