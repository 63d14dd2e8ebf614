"""Photos on the wire."""

from __future__ import annotations

from uuid import UUID

from pydantic import BaseModel


class PhotoOut(BaseModel):
    """A photo as it is kept: pixels and bytes after it was made small."""

    id: UUID
    width: int
    height: int
    bytes: int
