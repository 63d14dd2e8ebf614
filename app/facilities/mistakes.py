"""What is wrong with a line of a list, in words that say how to mend it."""

from __future__ import annotations

from pydantic import ValidationError

from app.facilities.rules import MOST_DAYS

MISSING = frozenset({"missing", "string_too_short"})
TOO_LONG = "string_too_long"
BEYOND = frozenset({"greater_than_equal", "less_than_equal"})
KINDS_KO = "가로등, 보안등, 비상벨, CCTV, 벤치, AED, 기타"
KINDS_EN = "lamp, bell, cctv, bench, aed, other"

Told = tuple[str, str]

LONG_LABEL: Told = ("이름이 너무 길어요. 80자까지로 줄여 주세요.", "The label is too long. Please keep it to 80 letters.")
UNREADABLE: Told = ("이 줄을 읽지 못했어요. 다시 적어 주세요.", "This line could not be read. Please write it again.")
WORDS: dict[str, Told] = {
    "kind": (f"종류를 알 수 없어요. {KINDS_KO} 가운데 하나로 적어 주세요.", f"The kind is not known. Please write one of {KINDS_EN}."),
    "label": ("이름이 비어 있어요. 어디에 있는지 알 수 있게 적어 주세요.", "The label is empty. Please write where it stands."),
    "number": ("번호가 너무 길어요. 40자까지로 줄여 주세요.", "The number is too long. Please keep it to 40 letters."),
    "every_days": (
        f"점검 주기는 1일에서 {MOST_DAYS}일까지예요. 30처럼 날수만 적거나 비워 주세요.",
        f"The days between checks go from 1 to {MOST_DAYS}. Please write whole days such as 30, or leave it empty.",
    ),
}


def told(error: ValidationError, centre_lat: float, centre_lon: float) -> Told:
    """Korean and English, a sentence or two for each column that is wrong."""
    faults = {str(fault["loc"][0]): str(fault["type"]) for fault in reversed(error.errors(include_url=False)) if fault["loc"]}
    sentences = [_of(column, kind, centre_lat, centre_lon) for column, kind in reversed(faults.items())]
    return " ".join(ko for ko, _ in sentences), " ".join(en for _, en in sentences)


def unclosed(first: int, last: int) -> Told:
    """A quotation mark that swallowed the lines below it."""
    return (
        f"따옴표가 닫히지 않아 {first}번째부터 {last}번째 줄까지 한 줄로 읽혔어요. 따옴표를 닫거나 지워 주세요.",
        f"A quotation mark is not closed, so lines {first} to {last} were read as one. Please close it or take it out.",
    )


def _of(column: str, kind: str, centre_lat: float, centre_lon: float) -> Told:
    if column == "lat":
        return _degrees("위도가", "위도는", "The latitude", 90, f"{centre_lat:.4f}", kind)
    if column == "lon":
        return _degrees("경도가", "경도는", "The longitude", 180, f"{centre_lon:.4f}", kind)
    if column == "label" and kind == TOO_LONG:
        return LONG_LABEL
    return WORDS.get(column, UNREADABLE)


def _degrees(is_ko: str, of_ko: str, en: str, most: int, example: str, kind: str) -> Told:
    if kind in MISSING:
        return f"{is_ko} 비어 있어요. {example}처럼 적어 주세요.", f"{en} is empty. Please write it like {example}."
    if kind in BEYOND:
        return (
            f"{of_ko} -{most}에서 {most} 사이예요. {example}처럼 적어 주세요.",
            f"{en} goes from -{most} to {most}. Please write it like {example}.",
        )
    return f"{is_ko} 숫자가 아니에요. {example}처럼 적어 주세요.", f"{en} is not a number. Please write it like {example}."
