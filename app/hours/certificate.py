"""The certificate as a sheet of paper: PDF, A4, in Korean."""

from __future__ import annotations

import logging
import unicodedata
from collections.abc import Container
from pathlib import Path
from typing import Any

from fpdf import FPDF
from fpdf.fonts import FontFace, TTFFont

from app.hours.service import Certified

FONT = Path(__file__).parent / "fonts" / "NanumGothic.ttf"
"""NanumGothic, SIL Open Font License (`fonts/OFL.txt`); only the letters used go into the file."""
NO_LETTERS = "(담당자에게 발급 번호로 확인)"
"""For a name of emoji alone."""

logging.getLogger("fontTools.subset").setLevel(logging.ERROR)  # the font has tables that no subset needs, and it would say so each time


def pdf(certified: Certified) -> bytes:
    """The sheet. Longer tables go on over the page."""
    sheet = FPDF(format="A4")
    sheet.set_title("봉사활동 확인서")
    sheet.set_lang("ko")
    sheet.set_creation_date(certified.issued_at)
    sheet.add_font("Nanum", fname=FONT)
    font = sheet.fonts["nanum"]
    drawn = font.cmap if isinstance(font, TTFFont) else {}
    name, place = (printable(text, drawn) for text in (certified.name, certified.neighbourhood))
    sheet.set_margin(22)
    sheet.add_page()
    sheet.set_font("Nanum", size=10)
    sheet.cell(text=f"발급 번호 {certified.number}", new_x="LMARGIN", new_y="NEXT")
    sheet.ln(9)
    sheet.set_font_size(26)
    sheet.cell(w=0, text="봉사활동 확인서", align="C", new_x="LMARGIN", new_y="NEXT")
    sheet.ln(9)
    sheet.set_font_size(13)
    first, last = certified.months[0].month, certified.months[-1].month
    for label, value in (
        ("이름", name or NO_LETTERS),
        ("동네", place or NO_LETTERS),
        ("활동", "동네 안전 순찰 (모두의 순찰대)"),
        ("기간", _month(first) if first == last else f"{_month(first)} ~ {_month(last)}"),
        ("시간", f"{_span(certified.minutes)} (순찰 {certified.walks}회)"),
    ):
        sheet.cell(w=30, h=9, text=label)
        sheet.multi_cell(w=0, h=9, text=value, new_x="LMARGIN", new_y="NEXT")
    sheet.ln(6)
    sheet.set_font_size(11)
    plain = FontFace(emphasis="", fill_color=(236, 240, 238))  # one weight of the font is enough
    aligned = ("LEFT", "RIGHT", "RIGHT")
    sheet.set_draw_color(200)
    how: dict[str, Any] = {"borders_layout": "HORIZONTAL_LINES", "padding": (0.6, 2), "line_height": 7}
    with sheet.table(col_widths=(40, 30, 50), text_align=aligned, headings_style=plain, **how) as table:
        table.row(("달", "순찰", "확인된 시간"))
        for month in certified.months:
            table.row((_month(month.month), f"{month.walks}회", _span(month.confirmed_min)))
    sheet.ln(10)
    sheet.set_font_size(12)
    sheet.multi_cell(w=0, h=8, text="위 사람이 위와 같이 동네를 위해 걸었음을 확인합니다.", align="C", new_x="LMARGIN", new_y="NEXT")
    sheet.ln(6)
    issued = certified.issued_at
    sheet.cell(w=0, h=8, text=f"{issued.year}년 {issued.month}월 {issued.day}일", align="C", new_x="LMARGIN", new_y="NEXT")
    sheet.cell(w=0, h=12, text=f"{place} 모두의 순찰대".strip(), align="C", new_x="LMARGIN", new_y="NEXT")
    sheet.ln(8)
    sheet.set_font_size(9)
    note = "서버가 확인한 시간만 담았습니다. 발급 번호를 동네 담당자에게 보여 주면 진짜인지 확인할 수 있습니다."
    sheet.multi_cell(w=0, h=6, text=note, align="C")
    return bytes(sheet.output())


def printable(text: str, drawn: Container[int]) -> str:
    """The text in letters that the font can draw, some without their accents; nothing at all stands for an emoji, least of all a box."""
    kept = []
    for letter in unicodedata.normalize("NFC", text):
        forms = (letter, unicodedata.normalize("NFD", letter)[0])
        kept.append(next((form for form in forms if ord(form) in drawn and form.isprintable()), " " if letter.isspace() else ""))
    return " ".join("".join(kept).split())


def _month(name: str) -> str:
    year, month = name.split("-")
    return f"{year}년 {int(month)}월"


def _span(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return f"{hours}시간 {rest}분" if hours and rest else f"{hours}시간" if hours else f"{rest}분"
