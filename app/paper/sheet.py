"""The list as sheets of paper: PDF, A4, black on white, in Korean."""

from __future__ import annotations

from collections.abc import Container
from datetime import timedelta

from fpdf import FPDF
from fpdf.fonts import TTFFont

from app.hours.certificate import FONT, NO_LETTERS, printable
from app.paper.reading import PaperList, Reached, Resident

LASTS = timedelta(days=1)
NO_PHONE = "전화번호 없음"
STEPS = (
    "1. 목숨이 위험하면 먼저 119나 112에 전화하세요. 아래 글을 읽으면 돼요.",
    "2. 주민에게 전화하세요. 받지 않으면 가족에게 전화하세요.",
    "3. 주민 옆에 적힌 번호의 이웃에게 차례대로 전화해서 두 분을 보내세요. 적혀 있지 않은 이웃은 보내지 마세요.",
    "4. 집 주소는 가겠다고 한 이웃에게만, 전화로 말해 주세요. 이 종이를 찍어서 보내지 마세요.",
    "5. 5분마다 간 이웃에게 전화하고, 누가 언제 무엇을 했는지 이 종이에 적어 두세요.",
    "6. 앱이 다시 되면 적어 둔 것을 상황판에 옮기고 종이를 파쇄하세요.",
)
SCRIPT = "“{neighbourhood} 모두의 순찰대 상황실입니다. (주소)에 사는 분이 (무슨 일)입니다. (몇 시 몇 분)에 알았고, 이웃 (몇) 명이 가고 있습니다. 제 번호는 (전화번호)입니다.”"


class _Sheet(FPDF):
    """Every page says whose it is, when it was printed, until when it is good, and that it is to be shredded."""

    def __init__(self, head: str, foot: str) -> None:
        super().__init__(format="A4")
        self._head, self._foot = head, foot
        self.add_font("Nanum", fname=FONT)
        self.set_margins(16, 14)
        self.set_auto_page_break(True, margin=18)
        self.set_font("Nanum", size=9)

    def header(self) -> None:
        self.set_font("Nanum", size=9)
        self.multi_cell(w=0, h=5, text=self._head, border="B", new_x="LMARGIN", new_y="NEXT")
        self.ln(3)

    def footer(self) -> None:
        self.set_y(-14)
        self.set_font("Nanum", size=9)
        self.cell(w=150, h=6, text=self._foot)
        self.cell(w=0, h=6, text=f"{self.page_no()} / {{nb}}", align="R")


def pdf(paper: PaperList) -> bytes:
    """The sheets. Nobody's lines are torn apart by the end of a page."""
    at, until = (f"{moment:%Y-%m-%d %H:%M}" for moment in (paper.printed_at, paper.printed_at + LASTS))
    sheet = _Sheet("", "개인정보가 담긴 종이예요. 잠그는 곳에 두고, 새로 뽑으면 파쇄하세요.")
    font = sheet.fonts["nanum"]
    drawn = font.cmap if isinstance(font, TTFFont) else {}

    def plain(text: str | None) -> str:
        return printable(text or "", drawn)

    place = plain(paper.neighbourhood) or NO_LETTERS
    sheet._head = f"{place} 비상 연락 종이 · {at} 뽑음 ({plain(paper.printed_by) or NO_LETTERS}) · {until}까지만 쓰세요"
    sheet.set_title(f"{place} 비상 연락 종이")
    sheet.set_lang("ko")
    sheet.set_creation_date(paper.printed_at)
    sheet.add_page()
    _title(sheet, f"{place} 비상 연락 종이", 20)
    _lines(sheet, "앱이나 인터넷이 안 될 때 전화로 돕기 위한 종이예요.")
    _title(sheet, "이렇게 하세요")
    for step in STEPS:
        _lines(sheet, step)
    _title(sheet, "119·112에 읽을 글")
    _lines(sheet, SCRIPT.format(neighbourhood=place))
    _title(sheet, "상황실")
    _lines(sheet, f"상황실 전화 {plain(paper.desk_phone) or NO_PHONE}")
    for one in paper.desk:
        _lines(sheet, f"{plain(one.name) or NO_LETTERS}  {plain(one.phone) or NO_PHONE}")
    if paper.channels:
        _lines(sheet, "앱 밖의 연락처: " + ", ".join(plain(label) or NO_LETTERS for label in paper.channels))
    _title(sheet, f"갈 수 있는 이웃 {len(paper.responders)}명")
    _lines(
        sheet, "담당자가 직접 만나 확인한 분들이에요. ● 는 뽑을 때 당번이던 분이에요." if paper.responders else "확인한 이웃이 아직 없어요."
    )
    for one in paper.responders:
        _lines(sheet, _responder(one, drawn))
    _title(sheet, f"주소를 보이기로 한 주민 {len(paper.residents)}명")
    if paper.left_out:
        _lines(
            sheet,
            f"주소를 보이지 않기로 했거나 적어 두지 않은 주민 {paper.left_out}명은 싣지 않았어요. 그분들이 부르면 119·112에 맡기세요.",
        )
    for resident in paper.residents:
        _lines(sheet, _resident(resident, drawn), box=True)
    return bytes(sheet.output())


def _responder(one: Reached, drawn: Container[int]) -> str:
    duty = "● " if one.on_duty else ""
    phone = printable(one.phone or "", drawn) or NO_PHONE
    return f"[{one.number}] {duty}{printable(one.name, drawn) or NO_LETTERS}  {phone}  {one.area}".rstrip()


def _resident(one: Resident, drawn: Container[int]) -> str:
    def plain(text: str | None) -> str:
        return printable(text or "", drawn)

    ring = ", ".join(f"[{number}]" for number in one.ring) or "전화할 수 있는 이웃이 없어요. 119·112에 맡기세요."
    return "\n".join(
        line
        for line in (
            f"{plain(one.name) or NO_LETTERS}   전화 {plain(one.phone) or '없음'}   가족 {plain(one.family_phone) or '없음'}",
            f"주소  {plain(one.address)}",
            f"들어가는 법  {plain(one.entry_note)}" if plain(one.entry_note) else "",
            f"돌보는 이웃  {', '.join(plain(name) or NO_LETTERS for name in one.buddies)}" if one.buddies else "",
            f"전화할 이웃  {ring}",
        )
        if line
    )


def _title(sheet: FPDF, text: str, size: int = 13) -> None:
    if sheet.will_page_break(24):
        sheet.add_page()
    sheet.ln(3)
    sheet.set_font("Nanum", size=size)
    sheet.multi_cell(w=0, h=size * 0.6, text=text, new_x="LMARGIN", new_y="NEXT")
    sheet.ln(1)


def _lines(sheet: FPDF, text: str, *, box: bool = False) -> None:
    sheet.set_font("Nanum", size=11)
    height = sheet.multi_cell(w=0, h=6, text=text, align="L", dry_run=True, output="HEIGHT")
    if sheet.will_page_break(float(height)):  # type: ignore[arg-type]  # with this output it is the height alone
        sheet.add_page()
        sheet.set_font("Nanum", size=11)
    sheet.multi_cell(w=0, h=6, text=text, align="L", border="B" if box else 0, new_x="LMARGIN", new_y="NEXT")
    if box:
        sheet.ln(1.5)
