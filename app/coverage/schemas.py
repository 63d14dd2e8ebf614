"""Coverage on the wire: cells at resolution 10, six bands of the local day."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel


class CoveredCell(BaseModel):
    """A cell for the desk: visits by band, different walkers, and what is owed by band (0 to 3)."""

    cell: str
    boundary: list[tuple[float, float]]
    lat: float
    lon: float
    walks: list[int]
    walkers: int
    last_at: datetime | None
    debt: list[int]


class CoverageOut(BaseModel):
    """The neighbourhood's cells and all others that somebody walked through; `since` is the oldest visit that was counted."""

    made_at: datetime
    since: datetime | None
    resolution: int
    bands: list[str]
    cells: list[CoveredCell]


class SharedCell(BaseModel):
    """A cell that at least five different people walked through."""

    cell: str
    boundary: list[tuple[float, float]]
    walks: int


class SharedOut(BaseModel):
    """What everybody may see."""

    made_at: datetime
    cells: list[SharedCell]


class DebtCell(BaseModel):
    """A cell of the neighbourhood; `near` are the positions of its neighbours in the same list."""

    cell: str
    lat: float
    lon: float
    near: list[int]
    debt: list[int]


class DebtOut(BaseModel):
    """Where a walk is owed, for a phone to keep."""

    made_at: datetime
    time_zone: str
    resolution: int
    cells: list[DebtCell]
