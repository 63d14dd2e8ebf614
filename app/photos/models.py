"""One row per photo; the picture itself is a file beside the database."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from app.core.database import Table, UtcDateTime


class Photo(Table, table=True):
    """A photo somebody sent. The item that names it may have come before, or may still come."""

    __tablename__ = "photos"

    neighbourhood_id: UUID = Field(primary_key=True, foreign_key="neighbourhoods.id")
    id: UUID = Field(primary_key=True, description="made on the phone")
    member_id: UUID = Field(foreign_key="members.id", ondelete="CASCADE", index=True)
    digest: bytes = Field(max_length=32, description="SHA-256 of the bytes as they were sent")
    width: int
    height: int
    size_bytes: int
    received_at: datetime = Field(sa_type=UtcDateTime)
