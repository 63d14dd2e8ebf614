"""What sign-in, members and consents look like on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from app.people.models import ConsentKind, ConsentState, Tier

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
Phone = Annotated[str, StringConstraints(strip_whitespace=True, max_length=20, pattern=r"^[+0-9 ()-]*$")]
Language = Literal["ko", "en"]

Words = AfterValidator(lambda text: text.replace("\0", ""))
"""For text that is not in a `Strict` body: PostgreSQL keeps no NUL."""


class Strict(BaseModel):
    """A body in which an unknown field is an error, so that a typing mistake is never silently ignored."""

    model_config = ConfigDict(extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _storable(cls, data: object) -> object:
        """PostgreSQL keeps no NUL in a text; nobody types one on purpose, so it goes."""
        if isinstance(data, dict):
            return {key: value.replace("\0", "") if isinstance(value, str) else value for key, value in data.items()}
        return data


class SignIn(Strict):
    """A code and the name the device should be known by."""

    code: str = Field(min_length=1, max_length=64)
    device_name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
    device_id: UUID | None = None


class MemberOut(BaseModel):
    """A member as they see themselves."""

    id: UUID
    name: str
    tier: Tier
    language: Language
    verified: bool


class SignedIn(BaseModel):
    """The token is for devices and scripts; browsers have the cookie and drop it."""

    token: str
    device_id: UUID
    member: MemberOut


class HomeIn(Strict):
    """Where a member lives; set in person by a coordinator."""

    address: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
    entry_note: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] = ""
    lat: float = Field(ge=-90, le=90, allow_inf_nan=False)
    lon: float = Field(ge=-180, le=180, allow_inf_nan=False)


class HomeMoveIn(HomeIn):
    """A home set or moved later; a reason makes it a correction, which needs not wait 30 days and is logged."""

    correction: Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=300)] | None = Field(
        default=None, description="Why what was entered before is wrong; the member sees it."
    )


class HomeOut(BaseModel):
    """A home, shown only to its owner and to staff with a reason."""

    address: str
    entry_note: str
    lat: float
    lon: float


class ConsentOut(BaseModel):
    """One choice and when it was made."""

    kind: ConsentKind
    state: ConsentState
    since: datetime


class ConsentIn(Strict):
    """A new choice."""

    state: ConsentState


class DeviceOut(BaseModel):
    """A device I am signed in on."""

    id: UUID
    name: str
    created_at: datetime
    last_seen_at: datetime
    push: Literal["on", "off"]
    current: bool


class AccessOut(BaseModel):
    """Somebody saw something of mine."""

    look: str = Field(description="Stands for them when I do not want them called any more.")
    blocked: bool = Field(description="I do not want them called any more.")
    at: datetime
    who: str
    what: str
    reason: str
    alert_id: UUID | None
