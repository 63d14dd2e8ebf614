"""Signing in and out, members, homes and consents: the only writer of who you are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import bindparam, delete, select, union_all, update
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.database import table_of
from app.core.ids import new_id, new_token, token_hash
from app.core.prepared import Prepared
from app.core.problems import Problem, not_found
from app.geo.cells import cell_of
from app.people import home_rules
from app.people.models import Consent, ConsentKind, ConsentState, Device, Home, Member, Tie, Tier
from app.people.schemas import HomeIn, Language, MemberOut

SEEN_AGAIN_AFTER = timedelta(hours=1)


@dataclass(frozen=True)
class SignedInDevice:
    """A device just signed in; `token` exists in the open only here."""

    device_id: UUID
    token: str
    member: MemberOut


def member_out(member: Member) -> MemberOut:
    """The member as shown to themselves."""
    language: Language = "en" if member.language == "en" else "ko"
    return MemberOut(id=member.id, name=member.name, tier=Tier(member.tier), language=language, verified=member.verified_at is not None)


def member_of(session: Session, neighbourhood_id: UUID, member_id: UUID) -> Member:
    """The member; one of another neighbourhood is not found."""
    member = session.get(Member, member_id)
    if member is None or member.neighbourhood_id != neighbourhood_id:
        raise not_found()
    return member


def sign_in(session: Session, member: Member, device_name: str, device_id: UUID | None, now: datetime) -> SignedInDevice:
    """Give `member` a session on a device; the member's own device keeps its id, anybody else's is never touched."""
    token = new_token()
    known = session.get(Device, device_id) if device_id else None
    if known is not None and known.member_id == member.id:
        known.token_hash, known.name, known.last_seen_at = token_hash(token), device_name, now
        session.flush()
        return SignedInDevice(known.id, token, member_out(member))
    device = Device(
        id=new_id() if known is not None or device_id is None else device_id,
        neighbourhood_id=member.neighbourhood_id,
        member_id=member.id,
        name=device_name,
        token_hash=token_hash(token),
        created_at=now,
        last_seen_at=now,
    )
    session.add(device)
    session.flush()
    return SignedInDevice(device.id, token, member_out(member))


def sign_out(session: Session, member_id: UUID, device_id: UUID) -> None:
    """End the session of one of the member's devices; its push subscription goes with the row, at once."""
    gone = session.execute(delete(Device).where(col(Device.id) == device_id, col(Device.member_id) == member_id).returning(col(Device.id)))
    if gone.first() is None:
        raise not_found()


def mark_seen(session: Session, device_id: UUID, now: datetime) -> None:
    """Keep the device's session alive."""
    session.execute(update(Device).where(col(Device.id) == device_id).values(last_seen_at=now))


def create_member(
    session: Session,
    *,
    neighbourhood_id: UUID,
    name: str,
    tier: Tier,
    now: datetime,
    language: str = "ko",
    verified: bool = False,
    member_id: UUID | None = None,
) -> Member:
    """Add a member; an id that exists already is a conflict."""
    if member_id is not None and session.get(Member, member_id) is not None:
        raise Problem(409, "conflict", ko="이미 등록된 이웃이에요.", en="This member exists already.")
    member = Member(
        id=member_id or new_id(),
        neighbourhood_id=neighbourhood_id,
        name=name,
        tier=tier.value,
        language=language,
        verified_at=now if verified else None,
        created_at=now,
    )
    session.add(member)
    session.flush()
    return member


def set_home(session: Session, member: Member, home: HomeIn, now: datetime, *, corrects: bool = False) -> Home:
    """Set where a member lives. Into another cell at most once in 30 days, so that nobody can probe a street by moving about; unless
    it `corrects` what was entered wrongly, which whoever calls this writes into the access log."""
    cell = cell_of(home.lat, home.lon)
    row = session.get(Home, member.id)
    if row is None:
        row = Home(
            member_id=member.id,
            neighbourhood_id=member.neighbourhood_id,
            address=home.address,
            entry_note=home.entry_note,
            lat=home.lat,
            lon=home.lon,
            cell=cell,
            cell_set_at=now,
        )
        session.add(row)
    else:
        if cell != row.cell:
            if not corrects and not home_rules.may_move(row.cell_set_at, now):
                raise Problem(
                    409,
                    "home-moved-recently",
                    ko="집 위치는 30일에 한 번만 옮길 수 있어요. 잘못 적어 바로잡는 거라면 까닭을 함께 적어 주세요. 주소 글자와 출입 메모는 지금도 고칠 수 있어요.",
                    en="A home can move once in 30 days. If it was entered wrongly, say why you correct it. Its wording and entry note can be changed now.",
                )
            row.cell, row.cell_set_at = cell, now
        row.address, row.entry_note, row.lat, row.lon = home.address, home.entry_note, home.lat, home.lon
    session.flush()
    return row


def home_of(session: Session, member_id: UUID) -> Home | None:
    """The member's home; whoever shows it to somebody else writes the access log in the same transaction."""
    return session.get(Home, member_id)


def consents_of(session: Session, member: Member) -> list[Consent]:
    """The choices made so far, in the order of their names."""
    mine = select(Consent).where(col(Consent.neighbourhood_id) == member.neighbourhood_id, col(Consent.member_id) == member.id)
    return list(session.execute(mine.order_by(col(Consent.kind))).scalars())


def set_consent(session: Session, member: Member, kind: ConsentKind, state: ConsentState, now: datetime) -> None:
    """Make one choice; saying the same again keeps its date."""
    row = session.get(Consent, (member.neighbourhood_id, member.id, kind.value))
    if row is None:
        session.add(Consent(neighbourhood_id=member.neighbourhood_id, member_id=member.id, kind=kind.value, state=state.value, since=now))
    elif row.state != state.value:
        row.state, row.since = state.value, now
    session.flush()


_consents = table_of(Consent)
_state_of = Prepared(  # every piece of a track asks
    select(_consents.c.state).where(
        _consents.c.neighbourhood_id == bindparam("in_neighbourhood"),
        _consents.c.member_id == bindparam("of_member"),
        _consents.c.kind == bindparam("of_kind"),
    )
)


def against_will(session: Session, neighbourhood_id: UUID, member_id: UUID, kind: ConsentKind) -> bool:
    """Whether the member paused or withdrew this consent."""
    row = _state_of.first(session, {"in_neighbourhood": neighbourhood_id, "of_member": member_id, "of_kind": kind.value})
    return row is not None and row.state != ConsentState.GRANTED.value


def refuse_against_will(session: Session, neighbourhood_id: UUID, member_id: UUID, kind: ConsentKind) -> None:
    """Raise when the member paused or withdrew this consent: what arrives all the same is not kept."""
    if against_will(session, neighbourhood_id, member_id, kind):
        raise _consent_not_given()


def refuse_without(session: Session, member: Member, kind: ConsentKind) -> None:
    """Raise unless the member gave this consent, and gives it now."""
    if not has_consent(session, member, kind):
        raise _consent_not_given()


def _consent_not_given() -> Problem:
    return Problem(
        403,
        "consent-not-given",
        ko="허락을 쉬거나 거둔 동안이라 받지 않았어요. 설정의 '내가 허락한 것'에서 다시 켤 수 있어요.",
        en="You paused or withdrew this consent, so it was not kept. Settings, What I allow, turns it on again.",
    )


def has_consent(session: Session, member: Member, kind: ConsentKind) -> bool:
    """Whether the choice is granted now."""
    row = session.get(Consent, (member.neighbourhood_id, member.id, kind.value))
    return row is not None and row.state == ConsentState.GRANTED


_ties = table_of(Tie)
_ties_of = Prepared(  # each call for help asks
    union_all(
        select(_ties.c.other_id, _ties.c.kind).where(_ties.c.neighbourhood_id == bindparam("here"), _ties.c.member_id == bindparam("this")),
        select(_ties.c.member_id, _ties.c.kind).where(
            _ties.c.neighbourhood_id == bindparam("here"), _ties.c.other_id == bindparam("this"), _ties.c.kind == "block"
        ),
    )
)


def ties_of(session: Session, neighbourhood_id: UUID, member_id: UUID) -> tuple[set[UUID], set[UUID]]:
    """(buddies the member chose, people blocked in either direction)."""
    session.flush()  # a prepared statement does not see to that
    rows = _ties_of.all(session, {"here": neighbourhood_id, "this": member_id})
    return {row.other_id for row in rows if row.kind == "buddy"}, {row.other_id for row in rows if row.kind == "block"}


def tie(
    session: Session, member: Member, other: Member, kind: str, now: datetime, *, known_as: str = "", noted_by: UUID | None = None
) -> None:
    """Make `other` a buddy of `member`, or block them; the newer choice replaces the older. The same again keeps its date."""
    row = session.get(Tie, (member.neighbourhood_id, member.id, other.id))
    if row is None:
        row = Tie(neighbourhood_id=member.neighbourhood_id, member_id=member.id, other_id=other.id, kind=kind, since=now)
        row.known_as = known_as
        session.add(row)
    elif row.kind != kind:
        row.kind, row.since, row.known_as, row.noted_by = kind, now, known_as or row.known_as, None
    row.noted_by = noted_by or row.noted_by
    session.flush()
