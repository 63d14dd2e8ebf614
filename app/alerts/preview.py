"""What would happen if somebody called now, under a policy that may not be in force: only numbers, never who or where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.alerts.choosing import Asked, choose_for
from app.alerts.preview_rules import Step, walk_through
from app.alerts.rules import Place
from app.alerts.steps import wave_plan
from app.core.problems import Problem
from app.geo.cells import cell_of
from app.neighbourhoods import service as neighbourhoods
from app.neighbourhoods.policy import Policy
from app.notifications import service as notifications
from app.outside import service as outside
from app.people import service as people

SEED = UUID(int=0)


@dataclass(frozen=True)
class Preview:
    """How many may be asked, how many of them have no phone that rings, and what would happen when."""

    in_range: int
    silent: int
    channels: int
    steps: list[Step]


def preview(session: Session, neighbourhood_id: UUID, policy: Policy, person_id: UUID | None, place: Place, now: datetime) -> Preview:
    """For a person with a home kept (or for the middle of the neighbourhood), at this moment and with the people there are."""
    where = neighbourhoods.neighbourhood_of(session, neighbourhood_id)
    cell = _home_cell(session, neighbourhood_id, person_id) if person_id is not None else cell_of(where.centre_lat, where.centre_lon)
    choice = choose_for(session, Asked(neighbourhood_id, person_id, cell, place, SEED), policy, now)
    with_phone = notifications.members_pushed_to(session, neighbourhood_id, choice.in_order)
    takes_push = [member_id in with_phone for member_id in choice.in_order]
    channels = outside.count(session, neighbourhood_id)
    steps = walk_through(wave_plan(policy, place), takes_push, policy.few_in_range, channels=channels)
    return Preview(choice.in_range, choice.silent, channels, steps)


def _home_cell(session: Session, neighbourhood_id: UUID, person_id: UUID) -> str:
    home = people.home_of(session, people.member_of(session, neighbourhood_id, person_id).id)
    if home is None:
        raise Problem(
            409,
            "no-home",
            ko="이분의 집이 아직 적혀 있지 않아 미리 볼 수 없어요. 주민 화면에서 집을 적거나, 동네 한가운데로 봐 주세요.",
            en="Where this person lives is not noted yet. Note it under Members, or look at the middle of the neighbourhood.",
        )
    return home.cell
