"""Dogs on the wire."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from app.dogs.rules import Result
from app.people.schemas import Strict

DogName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]
Registration = Annotated[str, StringConstraints(max_length=40)]


class DogIn(Strict):
    """What its walker says of a dog; what is left out is not known."""

    name: DogName
    photo_id: UUID | None = None
    registration_no: Registration | None = Field(default=None, description="15 digits; spaces and dashes are left out")


class TemperamentIn(Strict):
    """What the coordinator saw of the temperament test."""

    result: Result
    tested_on: date | None = None
    note: Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)] = ""


class TemperamentOut(BaseModel):
    """The temperament test as recorded."""

    result: Result
    tested_on: date | None
    note: str


class DogOut(BaseModel):
    """A dog as its walker sees it."""

    id: UUID
    name: str
    photo_id: UUID | None
    registration_no: str | None
    temperament: TemperamentOut | None = Field(description="null until a coordinator recorded it")


class OwnerOut(BaseModel):
    """Whose dog it is."""

    id: UUID
    name: str


class DeskDog(DogOut):
    """A dog in the coordinator's list."""

    owner: OwnerOut
