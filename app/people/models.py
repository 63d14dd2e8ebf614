"""Members, their homes, devices, codes, consents and the access log."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field

from app.core.database import BigKey, Table, UtcDateTime
from app.core.ids import new_id


class Tier(StrEnum):
    """What a member may do; each of the first three includes the ones before it."""

    RESIDENT = "resident"
    WALKER = "walker"
    RESPONDER = "responder"
    COORDINATOR = "coordinator"
    OFFICER = "officer"

    @property
    def is_staff(self) -> bool:
        """Coordinators and officers see the desk."""
        return self in (Tier.COORDINATOR, Tier.OFFICER)

    @property
    def may_patrol(self) -> bool:
        """Everybody but residents walks patrols."""
        return self is not Tier.RESIDENT


class ConsentKind(StrEnum):
    """Each is asked for, paused and withdrawn on its own."""

    LOCATION = "location"
    ALERTS = "alerts"
    HOME_DISCLOSURE = "home_disclosure"
    PHOTOS = "photos"
    COMPANY = "company"


class ConsentState(StrEnum):
    """Never asked is the absence of a row."""

    GRANTED = "granted"
    PAUSED = "paused"
    WITHDRAWN = "withdrawn"


class Member(Table, table=True):
    """A person in exactly one neighbourhood."""

    __tablename__ = "members"
    __table_args__ = (Index("ix_members_neighbourhood_id_id", "neighbourhood_id", "id"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    neighbourhood_id: UUID = Field(foreign_key="neighbourhoods.id")
    name: str = Field(max_length=60)
    tier: str = Field(max_length=16)
    language: str = Field(default="ko", max_length=2)
    active: bool = True
    verified_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    duty_on: bool = False
    resting_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    phone: str | None = Field(default=None, max_length=20)
    family_phone: str | None = Field(default=None, max_length=20)
    drill_ok: bool = False
    quiet_from_min: int | None = Field(default=None, description="minutes after local midnight; quiet hours begin")
    quiet_until_min: int | None = Field(default=None, description="minutes after local midnight; quiet hours end")
    quiet_but_buddies: bool = True
    created_at: datetime = Field(sa_type=UtcDateTime)


class Home(Table, table=True):
    """Where a member lives. Apart from Member, so that no list of members can carry it along."""

    __tablename__ = "homes"

    member_id: UUID = Field(primary_key=True, foreign_key="members.id", ondelete="CASCADE")
    neighbourhood_id: UUID = Field(foreign_key="neighbourhoods.id")
    address: str = Field(max_length=200)
    entry_note: str = Field(default="", max_length=200)
    lat: float
    lon: float
    cell: str = Field(max_length=16)
    cell_set_at: datetime = Field(sa_type=UtcDateTime)


class Device(Table, table=True):
    """A signed-in phone or browser. Signing out deletes the row, and with it everything that could reach the device."""

    __tablename__ = "devices"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    neighbourhood_id: UUID = Field(foreign_key="neighbourhoods.id")
    member_id: UUID = Field(foreign_key="members.id", index=True, ondelete="CASCADE")
    name: str = Field(max_length=80)
    token_hash: bytes = Field(max_length=32, unique=True)
    created_at: datetime = Field(sa_type=UtcDateTime)
    last_seen_at: datetime = Field(sa_type=UtcDateTime)


class PairingCode(Table, table=True):
    """A single-use sign-in code: an open selector and a secret of which only a keyed hash is kept."""

    __tablename__ = "pairing_codes"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    neighbourhood_id: UUID = Field(foreign_key="neighbourhoods.id")
    member_id: UUID = Field(foreign_key="members.id", index=True, ondelete="CASCADE")
    selector: str = Field(max_length=4, index=True)
    secret_hash: bytes = Field(max_length=32)
    created_by: UUID | None = None
    created_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    tries_left: int
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    used_by_device: str | None = Field(default=None, max_length=80)


class Consent(Table, table=True):
    """One choice of one member, in force since `since`."""

    __tablename__ = "consents"

    neighbourhood_id: UUID = Field(primary_key=True, foreign_key="neighbourhoods.id")
    member_id: UUID = Field(primary_key=True, foreign_key="members.id", ondelete="CASCADE")
    kind: str = Field(primary_key=True, max_length=24)
    state: str = Field(max_length=12)
    since: datetime = Field(sa_type=UtcDateTime)


class TieKind(StrEnum):
    """A neighbour to be called first for somebody's home, or never. Nobody is a buddy before they agreed."""

    ASKED = "asked"
    BUDDY = "buddy"
    BLOCK = "block"


class Tie(Table, table=True):
    """A buddy somebody chose, or a person they do not want near them. Nobody else sees it, but the desk what it wrote down itself."""

    __tablename__ = "ties"

    neighbourhood_id: UUID = Field(primary_key=True, foreign_key="neighbourhoods.id")
    member_id: UUID = Field(primary_key=True, foreign_key="members.id", ondelete="CASCADE")
    other_id: UUID = Field(primary_key=True, foreign_key="members.id", ondelete="CASCADE", index=True)
    kind: str = Field(max_length=8, description="a `TieKind`")
    since: datetime = Field(sa_type=UtcDateTime)
    known_as: str = Field(default="", max_length=60, description="the name as the member knew it then; a later one is not theirs to learn")
    noted_by: UUID | None = Field(default=None, description="who at the desk wrote it down, on the member's word")


class CancelPin(Table, table=True):
    """Two numbers of a member's own: one takes a call for help back, the other only seems to. Only keyed hashes are kept."""

    __tablename__ = "cancel_pins"

    member_id: UUID = Field(primary_key=True, foreign_key="members.id", ondelete="CASCADE")
    neighbourhood_id: UUID = Field(foreign_key="neighbourhoods.id")
    pin_hash: bytes = Field(max_length=32)
    other_hash: bytes = Field(max_length=32)
    set_at: datetime = Field(sa_type=UtcDateTime)
    tries: int = 0
    tried_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class AccessChain(Table, table=True):
    """The head of a neighbourhood's access log."""

    __tablename__ = "access_chains"

    neighbourhood_id: UUID = Field(primary_key=True, foreign_key="neighbourhoods.id")
    last_seq: int = Field(default=0, sa_type=BigKey)
    last_hash: bytes = Field(default=bytes(32), max_length=32)


class AccessEntry(Table, table=True):
    """Somebody saw personal data of somebody: append-only, each entry carrying the hash of the one before."""

    __tablename__ = "access_log"
    __table_args__ = (
        Index("ix_access_log_subject", "neighbourhood_id", "subject_id", "seq"),
        Index("ix_access_log_alert", "neighbourhood_id", "actor_id", "alert_id"),
    )

    neighbourhood_id: UUID = Field(primary_key=True, foreign_key="neighbourhoods.id")
    seq: int = Field(primary_key=True, sa_type=BigKey)
    at: datetime = Field(sa_type=UtcDateTime)
    actor_id: UUID
    subject_id: UUID
    what: str = Field(max_length=40)
    reason: str = Field(default="", max_length=300)
    alert_id: UUID | None = None
    hash: bytes = Field(max_length=32)


class SignInFailure(Table, table=True):
    """How often an address failed to sign in within an hour, so that codes cannot be tried out."""

    __tablename__ = "sign_in_failures"

    address_hash: bytes = Field(primary_key=True, max_length=32)
    hour: datetime = Field(primary_key=True, sa_type=UtcDateTime)
    count: int = 1
