"""The policies of a neighbourhood, each kept with who set it and why: an alert goes on under the one it was opened under."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.problems import Problem
from app.neighbourhoods.models import Neighbourhood, PolicyVersion
from app.neighbourhoods.policy import Policy, read_policy
from app.neighbourhoods.policy_sense import Senseless, misunderstood, senseless
from app.neighbourhoods.service import neighbourhood_of


@dataclass(frozen=True)
class Kept:
    """A policy with its number; the first one of a neighbourhood was set by nobody."""

    version: int
    policy: Policy
    changed_at: datetime
    changed_by: UUID | None
    reason: str


def current(session: Session, neighbourhood_id: UUID) -> Kept:
    """The policy in force."""
    row = neighbourhood_of(session, neighbourhood_id)
    return _kept(session.get(PolicyVersion, (neighbourhood_id, row.policy_version)) or _first(row))


def at_version(session: Session, neighbourhood_id: UUID, version: int | None) -> Policy:
    """The policy with this number; the one in force when there is none."""
    row = neighbourhood_of(session, neighbourhood_id)
    if version is None or version == row.policy_version:
        return read_policy(row.policy)
    kept = session.get(PolicyVersion, (neighbourhood_id, version))
    return read_policy(kept.policy if kept is not None else row.policy)


def at_versions(session: Session, neighbourhood_id: UUID, wanted: Collection[int | None]) -> dict[int | None, Policy]:
    """`at_version` of many alerts in one question."""
    row = neighbourhood_of(session, neighbourhood_id)
    in_force = read_policy(row.policy)
    older = {version for version in wanted if version is not None and version != row.policy_version}
    kept = select(PolicyVersion).where(
        col(PolicyVersion.neighbourhood_id) == neighbourhood_id, col(PolicyVersion.version).in_(sorted(older))
    )
    found = {one.version: read_policy(one.policy) for one in session.execute(kept).scalars()} if older else {}
    return {version: in_force if version is None else found.get(version, in_force) for version in wanted}


def refused(wrong: Senseless) -> Problem:
    """Which number cannot be, by its name at the desk; `field` is its name for programs."""
    return Problem(
        422,
        "policy-senseless",
        ko=f"이대로는 도움이 제때 닿지 않을 수 있어요. {wrong.ko}",
        en=f"With this, help might come late or not at all. {wrong.en}",
        extra={"field": wrong.field},
    )


def filled(session: Session, neighbourhood_id: UUID, given: Policy) -> Policy:
    """A policy as somebody sent it, with what they did not send (their screen is older than a number) as it is in force; refused when
    it makes no sense."""
    in_force = read_policy(neighbourhood_of(session, neighbourhood_id).policy)
    sent = {name: getattr(given, name) for name in given.model_fields_set}
    try:
        whole = Policy.model_validate({**in_force.model_dump(), **sent})
    except ValidationError as error:
        wrong = misunderstood(error)
        if wrong is None:
            raise
        raise refused(wrong) from None
    if (wrong := senseless(whole)) is not None:
        raise refused(wrong)
    return whole


def change(
    session: Session, neighbourhood_id: UUID, policy: Policy, *, on: int | None, by: UUID | None, reason: str, now: datetime
) -> Kept:
    """Put a policy in force, made out of version `on`; refused when another was put in force meanwhile, or when it makes no sense.
    The same again, because its answer was lost, changes nothing."""
    row = _locked(session, neighbourhood_id)
    if on is not None and on != row.policy_version:
        newest = current(session, neighbourhood_id)
        if (on + 1, by, reason, policy) == (newest.version, newest.changed_by, newest.reason, newest.policy):
            return newest
        raise Problem(
            409,
            "policy-changed",
            ko="그사이 다른 담당자가 정책을 바꿨어요. 새로 불러와 다시 고쳐 주세요. 적은 숫자는 그대로 있어요.",
            en="Another coordinator changed the policy meanwhile. Please load it again; your numbers stay where they are.",
        )
    if (wrong := senseless(policy)) is not None:
        raise refused(wrong)
    if session.get(PolicyVersion, (neighbourhood_id, row.policy_version)) is None:
        session.add(_first(row))
    defaults = Policy().model_dump(mode="json")
    row.policy = json.dumps({name: value for name, value in policy.model_dump(mode="json").items() if value != defaults[name]})
    row.policy_version += 1
    kept = PolicyVersion(
        neighbourhood_id=neighbourhood_id, version=row.policy_version, policy=row.policy, changed_by=by, changed_at=now, reason=reason
    )
    session.add(kept)
    session.flush()
    return _kept(kept)


def versions(session: Session, neighbourhood_id: UUID, before: int | None, limit: int) -> list[Kept]:
    """Newest first."""
    row = neighbourhood_of(session, neighbourhood_id)
    here = select(PolicyVersion).where(col(PolicyVersion.neighbourhood_id) == neighbourhood_id)
    if before is not None:
        here = here.where(col(PolicyVersion.version) < before)
    kept = [_kept(one) for one in session.execute(here.order_by(col(PolicyVersion.version).desc()).limit(limit)).scalars()]
    return kept or ([_kept(_first(row))] if before is None else [])


def _locked(session: Session, neighbourhood_id: UUID) -> Neighbourhood:
    """The neighbourhood as it is now, not as this session saw it before, and nobody else's until the commit."""
    mine = select(Neighbourhood).where(col(Neighbourhood.id) == neighbourhood_id).with_for_update()
    return session.execute(mine.execution_options(populate_existing=True)).scalar_one()


def _first(row: Neighbourhood) -> PolicyVersion:
    return PolicyVersion(neighbourhood_id=row.id, version=row.policy_version, policy=row.policy, changed_at=row.created_at)


def _kept(row: PolicyVersion) -> Kept:
    return Kept(row.version, read_policy(row.policy), row.changed_at, row.changed_by, row.reason)
