"""A GPX file becomes walks of whoever brings it, once, however often it is brought."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b
from uuid import UUID

from sqlalchemy.orm import Session

from app.core.problems import Problem, forbidden
from app.geo.track import Track, payload, to_wire
from app.interop import gpx, rules
from app.interop.gpx import GpxError
from app.interop.rules import Fix
from app.patrols import growing, notes, reading
from app.patrols.rules import Source
from app.patrols.schemas import PatrolFixes, PatrolOut
from app.people.auth import Actor
from app.people.models import ConsentKind
from app.people.service import has_consent, member_of

PIECE = 540
"""Fixes in one stored piece: about forty-five minutes of a walk."""
MOST_WALKS = 100
LONGEST = timedelta(hours=48)


@dataclass(frozen=True)
class Prepared:
    """The walks of a file, measured and packed before any transaction begins; `aside` counts by reason."""

    walks: list[list[PatrolFixes]]
    aside: dict[str, int]


def read(content: bytes, member_id: UUID, now_s: float) -> Prepared:
    """The walks that a file holds for this member. Raises Problem, which names the line when there is one."""
    try:
        walked = gpx.read(content, now_s)
        if not walked.fixes:
            raise GpxError(
                1,
                "쓸 수 있는 위치가 하나도 없어요. 2020년보다 앞선 시각이나 0,0인 위치뿐이에요.",
                "None of its points can be used: they lie before 2020, at 0,0, or are far too coarse.",
            )
    except GpxError as error:
        raise Problem(
            422,
            "gpx-unreadable",
            ko=f"GPX 파일 {error.line}번째 줄: {error.ko}",
            en=f"Line {error.line} of the GPX file: {error.en}",
            extra={"line": error.line},
        ) from None
    walks = rules.apart(sorted(walked.fixes, key=lambda fix: fix.t), longest=LONGEST)
    if len(walks) > MOST_WALKS:
        raise Problem(
            422,
            "too-many-walks",
            ko=f"한 파일에 순찰이 {MOST_WALKS}개보다 많아요. 파일을 나누어 주세요.",
            en=f"The file holds more than {MOST_WALKS} walks. Please split it.",
        )
    return Prepared(
        [_pieces(walk_id(member_id, fixes), fixes) for fixes in walks], {reason.value: count for reason, count in walked.aside.items()}
    )


def keep(session: Session, actor: Actor, prepared: Prepared, received_at: datetime) -> list[PatrolOut]:
    """The walks of a file, oldest first, each ended with its last position and nobody's word on how it went."""
    if not actor.tier.may_patrol:
        raise forbidden()
    if not has_consent(session, member_of(session, actor.neighbourhood_id, actor.member_id), ConsentKind.LOCATION):
        raise Problem(
            403,
            "consent-not-given",
            ko="위치 허락이 꺼져 있어 파일을 받지 않았어요. 설정의 '내가 허락한 것'에서 켠 뒤 다시 올려 주세요.",
            en="Your location consent is off, so the file was not kept. Turn it on under Settings, What I allow, and try again.",
        )
    made = []
    for index, pieces in enumerate(prepared.walks):
        patrol_id = pieces[0].patrol_id
        if growing.keep_whole(session, actor, pieces, received_at, Source.GPX) and index == 0 and prepared.aside:
            notes.set_aside(session, actor.neighbourhood_id, patrol_id, prepared.aside)
        made.append(reading.owned(session, actor, patrol_id))
    return made


def walk_id(member_id: UUID, fixes: list[Fix]) -> UUID:
    """A UUIDv7 of the first moment and of everything else in it: the same walk of the same member has the same id."""
    digest = blake2b(member_id.bytes + payload(to_wire(_track(fixes))), digest_size=10).digest()
    chance = int.from_bytes(digest, "big")
    return UUID(int=fixes[0].t * 1000 << 80 | 0x7 << 76 | (chance >> 62 & 0xFFF) << 64 | 0x2 << 62 | chance & (2**62 - 1))


def _pieces(patrol_id: UUID, fixes: list[Fix]) -> list[PatrolFixes]:
    return [
        PatrolFixes.model_validate({"patrol_id": patrol_id, "seq": seq, "track": to_wire(_track(fixes[start : start + PIECE]))})
        for seq, start in enumerate(range(0, len(fixes), PIECE))
    ]


def _track(fixes: Iterable[Fix]) -> Track:
    columns = zip(*((fix.t, fix.lat, fix.lon, fix.acc) for fix in fixes), strict=True)
    return Track(*(list(column) for column in columns))
