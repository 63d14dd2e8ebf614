"""The desk raises an alert, hurries one, and wakes one that came late."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import Field, StringConstraints, model_validator
from sqlalchemy.orm import Session

from app.alerts import raising
from app.alerts.rules import Place
from app.checkins.rules import Context, categories
from app.checkins.schemas import MOST_NOTE, Latitude, Longitude
from app.core import clock
from app.core.database import Database
from app.core.web import DatabaseDep
from app.desk import board
from app.desk.schemas import DeskAlert
from app.people.auth import Actor, Coordinator
from app.people.schemas import Strict

router = APIRouter(prefix="/api/desk/alerts", tags=["desk"])


class RaiseIn(Strict):
    """Somebody needs somebody, and the desk heard of it."""

    member_id: UUID | None = Field(default=None, description="Whom it is about; null for somebody who is no member.")
    place: Place
    category: str
    note: Annotated[str, StringConstraints(strip_whitespace=True, max_length=MOST_NOTE)] = ""
    lat: Latitude | None = None
    lon: Longitude | None = None

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        if (self.lat is None) != (self.lon is None):
            raise ValueError("lat and lon come together")
        known = categories(Context.HOME if self.place is Place.HOME else Context.WALK)
        if self.category not in known:
            raise ValueError(f"category is one of {', '.join(sorted(known))}")
        return self


async def answered(database: Database, actor: Actor, response: Response, work: Callable[[Session, datetime], UUID]) -> DeskAlert:
    """Do it, and answer with the alert as it is then, without where it is."""
    response.headers["Cache-Control"] = "no-store"

    def both(session: Session) -> DeskAlert:
        now = clock.now()
        alert_id = work(session, now)
        page, _person_id = board.alert_page(session, actor.neighbourhood_id, alert_id, actor.tier, now, reader_id=actor.member_id)
        return page.model_copy(update={"address": None, "entry_note": None, "location": None})

    return await database.write(both)


@router.post("", response_model=DeskAlert, status_code=201)
async def raise_alert(body: RaiseIn, actor: Coordinator, response: Response, database: DatabaseDep) -> DeskAlert:
    """Raise an alert for somebody who called the desk or was seen. Neighbours are told at once."""
    heard = raising.Heard(body.member_id, body.place, body.category, body.note, body.lat, body.lon)
    return await answered(
        database, actor, response, lambda session, now: raising.raise_at_desk(session, actor.neighbourhood_id, actor.member_id, heard, now)
    )


@router.post("/{alert_id}/next-wave", response_model=DeskAlert)
async def next_wave(alert_id: UUID, actor: Coordinator, response: Response, database: DatabaseDep) -> DeskAlert:
    """Tell the next neighbours now instead of at their time."""

    def work(session: Session, now: datetime) -> UUID:
        raising.next_wave(session, actor.neighbourhood_id, actor.member_id, alert_id, now)
        return alert_id

    return await answered(database, actor, response, work)


@router.post("/{alert_id}/wake", response_model=DeskAlert)
async def wake(alert_id: UUID, actor: Coordinator, response: Response, database: DatabaseDep) -> DeskAlert:
    """Page the neighbours after all, of an alert that came late or was told to the desk alone."""

    def work(session: Session, now: datetime) -> UUID:
        raising.wake(session, actor.neighbourhood_id, actor.member_id, alert_id, now)
        return alert_id

    return await answered(database, actor, response, work)
