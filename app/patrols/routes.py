"""My walks, their tracks, and files of them. Walks are written through sync alone."""

from __future__ import annotations

import base64
import struct
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Response

from app.core.problems import Problem
from app.core.web import CursorQuery, DatabaseDep, LimitQuery, Page
from app.patrols import exports, reading
from app.patrols.reading import Place
from app.patrols.schemas import PatrolOut
from app.people.auth import SignedIn

router = APIRouter(prefix="/api/patrols", tags=["patrols"])

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_PLACE = struct.Struct(">q16s")
GEOJSON = "application/geo+json"
GPX = "application/gpx+xml"


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
async def patrol_as_geojson(patrol_id: UUID, actor: SignedIn, database: DatabaseDep) -> Response:
    """My walk as a GeoJSON Feature: a MultiLineString broken at gaps, `coordTimes` and `accuracies` parallel to it."""
    content = await database.read(lambda session: exports.geojson(reading.track_of(session, actor, patrol_id)))
    return _download(content, GEOJSON, f"patrol-{patrol_id}.geojson")


@router.get("/{patrol_id}.gpx", response_class=Response, responses=_file(GPX))
async def patrol_as_gpx(patrol_id: UUID, actor: SignedIn, database: DatabaseDep) -> Response:
    """My walk as GPX 1.1, a segment per unbroken piece."""
    content = await database.read(lambda session: exports.gpx(reading.track_of(session, actor, patrol_id)))
    return _download(content, GPX, f"patrol-{patrol_id}.gpx")


@router.get("/{patrol_id}", response_model=PatrolOut)
async def show_patrol(patrol_id: UUID, actor: SignedIn, database: DatabaseDep) -> PatrolOut:
    """One of my walks."""
    return await database.read(lambda session: reading.owned(session, actor, patrol_id))


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
