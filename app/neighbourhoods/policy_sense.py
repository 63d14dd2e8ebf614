"""Whether a policy somebody wrote may be put in force: every number within its bounds, and none with which an alert fails somebody."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import ValidationError

from app.neighbourhoods.policy import Policy, contradicting
from app.neighbourhoods.policy_words import NAMES, Words, between

WAVES = ("wave_sizes", "wave_after_s")
LEAST_S = {
    "arrive_within_s": 60,
    "remind_desk_s": 60,
    "expire_after_s": 3_600,
    "late_after_s": 60,
    "outside_after_s": 30,
    "usable_fix_s": 60,
    "location_kept_s": 3_600,
}
MOST_S = {
    "arrive_within_s": 3_600,
    "remind_desk_s": 3_600,
    "late_after_s": 3 * 3_600,
    "outside_after_s": 1_800,
    "usable_fix_s": 2 * 3_600,
}
LAST_WAVE_S = 1_800
TWO_AT_A_HOME = 2


@dataclass(frozen=True)
class Senseless:
    """A number with which an alert would fail somebody, and what it should be in words."""

    field: str
    ko: str
    en: str


_SCHEMA = Policy.model_json_schema()["properties"]


def _bounds(field: str) -> tuple[int, int]:
    least, most = _SCHEMA[field]["minimum"], _SCHEMA[field]["maximum"]
    return max(least, LEAST_S.get(field, least)), min(most, MOST_S.get(field, most))


BOUNDS: dict[str, tuple[int, int]] = {field: _bounds(field) for field in Policy.model_fields if field not in WAVES}
"""The least and the most that each single number may be at the desk."""

_IN_ORDER = Words(
    "차수는 ‘바로’ 나가는 것부터 시작하고, 뒤 차수가 앞 차수보다 먼저 나갈 수 없어요.",
    "The first wave goes out at once, and none before the one above it.",
)
_WAVE_BOUNDS = {
    "wave_sizes": Words(
        "차수는 1개에서 6개까지, 한 차수에는 1명에서 50명까지 적어 주세요.", "One to six waves, please, of 1 to 50 neighbours each."
    ),
    "wave_after_s": Words("차수가 나가는 때를 0초에서 30분 사이로 적어 주세요.", "When a wave goes out, please: 0 seconds to 30 minutes."),
}
_RINGS = Words(
    "더 넓은 범위가 처음 찾는 범위보다 좁을 수는 없어요.", "What is searched next cannot be smaller than what is searched first."
)


def _wrong(field: str, words: Words) -> Senseless:
    return Senseless(field, words.ko, words.en)


def misunderstood(error: ValidationError) -> Senseless | None:
    """The first number that cannot be, in words; None when it is not about a number of a policy."""
    for problem in error.errors():
        field = str(problem["loc"][0]) if problem["loc"] else ""
        if field in _WAVE_BOUNDS:
            return _wrong(field, _WAVE_BOUNDS[field])
        if field in BOUNDS:
            return _wrong(field, between(field, *BOUNDS[field]))
        if problem["type"] == "value_error":
            in_rings = "outer_rings" in contradicting(error)
            return _wrong("outer_rings", _RINGS) if in_rings else _wrong("wave_after_s", _IN_ORDER)
    return None


def senseless(policy: Policy) -> Senseless | None:
    """What must not be put in force, although it could be: found when a policy is written, never when one is read."""
    for field, (least, most) in BOUNDS.items():
        if not least <= getattr(policy, field) <= most:
            return _wrong(field, between(field, least, most))
    if policy.wave_after_s[-1] > LAST_WAVE_S:
        return Senseless("wave_after_s", "마지막 차수는 30분 안에 나가야 해요.", "The last wave goes out within 30 minutes.")
    if policy.fresh_fix_s > policy.usable_fix_s:
        return _longer("fresh_fix_s", "usable_fix_s")
    if policy.most_told < policy.wave_sizes[0]:
        return Senseless(
            "most_told",
            f"‘{NAMES['most_told'].ko}’: 1차에 알리는 {policy.wave_sizes[0]}명보다 적을 수 없어요.",
            f"“{NAMES['most_told'].en}”: not fewer than the {policy.wave_sizes[0]} of the first wave.",
        )
    if policy.plan_soon_min >= policy.plan_quiet_min:
        return _longer("plan_soon_min", "plan_quiet_min")
    return _too_few(policy)


def _too_few(policy: Policy) -> Senseless | None:
    wanted = max(policy.enough_accepts, TWO_AT_A_HOME)
    if min(sum(policy.wave_sizes), policy.most_told) < wanted:
        return Senseless(
            "wave_sizes" if sum(policy.wave_sizes) < wanted else "most_told",
            f"{wanted}명이 와야 충분한데, 그보다 적은 이웃에게만 알리게 돼요. 집에는 언제나 두 명이 필요해요.",
            f"{wanted} have to come, and fewer are told. A home always needs two.",
        )
    return None


def _longer(field: str, than: str) -> Senseless:
    return Senseless(
        field,
        f"‘{NAMES[field].ko}’의 시간은 ‘{NAMES[than].ko}’의 시간보다 길 수 없어요.",
        f"“{NAMES[field].en}” is no longer than “{NAMES[than].en}”.",
    )
