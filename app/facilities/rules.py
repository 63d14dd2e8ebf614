"""When a facility is due, what a broken one is reported as, and which places cannot be meant."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from app.geo.distance import haversine

EVERY_DAYS = 30
MOST_DAYS = 730
FARTHEST_M = 20_000.0
"""A facility further than this from the neighbourhood's centre is a slip of the pen."""


class Kind(StrEnum):
    """What stands there."""

    LAMP = "lamp"
    BELL = "bell"
    CCTV = "cctv"
    BENCH = "bench"
    AED = "aed"
    OTHER = "other"


def category_of(kind: Kind) -> str:
    """What a broken one is reported as."""
    return "light_out" if kind is Kind.LAMP else "facility_broken"


def next_due(last_checked_at: datetime | None, entered_at: datetime, every_days: int) -> datetime:
    """When it should be looked at next; one that nobody ever checked has been due since it was entered."""
    return entered_at if last_checked_at is None else last_checked_at + timedelta(days=every_days)


def far_away(lat: float, lon: float, centre_lat: float, centre_lon: float) -> bool:
    """Whether a place is too far from the neighbourhood to be meant."""
    return haversine(lat, lon, centre_lat, centre_lon) > FARTHEST_M


def changed_place(lat: float, lon: float, centre_lat: float, centre_lon: float) -> bool:
    """Whether latitude and longitude were probably written the wrong way round."""
    turned = -90 <= lon <= 90 and -180 <= lat <= 180 and not far_away(lon, lat, centre_lat, centre_lon)
    return turned and not (-90 <= lat <= 90 and -180 <= lon <= 180 and not far_away(lat, lon, centre_lat, centre_lon))
