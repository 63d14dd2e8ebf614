"""Made-up walks and the bodies a phone sends of them."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from app.geo.track import Track, to_wire
from app.patrols.schemas import PatrolFixes
from tests.patrols.cast import NOW


def track(count: int, *, began: datetime = NOW, every_s: int = 5, lat: int = 37_752_000, lon: int = 126_761_000, acc: int = 8) -> Track:
    """A walk north, about 5 m between fixes."""
    first = int(began.timestamp())
    return Track([first + every_s * i for i in range(count)], [lat + 45 * i for i in range(count)], [lon] * count, [acc] * count)


def part(whole: Track, start: int, stop: int) -> Track:
    """The fixes from `start` to before `stop`."""
    return Track(*(column[start:stop] for column in whole.columns()))


def fixes(patrol_id: UUID, seq: int, stretch: Track) -> PatrolFixes:
    """The body of `patrol.fixes`."""
    return PatrolFixes.model_validate({"patrol_id": str(patrol_id), "seq": seq, "track": to_wire(stretch)})


def at(minutes: float) -> datetime:
    """So many minutes after NOW."""
    return NOW + timedelta(minutes=minutes)
