"""Lists of facilities as people save them: each bad line is told, the good ones go on."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.problems import Problem
from app.facilities.importing import MOST_LINES, MOST_TOLD, Read, read, text_of
from app.facilities.schemas import LineError

CENTRE = (37.7605, 126.7748)
HEAD = "kind,label,number,lat,lon,every_days\n"


def reading(text: str) -> Read:
    return read(text, *CENTRE)


def test_a_korean_spreadsheet_however_it_was_saved() -> None:
    text = "종류,이름,번호,위도,경도,점검주기(일)\r\n가로등,느티나무길 1,L-1,37.7605,126.7748,14\r\nCCTV,네거리,,37.7610,126.7750,\r\n"
    for content in (text.encode("utf-8"), text.encode("utf-8-sig"), text.encode("cp949"), text.replace(",", "\t").encode("cp949")):
        got = reading(text_of(content))
        assert got.errors == []
        assert [(row.kind, row.label, row.number, row.every_days) for row in got.rows] == [
            ("lamp", "느티나무길 1", "L-1", 14),
            ("cctv", "네거리", "", 30),
        ]


def test_bad_lines_are_told_by_their_number_and_good_ones_taken() -> None:
    got = reading(
        HEAD
        + "lamp,좋은 줄,1,37.7605,126.7748,30\n"
        + "\n"
        + 'lamp,"두 줄에 걸친\n이름",2,37.7605,126.7748,30\n'
        + "dragon,용,3,37.7605,126.7748,30\n"
        + "lamp,바뀐 곳,4,126.7748,37.7605,30\n"
        + "lamp,부산,5,35.1796,129.0756,30\n"
        + "lamp,글자,6,여기,126.7748,30\n"
        + "lamp,너무 자주,7,37.7605,126.7748,0\n"
        + "lamp,경도 없음,8,37.7605,,30\n"
        + "lamp\n"
        + "lamp,NaN,9,nan,126.7748,30\n"
        + "bench,좋은 줄 🪑,10,37.7606,126.7749\n"
    )
    assert [row.number for row in got.rows] == ["1", "2", "10"]
    assert [error.line for error in got.errors] == [6, 7, 8, 9, 10, 11, 12, 13]
    told = {error.line: error for error in got.errors}
    assert "wrong way round" in told[7].en
    assert "20 km" in told[8].en
    assert all(in_own_words(error) for error in got.errors)


PYDANTIC = ("Input", "should", "valid", "string", "Field", "required", "greater", "finite")


def in_own_words(error: LineError) -> bool:
    """A Korean sentence that asks for something, without the machine's English."""
    korean = "가" <= error.ko[0] <= "힣" and error.ko.endswith("요.") and not re.search("[a-z]{3}", error.ko)
    return korean and error.en.endswith(".") and "lease" in error.en and not any(word in error.en for word in PYDANTIC)


@pytest.mark.parametrize(
    ("line", "ko", "en"),
    [
        ("dragon,용,3,37.76,126.77,30", "종류를 알 수 없어요. 가로등,", "one of lamp, bell,"),
        (",용,3,37.76,126.77,30", "종류를 알 수 없어요.", "kind is not known"),
        ("lamp,,3,37.76,126.77,30", "이름이 비어 있어요.", "label is empty"),
        ("lamp,   ,3,37.76,126.77,30", "이름이 비어 있어요.", "label is empty"),
        (f"lamp,{'가' * 81},3,37.76,126.77,30", "이름이 너무 길어요. 80자까지로", "to 80 letters"),
        (f"lamp,a,{'9' * 41},37.76,126.77,30", "번호가 너무 길어요. 40자까지로", "to 40 letters"),
        ("lamp,a,3,,126.77,30", "위도가 비어 있어요. 37.7605처럼", "latitude is empty"),
        ("lamp,a,3,여기,126.77,30", "위도가 숫자가 아니에요. 37.7605처럼", "latitude is not a number"),
        ("lamp,a,3,nan,126.77,30", "위도가 숫자가 아니에요.", "latitude is not a number"),
        ("lamp,a,3,91,126.77,30", "위도는 -90에서 90 사이예요.", "from -90 to 90"),
        ("lamp,a,3,37.76", "경도가 비어 있어요. 126.7748처럼", "longitude is empty"),
        ("lamp,a,3,37.76,동쪽,30", "경도가 숫자가 아니에요.", "longitude is not a number"),
        ("lamp,a,3,37.76,-190,30", "경도는 -180에서 180 사이예요.", "from -180 to 180"),
        ("lamp,a,3,37.76,126.77,0", "점검 주기는 1일에서 730일까지예요.", "from 1 to 730"),
        ("lamp,a,3,37.76,126.77,자주", "점검 주기는", "whole days such as 30"),
        ("lamp,a,3,37.76,126.77,2.5", "점검 주기는", "whole days such as 30"),
        ("lamp,a,3,126.77,37.76,30", "서로 바뀐 것 같아요.", "wrong way round"),
        ("lamp,a,3,35.18,129.08,30", "20 km 넘게 떨어진", "more than 20 km"),
        (",,,여기,,x", "종류를 알 수 없어요.", "days between checks"),
    ],
)
def test_each_mistake_says_what_it_is_and_how_to_mend_it(line: str, ko: str, en: str) -> None:
    (error,) = reading(f"{HEAD}{line}\n").errors
    assert error.line == 2
    assert ko in error.ko, error.ko
    assert en in error.en, error.en
    assert in_own_words(error), error


def test_a_quote_that_is_not_closed_says_which_lines_it_swallowed() -> None:
    good = "lamp,가로등,1,37.7605,126.7748,30\n"
    got = reading(HEAD + good + 'lamp,"가로등,2,37.7605,126.7748,30\n' + good * 5)
    (error,) = got.errors
    assert (len(got.rows), error.line) == (1, 3)
    assert "3번째부터 8번째 줄까지" in error.ko
    assert in_own_words(error)


@pytest.mark.parametrize(
    ("text", "ko", "en"),
    [
        ("", "빈 파일이에요.", "empty"),
        ("\n\n", "빈 파일이에요.", "empty"),
        ("kind,label\nlamp,x\n", "이 열이 없어요: 위도, 경도.", "does not name: lat, lon."),
        ("종류,시설명,위도,경 위\n", "이 열이 없어요: 경도.", "does not name: lon."),
        ("lamp,느티나무길,1,37.7,126.7,30\n", "이 열이 없어요: 종류, 이름, 위도, 경도.", "does not name: kind, label, lat, lon."),
        ("<html>", "이 열이 없어요:", "does not name:"),
    ],
)
def test_without_a_header_nothing_is_guessed(text: str, ko: str, en: str) -> None:
    with pytest.raises(Problem, match="first line") as caught:
        reading(text)
    assert ko in caught.value.ko
    assert en in caught.value.en


def test_ten_thousand_lines_are_a_list_and_one_more_is_too_many() -> None:
    line = "lamp,가로등 {0},L-{0},37.7605,126.7748,30\n"
    whole = HEAD + "".join(line.format(number) for number in range(MOST_LINES))
    assert len(reading(whole).rows) == MOST_LINES
    with pytest.raises(Problem, match="10,000"):
        reading(whole + line.format("x"))


def test_only_the_first_two_hundred_mistakes_are_told() -> None:
    got = reading(HEAD + "dragon,용,,37.7605,126.7748,30\n" * 1000)
    assert (len(got.errors), got.refused, got.rows) == (MOST_TOLD, 1000, [])


@pytest.mark.parametrize("start", [b"\x89PNG\r\n\x1a\n\xff\xff\xff", b"PK\x03\x04\x14", b"\xd0\xcf\x11\xe0\xa1"])
def test_what_is_no_text_says_how_to_save_it(start: bytes) -> None:
    with pytest.raises(Problem, match="cannot be read") as caught:
        text_of(start)
    assert "CSV UTF-8" in caught.value.ko


def test_excels_unicode_text_is_read() -> None:
    text = "종류\t이름\t위도\t경도\r\n벤치\t쉼터 🪑\t37.7605\t126.7748\r\n"
    assert [row.label for row in reading(text_of(text.encode("utf-16"))).rows] == ["쉼터 🪑"]


@given(st.binary(max_size=400))
def test_any_bytes_are_a_list_or_a_problem(content: bytes) -> None:
    for head in (b"", HEAD.encode()):
        try:
            got = reading(text_of(head + content))
        except Problem:
            continue
        assert got.refused >= len(got.errors)


@given(st.text(max_size=400))
def test_any_text_is_a_list_or_a_problem(text: str) -> None:
    got = reading(HEAD + text)
    assert got.refused == len(got.errors)
    lines = text.count("\n") + text.count("\r") + 2
    assert all(1 <= error.line <= lines for error in got.errors)
