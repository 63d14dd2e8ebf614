"""The one door for everything a phone did."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from sqlalchemy.orm import Session

from app.core import clock
from app.core.web import DatabaseDep
from app.people.auth import SignedIn
from app.sync import body, service
from app.sync.schemas import Receipt, SyncAnswer, SyncRequest

router = APIRouter(prefix="/api/sync", tags=["sync"])

_described: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "Plain or gzip JSON, at most 500 items and 1 MiB unpacked.",
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/SyncRequest"}}},
    }
}


@router.post("", response_model=SyncAnswer, response_model_exclude_none=True, openapi_extra=_described)
async def sync(request: Request, actor: SignedIn, database: DatabaseDep) -> SyncAnswer:
    """Take a batch. Each item is applied once, whatever is sent again; a bad one is refused alone. The answer means it is durable."""
    received_at = clock.now()
    raw = await body.read(request.stream(), request.headers.get("content-encoding", "").strip().lower())
    batch = body.envelope(raw)
    judged = [service.judge(item, actor.language) for item in batch.items]

    def work(session: Session) -> list[Receipt]:
        return service.apply(session, actor, batch, judged, received_at)

    return SyncAnswer(server_time=clock.now(), results=await database.write(work))


__all__ = ["SyncRequest", "router"]
