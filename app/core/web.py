"""What every route may ask for: the database, the settings, and pages with a cursor."""

from __future__ import annotations

import base64
import binascii
from typing import Annotated, Generic, TypeVar, cast
from uuid import UUID

from fastapi import Depends, Query, Request
from pydantic import BaseModel

from app.core.database import Database
from app.core.problems import Problem
from app.core.settings import Settings

ItemT = TypeVar("ItemT")


async def _database(request: Request) -> Database:
    return cast(Database, request.app.state.database)


async def _settings(request: Request) -> Settings:
    return cast(Settings, request.app.state.settings)


DatabaseDep = Annotated[Database, Depends(_database)]
SettingsDep = Annotated[Settings, Depends(_settings)]
LimitQuery = Annotated[int, Query(ge=1, le=100, description="How many at the most.")]
CursorQuery = Annotated[str | None, Query(max_length=100, description="`next_cursor` of the page before.")]


class Page(BaseModel, Generic[ItemT]):
    """A page of a list; `next_cursor` is null on the last one."""

    items: list[ItemT]
    next_cursor: str | None = None


def cursor_of(last_id: UUID) -> str:
    """An opaque cursor that goes on after `last_id` (lists are ordered by UUIDv7, newest first)."""
    return base64.urlsafe_b64encode(last_id.bytes).decode().rstrip("=")


def after_cursor(cursor: str | None) -> UUID | None:
    """The id behind a cursor; a cursor nobody gave out is a 400."""
    if cursor is None:
        return None
    try:
        return UUID(bytes=base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error):
        raise cursor_unknown() from None


def cursor_unknown() -> Problem:
    """A place in a list that nobody gave out."""
    return Problem(
        400,
        "cursor-unknown",
        ko="목록의 이 자리를 찾을 수 없어요. 처음부터 다시 열어 주세요.",
        en="This place in the list is unknown. Please open the list again.",
    )
