"""A neighbourhood's numbers: who is told when, how long things wait. Every one can be set."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Annotated, Any, Self

import structlog
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

log = structlog.get_logger()

Seconds = Annotated[int, Field(ge=0, le=7 * 86_400)]


class Policy(BaseModel):
    """The defaults are the design's; durations end in `_s` and are seconds."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    inner_rings: int = Field(2, ge=0, le=12, description="Rings of cells searched first; two are about 500 m.")
    outer_rings: int = Field(4, ge=0, le=20, description="Rings searched when the inner ones hold too few.")
    wave_sizes: tuple[Annotated[int, Field(ge=1, le=50)], ...] = Field((3, 6, 11), min_length=1, max_length=6)
    wave_after_s: tuple[Seconds, ...] = Field((0, 60, 120), description="When each wave goes out, counted from the opening.")
    sparse_rings: int = Field(8, ge=0, le=20, description="Rings searched when the outer ones hold too few, too.")
    widen_below: int = Field(20, ge=1, le=200, description="With fewer than this found the next rings are searched.")
    most_told: int = Field(20, ge=1, le=200)
    few_in_range: int = Field(5, ge=0, le=50, description="With fewer than this in range the desk is told at once.")
    enough_accepts: int = Field(2, ge=1, le=10)
    arrive_within_s: Seconds = Field(300, description="Accepted but not on scene after this: asked, and the waves go on.")
    moved_m: int = Field(50, ge=10, le=1_000, description="A step this long towards the place counts as moving.")
    outside_after_s: Seconds = Field(120, description="Told, and nobody at the desk looked for this long: the outside channel is told.")
    outside_again_s: Annotated[int, Field(ge=60, le=86_400)] = Field(900, description="How long until it is told again.")
    outside_most: int = Field(3, ge=0, le=20, description="How often the outside channel is told of one alert.")
    duress_remind_s: Annotated[int, Field(ge=30, le=3_600)] = Field(
        60, description="How often the desk is told of a forced cancel nobody saw."
    )
    debrief_after_s: Annotated[int, Field(ge=600, le=86_400)] = Field(
        5_400, description="Who was on scene is asked how they are after this."
    )
    missing_expires_s: Annotated[int, Field(ge=600, le=43_200)] = Field(10_800, description="A call to look out forgets itself after this.")
    drill_expires_s: Annotated[int, Field(ge=300, le=21_600)] = Field(3_600, description="A drill ends by itself after this.")
    proof_every_s: Annotated[int, Field(ge=86_400, le=30 * 86_400)] = Field(
        7 * 86_400, description="A phone unheard for this long is asked."
    )
    proof_answer_s: Annotated[int, Field(ge=3_600, le=7 * 86_400)] = Field(
        86_400, description="Without its answer after this a phone is silent."
    )
    false_within_s: Seconds = Field(600, description="Taken back within this counts as a false alarm.")
    remind_desk_s: Seconds = Field(600, description="How often the desk is reminded of an alert that nobody closed.")
    expire_after_s: Seconds = Field(86_400, description="An alert that nobody closed ends as expired after this.")
    late_after_s: Seconds = Field(900, description="A concern older than this on arrival pages no volunteers.")
    countdown_s: int = Field(5, ge=5, le=20, description="The countdown on the phone before a concern leaves.")
    resting_s: Seconds = Field(86_400, description="A responder who finished a visit is left alone for this long.")
    visit_check_s: Annotated[int, Field(ge=60, le=86_400)] = Field(
        1_200, description="Somebody who goes is asked whether they are fine this long after their last sign of life."
    )
    fresh_fix_s: Seconds = Field(300, description="A fix of a walk no older than this ranks first.")
    usable_fix_s: Seconds = Field(1_800, description="A fix of a walk older than this is not used.")
    plan_quiet_min: int = Field(60, ge=15, le=180, description="A promise is shown in the app this many minutes before its time.")
    plan_soon_min: int = Field(10, ge=1, le=60, description="Whoever promised is reminded this many minutes before the time.")
    plan_grace_min: int = Field(30, ge=10, le=180, description="Their own people hear of it this many minutes after, unless they chose.")
    plan_desk_after_min: int = Field(30, ge=10, le=180, description="The desk hears this many minutes later, and neighbours knock.")
    plan_early_h: int = Field(6, ge=1, le=12, description="A check-in up to this many hours before the time counts for a promise.")
    location_kept_s: Seconds = Field(72 * 3_600, description="The place of a closed alert is forgotten after this.")

    @model_validator(mode="after")
    def _waves_fit(self) -> Self:
        if len(self.wave_sizes) != len(self.wave_after_s):
            raise ValueError("wave_sizes and wave_after_s have one entry per wave")
        if list(self.wave_after_s) != sorted(self.wave_after_s) or self.wave_after_s[0] != 0:
            raise ValueError("wave_after_s starts at 0 and never goes back")
        if self.outer_rings < self.inner_rings:
            raise ValueError("outer_rings is at least inner_rings")
        return self


WAVES = frozenset({"wave_sizes", "wave_after_s"})
RINGS = frozenset({"inner_rings", "outer_rings"})


@lru_cache(maxsize=256)
def read_policy(stored: str) -> Policy:
    """A policy as it was stored, whatever release stored it: a number that is unknown now is passed over, one that cannot be is the
    default. Nobody's alert waits for a policy to be mended."""
    kept = _numbers(stored)
    while True:
        try:
            return Policy.model_validate(kept)
        except ValidationError as error:
            wrong = {str(problem["loc"][0]) for problem in error.errors() if problem["loc"]} or contradicting(error)
            log.warning("policy_read_with_defaults", left_out=sorted(wrong & kept.keys()))
            kept = {name: value for name, value in kept.items() if name not in wrong} if wrong & kept.keys() else {}


def _numbers(stored: str) -> dict[str, Any]:
    try:
        kept = json.loads(stored)
    except ValueError:
        kept = None
    if not isinstance(kept, dict):
        log.warning("policy_unreadable")
        return {}
    return kept


def contradicting(error: ValidationError) -> frozenset[str]:
    """Which numbers do not go together."""
    return RINGS if any("inner_rings" in problem["msg"] for problem in error.errors()) else WAVES
