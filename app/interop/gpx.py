"""Reading GPX 1.0 and 1.1: no document type, no entities, never deeper, longer or more often than a walk can be."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from math import isfinite
from xml.parsers import expat

from app.interop.rules import OF_A_WALK, Fix, Position, Reason, judge

MOST_BYTES = 5 * 1024 * 1024
MOST_POINTS = 50_000
DEEPEST = 24
LONGEST_TOKEN = 64 * 1024
"""A tag, a comment or an instruction longer than this is no part of a walk, and would be held in memory whole."""
MOST_TEXT = 64
MOST_NAME = 200
_PIECE = 16 * 1024
_DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,20})?(Z|[+-]\d\d:\d\d)?", re.ASCII)
_WANTED = frozenset({"time", "accuracy"})


class GpxError(ValueError):
    """A file that cannot be read as a walk: what is wrong, in both languages, and the line (1 is the first)."""

    def __init__(self, line: int, ko: str, en: str) -> None:
        super().__init__(en)
        self.line = line
        self.ko = ko
        self.en = en


@dataclass
class Walked:
    """Every position that a file's tracks hold, in the order of the file, and how many were set aside."""

    fixes: list[Fix] = field(default_factory=list)
    aside: Counter[Reason] = field(default_factory=Counter)


def read(content: bytes, now_s: float) -> Walked:
    """The track points of a file. Raises GpxError, and nothing else, whatever the bytes are."""
    if not content.strip():
        raise GpxError(1, "파일이 비어 있어요.", "The file is empty.")
    reader = _Reader(now_s)
    try:
        for start in range(0, len(content), _PIECE):
            reader.feed(content[start : start + _PIECE], start)
        reader.feed(b"", len(content), last=True)
    except expat.ExpatError as error:
        raise GpxError(error.lineno, *_expat_words(error.code)) from None
    except (ValueError, LookupError) as error:
        if isinstance(error, GpxError):
            raise
        raise GpxError(1, *_ENCODING) from None
    return reader.whole()


class _Reader:
    """Expat's events, from the root to the track points."""

    def __init__(self, now_s: float) -> None:
        self._now_s = now_s
        self._walked = Walked()
        self._depth = 0
        self._point_depth = 0
        self._point: tuple[int, float, float] | None = None
        self._said: dict[str, str] = {}
        self._collect: str | None = None
        self._text = ""
        self._points = 0
        self._parser = parser = expat.ParserCreate()
        parser.buffer_text = False
        parser.ordered_attributes = True
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EntityDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters

    def feed(self, piece: bytes, fed_before: int, *, last: bool = False) -> None:
        """One more piece of the file."""
        self._parser.Parse(piece, last)
        if not last and fed_before + len(piece) - max(self._parser.CurrentByteIndex, 0) > LONGEST_TOKEN:
            raise self._wrong("한 태그가 너무 길어요.", "One tag or comment is far too long.")

    def whole(self) -> Walked:
        """What was read, once the file has ended well."""
        if not self._points:
            raise GpxError(
                1,
                "이동 기록(trk)이 없어요. 경로나 장소만 있는 파일은 걸은 기록이 아니에요.",
                "There is no track in it. A file with routes or places alone is not a record of a walk.",
            )
        return self._walked

    def _wrong(self, ko: str, en: str, line: int | None = None) -> GpxError:
        return GpxError(line or self._parser.CurrentLineNumber, ko, en)

    def _doctype(self, *_declared: object) -> None:
        raise self._wrong(
            "문서 형식(DOCTYPE)이나 엔티티가 들어 있는 파일은 받지 않아요.", "Files with a document type or entities are not accepted."
        )

    def _start(self, name: str, attributes: list[str]) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise self._wrong("태그가 너무 깊게 겹쳐 있어요.", "The tags are nested far too deeply.")
        local = _local(name)
        if self._depth == 1 and local != "gpx":
            raise self._wrong("GPX 파일이 아니에요.", "This is not a GPX file.")
        self._collect = None
        if local == "trkpt" and self._point is None:
            self._open(attributes)
        elif self._point is not None and local in _WANTED and (local != "time" or self._depth == self._point_depth + 1):
            self._collect, self._text = local, ""

    def _open(self, attributes: list[str]) -> None:
        self._points += 1
        if self._points > MOST_POINTS:
            raise self._wrong(
                f"위치가 {MOST_POINTS:,}개보다 많아요. 파일을 나누어 주세요.",
                f"It has more than {MOST_POINTS:,} points. Please split the file.",
            )
        said = dict(zip(attributes[::2], attributes[1::2], strict=True))
        lat, lon = self._degrees(said.get("lat"), 90), self._degrees(said.get("lon"), 180)
        self._point, self._point_depth, self._said = (self._parser.CurrentLineNumber, lat, lon), self._depth, {}

    def _degrees(self, text: str | None, most: int) -> float:
        degrees = _number(text)
        if degrees is None or abs(degrees) > most:
            raise self._wrong("위도(lat)나 경도(lon)가 없거나 숫자가 아니에요.", "A point's lat or lon is missing or is no such number.")
        return degrees

    def _characters(self, text: str) -> None:
        if self._collect is not None and len(self._text) <= MOST_TEXT:
            self._text += text[: MOST_TEXT + 1]

    def _end(self, _name: str) -> None:
        if self._collect is not None:
            self._said.setdefault(self._collect, self._text.strip())
            self._collect = None
        if self._point is not None and self._depth == self._point_depth:
            self._close(*self._point)
            self._point = None
        self._depth -= 1

    def _close(self, line: int, lat: float, lon: float) -> None:
        said = self._said.get("time")
        if not said:
            raise self._wrong(
                "시각(time)이 없는 위치가 있어요. 언제 걸었는지 알 수 없어 받지 못해요. 시각을 넣어 다시 내보내 주세요.",
                "A point has no time, so nobody can tell when the walk was. Please export the file again with times.",
                line,
            )
        t = _moment(said)
        if t is None:
            raise self._wrong("시각(time)을 읽을 수 없어요.", "A time cannot be read.", line)
        fix = judge(Position(t, lat, lon, _number(self._said.get("accuracy"))), self._now_s)
        if isinstance(fix, Fix):
            self._walked.fixes.append(fix)
        elif fix is Reason.FUTURE:
            raise self._wrong("아직 오지 않은 시각이 적혀 있어요.", "A time lies in the future.", line)
        elif fix in OF_A_WALK:
            self._walked.aside[fix] += 1
        else:
            raise self._wrong("위치나 시각의 숫자가 이상해요.", "A number of a point is out of range.", line)


def _local(name: str) -> str:
    return name.rpartition(":")[2] if len(name) <= MOST_NAME else ""


def _number(text: str | None) -> float | None:
    if text is None or not 0 < len(text) <= MOST_TEXT:
        return None
    try:
        number = float(text)
    except ValueError:
        return None
    return number if isfinite(number) else None


def _moment(text: str) -> float | None:
    """xsd:dateTime; GPX is always UTC, so a time without a zone is too."""
    if not _DATE_TIME.fullmatch(text):
        return None
    try:
        read = datetime.fromisoformat(text)
        return (read if read.tzinfo else read.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None


_ENCODING = (
    "파일의 글자 방식(인코딩)을 읽을 수 없어요. UTF-8로 저장해서 다시 올려 주세요.",
    "The file's encoding cannot be read. Please save it as UTF-8.",
)
_CUT_SHORT = ("파일이 중간에 끊겼어요. 다시 내보내 주세요.", "The file is cut short. Please export it again.")
_BROKEN = ("XML이 깨져 있어요.", "The XML is broken.")


def _expat_words(code: int) -> tuple[str, str]:
    named: Callable[[str], int] = expat.errors.codes.__getitem__
    if code in {named(expat.errors.XML_ERROR_UNKNOWN_ENCODING), named(expat.errors.XML_ERROR_INCORRECT_ENCODING)}:
        return _ENCODING
    if code in {
        named(expat.errors.XML_ERROR_NO_ELEMENTS),
        named(expat.errors.XML_ERROR_UNCLOSED_TOKEN),
        named(expat.errors.XML_ERROR_PARTIAL_CHAR),
    }:
        return _CUT_SHORT
    return _BROKEN
