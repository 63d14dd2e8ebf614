"""A neighbourhood's numbers: who is told when, how long things wait. Every one can be set."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Seconds = Annotated[int, Field(ge=0, le=7 * 86_400)]


class Policy(BaseModel):
    """The defaults are the design's; durations end in `_s` and are seconds."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    inner_rings: int = Field(2, ge=0, le=12, description="Rings of cells searched first; two are about 500 m.")
    outer_rings: int = Field(4, ge=0, le=20, description="Rings searched when the inner ones hold too few.")
    wave_sizes: tuple[Annotated[int, Field(ge=1, le=50)], ...] = Field((3, 6, 11), min_length=1, max_length=6)
    wave_after_s: tuple[Seconds, ...] = Field((0, 60, 120), description="When each wave goes out, counted from the opening.")
    most_told: int = Field(20, ge=1, le=200)
    few_in_range: int = Field(5, ge=0, le=50, description="With fewer than this in range the desk is told at once.")
    enough_accepts: int = Field(2, ge=1, le=10)
    arrive_within_s: Seconds = Field(300, description="Accepted but not on scene after this: asked, and the waves go on.")
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
