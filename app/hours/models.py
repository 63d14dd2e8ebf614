"""Certificates that were handed out, so that the desk can tell a true one."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field

from app.core.database import Table, UtcDateTime


class Certificate(Table, table=True):
    """One certificate; months as 2026-11, both included."""

    __tablename__ = "certificates"
    __table_args__ = (Index("ix_certificates_mine", "neighbourhood_id", "member_id"),)

    neighbourhood_id: UUID = Field(primary_key=True, foreign_key="neighbourhoods.id")
    number: str = Field(primary_key=True, max_length=20)
    member_id: UUID = Field(foreign_key="members.id", ondelete="CASCADE")
    first_month: str = Field(max_length=7)
    last_month: str = Field(max_length=7)
    minutes: int
    issued_at: datetime = Field(sa_type=UtcDateTime)
