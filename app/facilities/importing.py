"""Reading a list of facilities from a spreadsheet: each bad line is told with its number, the good ones go on."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field

from pydantic import ValidationError

from app.core.problems import Problem
from app.core.validation import what_is_wrong
from app.facilities import rules
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
NEEDED = ("kind", "label", "lat", "lon")
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
    """The text of a file as spreadsheets write it: UTF-8, or the Korean Windows encoding that Excel saves by default."""
    for encoding in ("utf-8-sig", "cp949"):
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
            result.refuse(start, "이 줄의 따옴표나 길이가 잘못됐어요.", "The quotes or the length of this line are wrong.")
            continue
        if not any(cell.strip() for cell in cells):
            continue
        if columns is None:
            columns = _columns(cells)
            continue
        count += 1
        if count > MOST_LINES:
            raise _too_long()
        _line(result, start, {name: cells[at].strip() for name, at in columns.items() if at < len(cells)}, centre_lat, centre_lon)
    if columns is None:
        raise _no_header()
    return result


def _columns(cells: list[str]) -> dict[str, int]:
    said = [cell.strip().lower().replace(" ", "") for cell in cells]
    found = {name: said.index(word) for name, words in COLUMNS.items() for word in reversed(words) if word in said}
    if any(name not in found for name in NEEDED):
        raise _no_header()
    return found


def _line(result: Read, line: int, cells: dict[str, str], centre_lat: float, centre_lon: float) -> None:
    kind = cells.get("kind", "")
    fields: dict[str, object] = {name: cell for name, cell in cells.items() if cell}
    fields["kind"] = KINDS.get(kind.lower(), kind.lower())
    try:
        row = FacilityFields.model_validate(fields)
    except ValidationError as error:
        if not _turned(result, line, cells, centre_lat, centre_lon):
            wrong = what_is_wrong(error)
            result.refuse(line, f"이 줄을 고쳐 주세요 ({wrong}).", f"Please mend this line ({wrong}).")
        return
    if rules.far_away(row.lat, row.lon, centre_lat, centre_lon):
        if not _turned(result, line, cells, centre_lat, centre_lon):
            result.refuse(line, "우리 동네에서 20 km 넘게 떨어진 곳이에요.", "This is more than 20 km from the neighbourhood.")
        return
    result.rows.append(row)


def _turned(result: Read, line: int, cells: dict[str, str], centre_lat: float, centre_lon: float) -> bool:
    try:
        lat, lon = float(cells.get("lat", "")), float(cells.get("lon", ""))
    except ValueError:
        return False
    if not rules.changed_place(lat, lon, centre_lat, centre_lon):
        return False
    result.refuse(line, "위도와 경도가 서로 바뀐 것 같아요.", "Latitude and longitude seem to be the wrong way round.")
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


def _no_header() -> Problem:
    return Problem(
        422,
        "no-header",
        ko="첫 줄에 열 이름이 있어야 해요: kind, label, number, lat, lon, every_days (또는 종류, 이름, 번호, 위도, 경도, 점검주기).",
        en="The first line has to name the columns: kind, label, number, lat, lon, every_days.",
    )
