"""Photos from the phone and back: raw bytes in, a small JPEG out."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response
from starlette.requests import ClientDisconnect

from app.core import clock
from app.core.problems import not_found
from app.core.web import DatabaseDep, SettingsDep
from app.people.auth import SignedIn
from app.photos import files, rules, service
from app.photos.encoding import Encoded, encode
from app.photos.problems import cut_short, not_a_photo, too_large
from app.photos.schemas import PhotoOut

router = APIRouter(prefix="/api/photos", tags=["photos"])

# Two at a time: a picture being unpacked takes up to 150 MB, and check-ins must not wait for pictures.
_encoders = ThreadPoolExecutor(2, "modu-photo")

_binary = {"schema": {"type": "string", "format": "binary"}}
_body: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "The photo itself, at most 10 MiB. What it is is told from its content.",
        "content": dict.fromkeys(("image/jpeg", "image/png", "image/webp", "image/heic", "application/octet-stream"), _binary),
    }
}
_again: dict[int | str, dict[str, Any]] = {200: {"model": PhotoOut, "description": "These very bytes came before."}}
_picture: dict[int | str, dict[str, Any]] = {200: {"content": {"image/jpeg": _binary}, "description": "The photo."}}


@router.put("/{photo_id}", status_code=201, response_model=PhotoOut, responses=_again, openapi_extra=_body)
async def put_photo(
    photo_id: UUID, request: Request, response: Response, actor: SignedIn, database: DatabaseDep, settings: SettingsDep
) -> PhotoOut:
    """Keep a photo, before or after the item that names it. The same bytes again change nothing; metadata is thrown away."""
    original = await _read(request)
    digest = hashlib.sha256(original).digest()
    before = await database.read(lambda session: service.known(session, actor, photo_id, digest))
    final = files.path_of(settings.photos_dir, actor.neighbourhood_id, photo_id)
    if before is not None and final.exists():  # one look at a local file
        response.status_code = 200
        return before

    def prepare() -> tuple[Encoded, Path]:
        encoded = encode(original)
        return encoded, files.write_aside(settings.photos_dir, actor.neighbourhood_id, encoded.data)

    encoded, aside = await asyncio.get_running_loop().run_in_executor(_encoders, prepare)
    now = clock.now()
    try:
        kept, fresh = await database.write(
            lambda session: service.keep(session, actor, photo_id, digest, encoded, aside, settings.photos_dir, now)
        )
    finally:
        aside.unlink(missing_ok=True)  # gone already unless something was in the way
    response.status_code = 201 if fresh else 200
    return kept


@router.get("/{photo_id}", response_class=Response, responses=_picture)
async def get_photo(photo_id: UUID, actor: SignedIn, database: DatabaseDep, settings: SettingsDep) -> Response:
    """My own photo, or any of the neighbourhood for the desk."""
    await database.read(lambda session: service.visible(session, actor, photo_id))
    path = files.path_of(settings.photos_dir, actor.neighbourhood_id, photo_id)
    try:
        content = await asyncio.to_thread(path.read_bytes)
    except FileNotFoundError:
        raise not_found() from None
    headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'"}
    return Response(content, media_type="image/jpeg", headers=headers)


async def _read(request: Request) -> bytes:
    """The body, never more of it than a photo may have."""
    declared = request.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > rules.MOST_BYTES:
        raise too_large()
    body = bytearray()
    try:
        await _collect(request.stream(), body)
    except ClientDisconnect:
        raise cut_short() from None
    if not body:
        raise not_a_photo()
    return bytes(body)


async def _collect(stream: AsyncIterable[bytes], body: bytearray) -> None:
    checked = False
    async for piece in stream:
        body += piece
        if len(body) > rules.MOST_BYTES:
            raise too_large()
        if not checked and len(body) >= 16:
            if rules.sniff(bytes(body[:16])) is None:
                raise not_a_photo()
            checked = True
