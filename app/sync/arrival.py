"""One item on its way in: who sent it, and when it was said and came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from app.checkins import service as checkins
from app.people.auth import Actor
from app.sync import rules


@dataclass(frozen=True)
class Arrival:
    """One item on its way in: who sent it, and when it was said and came."""

    actor: Actor
    id: UUID
    moment: rules.Moment
    received_at: datetime
    offset: timedelta
    key: bytes
    """The installation's, which short numbers are hashed with."""

    @property
    def said(self) -> checkins.Said:
        """Both times and what was wrong with the clock."""
        return checkins.Said(self.moment.at, self.received_at, self.moment.flag)
