"""Why something about a walk cannot be, in whole sentences that say what to do instead."""

from __future__ import annotations

from app.core.problems import Problem
from app.together.rules import Refusal

_SENTENCES: dict[Refusal, tuple[int, str, str]] = {
    Refusal.CANCELLED: (
        409,
        "이 함께 걷기는 취소됐어요. 다른 날의 걷기를 살펴봐 주세요.",
        "This walk was called off. Please look at the other walks.",
    ),
    Refusal.OVER: (409, "이 함께 걷기는 이미 끝났어요. 다음 걷기에서 만나요.", "This walk is over. See you on the next one."),
    Refusal.STARTED: (
        409,
        "이 함께 걷기는 이미 시작했어요. 만나는 곳에 계시면 연 사람에게 번호를 물어 도착을 알려 주세요.",
        "This walk has already started. If you are at the meeting place, ask for the code and check in with it.",
    ),
    Refusal.FULL: (
        409,
        "그사이 자리가 다 찼어요. 자리가 나면 다시 함께할 수 있어요. 다른 걷기도 살펴봐 주세요.",
        "All places have been taken meanwhile. If one becomes free you can join again; please look at the other walks, too.",
    ),
    Refusal.OWN: (
        409,
        "내가 연 걷기예요. 가지 못하게 되면 걷기를 취소해 주세요. 함께하기로 한 이웃에게 알려 드려요.",
        "You proposed this walk. If you cannot come, please cancel it, and everybody who joined is told.",
    ),
    Refusal.THERE: (409, "이미 만나는 곳에 도착한 걷기예요.", "You have already checked in to this walk."),
    Refusal.TOO_EARLY: (
        409,
        "아직 일러요. 시작 30분 전부터 도착을 알릴 수 있어요.",
        "It is too early. You can check in from 30 minutes before the start.",
    ),
    Refusal.TOO_LATE: (
        409,
        "도착을 알릴 수 있는 시간이 지났어요. 함께 걸었다면 담당자에게 말씀해 주세요.",
        "The time for checking in is over. If you were there, please tell your coordinator.",
    ),
    Refusal.WRONG_CODE: (
        409,
        "번호가 맞지 않아요. 걷기를 연 사람에게 네 자리 번호를 다시 물어봐 주세요.",
        "That is not the code. Please ask whoever proposed the walk for its four digits again.",
    ),
    Refusal.TRIES_SPENT: (
        409,
        "번호가 여러 번 맞지 않아 번호로는 더 알릴 수 없어요. 만나는 곳에서 위치로 알리거나 담당자에게 부탁해 주세요.",
        "The code was wrong too often. Please check in by your location at the meeting place, or ask your coordinator.",
    ),
    Refusal.FAR: (
        409,
        "아직 만나는 곳에서 멀어요. 가까이 가서 다시 누르거나 번호를 넣어 주세요.",
        "You are still too far from the meeting place. Please go closer and try again, or enter the code.",
    ),
    Refusal.UNSURE: (
        409,
        "지금은 위치가 정확하지 않아요. 하늘이 보이는 곳에서 다시 누르거나 번호를 넣어 주세요.",
        "Your location is not exact enough right now. Please try again under open sky, or enter the code.",
    ),
    Refusal.NO_PLACE: (
        409,
        "이 걷기는 지도에 만나는 곳이 없어요. 걷기를 연 사람에게 번호를 물어봐 주세요.",
        "This walk has no place on the map. Please ask whoever proposed it for the code.",
    ),
    Refusal.NOT_JOINED: (
        409,
        "함께하기를 누르지 않은 걷기예요. 만나는 곳에서 번호를 물어 넣어 주세요.",
        "You have not joined this walk. Please ask for the code at the meeting place.",
    ),
    Refusal.PAST: (
        422,
        "시작 시각이 이미 지났어요. 앞으로의 시각으로 다시 열어 주세요.",
        "The start is already past. Please choose a time still to come.",
    ),
    Refusal.TOO_FAR_AHEAD: (
        422,
        "90일 안의 걷기만 열 수 있어요. 더 가까운 날로 골라 주세요.",
        "A walk can be proposed up to 90 days ahead. Please choose a nearer day.",
    ),
    Refusal.ELSEWHERE: (
        422,
        "만나는 곳이 우리 동네에서 너무 멀어요. 동네 안이나 가까운 곳을 골라 주세요.",
        "The meeting place is too far from your neighbourhood. Please choose one in it or close by.",
    ),
    Refusal.TOO_MANY: (
        409,
        "열어 둔 걷기가 많아요. 하나가 끝난 뒤나 내일 새로 열어 주세요.",
        "You have many walks open. Please propose a new one after one of them is over, or tomorrow.",
    ),
}


def problem(refusal: Refusal) -> Problem:
    """The refusal as an answer."""
    status, ko, en = _SENTENCES[refusal]
    return Problem(status, refusal.value, ko=ko, en=en)


def taken() -> Problem:
    """Another walk has this id."""
    return Problem(
        409,
        "conflict",
        ko="같은 번호의 다른 걷기가 이미 있어요. 새로 열어 주세요.",
        en="Another walk with this id is already here. Please propose it anew.",
    )
