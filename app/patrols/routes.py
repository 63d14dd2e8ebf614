"""My walks, their tracks, and files of them. Walks are written through sync alone."""

from __future__ import annotations

import base64
import struct
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy.orm import Session

from app.core import clock
from app.core.problems import Problem
from app.core.web import CursorQuery, DatabaseDep, LimitQuery, Page
from app.patrols import exports, notes, reading
from app.patrols.reading import Place
from app.patrols.schemas import ConfirmIn, PatrolOut
from app.people.auth import Coordinator, SignedIn

router = APIRouter(prefix="/api/patrols", tags=["patrols"])

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_PLACE = struct.Struct(">q16s")
GEOJSON = "application/geo+json"
GPX = "application/gpx+xml"

EndsQuery = Annotated[
    Literal["recorded", "trimmed"],
    Query(
        description="`trimmed` cuts 50 to 200 m off both ends, always the same for one walk, and leaves out what was noted: for showing it to others."
    ),
]


def _file(media_type: str) -> dict[int | str, dict[str, Any]]:
    return {200: {"content": {media_type: {"schema": {"type": "string"}}}, "description": "The walk with its track exactly as recorded."}}


@router.get("", response_model=Page[PatrolOut])
async def list_patrols(actor: SignedIn, database: DatabaseDep, limit: LimitQuery = 30, cursor: CursorQuery = None) -> Page[PatrolOut]:
    """My walks, newest first."""
    after = _place(cursor)
    found = await database.read(lambda session: reading.list_mine(session, actor, limit + 1, after))
    more = len(found) > limit
    return Page(items=found[:limit], next_cursor=_cursor(found[limit - 1]) if more else None)


@router.get("/{patrol_id}.geojson", response_class=Response, responses=_file(GEOJSON))
async def patrol_as_geojson(
    patrol_id: UUID, request: Request, actor: SignedIn, database: DatabaseDep, ends: EndsQuery = "recorded"
) -> Response:
    """My walk as a GeoJSON Feature: a MultiLineString broken at gaps, `coordTimes` and `accuracies` parallel to it."""
    if ends == "trimmed":
        content = await database.read(lambda session: exports.shared_geojson(reading.walked(session, actor, patrol_id), _key(request)))
    else:
        content = await database.read(lambda session: exports.geojson(reading.track_of(session, actor, patrol_id)))
    return _download(content, GEOJSON, f"patrol-{patrol_id}.geojson")


@router.get("/{patrol_id}.gpx", response_class=Response, responses=_file(GPX))
async def patrol_as_gpx(
    patrol_id: UUID, request: Request, actor: SignedIn, database: DatabaseDep, ends: EndsQuery = "recorded"
) -> Response:
    """My walk as GPX 1.1, a segment per unbroken piece."""
    if ends == "trimmed":
        content = await database.read(lambda session: exports.shared_gpx(reading.walked(session, actor, patrol_id), _key(request)))
    else:
        content = await database.read(lambda session: exports.gpx(reading.track_of(session, actor, patrol_id)))
    return _download(content, GPX, f"patrol-{patrol_id}.gpx")


@router.get("/{patrol_id}", response_model=PatrolOut)
async def show_patrol(patrol_id: UUID, actor: SignedIn, database: DatabaseDep) -> PatrolOut:
    """One of my walks."""
    return await database.read(lambda session: reading.owned(session, actor, patrol_id))


@router.post("/{patrol_id}/confirm", response_model=PatrolOut)
async def confirm_patrol(patrol_id: UUID, body: ConfirmIn, actor: Coordinator, database: DatabaseDep) -> PatrolOut:
    """Say how many minutes of a member's walk count, with or without GPS, no more than it lasted; the newest word holds. One's own walk
    is for another coordinator, where there is one."""

    def work(session: Session) -> PatrolOut:
        notes.confirm(session, actor, patrol_id, body.minutes, body.note, clock.now())
        return reading.one(session, actor.neighbourhood_id, patrol_id)

    return await database.write(work)


def _key(request: Request) -> bytes:
    key: bytes = request.app.state.installation_key
    return key


def _download(content: bytes, media_type: str, filename: str) -> Response:
    headers = {
        "Cache-Control": "no-store",
        "Content-Disposition": f'attachment; filename="{filename}"',
        "X-Content-Type-Options": "nosniff",
    }
    return Response(content, media_type=media_type, headers=headers)


def _cursor(last: PatrolOut) -> str:
    microseconds = (last.started_at - _EPOCH) // timedelta(microseconds=1)
    return base64.urlsafe_b64encode(_PLACE.pack(microseconds, last.id.bytes)).decode()


def _place(cursor: str | None) -> Place | None:
    if cursor is None:
        return None
    try:
        microseconds, last_id = _PLACE.unpack(base64.b64decode(cursor.encode("ascii"), altchars=b"-_", validate=True))
        return Place(_EPOCH + timedelta(microseconds=microseconds), UUID(bytes=last_id))
    except (ValueError, struct.error, OverflowError):
        raise Problem(
            400,
            "cursor-unknown",
            ko="목록의 이 자리를 찾을 수 없어요. 처음부터 다시 열어 주세요.",
            en="This place in the list is unknown. Please open the list again.",
        ) from None
