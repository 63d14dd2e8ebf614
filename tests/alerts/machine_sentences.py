"""What stays true of alerts, one sentence each, said of the picture before a step and the one after it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol
from uuid import UUID

from sqlalchemy.orm import Session

from app.alerts import forced, rules
from app.alerts.models import Alert
from app.alerts.rules import AlertStatus, Place, ResponseStatus
from app.alerts.views import log_view, show
from app.core import clock
from app.neighbourhoods.quiet_rules import is_awake, minute_of_day
from app.people.models import Member, Tier
from tests.alerts.machine_picture import Picture
from tests.support.street import Street

AFTER_THE_END = frozenset({"all_clear", "not_needed", "ask", "check", "desk", "debrief"})


class Watched(Protocol):
    """What a sentence may ask of the machine."""

    street: Street
    worked: bool

    def plan(self, alert: Alert) -> rules.WavePlan:
        """The waves an alert goes by."""


Sentence = Callable[[Watched, Picture, Picture, UUID], bool]


def no_more_are_told_than_allowed(machine: Watched, before: Picture, after: Picture, alert_id: UUID) -> bool:
    """Never more told than `most_told`."""
    return len(after.parts[alert_id]) <= 5


def nobody_is_called_twice(machine: Watched, before: Picture, after: Picture, alert_id: UUID) -> bool:
    """Nobody is called twice to one alert."""
    return all(after.count(alert_id, member_id, "alert") <= 1 for member_id in after.told(alert_id))


def only_those_are_told_who_may_be(machine: Watched, before: Picture, after: Picture, alert_id: UUID) -> bool:
    """Nobody blocked, unconsented, resting, off duty or asleep is told; and of homes nobody who was not met in person."""
    alert, now = after.alerts[alert_id], clock.now()
    for member_id in after.told(alert_id) - before.told(alert_id):
        member = after.members[member_id]
        is_buddy = (alert.person_id, member_id) in after.buddies and not alert.drill
        awake = is_buddy or is_awake(minute_of_day(now, "Asia/Seoul"), member.quiet_from_min, member.quiet_until_min)
        rested = member.resting_until is None or member.resting_until <= now
        apart = frozenset((alert.person_id, member_id)) in after.blocked
        if not (awake and rested and not apart and member.duty_on and member.verified_at and member_id in after.may_be_told):
            return False
    return True


def the_next_step_is_always_written(machine: Watched, before: Picture, after: Picture, alert_id: UUID) -> bool:
    """A live alert always has a next step, and after the worker looked it is not in the past."""
    alert = after.alerts[alert_id]
    if not after.is_live(alert_id):
        return alert.next_step_at is None or not machine.worked or alert.next_step_at > clock.now()
    return alert.next_step_at is not None and (not machine.worked or alert.next_step_at > clock.now())


def enough_is_enough(machine: Watched, before: Picture, after: Picture, alert_id: UUID) -> bool:
    """While enough come nobody else is told."""
    if alert_id not in before.alerts:
        return True
    plan, now = machine.plan(after.alerts[alert_id]), clock.now()
    both = before.enough(alert_id, plan, now) and after.enough(alert_id, plan, now)
    return not both or before.told(alert_id) == after.told(alert_id)


def nothing_is_open_after_the_end(machine: Watched, before: Picture, after: Picture, alert_id: UUID) -> bool:
    """After the end no call is on its way."""
    if after.is_live(alert_id):
        return True
    queued = {push.kind for push in after.pushes[alert_id] if push.status == "queued" and push.expires_at > clock.now()}
    return queued <= AFTER_THE_END


def the_address_is_seen_only_by_who_may(machine: Watched, before: Picture, after: Picture, alert_id: UUID) -> bool:
    """The address is seen only while it is live, by who comes, was met in person and is not kept away; and each look is logged."""
    alert, here = after.alerts[alert_id], machine.street.neighbourhood_id
    if before.alerts.get(alert_id) == alert and before.parts[alert_id] == after.parts[alert_id]:
        return True
    for response in after.parts[alert_id]:
        member, now = after.members[response.member_id], clock.now()

        def look(session: Session, member: Member = member, now: datetime = now) -> tuple[bool, bool]:
            shown = show(session, neighbourhood_id=here, actor_id=member.id, tier=Tier(member.tier), alert_id=alert_id, now=now)
            if shown.discloses:
                log_view(session, shown, here, member.id, now)
            return shown.alert.address is not None or shown.alert.location is not None, shown.discloses

        gives, logged = machine.street.database.write_sync(look)
        is_apart = frozenset((alert.person_id, member.id)) in after.blocked
        may = after.is_live(alert_id) and ResponseStatus(response.status) in rules.COMING and not is_apart
        may = may and (alert.place != Place.HOME or member.verified_at is not None) and (member.drill_ok or not alert.drill)
        if gives and not (may and logged):
            return False
    return True


def who_heard_the_call_hears_the_end_once(machine: Watched, before: Picture, after: Picture, alert_id: UUID) -> bool:
    """Whoever heard the call and did not leave it hears the end, once; nobody hears it while it goes on."""
    for response in after.parts[alert_id]:
        clears = after.count(alert_id, response.member_id, "all_clear")
        has_phone = after.count(alert_id, response.member_id, "alert") > 0
        left = response.status in (ResponseStatus.DECLINED, ResponseStatus.STOOD_DOWN)
        heard = after.heard_at(alert_id, response.member_id)
        ended = after.alerts[alert_id].closed_at
        was_over = alert_id in before.alerts and not before.is_live(alert_id)  # later changes of mind are no matter of this drill
        outside = after.alerts[alert_id].drill and (was_over or not after.members[response.member_id].drill_ok)
        due = ended is not None and not left and has_phone and heard is not None and heard < ended and not outside
        if clears > 1 or (due and clears != 1) or (clears and ended is None):
            return False
    return True


def who_never_heard_of_it_is_not_thanked(machine: Watched, before: Picture, after: Picture, alert_id: UUID) -> bool:
    """Whoever never got the call hears nothing of its end."""
    for push in after.pushes[alert_id]:
        if push.kind not in ("all_clear", "not_needed") or push.member_id not in after.told(alert_id):
            continue
        heard = after.heard_at(alert_id, push.member_id)
        if heard is None or heard > push.created_at:
            return False
    return True


def an_unanswered_alert_reaches_the_desk(machine: Watched, before: Picture, after: Picture, alert_id: UUID) -> bool:
    """An alert nobody answers reaches the desk within the policy's time, and then the channels outside."""
    alert, now = after.alerts[alert_id], clock.now()
    if not machine.worked or not after.is_live(alert_id):
        return True
    plan = machine.plan(alert)
    if now >= alert.opened_at + plan.after[-1] and not after.enough(alert_id, plan, now) and alert.desk_told_at is None:
        return False
    if alert.drill:
        return alert.outside_count == 0
    told = [entry.at for entry in after.timeline[alert_id] if entry.kind == "desk_told"]
    nobody = not any(rules.is_anybody_coming([part], plan, now) for part in _parts(after, alert_id))
    waits = bool(told) and alert.desk_seen_at is None and nobody and now >= told[0] + plan.outside_after
    return not waits or alert.outside_count >= 1


def _parts(picture: Picture, alert_id: UUID) -> list[rules.Part]:
    return [
        rules.Part(ResponseStatus(r.status), r.accepted_at, r.asked_at, r.on_scene_at is not None, r.moved_at)
        for r in picture.parts[alert_id]
    ]


def force_looks_like_a_cancel_and_the_desk_hears(machine: Watched, before: Picture, after: Picture, alert_id: UUID) -> bool:
    """Taken back under force it is cancelled for all, and the desk was told."""
    alert = after.alerts[alert_id]
    if alert.duress_at is None:
        return True
    told = [push for push in after.pushes[alert_id] if push.kind == "desk" and push.created_at >= alert.duress_at]
    return alert.status == AlertStatus.CANCELLED and bool(told) and (forced.is_open(alert) or alert.outcome is not None)


def the_first_call_always_pages(machine: Watched, before: Picture, after: Picture, alert_id: UUID) -> bool:
    """A call that is not late pages neighbours at once or tells the desk, whatever was taken back before."""
    alert = after.alerts[alert_id]
    return alert_id in before.alerts or bool(after.parts[alert_id]) or alert.desk_told_at is not None


def a_drill_tells_nobody_outside_its_group(machine: Watched, before: Picture, after: Picture, alert_id: UUID) -> bool:
    """A drill never tells anybody outside its group, and all it says is marked; of a real alert nothing is."""
    alert = after.alerts[alert_id]
    known = {push.id for push in before.pushes[alert_id]}
    for push in after.pushes[alert_id]:
        if ("연습" in push.payload) != alert.drill:
            return False
        may = after.members[push.member_id].drill_ok or push.member_id == alert.raised_by
        if alert.drill and push.id not in known and not may:
            return False
    joined = after.told(alert_id) - before.told(alert_id)
    return not alert.drill or all(after.members[member_id].drill_ok for member_id in joined)


def a_real_call_during_a_drill_is_real(machine: Watched, before: Picture, after: Picture, alert_id: UUID) -> bool:
    """A drill is a drill to its end and a real call is real: none joins the other, and after the worker looked no drill goes on
    beside a real call."""
    alert = after.alerts[alert_id]
    if alert_id in before.alerts and before.alerts[alert_id].drill != alert.drill:
        return False
    if not alert.drill:
        return True
    if alert.check_in_id is not None or any(entry.kind == "repeated" for entry in after.timeline[alert_id]) or alert.duress_at is not None:
        return False
    real = any(after.is_live(other) and not after.alerts[other].drill for other in after.alerts)
    return not (machine.worked and real and after.is_live(alert_id))


def who_left_the_drills_is_out_of_it(machine: Watched, before: Picture, after: Picture, alert_id: UUID) -> bool:
    """In a drill that goes on nobody comes who left the group, and nobody's door is used who did."""
    alert = after.alerts[alert_id]
    if not alert.drill or not after.is_live(alert_id):
        return True
    lends = alert.place != Place.HOME or after.members[alert.person_id].drill_ok
    coming = [r.member_id for r in after.parts[alert_id] if ResponseStatus(r.status) in rules.COMING | rules.WAITING]
    return lends and all(after.members[member_id].drill_ok for member_id in coming)


def the_timeline_has_no_gap(machine: Watched, before: Picture, after: Picture, alert_id: UUID) -> bool:
    """The timeline has no gap, and never goes back."""
    entries = after.timeline[alert_id]
    in_order = [entry.at for entry in entries] == sorted(entry.at for entry in entries)
    return in_order and [entry.seq for entry in entries] == list(range(1, len(entries) + 1))


def a_place_is_kept_only_of_who_comes(machine: Watched, before: Picture, after: Picture, alert_id: UUID) -> bool:
    """A place is kept only of somebody on their way to a live alert, who agreed to be located and is kept away by nobody."""
    coming = {r.member_id for r in after.parts[alert_id] if r.status == ResponseStatus.ACCEPTED}
    person_id = after.alerts[alert_id].person_id
    return all(
        after.is_live(alert_id)
        and member_id in coming
        and member_id in after.may_be_located
        and frozenset((person_id, member_id)) not in after.blocked
        for member_id in after.places[alert_id]
    )


def nobody_is_asked_twice_how_they_are(machine: Watched, before: Picture, after: Picture, alert_id: UUID) -> bool:
    """How they are afterwards nobody is asked twice, nobody in their quiet hours, and nobody who did not go."""
    alert, now = after.alerts[alert_id], clock.now()
    for response in after.parts[alert_id]:
        asked = after.count(alert_id, response.member_id, "debrief")
        went = response.accepted_at is not None and (response.on_scene_at is not None or alert.place == Place.HOME)
        member = after.members[response.member_id]
        new = asked > before.count(alert_id, response.member_id, "debrief")
        awake = is_awake(minute_of_day(now, "Asia/Seoul"), member.quiet_from_min, member.quiet_until_min)
        if asked > 1 or (asked and not went) or (new and not awake) or (response.debrief_answer and not response.debrief_asked_at):
            return False
    return True


SENTENCES: tuple[Sentence, ...] = (
    no_more_are_told_than_allowed,
    nobody_is_called_twice,
    only_those_are_told_who_may_be,
    the_next_step_is_always_written,
    enough_is_enough,
    nothing_is_open_after_the_end,
    the_address_is_seen_only_by_who_may,
    who_heard_the_call_hears_the_end_once,
    who_never_heard_of_it_is_not_thanked,
    an_unanswered_alert_reaches_the_desk,
    force_looks_like_a_cancel_and_the_desk_hears,
    the_first_call_always_pages,
    the_timeline_has_no_gap,
    a_drill_tells_nobody_outside_its_group,
    a_real_call_during_a_drill_is_real,
    who_left_the_drills_is_out_of_it,
    a_place_is_kept_only_of_who_comes,
    nobody_is_asked_twice_how_they_are,
)
