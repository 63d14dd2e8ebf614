"""Reading a list of facilities from a spreadsheet: each bad line is told with its number, the good ones go on."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field

from pydantic import ValidationError

from app.core.problems import Problem
from app.facilities import mistakes, rules
from app.facilities.schemas import FacilityFields, LineError

MOST_BYTES = 4 * 1024 * 1024
MOST_LINES = 10_000
MOST_TOLD = 200
COLUMNS = {
    "kind": ("kind", "종류", "시설종류", "유형"),
    "label": ("label", "이름", "시설명", "명칭", "위치"),
    "number": ("number", "번호", "관리번호"),
    "lat": ("lat", "latitude", "위도"),
    "lon": ("lon", "lng", "longitude", "경도"),
    "every_days": ("every_days", "점검주기", "점검주기(일)", "주기"),
}
NEEDED = {"kind": "종류", "label": "이름", "lat": "위도", "lon": "경도"}
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How Excel's own files begin."""
KINDS = {
    "가로등": "lamp",
    "보안등": "lamp",
    "비상벨": "bell",
    "cctv": "cctv",
    "벤치": "bench",
    "aed": "aed",
    "자동심장충격기": "aed",
    "기타": "other",
}


@dataclass
class Read:
    """A list as far as it could be read."""

    rows: list[FacilityFields] = field(default_factory=list)
    errors: list[LineError] = field(default_factory=list)
    refused: int = 0

    def refuse(self, line: int, ko: str, en: str) -> None:
        """Note what is wrong with a line; the first 200 are told."""
        self.refused += 1
        if len(self.errors) < MOST_TOLD:
            self.errors.append(LineError(line=line, ko=ko, en=en))


def text_of(content: bytes) -> str:
    """The text of a file as spreadsheets write it: UTF-8, Excel's "Unicode text", or the Korean Windows encoding of its plain CSV."""
    if content.startswith(WORKBOOKS):
        raise Problem(
            422,
            "not-a-list",
            ko="엑셀 통합 문서는 그대로 읽지 못해요. 엑셀의 '다른 이름으로 저장'에서 'CSV UTF-8'을 골라 다시 올려 주세요.",
            en="An Excel workbook cannot be read as it is. Please choose 'Save as', 'CSV UTF-8' in Excel, and try again.",
        )
    for encoding in ("utf-16",) * content.startswith((b"\xff\xfe", b"\xfe\xff")) + ("utf-8-sig", "cp949"):
        try:
            return content.decode(encoding).replace("\0", "")
        except UnicodeDecodeError:
            continue
    raise Problem(
        422,
        "not-a-list",
        ko="글자를 읽을 수 없는 파일이에요. 엑셀에서 'CSV UTF-8'로 저장해 다시 올려 주세요.",
        en="The text of this file cannot be read. Please save it as 'CSV UTF-8' and try again.",
    )


def read(text: str, centre_lat: float, centre_lon: float) -> Read:
    """Read a list whose first line names its columns, in English or Korean, separated by commas, semicolons or tabs."""
    first, _, _ = text.lstrip("\r\n").partition("\n")
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
    result = Read()
    columns: dict[str, int] | None = None
    count = 0
    while True:
        start = lines.line_num + 1
        try:
            cells = next(lines)
        except StopIteration:
            break
        except csv.Error:
            result.refuse(start, *mistakes.unclosed(start, lines.line_num))
            continue
        if not any(cell.strip() for cell in cells):
            continue
        if columns is None:
            columns = _columns(cells)
            continue
        count += 1
        if count > MOST_LINES:
            raise _too_long()
        named = {name: cells[at].strip() for name, at in columns.items() if at < len(cells)}
        _line(result, (start, lines.line_num), named, centre_lat, centre_lon)
    if columns is None:
        raise Problem(
            422,
            "no-header",
            ko="빈 파일이에요. 첫 줄에 종류, 이름, 번호, 위도, 경도, 점검주기를 적고, 그 아래 한 줄에 하나씩 적어 주세요.",
            en="The file is empty. Please name the columns kind, label, number, lat, lon, every_days in the first line, and one "
            "facility in each line below.",
        )
    return result


def _columns(cells: list[str]) -> dict[str, int]:
    said = [cell.strip().lower().replace(" ", "") for cell in cells]
    found = {name: said.index(word) for name, words in COLUMNS.items() for word in reversed(words) if word in said}
    missing = [name for name in NEEDED if name not in found]
    if missing:
        raise _no_header(missing)
    return found


def _line(result: Read, lines: tuple[int, int], cells: dict[str, str], centre_lat: float, centre_lon: float) -> None:
    line, last = lines
    kind = cells.get("kind", "")
    fields: dict[str, object] = {name: cell for name, cell in cells.items() if cell}
    fields["kind"] = KINDS.get(kind.lower(), kind.lower())
    try:
        row = FacilityFields.model_validate(fields)
    except ValidationError as error:
        if not _turned(result, line, cells, centre_lat, centre_lon):
            result.refuse(line, *(mistakes.unclosed(line, last) if last > line else mistakes.told(error, centre_lat, centre_lon)))
        return
    if rules.far_away(row.lat, row.lon, centre_lat, centre_lon):
        if not _turned(result, line, cells, centre_lat, centre_lon):
            result.refuse(
                line,
                "우리 동네에서 20 km 넘게 떨어진 곳이에요. 위도와 경도를 다시 확인해 주세요.",
                "This is more than 20 km from the neighbourhood. Please look at latitude and longitude again.",
            )
        return
    result.rows.append(row)


def _turned(result: Read, line: int, cells: dict[str, str], centre_lat: float, centre_lon: float) -> bool:
    try:
        lat, lon = float(cells.get("lat", "")), float(cells.get("lon", ""))
    except ValueError:
        return False
    if not rules.changed_place(lat, lon, centre_lat, centre_lon):
        return False
    result.refuse(
        line,
        "위도와 경도가 서로 바뀐 것 같아요. 두 칸을 바꿔 주세요.",
        "Latitude and longitude seem to be the wrong way round. Please swap them.",
    )
    return True


def too_large() -> Problem:
    """More bytes than any neighbourhood's list."""
    return Problem(413, "too-large", ko="파일이 4 MiB보다 커요. 나누어 올려 주세요.", en="The file is over 4 MiB. Please split it.")


def _too_long() -> Problem:
    return Problem(
        422,
        "too-many-lines",
        ko=f"한 번에 {MOST_LINES:,}줄까지 올릴 수 있어요. 파일을 나누어 올려 주세요. 아무것도 바뀌지 않았어요.",
        en=f"Up to {MOST_LINES:,} lines at a time. Please split the file. Nothing was changed.",
    )


def _no_header(missing: list[str]) -> Problem:
    return Problem(
        422,
        "no-header",
        ko=f"첫 줄에 이 열이 없어요: {', '.join(NEEDED[name] for name in missing)}. 첫 줄에 열 이름을 이렇게 적어 주세요: "
        "종류, 이름, 번호, 위도, 경도, 점검주기 (번호와 점검주기는 없어도 돼요).",
        en=f"The first line does not name: {', '.join(missing)}. Please name the columns there: kind, label, number, lat, lon, "
        "every_days (number and every_days may be left out).",
    )
