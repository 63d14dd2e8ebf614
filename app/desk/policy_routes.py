"""The neighbourhood's policy at the desk: read, previewed, changed with a reason, and every one before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from itertools import pairwise
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, Field, StringConstraints, ValidationError, ValidatorFunctionWrapHandler, WrapValidator
from sqlalchemy.orm import Session

from app.alerts import preview
from app.alerts.rules import Place
from app.alerts.views import names_of
from app.core import clock
from app.core.problems import Problem
from app.core.web import DatabaseDep, LimitQuery, Page
from app.neighbourhoods import policies
from app.neighbourhoods.policy import Policy
from app.neighbourhoods.policy_sense import BOUNDS, misunderstood
from app.people import access_log
from app.people import service as people
from app.people.auth import Coordinator, Staff
from app.people.schemas import Strict

router = APIRouter(prefix="/api/desk/policy", tags=["desk"])


def _told_by_name(given: object, read: ValidatorFunctionWrapHandler) -> Policy:
    """What cannot be is told by the number's name at the desk, not by its name in the program."""
    try:
        policy: Policy = read(given)
    except ValidationError as error:
        if (wrong := misunderstood(error)) is not None:
            raise policies.refused(wrong) from None
        if all(problem["type"] == "extra_forbidden" for problem in error.errors()):
            raise Problem(
                422,
                "policy-of-another-release",
                ko="이 화면에는 서버가 모르는 숫자가 있어요. 화면을 새로 연 뒤 다시 고쳐 주세요.",
                en="This screen has a number that the server does not know. Please load the page again and change it there.",
            ) from None
        raise
    return policy


PolicyGiven = Annotated[Policy, WrapValidator(_told_by_name)]
"""A policy out of a body; a number that is left out stays as it is."""


class PolicyVersionOut(BaseModel):
    """A policy, who put it in force, and why."""

    version: int
    changed_at: datetime
    changed_by_name: str | None
    reason: str
    policy: Policy


class PolicyEntry(PolicyVersionOut):
    """A policy of the history, beside the one before it."""

    replaced: Policy | None


class Bounds(BaseModel):
    """What a number may be at the desk."""

    least: int
    most: int


class PolicyState(PolicyVersionOut):
    """The policy in force, beside the design's own numbers and what each may be."""

    defaults: Policy
    bounds: dict[str, Bounds]


class PolicyIn(Strict):
    """A policy to put in force, made out of `version`."""

    version: int
    policy: PolicyGiven
    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=300)]


class PreviewIn(Strict):
    """A policy to look at, for one person or for the middle of the neighbourhood."""

    policy: PolicyGiven
    member_id: UUID | None = None
    place: Place = Place.HOME


class StepOut(BaseModel):
    """One moment if nobody answers."""

    after_s: int
    tells: int
    total: int
    desk: bool
    outside: bool


class PreviewOut(BaseModel):
    """Only numbers: never who would be told, nor where they are."""

    in_range: int
    silent: int = Field(description="How many of them have no phone that rings.")
    channels: int = Field(description="How many contacts outside the app there are to be told.")
    steps: list[StepOut]


def _out(session: Session, found: Sequence[policies.Kept]) -> list[PolicyVersionOut]:
    names = names_of(session, [kept.changed_by for kept in found if kept.changed_by is not None])
    return [
        PolicyVersionOut(
            version=kept.version,
            changed_at=kept.changed_at,
            changed_by_name=names.get(kept.changed_by) if kept.changed_by is not None else None,
            reason=kept.reason,
            policy=kept.policy,
        )
        for kept in found
    ]


def _state(session: Session, kept: policies.Kept) -> PolicyState:
    bounds = {field: Bounds(least=least, most=most) for field, (least, most) in BOUNDS.items()}
    return PolicyState(**_out(session, [kept])[0].model_dump(), defaults=Policy(), bounds=bounds)


@router.get("", response_model=PolicyState)
async def show_policy(actor: Staff, database: DatabaseDep) -> PolicyState:
    """The policy in force."""
    return await database.read(lambda session: _state(session, policies.current(session, actor.neighbourhood_id)))


@router.put("", response_model=PolicyState)
async def change_policy(body: PolicyIn, actor: Coordinator, database: DatabaseDep) -> PolicyState:
    """Put a policy in force for alerts from now on; open ones keep theirs."""

    def work(session: Session) -> PolicyState:
        here = actor.neighbourhood_id
        policy = policies.filled(session, here, body.policy)
        kept = policies.change(session, here, policy, on=body.version, by=actor.member_id, reason=body.reason, now=clock.now())
        return _state(session, kept)

    return await database.write(work)


@router.get("/versions", response_model=Page[PolicyEntry])
async def list_versions(
    actor: Staff, database: DatabaseDep, limit: LimitQuery = 20, cursor: Annotated[int | None, Query(ge=1, le=2**31 - 1)] = None
) -> Page[PolicyEntry]:
    """Every policy there was, newest first."""

    def work(session: Session) -> list[PolicyVersionOut]:
        return _out(session, policies.versions(session, actor.neighbourhood_id, cursor, limit + 1))

    found = await database.read(work)
    entries = [PolicyEntry(**one.model_dump(), replaced=older.policy if older else None) for one, older in pairwise([*found, None]) if one]
    return Page(items=entries[:limit], next_cursor=str(found[limit - 1].version) if len(found) > limit else None)


@router.post("/preview", response_model=PreviewOut)
async def preview_policy(body: PreviewIn, actor: Staff, response: Response, database: DatabaseDep) -> PreviewOut:
    """What would happen under this policy if somebody called now and nobody answered. For a person with a home it is logged, and they
    see it: how many live around a home is something about it."""
    response.headers["Cache-Control"] = "no-store"
    here, now = actor.neighbourhood_id, clock.now()
    if (person_id := body.member_id) is not None:

        def looked(session: Session) -> None:
            people.member_of(session, here, person_id)
            access_log.record_view(
                session,
                neighbourhood_id=here,
                actor_id=actor.member_id,
                subject_id=person_id,
                what="policy_preview",
                alert_id=None,
                now=now,
            )

        await database.write(looked)

    def work(session: Session) -> preview.Preview:
        return preview.preview(session, here, policies.filled(session, here, body.policy), person_id, body.place, now)

    return PreviewOut.model_validate(asdict(await database.read(work)))
