"""What cannot be promised, and why, in whole sentences."""

from __future__ import annotations

from app.core.problems import Problem
from app.plans.rules import MOST_PLANS, PAUSE_MOST_DAYS
from app.plans.schedule_rules import CLOSEST_MIN, MOST_DAYS_APART, MOST_TIMES, Flaw

_WORDS: dict[Flaw, tuple[str, str]] = {
    Flaw.NO_TIMES: ("몇 시에 안부를 전할지 하나는 골라 주세요.", "Please choose at least one time of day."),
    Flaw.NO_DAYS: ("어느 요일에 전할지 하루는 골라 주세요.", "Please choose at least one day of the week."),
    Flaw.TOO_MANY_TIMES: (f"하루에 {MOST_TIMES}번까지 약속할 수 있어요.", f"Up to {MOST_TIMES} times a day, please."),
    Flaw.TIMES_TOO_CLOSE: (
        f"두 시각은 {CLOSEST_MIN}분 넘게 떨어져 있어야 해요. 하나를 옮겨 주세요.",
        f"Two times lie at least {CLOSEST_MIN} minutes apart. Please move one of them.",
    ),
    Flaw.NOT_A_TIME: ("시각을 00:00부터 23:59까지로 적어 주세요.", "A time is between 00:00 and 23:59, please."),
    Flaw.NOT_A_STEP: (
        f"매일부터 {MOST_DAYS_APART}일에 한 번까지, 요일은 월요일부터 일요일까지 고를 수 있어요.",
        f"Every day up to every {MOST_DAYS_APART} days, or days of the week, please.",
    ),
    Flaw.NO_SUCH_ZONE: ("이 시간대를 알 수 없어요. 다른 시간대를 골라 주세요.", "This time zone is unknown. Please choose another."),
    Flaw.NEVER_DUE: (
        "이대로는 약속한 시각이 한 번도 오지 않아요. 시작하는 날과 끝나는 날을 살펴봐 주세요.",
        "Like this no promised time would ever come. Please look at the first and the last day.",
    ),
}


def flawed(flaw: Flaw) -> Problem:
    """A schedule that cannot be kept, or never be missed."""
    ko, en = _WORDS[flaw]
    return Problem(422, f"plan-{flaw.value.replace('_', '-')}", ko=ko, en=en)


def too_many() -> Problem:
    """One plan more than anybody may keep."""
    return Problem(
        409,
        "too-many-plans",
        ko=f"안부 약속은 {MOST_PLANS}개까지 둘 수 있어요. 하나를 끝내고 다시 해 주세요.",
        en=f"You can keep {MOST_PLANS} plans. Please end one of them first.",
    )


def ended() -> Problem:
    """The plan was ended before."""
    return Problem(410, "plan-ended", ko="이미 끝낸 약속이에요. 새 약속을 만들어 주세요.", en="This plan was ended. Please make a new one.")


def pause_too_long() -> Problem:
    """A pause that is over already, or longer than two weeks."""
    return Problem(
        422,
        "pause-too-long",
        ko=f"오늘부터 {PAUSE_MOST_DAYS}일 안의 날까지 쉴 수 있어요. 더 오래 쉬려면 약속을 끝냈다가 다시 만들어 주세요.",
        en=f"A pause ends today or within {PAUSE_MOST_DAYS} days. For longer, end the plan and make it again later.",
    )


def nothing_to_pause() -> Problem:
    """There is no plan."""
    return Problem(409, "no-plan", ko="쉬어 갈 안부 약속이 없어요.", en="There is no plan to pause.")


def is_over() -> Problem:
    """The promise is decided, or not this plan's any more."""
    return Problem(
        410,
        "promise-over",
        ko="이 약속은 이미 마무리됐어요. 더 하실 일은 없어요.",
        en="This promise is settled already. There is nothing more to do.",
    )


def not_yet() -> Problem:
    """The promise is not due yet."""
    return Problem(
        409,
        "promise-not-due",
        ko="아직 약속한 시각이 되지 않았어요.",
        en="This promise is not due yet.",
    )


def forged() -> Problem:
    """A token nobody here gave out."""
    return Problem(
        403,
        "answer-unknown",
        ko="이 알림으로는 답을 받을 수 없어요. 앱을 열어 ‘잘 있어요’를 눌러 주세요.",
        en="This notification cannot take your answer. Please open the app and tap I'm OK.",
    )
