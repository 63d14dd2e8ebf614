"""What can be in the way of a call to look out, in words."""

from __future__ import annotations

from app.core.problems import Problem
from app.missing.rules import MOST_OPEN


def too_many_open() -> Problem:
    """Who is to look for everybody looks for nobody."""
    return Problem(
        409,
        "too-many-missing",
        ko=f"찾는 분이 이미 {MOST_OPEN}명이라 더 알리지 않았어요. 먼저 하나를 마쳐 주세요. 적은 글은 그대로 있어요.",
        en=f"{MOST_OPEN} calls are open already, so this one was not sent. Please end one first; your words are still here.",
    )


def seen_in_the_future() -> Problem:
    """Nobody was last seen later than now."""
    return Problem(
        422,
        "seen-in-the-future",
        ko="마지막으로 본 때가 지금보다 뒤예요. 시각을 다시 봐 주세요. 적은 글은 그대로 있어요.",
        en="The time they were last seen is later than now. Please look at it again; your words are still here.",
    )


def is_over() -> Problem:
    """It ended before."""
    return Problem(
        410,
        "missing-over",
        ko="이미 끝난 알림이에요. 아직 찾고 있다면 새로 알려 주세요.",
        en="This call is over. If you are still looking, please raise a new one.",
    )


def no_longer() -> Problem:
    """It runs as long as any may."""
    return Problem(
        409,
        "missing-at-its-longest",
        ko="처음 알린 때부터 열두 시간이 가장 길어요. 그 뒤에도 찾고 있다면 새로 알려 주세요.",
        en="Twelve hours from the opening is the longest. If you are still looking then, please raise a new one.",
    )


def enough_sightings() -> Problem:
    """One walker sent as many as anybody may."""
    return Problem(
        409,
        "enough-sightings",
        ko="보내 주신 것이 이미 많아 더 받지 못했어요. 급하면 112에 전화해 주세요.",
        en="You sent many already, so this one was not taken. If it is urgent, please call 112.",
    )
