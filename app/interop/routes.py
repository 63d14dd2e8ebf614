"""My recorders, the two doors that other apps knock at, and walks out of a file."""

from __future__ import annotations

import asyncio
import base64
import binascii
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response

from app.core import clock
from app.core.web import DatabaseDep, SettingsDep
from app.interop import gpx, importing, osmand, owntracks, recording, service
from app.interop.schemas import Heard as HeardOut
from app.interop.schemas import RecorderIn, RecorderList, RecorderMade, WalksMade
from app.interop.service import Known
from app.interop.setup import set_up
from app.interop.wire import Heard, body_of
from app.people.auth import SignedIn

router = APIRouter(tags=["recorders"])

REFUSED_PAUSE_S = 0.25
"""OsmAnd asks again at once when it is refused, for as long as its recording runs."""

_json: dict[str, Any] = {"content": {"application/json": {"schema": {}}}, "description": "What the app sends; empty is welcome."}
_nothing: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/json": {"schema": {"const": []}}}, "description": "Kept; there is nothing to tell."}
}
_form: dict[str, Any] = {
    "content": {"application/json": {"schema": {}}, "application/x-www-form-urlencoded": {"schema": {"type": "object"}}},
    "description": "A form, or Traccar Client's JSON. Without a body the query is read.",
}
_binary = {"schema": {"type": "string", "format": "binary"}}
_file: dict[str, Any] = {
    "required": True,
    "content": dict.fromkeys(("application/gpx+xml", "application/xml", "application/octet-stream"), _binary),
    "description": "GPX 1.0 or 1.1, at most 5 MiB and 50,000 points, each with its time.",
}
_query: list[dict[str, Any]] = [
    {"name": name, "in": "query", "required": False, "schema": {"type": "string"}, "description": words}
    for name, words in {
        "id": "The recorder's token.",
        "lat": "Degrees.",
        "lon": "Degrees.",
        "timestamp": "Seconds, milliseconds or ISO 8601.",
        "accuracy": "Metres.",
        "hdop": "What OsmAnd calls its accuracy in metres.",
    }.items()
]


@router.get("/api/recorders", response_model=RecorderList)
async def list_recorders(actor: SignedIn, database: DatabaseDep) -> RecorderList:
    """My recorders, newest first, with what they could not keep."""
    return RecorderList(items=await database.read(lambda session: service.list_mine(session, actor)))


@router.post("/api/recorders", status_code=201, response_model=RecorderMade)
async def make_recorder(
    wanted: RecorderIn, request: Request, response: Response, actor: SignedIn, database: DatabaseDep, settings: SettingsDep
) -> RecorderMade:
    """Make a recorder. Its token is shown in this answer and never again."""
    key, now = request.app.state.installation_key, clock.now()
    made, token = await database.write(lambda session: service.create(session, actor, wanted, key, now))
    how = set_up(made.app, str(made.id), token, settings.public_url)
    response.headers["Cache-Control"] = "no-store"
    return RecorderMade(
        **made.model_dump(),
        token=token,
        url=how.url,
        link=how.link,
        qr_svg=how.qr_svg,
        steps_ko=how.steps_ko,
        steps_en=how.steps_en,
    )


@router.delete("/api/recorders/{recorder_id}", status_code=204)
async def end_recorder(recorder_id: UUID, actor: SignedIn, database: DatabaseDep) -> None:
    """End a recorder at once. The walks it recorded stay."""
    await database.write(lambda session: service.end(session, actor, recorder_id))


@router.post("/api/interop/owntracks", response_class=Response, responses=_nothing, openapi_extra={"requestBody": _json})
async def hear_owntracks(request: Request, database: DatabaseDep) -> Response:
    """OwnTracks over HTTP: Basic sign-in with the recorder's id or name and its token. The answer is always an empty list: nobody
    else's place is ever sent to a phone. It means that what was sent is durable."""
    user, token = _basic(request.headers.get("authorization", ""))
    recorder = await _known(request, database, token)
    if user.casefold() not in (str(recorder.id), recorder.name.casefold()):
        raise await _refused()
    heard = owntracks.read(await body_of(request))
    await _keep(database, recorder, heard)
    return Response(b"[]", media_type="application/json")


@router.get("/api/interop/osmand", response_model=HeardOut, openapi_extra={"parameters": _query})
async def hear_osmand(request: Request, database: DatabaseDep) -> HeardOut:
    """OsmAnd's online tracking and older Traccar clients: one position in the query, the token as `id`."""
    fields = osmand.form(request.url.query.encode())
    recorder = await _known(request, database, osmand.token_of(fields))
    return await _keep(database, recorder, osmand.from_form(fields))


@router.post("/api/interop/osmand", response_model=HeardOut, openapi_extra={"parameters": _query, "requestBody": _form})
async def hear_traccar(request: Request, database: DatabaseDep) -> HeardOut:
    """Traccar Client: a query, a form, or JSON with `location.coords` and `device_id`."""
    body = await body_of(request)
    if body.lstrip()[:1] in (b"{", b"["):
        token, heard = osmand.from_json(body)
    else:
        fields = osmand.form(request.url.query.encode()) | osmand.form(body)
        token, heard = osmand.token_of(fields), osmand.from_form(fields)
    return await _keep(database, await _known(request, database, token), heard)


@router.post("/api/patrols/import", status_code=201, response_model=WalksMade, openapi_extra={"requestBody": _file})
async def import_gpx(request: Request, actor: SignedIn, database: DatabaseDep) -> WalksMade:
    """Walks out of a GPX file, for their walker alone. The same file again gives the same walks and doubles nothing."""
    content = await body_of(request, gpx.MOST_BYTES)
    now = clock.now()
    prepared = await asyncio.to_thread(importing.read, content, actor.member_id, now.timestamp())
    return WalksMade(items=await database.write(lambda session: importing.keep(session, actor, prepared, now)))


async def _keep(database: DatabaseDep, recorder: Known, heard: Heard) -> HeardOut:
    now = clock.now()
    kept, aside = await database.write(lambda session: recording.hear(session, recorder, heard, now))
    return HeardOut(kept=kept, set_aside=service.shown_aside({reason.value: count for reason, count in aside.items()}))


async def _known(request: Request, database: DatabaseDep, token: str) -> Known:
    """The recorder behind a token, or 401."""
    presented = service.hashed(request.app.state.installation_key, token)
    recorder = service.known_from(await database.glance(service.find, {"presented": presented}), presented) if token else None
    if recorder is None:
        raise await _refused()
    request.state.language = recorder.walker.language
    return recorder


async def _refused() -> Exception:
    await asyncio.sleep(REFUSED_PAUSE_S)
    return recording.ended()


def _basic(header: str) -> tuple[str, str]:
    """(user, password) of an Authorization header; empty texts when there is none that can be read."""
    scheme, _, packed = header.partition(" ")
    if scheme.lower() != "basic":
        return "", ""
    try:
        user, _, password = base64.b64decode(packed.strip(), validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        return "", ""
    return user.strip(), password
