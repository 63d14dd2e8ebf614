"""What a check-in may say, and what it means."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum


class Status(StrEnum):
    """All is well, or it is not."""

    SAFE = "safe"
    CONCERN = "concern"


class Context(StrEnum):
    """Said from home, or on a walk."""

    WALK = "walk"
    HOME = "home"


class Urgency(StrEnum):
    """For the desk to read, or for neighbours to come."""

    REPORT = "report"
    URGENT = "urgent"


FROM_HOME = frozenset({"please_check", "unwell", "fallen", "afraid", "other"})
ON_A_WALK = frozenset(
    {
        "person_in_need",
        "lost_person",
        "drunk_or_violent",
        "fire_or_gas",
        "light_out",
        "facility_broken",
        "road_hazard",
        "litter",
        "animal",
        "other",
    }
)


def categories(context: Context) -> frozenset[str]:
    """The categories a concern may have where it is said."""
    return FROM_HOME if context is Context.HOME else ON_A_WALK


def urgency_of(status: Status, context: Context, said: Urgency | None) -> Urgency | None:
    """A safe check-in has none. A concern that does not say is urgent from home and a report on a walk."""
    if status is Status.SAFE:
        return None
    return said or (Urgency.URGENT if context is Context.HOME else Urgency.REPORT)


def is_late(recorded_at: datetime, received_at: datetime, after: timedelta) -> bool:
    """Whether it arrived so long after it was said that it describes the past."""
    return received_at - recorded_at > after
