"""Which items were applied: the memory that makes sending twice harmless."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from app.core.database import Table, UtcDateTime


class SyncItem(Table, table=True):
    """One applied item. `deleted_at` marks one whose subject was deleted since."""

    __tablename__ = "sync_items"

    id: UUID = Field(primary_key=True)
    neighbourhood_id: UUID
    member_id: UUID
    kind: str = Field(max_length=24)
    digest: bytes = Field(max_length=32)
    received_at: datetime = Field(sa_type=UtcDateTime)
    alert_id: UUID | None = None
    deleted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
