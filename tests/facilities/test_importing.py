"""Lists of facilities as people save them: each bad line is told, the good ones go on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.problems import Problem
from app.facilities.importing import MOST_LINES, MOST_TOLD, Read, read, text_of

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
    assert all("가" <= error.ko[0] <= "힣" and error.ko.endswith(".") for error in got.errors)


@pytest.mark.parametrize("text", ["", "\n\n", "kind,label\nlamp,x\n", "lamp,느티나무길,1,37.7,126.7,30\n", "<html>"])
def test_without_a_header_nothing_is_guessed(text: str) -> None:
    with pytest.raises(Problem, match="first line"):
        reading(text)


def test_ten_thousand_lines_are_a_list_and_one_more_is_too_many() -> None:
    line = "lamp,가로등 {0},L-{0},37.7605,126.7748,30\n"
    whole = HEAD + "".join(line.format(number) for number in range(MOST_LINES))
    assert len(reading(whole).rows) == MOST_LINES
    with pytest.raises(Problem, match="10,000"):
        reading(whole + line.format("x"))


def test_only_the_first_two_hundred_mistakes_are_told() -> None:
    got = reading(HEAD + "dragon,용,,37.7605,126.7748,30\n" * 1000)
    assert (len(got.errors), got.refused, got.rows) == (MOST_TOLD, 1000, [])


def test_a_picture_is_no_list() -> None:
    with pytest.raises(Problem, match="cannot be read"):
        text_of(b"\x89PNG\r\n\x1a\n\xff\xff\xff")


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
