"""What each number of a policy is called at the desk: the same words as on its screen, for the sentences that refuse one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """A name or a sentence in both languages."""

    ko: str
    en: str


NAMES: dict[str, Words] = {
    "inner_rings": Words("처음 찾는 범위", "Searched first"),
    "outer_rings": Words("그다음 찾는 범위", "Searched next"),
    "sparse_rings": Words("가장 넓게 찾는 범위", "Searched last"),
    "widen_below": Words("더 넓혀 찾는 기준", "Search wider below"),
    "fresh_fix_s": Words("방금 확인한 위치", "Position just seen"),
    "usable_fix_s": Words("쓸 수 있는 위치", "Position still used"),
    "wave_sizes": Words("차수마다 알릴 이웃", "Neighbours in each wave"),
    "wave_after_s": Words("차수가 나가는 때", "When each wave goes out"),
    "most_told": Words("모두 합쳐 알릴 이웃", "Neighbours told in all"),
    "few_in_range": Words("이웃이 적다고 보는 기준", "Few neighbours below"),
    "enough_accepts": Words("충분하다고 보는 사람", "Enough when so many come"),
    "arrive_within_s": Words("도착을 기다리는 시간", "Waiting for somebody to arrive"),
    "moved_m": Words("움직였다고 보는 거리", "Counts as moving"),
    "remind_desk_s": Words("상황실에 다시 알리기", "Desk reminded every"),
    "outside_after_s": Words("앱 밖 비상 연락까지", "Outside contacts told after"),
    "outside_again_s": Words("비상 연락을 다시 하기까지", "Outside contacts told again after"),
    "outside_most": Words("비상 연락을 하는 횟수", "Times outside contacts are told"),
    "duress_remind_s": Words("강요된 취소를 다시 알리기", "Forced cancel repeated every"),
    "expire_after_s": Words("알림이 저절로 끝나기까지", "Alert ends by itself after"),
    "countdown_s": Words("누른 뒤 초읽기", "Countdown after pressing"),
    "late_after_s": Words("늦게 온 도움 요청", "Too late for neighbours after"),
    "false_within_s": Words("금방 취소로 보는 시간", "Counts as soon taken back within"),
    "visit_check_s": Words("방문한 분의 안부 묻기", "Visitor asked how they are after"),
    "resting_s": Words("다녀온 뒤 쉬는 시간", "Rest after a visit"),
    "debrief_after_s": Words("다녀온 분께 안부 묻기까지", "Asked how they are after a visit"),
    "missing_expires_s": Words("실종 알림이 끝나기까지", "Call to look out ends after"),
    "drill_expires_s": Words("연습이 끝나기까지", "Drill ends after"),
    "proof_every_s": Words("전화가 울리는지 확인하기", "Phones asked every"),
    "proof_answer_s": Words("답을 기다리는 시간", "Waiting for a phone's answer"),
    "plan_quiet_min": Words("안부 약속을 앱에 띄우기", "Promise shown before its time"),
    "plan_soon_min": Words("안부 약속을 미리 알리기", "Promise reminded before its time"),
    "plan_grace_min": Words("가까운 이웃에게 알리기까지", "Buddies hear of a missed promise after"),
    "plan_desk_after_min": Words("그 뒤 상황실과 이웃이 나서기까지", "Desk and neighbours act after that"),
    "plan_early_h": Words("미리 전한 안부로 보는 시간", "Check-in counts early within"),
    "location_kept_s": Words("끝난 알림의 위치 보관", "Place of a closed alert kept for"),
}

_UNITS = ((86_400, "일", "day"), (3_600, "시간", "hour"), (60, "분", "minute"), (1, "초", "second"))
_ENDINGS = {"_s": 1, "_min": 60, "_h": 3_600}
METRES = frozenset({"moved_m"})


def span(seconds: int) -> Words:
    """A duration in the largest unit that holds it whole: 90 seconds, 1 minute, 3 days."""
    size, ko, en = next(unit for unit in _UNITS if seconds % unit[0] == 0 and (seconds or unit[0] == 1))
    count = seconds // size
    return Words(f"{count}{ko}", f"{count} {en}{'' if count == 1 else 's'}")


def amount(field: str, number: int) -> Words:
    """A number of this field as people say it: a duration, metres, or just the number."""
    for ending, seconds in _ENDINGS.items():
        if field.endswith(ending):
            return span(number * seconds)
    return Words(f"{number}m", f"{number} m") if field in METRES else Words(str(number), str(number))


def between(field: str, least: int, most: int) -> Words:
    """What a number that is out of bounds should have been."""
    low, high = amount(field, least), amount(field, most)
    return Words(f"‘{NAMES[field].ko}’: {low.ko}에서 {high.ko} 사이로 적어 주세요.", f"“{NAMES[field].en}”: {low.en} to {high.en}, please.")
