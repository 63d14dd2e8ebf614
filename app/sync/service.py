"""Applying a batch: every item in a savepoint of its own, remembered in the same transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import structlog
from pydantic import BaseModel, ValidationError
from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app.alerts import debrief_answers
from app.alerts.responding import respond
from app.alerts.schemas import DebriefBody, RespondBody
from app.checkins import service as checkins
from app.checkins.rules import Status
from app.checkins.schemas import CancelBody, CheckInBody
from app.core.database import table_of
from app.core.prepared import Prepared
from app.core.problems import Problem
from app.facilities import service as facilities
from app.facilities.schemas import FacilityCheckBody
from app.missing import service as missing
from app.missing.schemas import SightingBody
from app.patrols import service as patrols
from app.patrols.schemas import PatrolEnd, PatrolFixes, PatrolShare, PatrolStart
from app.people import service as people
from app.people.auth import Actor
from app.people.models import ConsentKind
from app.people.pins import Typed
from app.plans import answering
from app.plans.schemas import PlanContactBody, PlanEndBody, PlanPauseBody, PlanResumeBody, PlanSetBody
from app.reports import hearing
from app.reports import service as reports
from app.sync import promising, rules
from app.sync.arrival import Arrival
from app.sync.models import SyncItem
from app.sync.problems import conflict, document, not_understood, our_fault, unwritable
from app.sync.schemas import Envelope, Item, Receipt
from app.together import arriving
from app.together import service as together
from app.together.schemas import ArriveBody, ProposeBody, WalkAnswerBody

log = structlog.get_logger()

_items = table_of(SyncItem)
_remember = Prepared(
    {
        "sqlite": sqlite.insert(_items).on_conflict_do_nothing().returning(_items.c.id),
        "postgresql": postgresql.insert(_items).on_conflict_do_nothing().returning(_items.c.id),
    },
    _items.c.keys(),
)
_recall = select(_items.c.member_id, _items.c.digest, _items.c.alert_id, _items.c.deleted_at).where(_items.c.id == bindparam("item_id"))
_forget = delete(_items).where(_items.c.id == bindparam("item_id"))
_add_alert = update(_items).where(_items.c.id == bindparam("item_id")).values(alert_id=bindparam("raised"))


def _start(session: Session, arrival: Arrival, body: PatrolStart) -> UUID | None:
    patrols.start(session, arrival.actor, body, arrival.moment.at)
    return None


def _fixes(session: Session, arrival: Arrival, body: PatrolFixes) -> UUID | None:
    people.refuse_against_will(session, arrival.actor.neighbourhood_id, arrival.actor.member_id, ConsentKind.LOCATION)
    patrols.add_fixes(session, arrival.actor, body, arrival.received_at, arrival.offset.total_seconds())
    return None


def _share(session: Session, arrival: Arrival, body: PatrolShare) -> None:
    if body.on:
        people.refuse_against_will(session, arrival.actor.neighbourhood_id, arrival.actor.member_id, ConsentKind.LOCATION)
    patrols.share(session, arrival.actor, body, arrival.moment.at)


def _end(session: Session, arrival: Arrival, body: PatrolEnd) -> UUID | None:
    patrols.end(session, arrival.actor, body, arrival.moment.at, arrival.received_at)
    return None


def _check_in(session: Session, arrival: Arrival, body: CheckInBody) -> checkins.Recorded:
    patrol_id = body.patrol_id
    if patrol_id is not None:
        try:
            with session.begin_nested():
                patrols.ensure(session, arrival.actor, patrol_id, arrival.moment.at)
        except Problem:
            if body.status is not Status.CONCERN:
                raise
            patrol_id = None  # somebody needs help: that is heard whatever is wrong with the walk it names
    body = checkins.as_agreed(session, arrival.actor.neighbourhood_id, arrival.actor.member_id, body)
    recorded = checkins.record(
        session,
        neighbourhood_id=arrival.actor.neighbourhood_id,
        member_id=arrival.actor.member_id,
        check_in_id=arrival.id,
        body=body,
        patrol_id=patrol_id,
        said=arrival.said,
    )
    hearing.hear(session, arrival.actor, arrival.id, body, patrol_id, arrival.said)
    return recorded


def _cancel(session: Session, arrival: Arrival, body: CancelBody) -> Problem | None:
    actor = arrival.actor
    problem = checkins.cancel(
        session,
        neighbourhood_id=actor.neighbourhood_id,
        member_id=actor.member_id,
        check_in_id=body.check_in_id,
        now=arrival.received_at,
        typed=Typed(arrival.key, body.pin),
    )
    if problem is not None:
        return problem
    reports.take_back(session, actor.neighbourhood_id, actor.member_id, body.check_in_id, arrival.received_at)
    return None


def _look(session: Session, arrival: Arrival, body: FacilityCheckBody) -> None:
    if body.patrol_id is not None:
        patrols.ensure(session, arrival.actor, body.patrol_id, arrival.moment.at)
    facilities.check(session, arrival.actor, arrival.id, body, arrival.moment.at, arrival.received_at)


def _sight(session: Session, arrival: Arrival, body: SightingBody) -> None:
    at = arrival.moment.at if body.seen_at is None else rules.corrected(body.seen_at, arrival.offset, arrival.received_at).at
    missing.sight(session, arrival.actor, arrival.id, body, missing.Seen(at, arrival.received_at))


def _respond(session: Session, arrival: Arrival, body: RespondBody) -> UUID | None:
    respond(session, arrival.actor.neighbourhood_id, arrival.actor.member_id, body, arrival.received_at)
    return None


def _debrief(session: Session, arrival: Arrival, body: DebriefBody) -> None:
    debrief_answers.answer(session, arrival.actor.neighbourhood_id, arrival.actor.member_id, body)


def _propose(session: Session, arrival: Arrival, body: ProposeBody) -> None:
    together.propose(session, arrival.actor, body, arrival.received_at)


def _answer_walk(session: Session, arrival: Arrival, body: WalkAnswerBody) -> None:
    together.respond(session, arrival.actor, body, arrival.moment.at, arrival.received_at)


def _arrive(session: Session, arrival: Arrival, body: ArriveBody) -> Problem | None:
    return arriving.check_in(session, arrival.actor, body, arrival.moment.at, arrival.received_at)


HANDLERS: dict[str, tuple[type[BaseModel], Callable[[Session, Arrival, Any], UUID | checkins.Recorded | Problem | None]]] = {
    "patrol.start": (PatrolStart, _start),
    "patrol.fixes": (PatrolFixes, _fixes),
    "patrol.share": (PatrolShare, _share),
    "patrol.end": (PatrolEnd, _end),
    "check_in": (CheckInBody, _check_in),
    "check_in.cancel": (CancelBody, _cancel),
    "alert.respond": (RespondBody, _respond),
    "alert.debrief": (DebriefBody, _debrief),
    "facility.check": (FacilityCheckBody, _look),
    "missing.sighting": (SightingBody, _sight),
    "together.propose": (ProposeBody, _propose),
    "together.respond": (WalkAnswerBody, _answer_walk),
    "together.check_in": (ArriveBody, _arrive),
    "plan.set": (PlanSetBody, promising.set_plan),
    "plan.end": (PlanEndBody, promising.end),
    "plan.pause": (PlanPauseBody, promising.pause),
    "plan.resume": (PlanResumeBody, promising.resume),
    "plan.contact": (PlanContactBody, promising.contact),
}


@dataclass(frozen=True)
class Judged:
    """An item that can be applied, its body read."""

    item: Item
    body: BaseModel
    digest: bytes


def judge(raw: Any, language: str) -> Judged | Receipt:
    """Read one item; what cannot be read is refused with the reason, before any database is asked."""
    shown_id = str(raw.get("id"))[:64] if isinstance(raw, dict) and raw.get("id") is not None else None
    try:
        item = Item.model_validate(raw)
        model, _handler = HANDLERS[item.kind]
        body = model.model_validate(item.body)
        return Judged(item, body, rules.digest(item.kind, raw["recorded_at"], item.body))
    except ValidationError as error:
        return Receipt(id=shown_id, status="rejected", problem=document(not_understood(raw, error), language))
    except (UnicodeEncodeError, RecursionError):
        return Receipt(id=shown_id, status="rejected", problem=document(unwritable(), language))


def apply(
    session: Session, actor: Actor, batch: Envelope, judged: list[Judged | Receipt], received_at: datetime, key: bytes
) -> list[Receipt]:
    """One receipt per item, in order; all in the caller's one transaction, so an answer means that they are durable.

    Goes the whole way without a savepoint per item, which nearly every batch can; anything in the way is raised, the caller's
    transaction undoes all of it, and `apply_one_by_one` does the batch again.
    """
    offset = rules.clock_offset(batch.sent_at, received_at)
    return [entry if isinstance(entry, Receipt) else _once(session, actor, entry, offset, received_at, key) for entry in judged]


def apply_one_by_one(
    session: Session, actor: Actor, batch: Envelope, judged: list[Judged | Receipt], received_at: datetime, key: bytes
) -> list[Receipt]:
    """`apply` with every item in a savepoint of its own: one that cannot be applied says why, and the rest go on."""
    offset = rules.clock_offset(batch.sent_at, received_at)
    return [entry if isinstance(entry, Receipt) else _apply_one(session, actor, entry, offset, received_at, key) for entry in judged]


def _apply_one(session: Session, actor: Actor, judged: Judged, offset: timedelta, received_at: datetime, key: bytes) -> Receipt:
    item = judged.item
    try:
        with session.begin_nested():
            return _once(session, actor, judged, offset, received_at, key)
    except Problem as problem:
        status = "conflict" if problem.slug == "conflict" else "retry" if problem.status in (429, 503) else "rejected"
        return Receipt.model_validate({"id": str(item.id), "status": status, "problem": document(problem, actor.language)})
    except OperationalError:
        raise  # the database as a whole: nothing of this batch is durable, and the phone keeps all of it
    except Exception:
        log.exception("sync_item_failed", kind=item.kind, item_id=str(item.id))
        return Receipt(id=str(item.id), status="retry", problem=document(our_fault(), actor.language))


def _once(session: Session, actor: Actor, judged: Judged, offset: timedelta, received_at: datetime, key: bytes) -> Receipt:
    item = judged.item
    row = {
        "id": item.id,
        "neighbourhood_id": actor.neighbourhood_id,
        "member_id": actor.member_id,
        "kind": item.kind,
        "digest": judged.digest,
        "received_at": received_at,
        "alert_id": None,
        "deleted_at": None,
    }
    is_check_in = item.kind == "check_in"
    if _remember.first(session, row) is None:
        return _again(session, actor, judged)
    moment = rules.corrected(item.recorded_at, offset, received_at)
    arrival = Arrival(actor, item.id, moment, received_at, offset, key)
    outcome = HANDLERS[item.kind][1](session, arrival, judged.body)
    if isinstance(outcome, Problem):  # refused, but what it did stays (a wrong code counts); sent again, it is judged again
        session.execute(_forget, {"item_id": item.id})
        return Receipt(id=str(item.id), status="rejected", problem=document(outcome, actor.language))
    answered = outcome.answered if isinstance(outcome, checkins.Recorded) else answering.NOTHING
    alert_id = outcome.alert_id if isinstance(outcome, checkins.Recorded) else outcome
    if alert_id is not None:
        session.execute(_add_alert, {"item_id": item.id, "raised": alert_id})
    return Receipt(
        id=str(item.id),
        status="applied",
        check_in_id=item.id if is_check_in else None,
        alert_id=alert_id,
        promise=answered.promise,
        next_promise=answered.next,
    )


def _again(session: Session, actor: Actor, judged: Judged) -> Receipt:
    known = session.execute(_recall, {"item_id": judged.item.id}).one()
    if known.member_id != actor.member_id or known.digest != judged.digest:
        raise conflict()
    if known.deleted_at is not None:
        raise Problem(410, "deleted", ko="이 항목은 이미 지워졌어요.", en="This item was deleted.")
    is_check_in = judged.item.kind == "check_in"
    answered = answering.answered_by(session, actor.member_id, judged.item.id) if is_check_in else answering.NOTHING
    return Receipt(
        id=str(judged.item.id),
        status="duplicate",
        check_in_id=judged.item.id if is_check_in else None,
        alert_id=known.alert_id,
        promise=answered.promise,
        next_promise=answered.next,
    )
