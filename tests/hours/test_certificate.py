"""The sheet of paper holds any name and any number of months."""

from __future__ import annotations

import io
import logging
from datetime import UTC, datetime

import pytest
from pypdf import PdfReader

from app.hours import certificate, rules
from app.hours.schemas import MonthOut
from app.hours.service import Certified


def sheet(name: str, months: int = 1, place: str = "금촌1동") -> tuple[str, int]:
    """What can be read on it, and its pages."""
    first = rules.month_of("2026-01")
    assert first is not None
    rows = [MonthOut(month=rules.month_name(rules.later(first, n)), confirmed_min=61 * n, walks=n) for n in range(months)]
    minutes = sum(row.confirmed_min for row in rows)
    content = certificate.pdf(Certified("2026-ABCD-EFGH", name, place, rows, minutes, 3, datetime(2026, 11, 24, tzinfo=UTC)))
    pages = PdfReader(io.BytesIO(content)).pages
    return "\n".join(page.extract_text() for page in pages), len(pages)


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("김순자", "이름 김순자\n"),
        ("김순자 🐶🦮", "이름 김순자\n"),
        ("보리👩‍👩‍👧‍👦엄마", "이름 보리엄마\n"),
        ("🐕‍🦺", f"이름 {certificate.NO_LETTERS}\n"),
        ("Nguyễn Thị Ánh", "이름 Nguy"),
        ("\u1100\u1175\u11b7", "이름 김\n"),
        ("홍\u202e길\u200b동", "이름 홍길동\n"),
    ],
)
def test_a_name_is_printed_in_letters_and_nothing_in_boxes(name: str, printed: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        text, _ = sheet(name)
    assert printed in text, text
    assert [record.message for record in caplog.records] == []


def test_a_letter_with_a_rare_accent_keeps_its_letter() -> None:
    assert "Nguyen Thi" in sheet("Nguyễn Thị")[0]


def test_a_long_name_goes_on_in_the_next_line() -> None:
    text, pages = sheet("가나다라마바사아자차" * 6 + "🐶", place="아주아주긴이름을가진동네" * 5)
    assert "".join(text.split()).count("가나다라마바사아자차") == 6
    assert pages == 1


def test_two_years_go_on_over_the_page() -> None:
    text, pages = sheet("김순자", 24)
    assert ("2026년 1월" in text, "2027년 12월 23회 23시간 23분" in text, pages) == (True, True, 2)
