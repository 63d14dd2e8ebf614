"""The one door for everything a phone did."""

from __future__ import annotations

from functools import partial
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.routing import APIRoute
from sqlalchemy.exc import OperationalError
from starlette.types import Receive, Scope, Send

from app.core import clock
from app.core.database import Database
from app.people.auth import signed_in
from app.sync import body, service
from app.sync.schemas import SyncAnswer, SyncRequest


class DirectRoute(APIRoute):
    """A route that takes the request and gives the response, and asks for nothing in between: handing in what a route declares
    costs as much as a third of the work here. Described as any other; what it raises is answered further out, as anywhere."""

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] not in (self.methods or ()):
            await super().handle(scope, receive, send)  # says what is allowed
            return
        response: Response = await self.endpoint(Request(scope, receive, send))
        await response(scope, receive, send)


router = APIRouter(prefix="/api/sync", tags=["sync"], route_class=DirectRoute)

_described: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "Plain or gzip JSON, at most 500 items and 1 MiB unpacked.",
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/SyncRequest"}}},
    }
}


@router.post("", response_model=SyncAnswer, openapi_extra=_described)
async def sync(request: Request) -> Response:
    """Take a batch. Each item is applied once, whatever is sent again; a bad one is refused alone. The answer means it is durable."""
    actor = await signed_in(request)
    database: Database = request.app.state.database
    received_at = clock.now()
    key: bytes = request.app.state.installation_key
    raw = await body.read(request.stream(), request.headers.get("content-encoding", "").strip().lower())
    batch = body.envelope(raw)
    judged = [service.judge(item, actor.language) for item in batch.items]

    try:
        results = await database.write(partial(service.apply, actor=actor, batch=batch, judged=judged, received_at=received_at, key=key))
    except OperationalError:
        raise  # the database as a whole: nothing of this batch is durable, and the phone keeps all of it
    except Exception:  # noqa: BLE001  # whatever stands in one item's way is found and told item by item
        results = await database.write(
            partial(service.apply_one_by_one, actor=actor, batch=batch, judged=judged, received_at=received_at, key=key)
        )
    answer = SyncAnswer(server_time=clock.now(), results=results)
    return Response(answer.model_dump_json(exclude_none=True), media_type="application/json")  # checked once is enough


__all__ = ["SyncRequest", "router"]
